/* 小工具: sums that a branch does by hand. The figures stand in the page, the answers stay in it: no request, no storage. */
(function () {
  "use strict";

  // A figure is {n, d, relation, words, cite}: n/d of something that is counted, as its clause card says it.
  function passes(figure, count, of) {
    var left = count * figure.d, right = figure.n * of;
    if (figure.relation === "at_least") { return left >= right; }
    if (figure.relation === "more_than") { return left > right; }
    return left <= right;
  }

  function least(figure, of) {
    var whole = Math.floor(figure.n * of / figure.d);
    if (figure.relation === "more_than") { return whole + 1; }
    return whole * figure.d === figure.n * of ? whole : whole + 1;
  }

  // Members entitled to vote: how many should come, how many are there, how many wrote their opinion before.
  function meeting(kind, expected, present, written) {
    var counts = [expected, present, written];
    if (counts.some(function (one) { return !Number.isInteger(one) || one < 0; })) { return { mistake: "三個數都填整數，沒有的填0。" }; }
    if (expected === 0) { return { mistake: "應到人數要大於0。" }; }
    if (present + written > expected) { return { mistake: "實到和書面意見加起來多於應到，核對一下。" }; }
    var held = passes(kind.quorum, present, expected);
    var counted = kind.written ? written : 0;
    var base = kind.of === "present" ? present : expected;
    var needed = kind.pass ? least(kind.pass, base) : null;
    return {
      held: held,
      least: least(kind.quorum, expected),
      needed: needed,
      votes: present + counted,
      reachable: needed === null || needed <= present + counted,
      uncounted: kind.written ? 0 : written
    };
  }

  // Yuan as hundredths, so that no half of a hundredth gets lost: rates are n/d of the base.
  function dues(table, base) {
    if (!Number.isInteger(base) || base < 0) { return null; }
    for (var index = 0; index < table.length; index += 1) {
      var band = table[index];
      if (band.most === null || base <= band.most * 100) {
        return { amount: Math.floor((2 * base * band.n + band.d) / (2 * band.d)), band: index, rate: band.rate };
      }
    }
    return null;
  }

  function parse(text) {
    return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && !isNaN(Date.parse(text)) ? text : null;
  }

  function plus(day, count) {
    return new Date(Date.parse(day) + count * 86400000).toISOString().slice(0, 10);
  }

  // The same day so many months away, the month's last where it has no such day.
  function months(day, count) {
    var total = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
    var year = Math.floor(total / 12), month = total % 12;
    var last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return new Date(Date.UTC(year, month, Math.min(Number(day.slice(8)), last))).toISOString().slice(0, 10);
  }

  function closed(calendar, day) {
    if (calendar.off.indexOf(day) >= 0) { return true; }
    var weekday = new Date(Date.parse(day)).getUTCDay();
    return (weekday === 0 || weekday === 6) && calendar.makeup.indexOf(day) < 0;
  }

  function open(calendar, day) {
    while (closed(calendar, day)) { day = plus(day, -1); }
    return day;
  }

  // Every step's day counted from one; a step that falls on a closed day is done on the open day before.
  function steps(list, calendar, day) {
    return list.map(function (step) {
      var counted = plus(months(day, step.months), step.days);
      var on = step.months === 0 && step.days === 0 ? day : open(calendar, counted);
      return { on: on, counted: counted, sure: calendar.years.indexOf(Number(on.slice(0, 4))) >= 0, title: step.title, paper: step.paper };
    });
  }

  function folded(line) {
    var bytes = 0, text = "";
    Array.from(line).forEach(function (letter) {
      var size = unescape(encodeURIComponent(letter)).length;
      if (bytes + size > 73) { text += "\r\n "; bytes = 1; }
      text += letter;
      bytes += size;
    });
    return text;
  }

  function ics(title, rows, stamp) {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//branch-portal//tools//ZH", "CALSCALE:GREGORIAN"];
    rows.forEach(function (row, index) {
      lines.push("BEGIN:VEVENT", "UID:tool-" + rows[0].on + "-" + index + "-" + row.on + "@local", "DTSTAMP:" + stamp,
        "DTSTART;VALUE=DATE:" + row.on.replace(/-/g, ""), "DTEND;VALUE=DATE:" + plus(row.on, 1).replace(/-/g, ""),
        "SUMMARY:" + (title + "：" + row.title).replace(/([,;\\])/g, "\\$1"), "TRANSP:TRANSPARENT", "END:VEVENT");
    });
    lines.push("END:VCALENDAR");
    return lines.map(folded).join("\r\n") + "\r\n";
  }

  function filled(text, rows) {
    return text.replace(/\{([0-9]+)\}/g, function (all, number) {
      var row = rows[Number(number) - 1];
      return row ? Number(row.on.slice(0, 4)) + "年" + Number(row.on.slice(5, 7)) + "月" + Number(row.on.slice(8)) + "日" : all;
    });
  }

  window.portalTools = { meeting: meeting, dues: dues, steps: steps, ics: ics, filled: filled, least: least, passes: passes };

  function element(name, text, parent) {
    var one = document.createElement(name);
    if (text) { one.textContent = text; }
    if (parent) { parent.appendChild(one); }
    return one;
  }

  function whole(form, name) {
    var text = form.elements[name].value.trim();
    return text === "" ? 0 : Number(text);
  }

  function copied(button, text) {
    button.addEventListener("click", function () {
      if (navigator.clipboard) { navigator.clipboard.writeText(text()); button.textContent = "已複製"; }
    });
  }

  var shown = {
    meeting: function (form, figures, out) {
      var kind = figures[Number(form.elements.kind.value)];
      var found = meeting(kind, whole(form, "expected"), whole(form, "present"), whole(form, "written"));
      if (found.mistake) { element("p", found.mistake, out).className = "notice"; return; }
      var expected = whole(form, "expected"), present = whole(form, "present"), written = whole(form, "written");
      element("p", (found.held ? "可以開。" : "不能開，改期。") + "應到" + expected + "人，至少到" + found.least + "人，實到" + present + "人。", out).className = "tool-answer";
      if (found.needed !== null) {
        element("p", "至少" + found.needed + "票贊成才" + kind.word + "。" + (found.reachable ? "" : "就是全部贊成也不夠，改期再議。"), out).className = "tool-answer";
      }
      if (kind.written && written) { element("p", written + "份會前書面意見計入票數，不計入實到。", out); }
      if (found.uncounted) { element("p", "這種會沒有書面意見計票的規定，" + found.uncounted + "份書面意見只作參考，不計票。", out); }
      var line = kind.title + "：應到會有表決權的" + kind.who + expected + "人，實到" + present + "人，" + (found.held ? "符合" : "不符合") +
        "「" + kind.quorum.words + "」的要求" + (found.held ? "" : "，會議改期") + "。" +
        (found.held && kind.written && written ? "會前收到書面意見" + written + "份，計入票數。" : "") +
        (found.held && found.needed !== null ? "表決須有" + found.needed + "票以上贊成。" : "");
      element("p", "記錄可以這樣寫：", out);
      element("blockquote", line, out);
      copied(element("button", "複製這句話", out), function () { return line; });
    },
    dues: function (form, figures, out) {
      var text = form.elements.base.value.trim().replace(/,/g, "");
      if (!/^[0-9]{1,7}(\.[0-9]{1,2})?$/.test(text)) { element("p", "填每月的基數，單位元，最多兩位小數。", out).className = "notice"; return; }
      var parts = text.split("."), cents = Number(parts[0]) * 100 + Number(((parts[1] || "") + "00").slice(0, 2));
      var found = dues(form.elements.kind.value === "retired" ? figures.retired : figures.working, cents);
      var amount = (found.amount / 100).toFixed(2);
      element("p", "每月" + amount + "元，按" + found.rate + "交納；按季交是" + (found.amount * 3 / 100).toFixed(2) + "元，全年" + (found.amount * 12 / 100).toFixed(2) + "元。", out).className = "tool-answer";
    },
    steps: function (form, figures, out) {
      var day = parse(form.elements.day.value);
      if (!day) { element("p", "選一個日子。", out).className = "notice"; return; }
      if (closed(figures.calendar, day)) { element("p", "這一天是休息日，大會一般放在工作日；下面仍按這一天倒排。", out).className = "notice"; }
      var rows = steps(figures.steps, figures.calendar, day);
      var table = element("table", "", element("div", "", out)), head = element("tr", "", element("thead", "", table)), body = element("tbody", "", table);
      table.parentNode.className = "table-scroll";
      ["最晚哪天", "做什麼", "用什麼紙"].forEach(function (title) { element("th", title, head).scope = "col"; });
      rows.forEach(function (row) {
        var line = element("tr", "", body);
        element("td", row.on + (row.sure ? "" : "（暫定）"), line);
        element("td", row.title, line);
        element("td", row.paper || "", line);
      });
      var link = element("a", "存成日曆文件（.ics）", element("p", "", out));
      link.className = "button";
      link.download = figures.name + ".ics";
      link.href = URL.createObjectURL(new Blob([ics(figures.title, rows, day.replace(/-/g, "") + "T000000Z")], { type: "text/calendar" }));
      figures.papers.forEach(function (paper) {
        var details = element("details", "", out);
        element("summary", paper.title + "（日期已填上）", details);
        var words = filled(paper.text, rows);
        element("pre", words, details).className = "tool-paper";
        copied(element("button", "複製", details), function () { return words; });
      });
    }
  };

  Array.prototype.forEach.call(document.querySelectorAll("[data-tool]"), function (box) {
    var form = box.querySelector("form"), out = box.querySelector("[data-out]");
    var figures = JSON.parse(box.getAttribute("data-figures"));
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      out.textContent = "";
      shown[box.getAttribute("data-tool")](form, figures, out);
    });
  });
})();
