/* A page that stands in no section has the sections once, as tabs: the drawer of a phone takes them from there. */
(function () {
  "use strict";
  var drawer = document.querySelector("[data-from-tabs]"), tabs = document.querySelector(".md-tabs__list"), logo = document.querySelector(".md-logo");
  if (!drawer || !tabs) { return; }
  drawer.innerHTML = '<label class="md-nav__title" for="__drawer">' + logo.outerHTML.replace("header", "nav") + logo.title + '</label><ul class="md-nav__list">' +
    tabs.innerHTML.replace(/<li/g, '<li class="md-nav__item"').replace(/"( class="is-one")?>(?=[^<]+<\/a)/g, function (end, one) {
      return '" class="md-nav__link' + (one ? "" : " is-more") + '">';
    }) + "</ul>";
})();
