/* 四級貫通 on paper: the whole tree is open while it is printed. */
(function () {
  "use strict";

  var closed = [];
  addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("details.chain:not([open])"));
    closed.forEach(function (node) { node.open = true; });
  });
  addEventListener("afterprint", function () {
    closed.forEach(function (node) { node.open = false; });
  });
})();
