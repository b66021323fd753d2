/* The search box: a dialog over any page, or the body of the search page; filters are part of the address. */

const SHOWN = 10;
/* Characters of an extract, and of the first cell of a row that is said before the others. */
const EXTRACT = 120;
const LABEL = 20;
/* Places of one page that stand under its hit, and how many of the first hits have them. */
const PLACES = 3;
const WITH_PLACES = 5;
const FILTERS = ["kind", "branch", "role", "year"];
/* An address that somebody shared while the dialog was open, or to which a reader comes back. */
const SHARED = /[?&]s-q=/;
const NAMES = { kind: "類別", branch: "支部", role: "角色", year: "年度" };

function element(name, attributes, children) {
  const made = document.createElement(name);
  Object.keys(attributes || {}).forEach((key) => made.setAttribute(key, attributes[key]));
  (children || []).forEach((child) => made.append(child));
  return made;
}

function asMarked(text, words) {
  return marked(text, words).map((piece) => (piece[1] ? element("mark", {}, [piece[0]]) : piece[0]));
}

/* The part of a text around its first mark. */
function around(text, words) {
  const pieces = marked(text, words);
  const before = pieces.length && !pieces[0][1] ? pieces[0][0].length : 0;
  const from = before > 60 ? before - 40 : 0;
  return (from ? "…" : "") + text.slice(from, from + 150) + (text.length > from + 150 ? "…" : "");
}

/* The sentences of a passage, and the cells of its rows, each with the one that its row begins with. */
function saidIn(text) {
  return [].concat.apply([], text.split("\n").map((line) => {
    const cells = line.split("\t");
    if (cells.length === 1) { return line.match(/[^\u3002\uff01\uff1f\uff1b]+[\u3002\uff01\uff1f\uff1b]?/g) || []; }
    return cells.slice(1).map((cell) => (cells[0].length <= LABEL ? cells[0] + "\uff1a" + cell : cell));
  })).map((said) => said.trim()).filter(Boolean);
}

/* What a passage says of the words: whole sentences and cells, those that have most of them. */
function extract(text, words) {
  const said = saidIn(text);
  const weights = said.map((one) => marked(one, words).reduce((sum, piece) => sum + (piece[1] ? piece[0].length : 0), 0));
  const order = said.map((one, place) => place).sort((one, other) => weights[other] - weights[one] || one - other);
  const chosen = [];
  let length = 0;
  order.forEach((place) => {
    if (length && (!weights[place] || length + said[place].length > EXTRACT)) { return; }
    chosen.push(place);
    length += said[place].length;
  });
  return chosen.sort((one, other) => one - other).map((place, number) => (
    (number && chosen[number - 1] + 1 < place ? " \u2026 " : number ? " " : "") + around(said[place], words)
  )).join("");
}

function valuesOf(hit, filter) {
  if (filter === "kind") { return [index.kindOf[hit.page]]; }
  if (filter === "year") { return index.yearOf[hit.page] ? [String(index.yearOf[hit.page])] : []; }
  if (filter === "role") { return index.rolesOf[hit.page]; }
  return index.branchOf[hit.page] ? [index.branchIds[index.branchOf[hit.page] - 1]] : [];
}

function titleOf(filter, value) {
  if (filter === "year") { return value + "年"; }
  return (TITLES[filter] || {})[value] || value;
}

/* The names of all branches: many, so they are loaded when somebody wants to choose one. */
function branchNames() {
  return TITLES.branch ? Promise.resolve() : ownPart("branches").then((titles) => {
    TITLES.branch = titles;
    index.branchIds = Object.keys(titles);
  });
}

/* Folded words as one of the texts has them: in the reader's script. */
function asWritten(words, texts) {
  return words.map((word) => {
    for (const text of texts) {
      const piece = marked(text, [word]).filter((one) => one[1])[0];
      if (piece) { return piece[0]; }
    }
    return word;
  }).join("、");
}

/* A result opens at its section, with the words that are marked there. */
const addressOf = (found, words) => (
  home + "../" + found.path + "?h=" + encodeURIComponent(words.join(" ")) + (found.anchor ? "#" + found.anchor : "")
);

/* The passage that stands for a hit: its first matching one, else the page's first. */
const placeOf = (hit) => (hit.body.length ? hit.body[0] : index.starts[hit.page]);

class Box {
  constructor(place, own) {
    this.own = own;
    this.chosen = {};
    this.turn = 0;
    /* Whether the reader has gone down before a hit was there: the focus follows when it comes. */
    this.down = false;
    this.input = element("input", {
      type: "search", name: "q", id: "search-words", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "search", placeholder: "詞、問句或拼音", "aria-describedby": "search-hint",
    });
    this.status = element("p", { class: "search-status", role: "status", id: "search-hint" });
    this.filters = element("div", { class: "search-filters" });
    this.card = element("div", {});
    this.list = element("ol", { class: "search-hits", "aria-label": "搜索結果" });
    this.more = element("button", { type: "button", class: "search-more" });
    this.more.hidden = true;
    const form = element("form", { class: "search-form", role: "search", action: home }, [
      element("label", { for: "search-words", class: "search-label" }, ["搜索"]), this.input,
    ]);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keep(RECENT, this.input.value, KEPT);
      this.search();
      // The keyboard of a phone hides the results.
      if (window.matchMedia("(pointer: coarse)").matches) { this.input.blur(); }
    });
    // Paste, voice and handwriting come as input events; a pinyin being composed is not yet a query.
    this.input.addEventListener("input", (event) => { if (!event.isComposing) { this.soon(); } });
    this.input.addEventListener("compositionend", () => this.soon());
    this.input.addEventListener("focus", () => { ready().catch(() => {}); });
    this.more.addEventListener("click", () => this.showMore());
    place.addEventListener("keydown", (event) => this.move(event));
    this.list.addEventListener("click", (event) => { if (event.target.closest("a")) { keep(RECENT, this.input.value, KEPT); } });
    place.append(form, this.status, this.card, this.filters, this.list, this.more);
    this.begin();
  }

  say(text) { this.status.textContent = text; }

  /* Nothing is typed yet. */
  begin() {
    this.say("繁體、簡體、拼音或首字母都可以");
    this.card.textContent = "";
    this.card.append(beforeTyping((text) => {
      this.input.value = text;
      this.input.focus();
      this.search();
    }));
  }

  /* The first words at once, what follows quickly when it pauses. */
  soon() {
    clearTimeout(this.timer);
    this.down = false;
    if (Date.now() - (this.typed || 0) > 400) { this.search(); } else { this.timer = setTimeout(() => this.search(), 120); }
    this.typed = Date.now();
  }

  start(address, before) {
    const asked = new URLSearchParams(address);
    const name = before || "";
    this.chosen = {};
    FILTERS.forEach((filter) => { if (asked.get(name + filter)) { this.chosen[filter] = asked.get(name + filter); } });
    this.input.value = asked.get(name + "q") || "";
    if (this.input.value) { this.search(); }
  }

  /* The words and filters in the address of the page: of the search page its own, else behind those of the page below. */
  remember() {
    if (this.own) { changeAddress("replaceState", this.address()); } else if (dialog.open) { changeAddress("replaceState", besides(this.address("s-"))); }
  }

  address(before) {
    const asked = new URLSearchParams();
    const name = before || "";
    if (name || this.input.value.trim()) { asked.set(name + "q", this.input.value.trim()); }
    FILTERS.forEach((filter) => { if (this.chosen[filter]) { asked.set(name + filter, this.chosen[filter]); } });
    return asked.toString();
  }

  search() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    this.remember();
    const found = find(this.input.value);
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.say("正在查找"), 500);
    return found.then(() => this.chosen.branch && branchNames()).then(() => found).then((answer) => {
      if (turn === this.turn) { clearTimeout(this.slow); this.show(answer); }
    }).catch(() => { if (turn === this.turn) { clearTimeout(this.slow); this.say("讀不到搜索文件：本站可能剛更新過，請刷新頁面再試。"); } });
  }

  show(answer) {
    this.answer = answer;
    this.hits = answer.hits.filter((hit) => FILTERS.every((filter) => (
      !this.chosen[filter] || valuesOf(hit, filter).indexOf(this.chosen[filter]) >= 0
    )));
    if (!this.hits.length || answer.how === "empty") { this.list.textContent = ""; }
    this.card.textContent = "";
    this.more.hidden = true;
    this.shown = 0;
    this.showFilters();
    if (answer.how === "empty") {
      this.begin();
      return;
    }
    const count = "找到" + this.hits.length + "頁";
    if (answer.how === "date") {
      this.say(answer.card.span.title + "：" + count);
    } else if (!this.hits.length) {
      this.say(answer.hits.length ? "沒有符合篩選的結果，點已選的篩選可以取消。" : "沒有找到。換個說法，或者看");
      if (!answer.hits.length) {
        otherWays(this.input.value).forEach((way) => this.status.append(way));
        this.offerNearest();
        this.slow = setTimeout(() => { if (this.answer === answer) { keep(UNFOUND, this.input.value, UNFOUND_KEPT); } }, 2000);
      }
    } else if (answer.how === "mixed" && this.hits.some((hit) => answer.whole.indexOf(hit.page) < 0)) {
      const whole = this.hits.filter((hit) => answer.whole.indexOf(hit.page) >= 0).length;
      this.say((whole ? whole + "頁有整句，其餘按其中的詞查找，" : "按其中的詞查找，") + count);
    } else if (answer.how === "some") {
      const words = answer.about.length ? "，按其中的詞查找：" + asWritten(answer.about, [this.input.value]) : "";
      this.say("沒有整句相符的內容" + words + "，" + count);
    } else if (answer.how === "pinyin" || answer.how === "meant") {
      const turn = this.turn;
      passage(placeOf(this.hits[0])).then((found) => {
        if (turn !== this.turn) { return; }
        const words = asWritten(answer.about, [found.title, found.heading, found.text || found.about]);
        this.say((answer.how === "pinyin" ? "按拼音查找：" + words : "您是不是要找：" + words) + "，" + count);
      });
    } else {
      this.say(count);
    }
    this.showMore().then(() => {
      if (this.answer !== answer) { return; }
      this.showCard(answer);
      this.showPlaces();
    });
  }

  /* When nothing was found: the pages that come nearest. */
  offerNearest() {
    const turn = this.turn;
    nearest(this.input.value).then((pages) => {
      if (turn !== this.turn || !pages.length) { return; }
      this.card.append(element("p", { class: "search-near" }, [element("span", { class: "search-group" }, ["相近的頁面"])].concat(
        pages.map((page) => element("a", { href: home + "../" + page.path }, [page.title]))
      )));
    }).catch(() => {});
  }

  /* What answers the query before any page does; after the first hits, so that it holds up none of them. */
  showCard(answer) {
    const turn = this.turn;
    cardOf(this.input.value, answer).then((made) => { if (made && turn === this.turn && this.answer === answer) { this.card.append(made); } })
      .catch(() => {});
  }

  /* Kinds in a row, the other filters folded away until they are wanted. */
  showFilters() {
    const open = FILTERS.some((filter) => filter !== "kind" && this.chosen[filter])
      || Boolean(this.filters.querySelector("details[open]"));
    const more = element("details", open ? { open: "" } : {}, [element("summary", {}, ["按支部、角色、年度篩選"])]);
    more.addEventListener("toggle", () => {
      if (!more.open || TITLES.branch) { return; }
      branchNames().then(() => {
        const focused = more.contains(document.activeElement);
        this.showFilters();
        if (focused) { this.filters.querySelector("summary").focus(); }
      });
    });
    this.filters.textContent = "";
    FILTERS.forEach((filter) => {
      if (filter === "branch" && !TITLES.branch) { return; }
      const counts = {};
      this.answer.hits.forEach((hit) => {
        const others = FILTERS.every((other) => (
          other === filter || !this.chosen[other] || valuesOf(hit, other).indexOf(this.chosen[other]) >= 0
        ));
        if (others) { valuesOf(hit, filter).forEach((value) => { counts[value] = (counts[value] || 0) + 1; }); }
      });
      const values = Object.keys(counts);
      const chosen = this.chosen[filter];
      if (chosen && !counts[chosen]) { values.push(chosen); }
      if (!values.length || (values.length === 1 && !chosen)) { return; }
      values.sort((one, other) => (other === chosen) - (one === chosen) || (counts[other] || 0) - (counts[one] || 0));
      const chips = values.slice(0, 12).map((value) => {
        const chip = element("button", {
          type: "button", class: "search-chip", "aria-pressed": String(value === chosen), "data-value": value,
        }, [titleOf(filter, value) + " " + (counts[value] || 0)]);
        chip.addEventListener("click", () => this.choose(filter, value));
        return chip;
      });
      const group = element("div", { role: "group", "aria-label": "按" + NAMES[filter] + "篩選" }, chips);
      (filter === "kind" ? this.filters : more).append(group);
    });
    if (more.children.length > 1 || this.answer.hits.some((hit) => index.branchOf[hit.page])) { this.filters.append(more); }
  }

  choose(filter, value) {
    if (this.chosen[filter] === value) { delete this.chosen[filter]; } else { this.chosen[filter] = value; }
    this.remember();
    this.show(this.answer);
    const again = this.filters.querySelector("[data-value=\"" + value + "\"]");
    if (again) { again.focus(); }
  }

  /* The first hit comes before the texts of the others are asked for; they are shown in order as they arrive. */
  showMore() {
    const turn = this.turn;
    const first = this.shown;
    const next = this.hits.slice(first, first + SHOWN);
    this.shown += next.length;
    const left = this.hits.length - this.shown;
    this.more.hidden = left <= 0;
    this.more.textContent = "再顯示" + Math.min(left, SHOWN) + "頁（還有" + left + "頁）";
    const add = (hit, found) => {
      if (turn !== this.turn) { return; }
      const item = this.item(hit, found);
      const leads = hit === next[0];
      const held = leads && (first || this.down || this.list.contains(document.activeElement));
      // The hits before stay until the first of these is there: nothing flickers, and Enter always opens what has the focus.
      if (leads && !first) { this.list.textContent = ""; }
      this.list.append(item);
      if (held) {
        this.down = false;
        item.querySelector("a").focus();
      }
    };
    return Promise.resolve(next.length ? passage(placeOf(next[0])).then((found) => add(next[0], found)) : null).then(() => {
      const texts = next.slice(1).map((hit) => passage(placeOf(hit)));
      return texts.reduce(
        (done, text, number) => done.then(() => text).then((found) => add(next[number + 1], found)),
        Promise.resolve()
      );
    });
  }

  item(hit, found) {
    const words = this.answer.words;
    const link = element("a", { href: addressOf(found, words) }, asMarked(found.title, words));
    const where = [element("span", { class: "search-kind" }, [titleOf("kind", index.kindOf[hit.page])])];
    if (found.heading) { where.push(element("span", {}, asMarked(found.heading, words))); }
    return element("li", {}, [
      link,
      element("p", { class: "search-where" }, where),
      element("p", { class: "search-text" }, asMarked(extract(found.text || found.about, words), words)),
    ]);
  }

  /* Under the first hits the other sections of their pages that have the words; after all hits, so that they hold up none. */
  showPlaces() {
    const turn = this.turn;
    const words = this.answer.words;
    this.hits.slice(0, WITH_PLACES).forEach((hit, place) => {
      const item = this.list.children[place];
      if (!item || hit.body.length < 2) { return; }
      Promise.all(hit.body.slice(0, PLACES * 3).map(passage)).then((found) => {
        if (turn !== this.turn) { return; }
        const seen = [found[0].anchor];
        const others = found.filter((one) => {
          const other = one.anchor && one.heading && seen.indexOf(one.anchor) < 0;
          seen.push(one.anchor);
          return other;
        }).slice(0, PLACES - 1);
        if (!others.length) { return; }
        item.append(element("p", { class: "search-places" }, others.map((one) => (
          element("a", { href: addressOf(one, words) }, asMarked(one.heading, words))
        ))));
      }).catch(() => {});
    });
  }

  /* Up and down go from the words to the hits and back; Escape closes at once, also where it would first empty the words. */
  move(event) {
    if (event.key === "Escape" && !this.own) {
      event.preventDefault();
      closeDialog();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    const stops = [this.input].concat(Array.from(this.list.querySelectorAll("a")));
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at >= 0 && next) {
      event.preventDefault();
      next.focus();
    } else if (at === 0 && event.key === "ArrowDown") { this.down = true; }
  }
}

let dialog = null;
/* Whether the dialog's own entry is the last one of the history, so that going back closes it. */
let entered = false;

/* What the page's own address asks, with what the dialog adds. */
function besides(own) {
  const asked = new URLSearchParams(location.search);
  ["q"].concat(FILTERS).forEach((name) => asked.delete("s-" + name));
  return [asked.toString(), own].filter(Boolean).join("&");
}

/* A page opened from a folder may not change its address everywhere; then it stays as it is. */
function changeAddress(how, asked) {
  if (location.protocol === "about:") { return false; }
  try {
    history[how](history.state, "", location.pathname + (asked ? "?" + asked : "") + location.hash);
    return true;
  } catch (error) { return false; }
}

function closeDialog() {
  if (entered) { history.back(); } else { changeAddress("replaceState", besides("")); }
  dialog.close();
}

function openDialog() {
  if (!dialog) {
    dialog = element("dialog", { class: "search-dialog", "aria-label": "搜索" });
    const close = element("button", { type: "button", class: "search-close", "aria-label": "關閉搜索" }, ["關閉"]);
    close.addEventListener("click", closeDialog);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) { closeDialog(); } });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      closeDialog();
    });
    dialog.append(close);
    dialog.box = new Box(dialog, false);
    document.body.append(dialog);
    window.addEventListener("popstate", () => {
      entered = false;
      if (SHARED.test(location.search)) { openDialog(); } else { dialog.close(); }
    });
  }
  if (dialog.open) { return; }
  dialog.showModal();
  if (SHARED.test(location.search)) {
    dialog.box.start(location.search, "s-");
  } else {
    entered = changeAddress("pushState", besides(dialog.box.address("s-")));
  }
  dialog.box.input.focus();
  dialog.box.input.select();
}

window.portalSearch = receive;
receive.find = find;
receive.readAs = readAs;
receive.fact = fact;
receive.weighed = weighed;
receive.due = (card) => dates().then((made) => made.dueIn(card));
receive.letters = () => ready().then(() => ({ fold: fold, marked: marked, readings: readings }));
receive.open = openDialog;
receive.passage = (hit) => passage(placeOf(hit));

const page = document.querySelector("[data-search-page]");
if (page) {
  page.textContent = "";
  const box = new Box(page, true);
  box.start(location.search);
  box.input.focus();
}
