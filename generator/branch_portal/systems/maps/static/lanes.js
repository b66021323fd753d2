/* A branch's year: what a mark on a lane is, for who points at it. The names are one file for all branches with the same days, loaded then. */
(function () {
  "use strict";
  var table = document.querySelector("[data-names]");
  if (!table) { return; }
  function name() {
    Array.prototype.forEach.call(table.querySelectorAll(".chart-lane"), function (lane) {
      var words = window.portalNames[lane.closest("tr").querySelector("a").hash.slice(1)] || {};
      Array.prototype.forEach.call(lane.querySelectorAll("circle, g > rect"), function (mark) {
        var place = mark.getAttribute("cx") || mark.getAttribute("x") + " " + mark.getAttribute("width");
        var title = document.createElementNS("http://www.w3.org/2000/svg", "title");
        title.textContent = words[place] || "";
        mark.appendChild(title);
      });
    });
  }
  table.addEventListener("mouseover", function () {
    var script = document.createElement("script");
    script.src = table.getAttribute("data-names");
    script.onload = name;
    document.head.appendChild(script);
  }, { once: true });
})();
