/* The switch between the Traditional and the Simplified edition: same place of the page, remembered. A plain link without this. */
(function () {
  "use strict";

  var KEY = "portal.edition";
  var link = document.querySelector("a[data-edition]");
  if (!link) { return; }

  function remembered() {
    try { return localStorage.getItem(KEY); } catch (error) { return null; }
  }

  // The same place, and on the search page the same question; both may change after the page has loaded.
  function follow() {
    link.search = location.search;
    link.hash = location.hash;
  }

  follow();
  ["hashchange", "pointerdown", "focusin", "click"].forEach(function (name) { window.addEventListener(name, follow, true); });
  link.addEventListener("click", function () {
    try { localStorage.setItem(KEY, link.getAttribute("data-edition")); } catch (error) { /* then it is not remembered */ }
  });

  // Only the site's front door leads on, only to readers from outside, and only this way: it cannot loop.
  var inside = document.referrer && document.referrer.split(/[?#]/)[0].indexOf(new URL(".", location.href).href) === 0;
  if (link.hasAttribute("data-entry") && !inside && remembered() === link.getAttribute("data-edition")) {
    location.replace(link.pathname.replace(/\/$/, location.protocol === "file:" ? "/index.html" : "/") + location.hash);
  }
})();
