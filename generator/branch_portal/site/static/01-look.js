/* 適老化: size of letters, contrast and reading aloud, as the reader wants them; this browser alone remembers it. */
(function () {
  "use strict";

  var KEY = "portal.look";
  var root = document.documentElement;
  var panel = document.querySelector(".portal-look");
  if (!panel) { return; }

  function choice(name, value, words) {
    return '<button type="button" data-sets="' + name + '" value="' + value + '" aria-pressed="false">' + words + "</button>";
  }
  var choices = panel.lastElementChild;
  choices.insertAdjacentHTML("afterbegin", '<p role="group" aria-label="字號">' + choice("size", "", "標準") + choice("size", "large", "大字") +
    choice("size", "larger", "特大") + "</p><p>" + choice("contrast", "high", "高對比") + "</p>");
  choices.insertAdjacentHTML("beforeend", '<button type="button" data-aloud aria-pressed="false" hidden>朗讀本頁</button><p>' +
    choice("edit", "yes", "顯示修改按鈕") + "</p>");

  function read() {
    try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch (error) { return {}; }
  }

  function set(name, value) {
    if (value) { root.setAttribute("data-" + name, value); } else { root.removeAttribute("data-" + name); }
    var kept = read();
    kept[name] = value;
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch (error) { /* then it holds for this page */ }
    show();
  }

  function show() {
    Array.prototype.forEach.call(panel.querySelectorAll("[data-sets]"), function (button) {
      var now = root.getAttribute("data-" + button.getAttribute("data-sets")) || "";
      button.setAttribute("aria-pressed", String(now === button.value));
    });
  }

  panel.addEventListener("click", function (event) {
    var button = event.target.closest("[data-sets]");
    if (!button) { return; }
    var name = button.getAttribute("data-sets");
    var pressed = button.getAttribute("aria-pressed") === "true";
    set(name, name !== "size" && pressed ? "" : button.value);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && panel.open) { panel.open = false; panel.querySelector("summary").focus(); }
  });
  document.addEventListener("click", function (event) {
    if (panel.open && !panel.contains(event.target)) { panel.open = false; }
  });
  show();

  // Reading aloud: only with a voice of the system itself; nothing is sent anywhere.
  var aloud = panel.querySelector("[data-aloud]");
  var speech = window.speechSynthesis;
  var queue = [];
  var marked = null;

  function voice() {
    return (speech.getVoices() || []).filter(function (one) { return one.localService !== false && /^(zh|cmn)/i.test(one.lang); })[0];
  }

  function offer() { aloud.hidden = !voice(); }

  function mark(element) {
    if (marked) { marked.classList.remove("is-read"); }
    marked = element;
    if (marked) { marked.classList.add("is-read"); }
  }

  function stop() {
    queue = [];
    speech.cancel();
    mark(null);
    aloud.setAttribute("aria-pressed", "false");
    aloud.textContent = "朗讀本頁";
  }

  function next() {
    var element = queue.shift();
    if (!element) { stop(); return; }
    var words = new SpeechSynthesisUtterance(element.innerText.replace(/鏈$/, ""));
    words.voice = voice();
    words.lang = words.voice ? words.voice.lang : "zh-CN";
    words.onend = function () { if (marked === element) { next(); } };
    mark(element);
    element.scrollIntoView({ block: "nearest" });
    speech.speak(words);
  }

  if (!speech || !window.SpeechSynthesisUtterance) { return; }
  offer();
  if (speech.addEventListener) { speech.addEventListener("voiceschanged", offer); } else { speech.onvoiceschanged = offer; }
  aloud.addEventListener("click", function () {
    if (aloud.getAttribute("aria-pressed") === "true") { stop(); return; }
    var parts = document.querySelectorAll("article h1, article h2, article h3, article p, article li, article dt, article dd, article tr");
    queue = Array.prototype.filter.call(parts, function (part) {
      return part.offsetHeight && part.innerText.trim() && !part.querySelector("li, p");
    });
    aloud.setAttribute("aria-pressed", "true");
    aloud.textContent = "停止朗讀";
    next();
  });
  window.addEventListener("pagehide", function () { speech.cancel(); });
})();
