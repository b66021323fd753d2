/* Calendars and lists by day: hide what is past, lead to the reader's month, copy an address. */
(function () {
  "use strict";

  var today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  // The reader's month instead of the build's.
  each("[data-month-link]", function (link) {
    var span = link.getAttribute("data-months").split(" ");
    var month = today.slice(0, 7);
    if (month < span[0] || month > span[1]) { return; }
    link.href = link.getAttribute("href").replace(/\d{4}-\d{2}\/$/, month + "/");
    link.textContent = "看" + Number(month.slice(0, 4)) + "年" + Number(month.slice(5)) + "月";
  });
  each("[data-month]", function (link) {
    link.classList.toggle("is-current", link.getAttribute("data-month") === today.slice(0, 7));
  });
  each("[data-day]", function (day) {
    day.classList.toggle("is-today", day.getAttribute("data-day") === today);
  });

  // The agenda begins today and shows a few weeks.
  each(".agenda", function (agenda) {
    var left = Number(agenda.getAttribute("data-shown"));
    Array.prototype.forEach.call(agenda.querySelectorAll("[data-until]"), function (part) {
      var past = part.getAttribute("data-until") < today;
      part.hidden = past;
      if (!past && part.classList.contains("week")) { part.hidden = left <= 0; left -= 1; }
    });
    var over = left === Number(agenda.getAttribute("data-shown"));
    each(".agenda-over", function (notice) { notice.hidden = !over; });
  });

  // Copy the words of an element, and say in another whether it was done.
  window.portalCopy = function (words, place) {
    function say(done) { place.textContent = done ? "已複製" : "複製不了，請長按地址選取"; }
    if (navigator.clipboard) {
      navigator.clipboard.writeText(words.textContent).then(function () { say(true); }, function () { say(false); });
      return;
    }
    // A plain http intranet has no clipboard object.
    var range = document.createRange();
    range.selectNodeContents(words);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    say(document.execCommand("copy"));
  };
})();
