/* 我的支部、我的角色: what the reader has chosen, kept in this browser alone; a link may give it. Everything works without. */
(function () {
  "use strict";

  var KEY = "portal.mine";
  var ID = /^[a-z][a-z0-9_-]*$/;
  var LOUD = /^[a-z0-9 -]+$/;

  function read() {
    try {
      var kept = JSON.parse(localStorage.getItem(KEY)) || {};
      return { branch: ID.test(kept.branch) ? kept.branch : "", role: ID.test(kept.role) ? kept.role : "", calendar: LOUD.test(kept.calendar) ? kept.calendar : "" };
    } catch (error) { return { branch: "", role: "", calendar: "" }; }
  }

  // What 我的日曆 keeps beside them stays, unless it says otherwise itself.
  function keep(mine) {
    if (mine.calendar === undefined) { mine.calendar = window.portalMyself.calendar; }
    try {
      if (mine.branch || mine.role || mine.calendar) { localStorage.setItem(KEY, JSON.stringify(mine)); } else { localStorage.removeItem(KEY); }
    } catch (error) { /* then it holds for this page */ }
    window.portalMyself = mine;
    mark();
  }

  function mark() {
    var mine = window.portalMyself;
    document.documentElement.classList.toggle("has-mine", Boolean(mine.branch));
    if (link && mine.branch) { link.href = root + "branches/" + mine.branch + "/" + (location.protocol === "file:" ? "index.html" : ""); }
    Array.prototype.forEach.call(document.querySelectorAll("[data-pin]"), function (pin) {
      var pinned = pin.getAttribute("data-pin") === mine.branch;
      pin.setAttribute("aria-pressed", String(pinned));
      pin.textContent = pin.getAttribute(pinned ? "data-pinned" : "data-unpinned");
    });
  }

  var link = document.querySelector("[data-mine-link]");
  var root = link ? link.href.replace(/branches\/(index\.html)?$/, "") : "";
  var place = document.querySelector("[data-mine]");
  window.portalMyself = read();
  window.portalKeep = keep;

  // A link gives branch and role on the pages that are about them; elsewhere these words are filters of that page.
  if (place || document.querySelector("[data-pin]")) {
    var asked = new URLSearchParams(location.search);
    if (ID.test(asked.get("branch") || "")) {
      keep({ branch: asked.get("branch"), role: ID.test(asked.get("role") || "") ? asked.get("role") : "" });
      history.replaceState(null, "", location.pathname + location.hash);
    }
  }
  mark();

  document.addEventListener("click", function (event) {
    var pin = event.target.closest && event.target.closest("[data-pin]");
    if (!pin) { return; }
    var id = pin.getAttribute("data-pin");
    keep(id === window.portalMyself.branch ? { branch: "", role: "" } : { branch: id, role: window.portalMyself.role });
  });

  // A table's rows of one role; the choice is part of the address.
  Array.prototype.forEach.call(document.querySelectorAll("[data-role-filter]"), function (select) {
    var table = document.getElementById(select.getAttribute("data-role-filter"));
    function filter() {
      Array.prototype.forEach.call(table.querySelectorAll("[data-role]"), function (row) {
        row.hidden = select.value !== "" && row.getAttribute("data-role") !== select.value;
      });
    }
    var wanted = new URLSearchParams(location.search).get("role");
    select.value = wanted === null ? window.portalMyself.role : wanted;
    if (select.selectedIndex < 0) { select.value = ""; }
    if (select.value) { filter(); }
    select.addEventListener("change", function () {
      filter();
      history.replaceState(null, "", location.pathname + "?role=" + select.value + location.hash);
    });
  });

  if (!place) { return; }
  var address = place.getAttribute("data-mine");
  function show(choosing) {
    if (window.portalMine) { window.portalMine.show(place, address, keep, choosing); return; }
    var script = document.createElement("script");
    script.src = address.replace("index.js", "mine.js");
    script.onload = function () { window.portalMine.show(place, address, keep, choosing); };
    document.head.appendChild(script);
  }
  document.querySelector("[data-mine-choose]").addEventListener("click", function () { show(true); });
  Array.prototype.forEach.call(document.querySelectorAll("[data-company]"), function (button) {
    button.addEventListener("click", function () { document.documentElement.classList.toggle("shows-company"); });
  });
  if (window.portalMyself.branch) { show(false); }
})();
