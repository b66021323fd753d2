/* 一屏 turned panel by panel: only when asked, by the button or by `?rotate`, and never against prefers-reduced-motion. */
(function () {
  "use strict";

  var screen = document.querySelector("[data-screen]");
  var button = document.querySelector("[data-turns-screen]");
  var wall = window.matchMedia("(min-width: 1200px) and (min-height: 660px)");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  if (!button || document.documentElement.hasAttribute("data-size")) { return; }
  var EACH = 20000;
  var panels = Array.prototype.slice.call(screen.querySelectorAll(".screen-panel"));
  var timer = 0, shown = panels.length;

  // All panels together are the last picture of the round, and the one that stays when nothing turns.
  function show(number) {
    shown = number;
    screen.classList.toggle("has-alone", number < panels.length);
    panels.forEach(function (panel, index) {
      var alone = index === number;
      panel.classList.toggle("is-alone", alone);
      if (alone) {
        Array.prototype.forEach.call(screen.querySelectorAll(".screen-columns, .screen-column"), function (box) {
          box.classList.toggle("has-panel", box.contains(panel));
        });
      }
    });
  }

  // Whoever points at a panel or has come into one by key reads it: it stays.
  function held() { return panels.some(function (panel) { return panel.matches(":hover") || panel.contains(document.activeElement); }); }

  function turn() { if (!held()) { show((shown + 1) % (panels.length + 1)); } }

  function stop() {
    clearInterval(timer);
    timer = 0;
    button.textContent = "輪播";
    button.setAttribute("aria-pressed", "false");
  }

  function start() {
    if (timer || calm.matches || !wall.matches) { return; }
    timer = setInterval(turn, EACH);
    button.textContent = "暫停";
    button.setAttribute("aria-pressed", "true");
    turn();
  }

  // A smaller window is the page again, with nothing that turns.
  function fit() {
    button.hidden = calm.matches || !wall.matches;
    if (button.hidden) { stop(); show(panels.length); }
  }

  button.addEventListener("click", function () { if (timer) { stop(); } else { start(); } });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { stop(); show(panels.length); }
  });
  wall.addListener(fit);
  calm.addListener(fit);
  fit();
  if (/[?&]rotate\b/.test(location.search)) { start(); }
})();
