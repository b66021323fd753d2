/* 週單: the week's text for the reader's own day, by role, to be copied; the same words as portal digest. */
(function () {
  "use strict";
  var box = document.querySelector("[data-week]");
  if (!box) { return; }
  var today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  var each = function (list, act) { Array.prototype.forEach.call(list, act); };

  function plus(day, count) { return new Date(Date.parse(day) + count * 86400000).toISOString().slice(0, 10); }
  function words(day) { return Number(day.slice(5, 7)) + "月" + Number(day.slice(8)) + "日"; }
  // `data-ahead`: how many days before the due day green, yellow and red begin.
  function from(item, index) { return plus(item.getAttribute("data-due"), -Number(item.getAttribute("data-ahead").split(" ")[index])); }
  function level(item, day) {
    if (from(item, 0) > day) { return ""; }
    return from(item, 2) <= day ? "紅" : from(item, 1) <= day ? "黃" : "綠";
  }

  function text(section, week) {
    var weekday = (new Date(Date.parse(today)).getUTCDay() + 6) % 7;
    var monday = plus(today, week * 7 - weekday), sunday = plus(monday, 6), day = week ? monday : today;
    var head = "【" + box.getAttribute("data-branch") + "·" + section.getAttribute("data-title") + "】" + words(monday) + "至" + words(sunday);
    var lines = [];
    each(section.querySelectorAll("li"), function (item) {
      var due = item.getAttribute("data-due");
      if (from(item, 0) > sunday || (!item.hasAttribute("data-stays") && due < day)) { return; }
      var left = Math.round((Date.parse(due) - Date.parse(day)) / 86400000), colour = level(item, day);
      lines.push((lines.length + 1) + ". " + (colour ? "〔" + colour + "〕" : "") + item.textContent + "，" + words(due) + "前（" +
        (left > 0 ? "還有" + left + "天" : left === 0 ? "今天到期" : "已過" + -left + "天") + "）");
    });
    if (!lines.length) { return head + "\n本週沒有要辦的事。\n" + box.getAttribute("data-address") + "\n"; }
    return head + "，要辦" + lines.length + "件：\n" + lines.join("\n") + "\n怎麼辦：" + box.getAttribute("data-address") + "\n";
  }

  var choice = box.querySelector(".week-choice"), role = choice.querySelector("[name=role]"), week = choice.querySelector("[name=week]");
  function show() {
    each(box.querySelectorAll("section"), function (section) {
      section.hidden = role.value !== "" && section.getAttribute("data-role") !== role.value;
      section.querySelector(".week-text").textContent = text(section, Number(week.value));
    });
  }
  choice.hidden = false;
  role.addEventListener("change", show);
  week.addEventListener("change", show);
  each(box.querySelectorAll("section"), function (section) {
    var button = section.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", function () {
      if (navigator.clipboard) { navigator.clipboard.writeText(section.querySelector(".week-text").textContent); button.textContent = "已複製"; }
    });
  });
  show();
})();
