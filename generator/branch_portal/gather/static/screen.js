/* 一屏: counts anew for the reader's own day, and at midnight by itself; nothing is asked of anybody. */
(function () {
  "use strict";

  var screen = document.querySelector("[data-screen]");
  if (!screen) { return; }
  var HOUR = 3600000;
  var DAY = 24 * HOUR;
  var WEEKDAYS = "日一二三四五六";
  var shown = screen.getAttribute("data-made");

  // The day in Shanghai, whatever the zone of the machine on the wall.
  function today() { return new Date(Date.now() + 8 * HOUR).toISOString().slice(0, 10); }

  function days(from, to) { return Math.round((Date.parse(to) - Date.parse(from)) / DAY); }

  function each(selector, action) { Array.prototype.forEach.call(screen.querySelectorAll(selector), action); }

  function said(day) {
    var date = new Date(Date.parse(day));
    return (date.getUTCMonth() + 1) + "月" + date.getUTCDate() + "日（週" + WEEKDAYS[date.getUTCDay()] + "）";
  }

  function head(day) {
    each("[data-term-from]", function (term) {
      var from = term.getAttribute("data-term-from");
      term.hidden = day < from || term.getAttribute("data-term-to") < day;
      term.querySelector("b").textContent = days(from, day) + 1;
    });
    var made = screen.getAttribute("data-made");
    each("[data-screen-today]", function (words) {
      words.textContent = day === made ? "" : "按今天" + said(day) + "重算" + (screen.getAttribute("data-until") < day ? "；數據太舊，請聯繫維護人" : "");
    });
  }

  function figures(day) {
    each("[data-counted]", function (number) {
      var sum = 0;
      number.getAttribute("data-counted").split(" ").filter(Boolean).forEach(function (entry) {
        var span = entry.split(",");
        if (span[0] <= day && (span[1] === "" || day <= span[1])) { sum += Number(span[2]); }
      });
      number.textContent = sum;
      number.parentNode.classList.toggle("is-nought", sum === 0);
    });
  }

  function percent(part, whole) { return 100 * part / whole + "%"; }

  function ahead(day) {
    each("[data-ahead]", function (box) {
      var width = Number(box.getAttribute("data-ahead"));
      Array.prototype.forEach.call(box.querySelectorAll("[data-day]"), function (mark) {
        var at = days(day, mark.getAttribute("data-day"));
        mark.setAttribute("x", percent(at + (mark.hasAttribute("data-red") ? 0.5 : 0), width));
        mark.setAttribute("display", at < 0 || at >= width ? "none" : "inline");
        if (mark.classList.contains("screen-week")) { mark.classList.toggle("is-end", at > width - 4); }
        if (mark.hasAttribute("data-red")) {
          var level = ["red", "yellow", "green"].filter(function (name) { return mark.getAttribute("data-" + name) <= day; })[0];
          mark.setAttribute("class", "screen-due is-" + (level || "none"));
        }
      });
      Array.prototype.forEach.call(box.querySelectorAll("[data-first]"), function (span) {
        var from = Math.max(0, days(day, span.getAttribute("data-first")));
        var to = Math.min(width, days(day, span.getAttribute("data-last")) + 1);
        span.setAttribute("display", to <= from ? "none" : "inline");
        span.setAttribute("x", percent(from, width));
        span.setAttribute("width", percent(Math.max(0, to - from), width));
      });
    });
  }

  // The bars of a year: one for each week from the Monday that the picture names.
  function weeks(day) {
    each("[data-monday]", function (year) {
      var own = year.getAttribute("data-year") === day.slice(0, 4);
      if (own || screen.querySelector("[data-year='" + day.slice(0, 4) + "']")) { year.hidden = !own; }
      Array.prototype.forEach.call(year.querySelectorAll("svg a"), function (week, number) {
        var since = days(year.getAttribute("data-monday"), day) - 7 * number;
        var bar = week.querySelector("[class^=tone]");
        if (bar) { bar.setAttribute("class", since >= 7 ? "tone-soft" : since >= 0 ? "tone-late" : "tone-open"); }
      });
    });
  }

  function show(day) {
    shown = day;
    head(day);
    figures(day);
    ahead(day);
    weeks(day);
  }

  // Other rooms' parts of the screen hear of a new day by an event; at the start they look at the day themselves.
  function look() {
    var day = today();
    if (day === shown) { return; }
    show(day);
    document.dispatchEvent(new CustomEvent("portalday", { detail: day }));
  }

  // A machine that slept through midnight looks again when it wakes, or after an hour at the latest.
  function turn() {
    look();
    setTimeout(turn, Math.min(HOUR, DAY - (Date.now() + 8 * HOUR) % DAY + 1000));
  }

  document.addEventListener("visibilitychange", look);
  show(today());
  turn();
})();
