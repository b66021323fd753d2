/* Today belongs to the reader: colours dates, opens the current month. Everything works without it. */
(function () {
  "use strict";

  // The day in Shanghai, as YYYY-MM-DD, whatever the reader's own time zone.
  var today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);

  function days(from, to) {
    return Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
  }

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  function monthDay(day) { return Number(day.slice(5, 7)) + "月" + Number(day.slice(8)) + "日"; }

  // The day it is due and the days on which a colour begins, written as days or, `data-ahead`, as days before it; `data-aheads` of
  // the cell around has these of all its days, or one for all.
  function lights(time) {
    var due = time.getAttribute("data-due") || time.getAttribute("datetime");
    var ahead = time.getAttribute("data-ahead"), cell = time.parentNode;
    if (cell.hasAttribute("data-aheads")) {
      var aheads = cell.getAttribute("data-aheads").split(",");
      ahead = aheads[Math.min(Array.prototype.indexOf.call(cell.querySelectorAll("time"), time), aheads.length - 1)];
    }
    var from = ahead ? ahead.split(" ").map(function (count) {
      return new Date(Date.parse(due) - Number(count) * 86400000).toISOString().slice(0, 10);
    }) : ["green", "yellow", "red"].map(function (name) { return time.getAttribute("data-" + name); });
    return { due: due, green: from[0], yellow: from[1], red: from[2] };
  }

  function held(time) { return time.getAttribute("data-held") || time.parentNode.getAttribute("data-held"); }

  // A red day after the due day holds until its month ends; the same rule as on the board of alerts.
  function end(time, due, red) {
    if (time.hasAttribute("data-overdue")) { return "9999-12-31"; }
    if (red <= due) { return due; }
    return new Date(Date.UTC(Number(red.slice(0, 4)), Number(red.slice(5, 7)), 0)).toISOString().slice(0, 10);
  }

  // What is recorded as done keeps its day and has no colour of time.
  function level(time, lit) {
    if (held(time)) { return "held"; }
    if (end(time, lit.due, lit.red) < today) { return "past"; }
    if (lit.red <= today) { return "red"; }
    if (lit.yellow <= today) { return "yellow"; }
    return lit.green <= today ? "green" : "";
  }

  each("time[data-due], time[data-ahead], [data-aheads] > time", function (time) {
    var lit = lights(time);
    var name = level(time, lit);
    if (!name) { return; }
    var left = days(today, lit.due);
    var words = { past: "已過期限", red: "紅色告警", yellow: "黃色提醒", green: "綠色通知" }[name];
    if (name === "held") {
      time.setAttribute("data-level", name);
      time.setAttribute("data-words", "✓");
      time.setAttribute("title", "已登記：" + monthDay(held(time)) + "辦");
    } else if (name !== "past") {
      var count = left === 0 ? "今天到期" : left > 0 ? "還有" + left + "天" : "已過" + -left + "天";
      time.setAttribute("data-words", count);
      time.setAttribute("data-level", name);
      time.setAttribute("title", words + "，" + count);
    } else {
      time.setAttribute("data-level", name);
      time.setAttribute("data-words", "");
      time.setAttribute("title", "期限已過");
    }
  });

  each("[data-from][data-to]", function (element) {
    var current = element.getAttribute("data-from") <= today && today <= element.getAttribute("data-to");
    element.classList.toggle("is-current", current);
    element.classList.toggle("is-over", element.getAttribute("data-to") < today);
  });

  // A year's table begins today: what is over is one button away, or a link to one of its rows.
  each("[data-unfolds]", function (button) {
    var table = document.getElementById(button.getAttribute("data-unfolds"));
    var over = table.querySelectorAll("tbody.is-over").length;
    function unfold() { table.classList.add("shows-over"); button.hidden = true; }
    function reveal() {
      var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && table.contains(target) && !target.offsetHeight) { unfold(); target.scrollIntoView(); }
    }
    button.addEventListener("click", unfold);
    window.addEventListener("hashchange", reveal);
    if (!over || over === table.tBodies.length) { unfold(); } else { reveal(); }
  });

  // What is over on the reader's day goes into the fold below its list.
  each("[data-folds]", function (list) {
    var fold = list.nextElementSibling;
    var past = Array.prototype.filter.call(list.children, function (item) { return item.querySelector("[data-level=past]"); });
    past.forEach(function (item) { fold.querySelector("ul").appendChild(item); });
    fold.querySelector("summary b").textContent = fold.querySelectorAll("li").length;
    fold.hidden = !fold.querySelector("li");
    Array.prototype.forEach.call(list.children, function (item, index) { item.classList.toggle("is-beyond", index > 3); });
  });

  // Home shows the reader's term and the two after it.
  var terms = Array.prototype.slice.call(document.querySelectorAll(".term-now"));
  var coming = terms.filter(function (term) { return term.getAttribute("data-to") >= today; }).slice(0, 3);
  if (coming.length) {
    terms.forEach(function (term) { term.hidden = coming.indexOf(term) < 0; });
  }

  // What matters on the day of reading, in lists that gather; the first few where there is a page with all.
  each("[data-now]", function (list) {
    var shown = 0, limit = Number(list.getAttribute("data-limit")) || Infinity;
    Array.prototype.forEach.call(list.children, function (item) {
      item.classList.remove("is-later");
      if (!item.hasAttribute("data-from")) { return; }
      item.hidden = today < item.getAttribute("data-from") || item.getAttribute("data-to") < today;
      if (!item.hidden) { shown += 1; item.hidden = shown > limit; item.classList.toggle("is-beyond", shown > limit - 1); }
    });
    Array.prototype.forEach.call(list.children, function (item) {
      if (item.hasAttribute("data-none")) { item.hidden = shown > 0; }
    });
  });

  // A branch's year is a strip of months: the reader's own is shown, any other when it is asked for.
  function showMonth(month) {
    var lists = document.querySelectorAll("[data-month-list=\"" + month + "\"]");
    if (!lists.length) { return false; }
    each("[data-month-list]", function (list) { list.classList.toggle("is-shown", list.getAttribute("data-month-list") === month); });
    each(".month-strip a", function (link) {
      if (link.getAttribute("data-month") === month) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
    return true;
  }
  if (document.querySelector("[data-month-list]")) {
    var asked = /^#m-(\d{4}-\d{2})/.exec(location.hash);
    if (!(asked && showMonth(asked[1])) && !showMonth(today.slice(0, 7))) {
      showMonth(document.querySelector(".month-list.is-shown, .month-list").getAttribute("data-month-list"));
    }
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[href^=\"#m-\"]");
      if (!link || !showMonth(/\d{4}-\d{2}/.exec(link.hash)[0]) || !link.hasAttribute("data-month")) { return; }
      event.preventDefault();
      history.replaceState(null, "", link.hash);
    });
    each("[data-month-list]", function (list) {
      var recorded = list.querySelectorAll("li[data-held]");
      Array.prototype.forEach.call(recorded, function (line) { line.classList.add("is-held"); });
      if (!recorded.length) { return; }
      var button = document.createElement("button");
      button.type = "button";
      button.className = "shows-held-button no-print";
      button.textContent = "✓ 已登記" + recorded.length + "項，點開看";
      button.addEventListener("click", function () { list.classList.add("shows-held"); });
      list.appendChild(button);
    });
  }
  // Engines older than 84 leave out the gap of a flex row: styles give its parts margins instead.
  if (!window.CSS || !CSS.supports("content-visibility", "auto")) {
    var column = document.createElement("div");
    column.style.cssText = "display: flex; flex-direction: column; row-gap: 1px; position: absolute";
    column.appendChild(document.createElement("i"));
    column.appendChild(document.createElement("i"));
    document.body.appendChild(column);
    if (column.scrollHeight !== 1) { document.documentElement.classList.add("no-flex-gap"); }
    document.body.removeChild(column);
  }

  // A button that prints; what it names are classes of the page while it does: which sheets, and how large.
  each("[data-prints]", function (button) {
    var kinds = button.getAttribute("data-prints").split(" ").filter(Boolean).map(function (kind) { return "prints-" + kind; });
    function mark(does) { kinds.forEach(function (kind) { document.documentElement.classList[does](kind); }); }
    function over() {
      mark("remove");
      window.removeEventListener("afterprint", over);
    }
    button.addEventListener("click", function () {
      mark("add");
      window.addEventListener("afterprint", over);
      window.print();
    });
  });

  each("[data-reviewed]", function (element) {
    var reviewed = new Date(element.getAttribute("data-reviewed") + "T00:00:00Z");
    reviewed.setUTCMonth(reviewed.getUTCMonth() + Number(element.getAttribute("data-months")));
    if (reviewed.toISOString().slice(0, 10) < today) {
      element.insertAdjacentHTML("beforeend", " <b class=\"tag\">已過覆核日期，照辦前請核對</b>");
    }
  });

  // Search loads nothing before it is wanted.
  var opener = document.querySelector("[data-search]");
  var loading = {};
  window.portalScript = function (name) {
    return loading[name] = loading[name] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = opener.href.replace(/index\.html$/, "") + name;
      script.onload = resolve;
      script.onerror = function () { delete loading[name]; reject(new Error(name)); };
      document.head.appendChild(script);
    });
  };
  function style() {
    var link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = opener.getAttribute("data-parts-src").replace("index.js", "search.css");
    document.head.appendChild(link);
  }
  function search() {
    if (!window.portalSearch) { style(); }
    window.portalScript("search.js").then(function () { window.portalSearch.open(); });
  }
  if (opener && window.HTMLDialogElement && !document.querySelector("[data-search-page]")) {
    document.addEventListener("click", function (event) {
      if (!opener.contains(event.target) || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      event.stopImmediatePropagation();
      search();
    }, true);
    document.addEventListener("keydown", function (event) {
      var typing = /^(input|select|textarea)$/i.test(event.target.tagName);
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        search();
      }
    });
    // An address with words of the search box was shared, or its reader comes back to it.
    if (/[?&]s-q=/.test(location.search)) { search(); }
  }

  // A page opened from a result has its words marked.
  if (opener && /[?&]h=/.test(location.search)) {
    style();
    window.portalScript("highlight.js");
  }

  // A table wider than the screen can be scrolled from the keyboard too, also when a phone is turned, letters are made larger or a part is unfolded.
  function reached() {
    each(".table-scroll, .md-typeset__scrollwrap", function (box) {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", "可左右滾動的表格");
      }
    });
  }
  reached();
  window.addEventListener("load", reached);
  window.addEventListener("resize", reached);
  if (window.ResizeObserver) {
    var sizes = new ResizeObserver(reached);
    each(".table-scroll, .md-typeset__scrollwrap", function (box) { sizes.observe(box); });
  }

  // A site opened from a folder has no server to add index.html.
  if (location.protocol === "file:") {
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[href]");
      if (!link || link.protocol !== "file:" || !/\/$/.test(link.pathname)) { return; }
      event.preventDefault();
      location.href = link.pathname + "index.html" + link.search + link.hash;
    }, true);
  }
})();
