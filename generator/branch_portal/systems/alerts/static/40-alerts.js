/* The board's colours for the reader's own day: what is green, yellow, red, how many days are left; filters. */
(function () {
  "use strict";

  var TITLES = { red: "紅色告警", yellow: "黃色提醒", green: "綠色通知" };
  var ORDER = { red: 0, yellow: 1, green: 2, none: 3, past: 4 };
  var today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-alert]"));
  if (!rows.length) { return; }

  function days(from, to) {
    return Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
  }

  // An election stays red until it is held; a duty's alert ends, because its branches record what is done, and have it below.
  function level(row) {
    if (row.hasAttribute("data-always")) { return row.getAttribute("data-always"); }
    if (!row.hasAttribute("data-overdue") && (row.getAttribute("data-ends") || row.getAttribute("data-due")) < today) { return "past"; }
    return begins(row, 2) <= today ? "red" : begins(row, 1) <= today ? "yellow" : begins(row, 0) <= today ? "green" : "none";
  }

  // `data-ahead`: how many days before the due day green, yellow and red begin.
  function begins(row, index) {
    var ahead = Number(row.getAttribute("data-ahead").split(" ")[index]);
    return new Date(Date.parse(row.getAttribute("data-due")) - ahead * 86400000).toISOString().slice(0, 10);
  }

  function left(row) {
    var due = row.getAttribute("data-due");
    var count = days(today, due);
    return count > 0 ? "還有" + count + "天" : count === 0 ? "今天到期" : "已過" + -count + "天";
  }

  function show(row) {
    var name = level(row);
    var cell = row.querySelector("[data-say]");
    row.setAttribute("data-shown", name);
    row.classList.remove("is-later");
    cell.textContent = "";
    if (TITLES[name]) {
      var mark = document.createElement("b");
      mark.className = "alert-" + name;
      mark.textContent = TITLES[name];
      cell.appendChild(mark);
    } else {
      cell.appendChild(document.createTextNode(name === "past" ? "期限已過" : "未到"));
    }
    if (row.hasAttribute("data-due") && name !== "past") {
      var small = document.createElement("small");
      small.textContent = name === "none" ? words(begins(row, 0)) + "起通知" : left(row);
      cell.appendChild(document.createTextNode(" "));
      cell.appendChild(small);
    }
  }

  function words(day) { return Number(day.slice(5, 7)) + "月" + Number(day.slice(8)) + "日"; }

  rows.forEach(show);

  var board = document.querySelector("[data-board]");
  if (!board) { return; }

  // Red first, then yellow, green and what is still to come; inside a colour the nearest day first, as built.
  Array.prototype.forEach.call(document.querySelectorAll(".alert-table tbody"), function (body) {
    var list = Array.prototype.slice.call(body.querySelectorAll("[data-alert]")).map(function (row, index) { return [row, index]; });
    list.sort(function (one, other) {
      return ORDER[one[0].getAttribute("data-shown")] - ORDER[other[0].getAttribute("data-shown")] || one[1] - other[1];
    });
    list.forEach(function (entry) { body.appendChild(entry[0]); });
    body.classList[list.some(function (entry) { return ORDER[entry[0].getAttribute("data-shown")] < 2; }) ? "remove" : "add"]("is-quiet");
  });

  // The sums are over everything, listed here or not: each entry is the days from the build on which the levels begin.
  var since = days(board.getAttribute("data-made"), today);
  Array.prototype.forEach.call(document.querySelectorAll("[data-sum]"), function (row) {
    var sums = { red: 0, yellow: 0, green: 0, none: 0 };
    row.getAttribute("data-sum").split(" ").filter(Boolean).forEach(function (entry) {
      var span = entry.split(",");
      if (span[3] !== "" && Number(span[3]) < since) { return; }
      var name = Number(span[2]) <= since ? "red" : Number(span[1]) <= since ? "yellow" : Number(span[0]) <= since ? "green" : "none";
      sums[name] += Number(span[4]);
    });
    Array.prototype.forEach.call(row.querySelectorAll("[data-count]"), function (cell) {
      cell.textContent = sums[cell.getAttribute("data-count")];
    });
  });

  if (board.getAttribute("data-until") < today) {
    var late = document.createElement("b");
    late.className = "tag";
    late.textContent = "本站已" + days(board.getAttribute("data-made"), today) + "天沒有重新生成，之後的事項這裡沒有，請聯繫維護人";
    board.appendChild(document.createTextNode(" "));
    board.appendChild(late);
  }

  var form = document.querySelector(".alert-filter");
  var buttons = Array.prototype.slice.call(form.querySelectorAll("button[data-level]"));
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var pressed = button.getAttribute("aria-pressed") !== "true";
      buttons.forEach(function (other) { other.setAttribute("aria-pressed", String(other === button && pressed)); });
      filter();
      remember();
    });
  });
  var matches = null;
  window.portalFilter(form.elements.text, function (found) {
    matches = found;
    return filter();
  });
  // The choices are part of the address, so that a reload and a link show the same; the reader's own role comes first.
  var asked = new URLSearchParams(location.search);
  var mine = window.portalMyself || { branch: "", role: "" };
  choose(form.elements.role, asked.has("role") || asked.has("level") ? asked.get("role") : mine.role);
  choose(form.elements.kind, asked.get("kind"));
  form.elements.later.checked = form.elements.later.hidden || asked.get("later") === "1";
  form.elements.mine.checked = Boolean(mine.branch) && asked.get("mine") !== "0";
  buttons.forEach(function (button) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-level") === asked.get("level")));
  });
  ["role", "kind", "later", "mine"].forEach(function (name) {
    form.elements[name].addEventListener("change", function () { filter(); remember(); });
  });

  function choose(select, value) {
    select.value = value || "";
    if (select.selectedIndex < 0) { select.value = ""; }
  }

  function remember() {
    var pressed = form.querySelector("button[aria-pressed=true]");
    var now = new URLSearchParams();
    now.set("role", form.elements.role.value);
    if (pressed) { now.set("level", pressed.getAttribute("data-level")); }
    if (form.elements.kind.value) { now.set("kind", form.elements.kind.value); }
    if (form.elements.later.checked && !form.elements.later.hidden) { now.set("later", "1"); }
    if (mine.branch && !form.elements.mine.checked) { now.set("mine", "0"); }
    history.replaceState(null, "", location.pathname + "?" + now + location.hash);
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); });

  var holders = Array.prototype.slice.call(document.querySelectorAll(".alert-holder"));
  filter();

  // The line with the name of the branch or unit above its rows.
  function holder(row) {
    var first = row.parentNode.rows[0];
    return first.className === "alert-holder" ? first : null;
  }

  // Whose row it is: a branch's or a department's; the company's duties are everybody's.
  function of(row) {
    return row.getAttribute("data-holder") || row.parentNode.getAttribute("data-holder") || "";
  }

  function filter() {
    var pressed = form.querySelector("button[aria-pressed=true]");
    var wanted = pressed ? pressed.getAttribute("data-level") : "";
    var role = form.elements.role.value;
    var kind = form.elements.kind.value;
    var later = form.elements.later.checked;
    var own = form.elements.mine.checked ? mine.branch : "";
    var left = 0;
    var tally = { red: 0, yellow: 0, green: 0, none: 0, past: 0 };
    rows.forEach(function (row) {
      var roles = (row.getAttribute("data-role") || "").split(" ");
      var shown = row.getAttribute("data-shown");
      var out = (role !== "" && roles.indexOf(role) < 0) ||
        (own !== "" && of(row) !== "" && of(row) !== own) ||
        (kind !== "" && row.getAttribute("data-kind") !== kind) ||
        (matches !== null && !matches(row) && !(holder(row) && matches(holder(row))));
      if (!out) { tally[shown] += 1; }
      row.hidden = out || (!later && !TITLES[shown]) || (wanted !== "" && shown !== wanted);
      if (!row.hidden) { left += 1; }
    });
    buttons.forEach(function (button) { button.querySelector("b").textContent = tally[button.getAttribute("data-level")]; });
    holders.forEach(function (head) { head.hidden = !head.parentNode.querySelector("[data-alert]:not([hidden])"); });
    return left;
  }
})();
