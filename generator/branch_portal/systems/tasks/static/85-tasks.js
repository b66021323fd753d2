/* Task slips: what is overdue or due to be answered on the day of reading, and copying a feedback template. */
(function () {
  "use strict";

  var today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  each("[data-task-due]", function (tag) {
    var due = tag.getAttribute("data-task-due");
    tag.hidden = today <= due;
    if (!tag.hidden) {
      tag.textContent = "逾期" + Math.round((Date.parse(today) - Date.parse(due)) / 86400000) + "天";
    }
  });

  each("[data-turns]", function (tag) {
    if (tag.getAttribute("data-turns") <= today) { tag.textContent = tag.getAttribute("data-then"); }
  });

  each("[data-heat-slips]", function (sum) {
    var overdue = document.querySelectorAll(".heat-slips .shade-late"), rows = [];
    Array.prototype.forEach.call(overdue, function (cell) {
      var row = cell.parentNode;
      if (rows.indexOf(row) < 0) { rows.push(row); }
    });
    sum.textContent = overdue.length;
    document.querySelector("[data-heat-branches]").textContent = rows.length;
  });

  // The clipboard's own interface is missing on plain http, which an intranet often is.
  each(".copy-button", function (button) {
    var text = button.parentNode.parentNode.querySelector(".copy-text");
    button.hidden = false;
    button.addEventListener("click", function () {
      text.focus();
      text.select();
      if (document.execCommand("copy")) { button.textContent = button.getAttribute("data-copied"); }
    });
  });
})();
