/* The files of the index: loaded once each, as scripts, because a page opened from a folder cannot fetch. */

/* The edition's own folder, and the one that all editions share. */
const home = document.currentScript.src.replace(/[^/]*$/, "");
const shared = document.querySelector("[data-parts-src]").getAttribute("data-parts-src").replace(/[^/]*$/, "");
const arrived = {};
const asked = {};
let index = null;
/* As FEW in parts.py. */
const FEW_PARTS = 2;

function receive(name, content) { arrived[name] = content; }

function load(name, path) {
  if (!asked[name]) {
    asked[name] = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = path;
      script.onload = () => { script.remove(); resolve(arrived[name]); };
      script.onerror = () => { script.remove(); delete asked[name]; reject(new Error(path)); };
      document.head.appendChild(script);
    });
  }
  return asked[name];
}

const sharedPart = (name) => load(name, shared + index.version + "/" + name + ".js");
const ownPart = (name) => load(name, home + "texts/" + index.version + "/" + name + ".js");

/* The other way of numbers.py. */
function numbers(text) {
  const found = [];
  let high = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const digit = code - (code > 124 ? 37 : code > 92 ? 36 : 35);
    if (digit < 64) {
      found.push(high * 64 + digit);
      high = 0;
    } else {
      high = high * 26 + digit - 64;
    }
  }
  return found;
}

/* Numbers written as steps, as `steps` in numbers.py. */
function stepped(text) {
  let value = 0;
  return numbers(text).map((step) => { value += step % 2 ? -(step + 1) / 2 : step / 2; return value; });
}

/* Before each number, the sum of those before it. */
function sums(values) {
  let next = 0;
  return values.map((value) => { next += value; return next - value; });
}

/* The first `count` characters, also where one of them takes two units. */
const beginning = (text, count) => Array.from(text).slice(0, count).join("");

/* Texts written as `beginnings` in parts.py. */
function beginnings(text) {
  const codes = numbers(text);
  const found = [];
  let before = "";
  for (let i = 0; i < codes.length;) {
    const shared = codes[i++];
    let made = beginning(before, shared);
    const at = made.length;
    for (let left = codes[i++]; left; left--) {
      const step = codes[i++];
      const from = made.length === at && at < before.length ? before.codePointAt(at) : 0;
      made += String.fromCodePoint(from + (step % 2 ? -(step + 1) / 2 : step / 2));
    }
    found.push(made);
    before = made;
  }
  return found;
}

function rising(text) {
  const found = numbers(text);
  for (let i = 1; i < found.length; i++) { found[i] += found[i - 1]; }
  return found;
}

/* [value, count] pairs as one value for each page. */
function spread(stretches) {
  const found = [];
  stretches.forEach((stretch) => { for (let i = 0; i < stretch[1]; i++) { found.push(stretch[0]); } });
  return found;
}

function ready() {
  return load("index", shared + "index.js").then((content) => {
    if (index) { return index; }
    index = content;
    if (index.fold.length) { setClasses(stepped(index.fold[0]), stepped(index.fold[1])); }
    index.begins = beginnings(index.begins);
    index.parts = numbers(index.parts);
    index.frequent = new Map(index.frequent.split("|").map((token, number) => [token, number]));
    index.firsts = sums(index.parts);
    index.starts = sums(numbers(index.sizes));
    index.kindOf = spread(index.kinds);
    index.yearOf = spread(index.years);
    index.rolesOf = spread(index.roles);
    index.branchOf = stepped(index.branches);
    return index;
  });
}

/* How many of the rising `values` are at most `value`. */
function upTo(values, value) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) { low = middle + 1; } else { high = middle; }
  }
  return low;
}

/* token → passages, of one part. */
function postings(name) {
  return sharedPart(name).then((content) => {
    if (typeof content === "string") {
      const pieces = content.split("|");
      content = new Map();
      let token = "";
      for (let i = 0; i < pieces.length; i += 2) {
        token = beginning(token, numbers(pieces[i][0])[0]) + pieces[i].slice(1);
        content.set(token, pieces[i + 1]);
      }
      arrived[name] = content;
      asked[name] = Promise.resolve(content);
    }
    return content;
  });
}

const isFrequent = (token) => index.frequent.has(token);

/* The part in which a token stands: `frequent` and `shelves` in parts.py. */
function partOf(token) {
  if (isFrequent(token)) { return "f" + index.frequent.get(token); }
  const shelf = upTo(index.begins, token) - 1;
  return "p" + (index.firsts[shelf] + (token.length > 1 ? token.charCodeAt(1) % index.parts[shelf] : 0));
}

/* Passages with exactly this token. */
function withToken(token) {
  if (!index.begins.length || token < index.begins[0]) { return Promise.resolve([]); }
  return postings(partOf(token)).then((tokens) => rising(tokens.get(token) || ""));
}

/* The files with the characters that many tokens begin with, by their characters: `singles` in parts.py. */
let single = null;
function singlePart(character) {
  if (!single) {
    single = new Map();
    const often = {};
    index.frequent.forEach((number, token) => { often[token[0]] = (often[token[0]] || 0) + 1; });
    index.begins.forEach((begin, shelf) => {
      if (begin.length === 1 && index.parts[shelf] + (often[begin] || 0) > FEW_PARTS) { single.set(begin, "s" + single.size); }
    });
  }
  return single.get(character);
}

/* Passages with any token that begins so; of a page all of its own, and the first of its text, for a character that stands nearly everywhere. */
function withBeginning(start) {
  const alone = singlePart(start);
  if (alone) { return sharedPart(alone).then(rising); }
  const all = [];
  const last = upTo(index.begins, start + "\uffff");
  for (let shelf = Math.max(upTo(index.begins, start) - 1, 0); shelf < last; shelf++) {
    for (let part = 0; part < index.parts[shelf]; part++) { all.push(postings("p" + (index.firsts[shelf] + part))); }
  }
  index.frequent.forEach((number, token) => { if (token.indexOf(start) === 0) { all.push(postings("f" + number)); } });
  return Promise.all(all).then((found) => {
    const passages = new Set();
    found.forEach((tokens) => tokens.forEach((text, token) => {
      if (token.indexOf(start) === 0 && token.indexOf("!") < 0) { rising(text).forEach((passage) => passages.add(passage)); }
    }));
    return Array.from(passages).sort((one, other) => one - other);
  });
}

/* What the index holds about a passage: its page's title and address, its section, its text. */
function passage(number) {
  return ownPart("t" + Math.floor(number / index.text)).then((steps) => {
    let at = number - number % index.text;
    let page = null;
    let section = ["", ""];
    for (const step of steps) {
      if (Array.isArray(step)) {
        if (step.length === 3) { page = step; section = ["", ""]; } else { section = step; }
      } else if (at++ === number) {
        return { title: page[0], path: page[1], about: page[2], anchor: section[0], heading: section[1], text: step || "" };
      }
    }
    return null;
  });
}
