/* The list of a branch's year by month: the days of the tables by track, in the order of the calendar. */
(function () {
  "use strict";
  var months = document.querySelector("[data-by-month]");
  if (!months) { return; }
  var days = Array.prototype.map.call(document.querySelectorAll(".is-matters time[id]"), function (time) {
    return [time.getAttribute("datetime"), time.id, time.closest("tr").querySelector("a").textContent];
  }).sort();
  function add(parent, name, words) {
    var made = parent.appendChild(document.createElement(name));
    made.textContent = words;
    return made;
  }
  Array.prototype.forEach.call(months.querySelectorAll("section"), function (section) {
    var month = section.id.slice(2);
    var own = days.filter(function (day) { return day[0].slice(0, 7) === month; });
    add(add(section, "h3", month.slice(0, 4) + "年" + Number(month.slice(5)) + "月 "), "small", own.length + "項");
    var list = add(section, "ul", ""), line = null, before = "";
    own.forEach(function (day) {
      if (day[0] !== before) { line = add(list, "li", Number(day[0].slice(8)) + "日 "); } else { line.appendChild(document.createTextNode("、")); }
      before = day[0];
      add(line, "a", day[2]).href = "#" + day[1];
    });
  });
  // An address with a month in it was asked for before the month was there.
  var aim = location.hash.indexOf("#m-") === 0 && document.getElementById(location.hash.slice(1));
  if (aim) { aim.scrollIntoView(); }
})();
