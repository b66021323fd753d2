/* The home page of one branch and role: what is red, yellow, due this week; the next five matters; four weeks. */
(function () {
  "use strict";

  const TITLES = { red: "紅色告警", yellow: "黃色提醒", green: "綠色通知", none: "未到" };
  const ORDER = { red: 0, yellow: 1, green: 2, none: 3 };
  const WEEKDAYS = "一二三四五六日";
  const SHOWN = 5;
  const today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  const loaded = {};
  const waiting = {};
  let base = "";

  const portalMine = (name, content) => { loaded[name] = content; };
  window.portalMine = portalMine;

  function load(name) {
    waiting[name] = waiting[name] || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = base + name + ".js";
      script.onload = () => resolve(loaded[name]);
      script.onerror = () => { delete waiting[name]; reject(new Error(name)); };
      document.head.appendChild(script);
    });
    return waiting[name];
  }

  function make(name, attributes, children) {
    const made = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => made.setAttribute(key, attributes[key]));
    (children || []).forEach((child) => made.append(child));
    return made;
  }

  const count = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
  const later = (day, days) => new Date(Date.parse(day) + days * 86400000).toISOString().slice(0, 10);
  const monthDay = (day) => Number(day.slice(5, 7)) + "月" + Number(day.slice(8)) + "日";
  const address = (page) => (location.protocol === "file:" ? page.replace(/\/(#|$)/, "/index.html$1") : page);

  // The same rule as beside every date: a red day after the due day holds until its month ends.
  function last(item) {
    if (item.stays) { return "9999-12-31"; }
    if (item.red <= item.due) { return item.due; }
    return new Date(Date.UTC(Number(item.red.slice(0, 4)), Number(item.red.slice(5, 7)), 0)).toISOString().slice(0, 10);
  }

  function level(item) {
    if (item.red <= today) { return "red"; }
    if (item.yellow <= today) { return "yellow"; }
    return item.green <= today ? "green" : "none";
  }

  function left(item) {
    const days = count(today, item.due);
    return days > 0 ? "還有" + days + "天" : days === 0 ? "今天到期" : "已過" + -days + "天";
  }

  function itemsOf(own, years, role) {
    const items = own.items.map((one) => ({
      title: one[0], page: one[1], give: "", kind: one[2], role: one[3], stays: one[4] === "1",
      due: one[5], green: one[6], yellow: one[7], red: one[8],
    }));
    years.forEach((year, which) => year.days.forEach((one, place) => {
      const [, recorded, asked, staying] = own.years[which];
      if (asked.indexOf(place) >= 0) { return; }
      const duty = year.duties[one[0]];
      // What the company does itself concerns those in a branch only who have the role for it.
      if (duty[4] && duty[3] !== role) { return; }
      items.push({
        title: duty[0], page: duty[1], give: duty[2], kind: "", role: duty[3],
        done: recorded.indexOf(place) >= 0, stays: staying.indexOf(place) >= 0,
        due: one[2], green: one[3], yellow: one[4], red: one[5],
      });
    }));
    return items.filter((item) => !role || !item.role || item.role === role)
      .sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0));
  }

  function row(item) {
    const name = level(item);
    const facts = item.give ? ["交什麼：" + item.give] : [item.kind];
    return make("li", { class: "mine-row" }, [
      make("span", { class: "mine-left alert-" + name }, [make("b", {}, [left(item)]), make("small", {}, [monthDay(item.due)])]),
      make("span", {}, [
        make("b", {}, [item.title]), make("small", { class: "mine-facts" }, facts),
        make("a", { href: address(item.page), "aria-label": item.title + "：怎麼辦" }, ["怎麼辦"]),
      ]),
    ]);
  }

  function rows(items) {
    const list = make("ol", { class: "mine-rows" }, items.map(row));
    if (!items.length) { list.append(make("li", {}, ["沒有。"])); }
    return list;
  }

  function counters(live) {
    const sunday = later(today, 6 - (new Date(Date.parse(today)).getUTCDay() + 6) % 7);
    const of = (name) => live.filter((item) => level(item) === name).length;
    const week = live.filter((item) => item.due >= today && item.due <= sunday).length;
    const cell = (name, title, number) => make("li", { class: name }, [make("b", {}, [String(number)]), " " + title]);
    return make("ul", { class: "mine-counts" }, [
      cell("alert-red", "紅", of("red")), cell("alert-yellow", "黃", of("yellow")), cell("", "本週到期", week),
    ]);
  }

  // Four weeks from Monday; a day with something due is a button that lists it.
  function weeks(live, choose) {
    const monday = later(today, -((new Date(Date.parse(today)).getUTCDay() + 6) % 7));
    const strip = make("ol", { class: "mine-strip", "aria-label": "四週內到期" });
    for (let index = 0; index < 28; index += 1) {
      const day = later(monday, index);
      const due = live.filter((item) => item.due === day);
      const number = (index === 0 || day.slice(8) === "01" ? Number(day.slice(5, 7)) + "/" : "") + Number(day.slice(8));
      const words = monthDay(day) + "（週" + WEEKDAYS[index % 7] + "）";
      const cell = make("li", { class: (day === today ? "is-today" : "") + (day < today ? " is-past" : "") });
      if (due.length) {
        const worst = due.map(level).sort((one, other) => ORDER[one] - ORDER[other])[0];
        const dots = make("i", { class: "alert-" + worst, "aria-hidden": "true" }, ["●".repeat(Math.min(3, due.length))]);
        const button = make("button", { type: "button", "aria-pressed": "false", "aria-label": words + due.length + "項" }, [number, dots]);
        button.addEventListener("click", () => choose(button, words, due));
        cell.append(button);
      } else {
        cell.append(make("span", {}, [number]));
      }
      strip.append(cell);
    }
    return strip;
  }

  function past(items, term) {
    const done = items.filter((item) => item.done && item.due >= term).length;
    const over = items.filter((item) => !item.done && last(item) < today && item.due >= term);
    const recorded = done ? "本節氣已登記" + done + "項" : "";
    if (!over.length) { return recorded ? make("p", { class: "note" }, [recorded]) : ""; }
    const list = make("ul", { class: "dues" }, over.map((item) => make("li", {}, [
      make("time", { datetime: item.due }, [monthDay(item.due)]), " ", make("a", { href: address(item.page) }, [item.title]),
    ])));
    return make("details", { class: "quiet" }, [make("summary", {}, [(recorded ? recorded + "；" : "") + "期限已過、沒有登記的" + over.length + "項"]), list]);
  }

  function form(index, mine, decide) {
    const select = (name, title, none, entries) => {
      const made = make("select", { name }, [make("option", { value: "" }, [none])]);
      entries.forEach((one) => made.append(make("option", { value: one[0] }, [one[1]])));
      made.value = mine[name];
      return [make("label", {}, [title + " ", made]), made];
    };
    const [branchLabel, branch] = select("branch", "支部", "請選擇", index.branches);
    const [roleLabel, role] = select("role", "角色", "全部角色", index.roles);
    const done = make("button", { type: "submit", class: "button" }, ["就看這個"]);
    const clear = make("button", { type: "button", class: "button" }, ["不選，看全公司"]);
    const made = make("form", { class: "filter mine-form" }, [
      branchLabel, roleLabel, done, clear,
      make("p", { class: "note" }, ["只記在這台設備的瀏覽器裡，本站不知道誰選了什麼；隨時可以改、可以清除。"]),
    ]);
    made.addEventListener("submit", (event) => { event.preventDefault(); decide({ branch: branch.value, role: role.value }); });
    clear.addEventListener("click", () => decide({ branch: "", role: "" }));
    return [made, branch];
  }

  function page(index, own, items, mine, again) {
    const live = items.filter((item) => !item.done && last(item) >= today && item.green <= later(today, 60));
    const urgent = live.slice().sort((one, other) => ORDER[level(one)] - ORDER[level(other)]);
    const term = index.terms.filter((one) => one[0] <= today).pop();
    const role = index.roles.filter((one) => one[0] === mine.role)[0];
    const title = make("h2", { id: "mine-title", tabindex: "-1" }, [own.short + (role ? " · " + role[1] : "")]);
    if (term) { title.append(" ", make("small", {}, [term[1] + "第" + (count(term[0], today) + 1) + "天"])); }
    const change = make("button", { type: "button", class: "mine-change" }, ["換"]);
    change.setAttribute("aria-label", "換支部或角色");
    change.addEventListener("click", again);
    const head = make("h3", {}, ["最要緊的"]);
    const box = make("div", {}, [rows(urgent.slice(0, SHOWN))]);
    let pressed = null;
    const choose = (button, words, due) => {
      if (pressed) { pressed.setAttribute("aria-pressed", "false"); }
      pressed = button === pressed ? null : button;
      if (pressed) { pressed.setAttribute("aria-pressed", "true"); }
      head.textContent = pressed ? words : "最要緊的";
      box.textContent = "";
      box.append(rows(pressed ? due : urgent.slice(0, SHOWN)));
    };
    const links = make("p", {}, [
      make("a", { href: address(own.page) }, ["支部主頁"]), own.map ? " · " : "",
      own.map ? make("a", { href: address(own.map) }, ["導航圖"]) : "", " · ",
      make("a", { href: address("alerts/") }, ["全部" + live.filter((item) => level(item) !== "none").length + "項提醒"]),
    ]);
    const late = index.until < today ? make("p", { class: "notice" }, ["本站很久沒有重新生成，之後的事項這裡沒有，請聯繫維護人。"]) : "";
    return [make("div", { class: "mine-head" }, [title, change]), counters(live), late, head, box, weeks(live, choose),
      past(items, term ? term[0] : today), links];
  }

  portalMine.show = (place, from, keep, choosing) => {
    base = from.replace(/index\.js$/, "");
    const mine = window.portalMyself;
    const fill = (parts) => { place.textContent = ""; parts.forEach((part) => place.append(part)); };
    const decide = (chosen) => {
      keep(chosen);
      if (chosen.branch) { portalMine.show(place, from, keep, false); } else { location.reload(); }
    };
    load("index").then((index) => {
      if (choosing || !mine.branch) {
        const [made, first] = form(index, mine, decide);
        fill([make("h2", {}, ["我的支部、我的角色"]), made]);
        first.focus();
        return undefined;
      }
      return load(mine.branch).then((own) => Promise.all(own.years.map((year) => load(year[0]))).then((years) => {
        fill(page(index, own, itemsOf(own, years, mine.role), mine, () => portalMine.show(place, from, keep, true)));
      }));
    }).catch(() => {
      keep({ branch: "", role: "" });
      fill([make("p", { class: "notice", role: "alert" }, ["沒有找到這個支部，可能已經改名或撤銷。刷新頁面可以重新選擇。"])]);
    });
  };
})();
