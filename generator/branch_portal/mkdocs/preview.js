(function () {
"use strict";
var own = document.currentScript, KEY = "preview.scroll";
try {
  var kept = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  if (kept && kept.at === location.href) {
    history.scrollRestoration = "manual";
    scrollTo(0, kept.top);
    addEventListener("load", function () { scrollTo(0, kept.top); });
  }
} catch (error) { /* a browser that keeps nothing begins at the top */ }

function put(parent, name, text, type) {
  var made = document.createElement(name);
  if (text) made.textContent = text;
  if (type) made.className = type;
  parent.appendChild(made);
  return made;
}

function show(problems) {
  var old = document.getElementById("preview-problems");
  if (old) old.remove();
  if (!problems.length) return;
  var box = document.createElement("section");
  box.id = "preview-problems";
  box.setAttribute("role", "alert");
  box.setAttribute("aria-labelledby", "preview-problems-title");
  put(box, "h2", "有" + problems.length + "處錯誤，改好以前顯示的是改之前的頁面").id = "preview-problems-title";
  var list = put(box, "ol");
  problems.forEach(function (one) {
    var item = put(list, "li"), place = put(item, "p", "", "preview-place");
    var link = put(place, "a", one.path + " 第" + one.line + "行");
    link.href = one.open;
    if (one.view) {
      place.appendChild(document.createTextNode("　"));
      put(place, "a", "在這裡看").href = one.view;
    }
    put(item, "p", one.message, "preview-message");
    if (one.value) put(item, "p", "寫的是：" + one.value);
    if (one.frame) put(item, "pre", one.frame);
    if (one.why) put(item, "p", "為什麼：" + one.why);
    put(item, "p", "怎麼改：" + one.mend, "preview-mend");
  });
  var close = put(box, "button", "先收起");
  close.type = "button";
  close.onclick = function () { box.remove(); };
  document.body.appendChild(box);
}

var source = new EventSource("/.preview/events");
source.onmessage = function (event) {
  var told = JSON.parse(event.data);
  if (String(told.shown) !== own.getAttribute("data-shown")) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({at: location.href, top: window.pageYOffset}));
    } catch (error) { /* then the new page begins at the top */ }
    source.close();
    location.reload();
    return;
  }
  show(told.problems);
};
addEventListener("pagehide", function () { source.close(); });
})();
