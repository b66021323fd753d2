/* A page that stands in no section has the sections once, as tabs: the drawer of a phone takes them from there. */
(function () {
  "use strict";
  var drawer = document.querySelector("[data-from-tabs]"), tabs = document.querySelector(".md-tabs__list");
  if (drawer && tabs) { drawer.innerHTML = tabs.innerHTML.replace(/md-tabs/g, "md-nav"); }
})();
