/* Pictures on the reader's own day: the line of today, what is late by now; what a link leads to is opened. */
(function () {
  "use strict";

  var day = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  var today = Date.parse(day);

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  each("[data-late-after]", function (cell) {
    if (cell.getAttribute("data-late-after") < day) {
      cell.className = "shade-late";
      cell.firstChild.firstChild.nodeValue = "逾";
    }
  });

  each("[data-axis-first]", function (lane) {
    var first = Date.parse(lane.getAttribute("data-axis-first"));
    var last = Date.parse(lane.getAttribute("data-axis-last"));
    var line = lane.querySelector(".chart-today");
    var share = (today - first + 43200000) / (last - first + 86400000) * 100;
    line.setAttribute("visibility", share < 0 || share > 100 ? "hidden" : "visible");
    line.setAttribute("x1", share + "%");
    line.setAttribute("x2", share + "%");
  });

  // A record that lies folded is opened by the cell that leads to it, and on paper all are.
  function unfold() {
    var aim = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var fold = aim && aim.closest("details.record");
    if (fold) { fold.open = true; aim.scrollIntoView(); }
  }
  addEventListener("hashchange", unfold);
  unfold();

  var closed = [];
  addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("details.chain:not([open]), details.record:not([open])"));
    closed.forEach(function (node) { node.open = true; });
  });
  addEventListener("afterprint", function () {
    closed.forEach(function (node) { node.open = false; });
  });
})();
