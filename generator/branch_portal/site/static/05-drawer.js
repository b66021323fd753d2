/* A page that stands in no section has the sections once, as tabs: the drawer of a phone takes them from there. */
(function () {
  "use strict";
  var drawer = document.querySelector("[data-from-tabs]"), tabs = document.querySelector(".md-tabs__list"), logo = document.querySelector(".md-logo");
  if (!drawer || !tabs) { return; }
  var label = document.createElement("label"), list = tabs.cloneNode(true);
  label.className = "md-nav__title";
  label.htmlFor = "__drawer";
  label.appendChild(logo.cloneNode(true)).className = "md-nav__button md-logo";
  label.appendChild(document.createTextNode(logo.title));
  list.className = "md-nav__list";
  [].forEach.call(list.children, function (item) {
    var link = item.firstElementChild;
    item.className = "md-nav__item";
    link.className = "md-nav__link" + (link.className ? "" : " is-more");
  });
  drawer.appendChild(label);
  drawer.appendChild(list);
})();
