/* The year wheel: today and the thirty days ahead for the reader's day in Shanghai, one tab stop with arrow keys, and a phone's quarters. */
(function () {
  "use strict";
  var DAY = 86400000;
  var now = new Date(Date.now() + 8 * 3600000);
  var today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  function each(selector, act, root) { Array.prototype.forEach.call((root || document).querySelectorAll(selector), act); }

  // A drawing is one file for all branches that have its days; what this one has recorded stands on its page.
  each("svg[data-drawn]", function (svg) {
    var held = svg.closest("[data-recorded]").getAttribute("data-recorded").split(" ");
    svg.insertAdjacentHTML("beforeend", (window.portalDrawn || [])[Number(svg.getAttribute("data-drawn"))] || "");
    each("[data-ids]", function (mark) {
      var ids = mark.getAttribute("data-ids").split(" ");
      if (ids.every(function (id) { return held.indexOf(id) >= 0; })) { mark.setAttribute("data-held", ""); }
    }, svg);
  });

  each(".wheel-today", function (line) {
    var wheel = line.ownerSVGElement;
    var year = Number(line.getAttribute("data-year"));
    var days = Number(line.getAttribute("data-days"));
    var centre = line.getAttribute("data-centre").split(" ").map(Number);
    var rim = Number(line.getAttribute("data-rim"));
    var since = Math.round((today - Date.UTC(year, 0, 1)) / DAY);
    var soon = wheel.querySelector(".wheel-soon");
    soon.setAttribute("d", "");
    wheel.querySelector(".wheel-from").textContent = (now.getUTCMonth() + 1) + "月" + now.getUTCDate() + "日起30天內到期";
    if (since < 0 || since >= days) { return; }
    line.setAttribute("transform", "rotate(" + (since + 0.5) / days * 360 + " " + centre.join(" ") + ")");
    line.removeAttribute("visibility");
    var ends = [since, Math.min(since + 31, days)].map(function (day) {
      var turn = day / days * 2 * Math.PI;
      return (centre[0] + rim * Math.sin(turn)).toFixed(1) + " " + (centre[1] - rim * Math.cos(turn)).toFixed(1);
    });
    soon.setAttribute("d", "M" + ends[0] + "A" + rim + " " + rim + " 0 0 1 " + ends[1]);
  });

  each(".wheel-spans a", function (mark) {
    var left = Math.round((Date.parse(mark.getAttribute("data-due")) - today) / DAY);
    mark.classList[left >= 0 && left <= 30 ? "add" : "remove"]("is-soon");
  });

  each("svg[data-arrows]", function (wheel) {
    var marks = Array.prototype.slice.call(wheel.querySelectorAll(".wheel-spans a"));
    function stop(index) {
      marks.forEach(function (mark, other) { mark.setAttribute("tabindex", other === index ? "0" : "-1"); });
    }
    stop(0);
    marks.forEach(function (mark, index) {
      mark.addEventListener("focus", function () { stop(index); });
      mark.addEventListener("keydown", function (event) {
        var to = { ArrowRight: index + 1, ArrowDown: index + 1, ArrowLeft: index - 1, ArrowUp: index - 1, Home: 0, End: marks.length - 1 }[event.key];
        if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) { return; }
        event.preventDefault();
        marks[(to + marks.length) % marks.length].focus();
      });
    });
  });

  // The tables once stood below the poster: an address with a place in them leads there.
  function leadOn() {
    if (location.hash.length > 1 && !document.getElementById(decodeURIComponent(location.hash.slice(1)))) {
      location.replace("list/" + location.hash);
    }
  }
  if (document.getElementById("wheel")) {
    addEventListener("hashchange", leadOn);
    leadOn();
  }

  each("[data-quarters]", function (group) {
    var year = Number(group.getAttribute("data-quarters"));
    var shown = year === now.getUTCFullYear() ? Math.floor(now.getUTCMonth() / 3) : 0;
    var parts = Array.prototype.slice.call(group.querySelectorAll(".quarter"));
    var asked = location.hash && document.getElementById(location.hash.slice(1));
    parts.forEach(function (part, index) { if (asked && part.contains(asked)) { shown = index; } });
    function show() {
      parts.forEach(function (part, index) { part.classList[index === shown ? "add" : "remove"]("is-shown"); });
      each("[data-turn]", function (button) {
        var to = shown + Number(button.getAttribute("data-turn"));
        button.disabled = to < 0 || to >= parts.length;
      }, group);
      group.querySelector("[data-turned]").textContent = year + "年第" + (shown + 1) + "季度";
    }
    each("[data-turn]", function (button) {
      button.addEventListener("click", function () { shown += Number(button.getAttribute("data-turn")); show(); });
    }, group);
    group.classList.add("turns");
    show();
  });
})();
