/* What stands there before anything is typed: what this device searched last, what is wanted most; and what was not found. All of
   it is kept in this browser alone. */

const RECENT = "portal.searches";
const UNFOUND = "portal.unfound";
const KEPT = 6;
const UNFOUND_KEPT = 50;
/* How many near pages are offered when nothing was found, and how long their words may be. */
const NEAREST = 4;
const NEAREST_LENGTH = 10;
const WANTED = ["本週", "本月", "這個節氣", "空白表單"];

function kept(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
  } catch (error) { return []; }
}

function keep(key, text, most) {
  const typed = text.trim();
  if (!typed || typed.length > 60) { return; }
  try {
    localStorage.setItem(key, JSON.stringify([typed].concat(kept(key).filter((one) => one !== typed)).slice(0, most)));
  } catch (error) { /* then it is not remembered */ }
}

function forget(key) {
  try { localStorage.removeItem(key); } catch (error) { /* there is nothing to forget */ }
}

function chips(label, texts, choose, last) {
  const made = texts.map((text) => {
    const chip = element("button", { type: "button", class: "search-chip" }, [text]);
    chip.addEventListener("click", () => choose(text));
    return chip;
  });
  return element("div", { role: "group", "aria-label": label }, [element("span", { class: "search-group" }, [label])].concat(made, last || []));
}

/* As an element; `choose` is given the text of what is pressed. */
function beforeTyping(choose) {
  const recent = kept(RECENT);
  const unfound = kept(UNFOUND);
  const made = element("div", { class: "search-before search-filters" }, [chips("常用", WANTED, choose)]);
  const clear = (key, words) => {
    const button = element("button", { type: "button", class: "search-chip" }, [words]);
    button.addEventListener("click", () => {
      forget(key);
      made.parentNode.replaceChild(beforeTyping(choose), made);
    });
    return button;
  };
  if (recent.length) { made.prepend(chips("搜過的", recent, choose, [clear(RECENT, "清除")])); }
  made.append(element("p", { class: "search-text" }, [
    "拼音：dangfei、df、dǎngfèi都是黨費，打錯一個字母也認。日子：12月、下週、冬至。單子上印的編號也可以。",
  ]));
  if (unfound.length) {
    made.append(element("details", {}, [
      element("summary", {}, ["這台設備上沒搜到的" + unfound.length + "個詞"]),
      element("p", { class: "search-text" }, [unfound.join("、")]),
      element("p", { class: "search-text" }, ["只記在這個瀏覽器裡，不會發出去。編輯可以導出，照著補同義詞。"]),
      exported(unfound),
      clear(UNFOUND, "清除"),
    ]));
  }
  return made;
}

/* A button that saves what was not found as a text, a word a line: nothing is sent. */
function exported(words) {
  const button = element("button", { type: "button", class: "search-chip" }, ["導出"]);
  button.addEventListener("click", () => {
    const link = element("a", { download: "沒搜到的詞.txt", href: URL.createObjectURL(new Blob([words.join("\n") + "\n"], { type: "text/plain;charset=utf-8" })) });
    document.body.append(link);
    link.click();
    link.remove();
  });
  return button;
}

/* Where to go when nothing was found: the index, and a report in which the words stand already. */
function otherWays(typed) {
  const ways = [element("a", { href: home + "../index/" }, ["索引"])];
  const report = document.querySelector(".portal-report");
  if (report) { ways.push("，或者", element("a", { href: withWords(report.href, typed) }, ["搜不到告訴我們"])); }
  return ways.concat("。");
}

/* The address of a report, its title saying what was looked for; a forge that has no title in its address gets it as it is. */
function withWords(address, typed) {
  const said = "搜不到：" + typed.trim().slice(0, 60);
  return address.replace(/([?&](?:title|issue%5Btitle%5D|issue\[title\])=)[^&#]*/, (all, name) => name + encodeURIComponent(said));
}

/* The pages with a title or keyword that has most of the characters of what was looked for, the nearest first: what `passage` gives of each. */
function nearest(typed) {
  const query = fold(typed);
  const wanted = Array.from(new Set(Array.from(query).filter((one) => !isWord(one) && one.trim())));
  return vocabulary().then((content) => {
    const scored = [];
    content.words.forEach((word) => {
      const held = wanted.filter((one) => word.indexOf(one) >= 0).length;
      if (held >= 2 && word.length <= NEAREST_LENGTH) { scored.push([held / Math.max(wanted.length, word.length), word]); }
    });
    const words = scored.sort((one, other) => other[0] - one[0] || (one[1] < other[1] ? -1 : 1)).slice(0, NEAREST * 2).map((one) => one[1]);
    return Promise.all(words.map((word) => withToken(word + "=")));
  }).then((lists) => {
    const pages = lists.filter((list) => list.length).map((list) => pageAt(list[0]));
    return Promise.all(pages.filter((page, place) => pages.indexOf(page) === place).slice(0, NEAREST).map((page) => passage(index.starts[page])));
  });
}
