/* Today's mark on the year wheel, for the reader's day in Shanghai. */
(function () {
  "use strict";
  var today = new Date(Date.now() + 8 * 3600000);
  Array.prototype.forEach.call(document.querySelectorAll(".wheel-today"), function (line) {
    if (Number(line.getAttribute("data-year")) !== today.getUTCFullYear()) { return; }
    var days = Number(line.getAttribute("data-days"));
    var gap = Number(line.getAttribute("data-gap"));
    var centre = line.getAttribute("data-centre");
    var ordinal = Math.floor((Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()) - Date.UTC(today.getUTCFullYear(), 0, 1)) / 86400000);
    var angle = gap / 2 + (ordinal + 0.5) / days * (360 - gap);
    line.setAttribute("transform", "rotate(" + angle + " " + centre + " " + centre + ")");
    line.removeAttribute("visibility");
  });
})();
