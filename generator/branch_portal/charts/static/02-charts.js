/* Pictures on the reader's own day: the line of today, what is late by now; what a link leads to is opened. */
(function () {
  "use strict";

  var day = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  var today = Date.parse(day);

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  function write(cell, shade, words) {
    cell.className = "shade-" + shade;
    cell.firstChild.firstChild.nodeValue = words;
  }

  // What a cell of a heat map says on a day; a large screen asks again at midnight.
  function heat(day) {
    each("[data-turns-on]", function (cell) {
      if (cell.getAttribute("data-turns-on") <= day) { write(cell, "some", "待"); }
    });
    each("[data-late-after]", function (cell) {
      if (cell.getAttribute("data-late-after") < day) { write(cell, "late", "逾"); }
    });
    each("[data-late-since]", function (cell) {
      var late = cell.getAttribute("data-late-since").split(" ").filter(function (since) { return since <= day; }).length;
      if (late) { write(cell, "late", "逾" + late); }
    });
  }
  heat(day);
  document.addEventListener("portalday", function (event) { heat(event.detail); });

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
