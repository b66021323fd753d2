/* On a page opened from a result (?h=words): the words are marked until the reader has seen enough of them. */
(function () {
"use strict";
const SKIPPED = "script, style, textarea, select, button, code, pre, kbd, svg, .headerlink, .no-mark, [data-say]";
const words = (new URLSearchParams(location.search).get("h") || "").split(" ").filter(Boolean);
const body = document.querySelector("article");

function texts() {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (walker.currentNode.nodeValue.trim() && !walker.currentNode.parentElement.closest(SKIPPED)) { found.push(walker.currentNode); }
  }
  return found;
}

function mark(marked) {
  texts().forEach((text) => {
    const pieces = marked(text.nodeValue, words);
    if (!pieces.some((piece) => piece[1])) { return; }
    const made = document.createDocumentFragment();
    pieces.forEach((piece) => {
      const node = piece[1] ? document.createElement("mark") : document.createTextNode(piece[0]);
      if (piece[1]) {
        node.className = "search-mark";
        node.textContent = piece[0];
      }
      made.appendChild(node);
    });
    text.parentNode.replaceChild(made, text);
  });
  return Array.from(body.querySelectorAll(".search-mark"));
}

function dismiss(bar) {
  bar.remove();
  body.querySelectorAll(".search-mark").forEach((one) => {
    const parent = one.parentNode;
    parent.replaceChild(document.createTextNode(one.textContent), one);
    parent.normalize();
  });
  const asked = new URLSearchParams(location.search);
  asked.delete("h");
  history.replaceState(null, "", location.pathname + (String(asked) ? "?" + asked : "") + location.hash);
}

function say(marks) {
  const said = Array.from(new Set(marks.map((one) => one.textContent))).slice(0, 3);
  const bar = document.createElement("div");
  const text = document.createElement("span");
  const button = document.createElement("button");
  bar.className = "search-marks";
  text.setAttribute("role", "status");
  button.type = "button";
  button.textContent = "取消標記";
  button.addEventListener("click", () => dismiss(bar));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar.parentNode && !document.querySelector("dialog[open]")) { dismiss(bar); }
  });
  bar.append(text, button);
  document.body.append(bar);
  text.textContent = "標出" + marks.length + "處：" + said.join("、");
}

if (!words.length || !body) { return; }
window.portalScript("search.js").then(() => window.portalSearch.letters()).then((letters) => {
  const marks = mark(letters.marked);
  if (marks.length) { say(marks); }
}).catch(() => {});
})();
