/* Lanes of days: the line of today is the reader's. */
(function () {
  "use strict";

  var today = Date.parse(new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10));

  Array.prototype.forEach.call(document.querySelectorAll("[data-axis-first]"), function (lane) {
    var first = Date.parse(lane.getAttribute("data-axis-first"));
    var last = Date.parse(lane.getAttribute("data-axis-last"));
    var line = lane.querySelector(".chart-today");
    var share = (today - first + 43200000) / (last - first + 86400000) * 100;
    line.setAttribute("visibility", share < 0 || share > 100 ? "hidden" : "visible");
    line.setAttribute("x1", share + "%");
    line.setAttribute("x2", share + "%");
  });
})();
