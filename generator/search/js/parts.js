/* The files of the index: loaded once each, as scripts, because a page opened from a folder cannot fetch. */

/* The edition's own folder, and the one that all editions share. */
const home = document.currentScript.src.replace(/[^/]*$/, "");
const shared = document.querySelector("[data-parts-src]").getAttribute("data-parts-src").replace(/[^/]*$/, "");
const arrived = {};
const asked = {};
let index = null;

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
    setClasses(index.fold);
    index.begins = index.begins.split("|");
    let next = 0;
    index.starts = numbers(index.sizes).map((size) => { next += size; return next - size; });
    index.kindOf = spread(index.kinds);
    index.yearOf = spread(index.years);
    index.rolesOf = spread(index.roles);
    let branch = 0;
    index.branchOf = numbers(index.branches).map((step) => { branch = (branch + step) % (index.branchCount + 1); return branch; });
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
function postings(number) {
  const name = "p" + number;
  return sharedPart(name).then((content) => {
    if (typeof content === "string") {
      const pieces = content.split("|");
      content = new Map();
      for (let i = 0; i < pieces.length; i += 2) { content.set(pieces[i], pieces[i + 1]); }
      arrived[name] = content;
      asked[name] = Promise.resolve(content);
    }
    return content;
  });
}

/* Passages with exactly this token. */
function withToken(token) {
  const number = upTo(index.begins, token) - 1;
  if (number < 0) { return Promise.resolve([]); }
  return postings(number).then((tokens) => rising(tokens.get(token) || ""));
}

/* Passages with any token that begins so. */
function withBeginning(beginning) {
  const first = Math.max(upTo(index.begins, beginning) - 1, 0);
  const last = upTo(index.begins, beginning + "\uffff");
  const all = [];
  for (let number = first; number < last; number++) { all.push(postings(number)); }
  return Promise.all(all).then((found) => {
    const passages = new Set();
    found.forEach((tokens) => tokens.forEach((text, token) => {
      if (token.indexOf(beginning) === 0) { rising(text).forEach((passage) => passages.add(passage)); }
    }));
    return Array.from(passages).sort((one, other) => one - other);
  });
}

/* Passages with the run as a whole: every two neighbours, and a last word as far as it is typed. */
function withRun(run) {
  const tokens = pairs(run);
  const parts = units(run);
  if (parts.length === 1) { return withBeginning(run); }
  const open = isWord(parts[parts.length - 1]);
  const three = parts.slice(open ? 3 : 2).map((unit, place) => parts[place] + parts[place + 1] + parts[place + 2] + "!");
  return Promise.all([
    Promise.all(tokens.map((token, place) => (
      open && place === tokens.length - 1 ? withBeginning(token) : withToken(token)
    ))),
    Promise.all(three.map(withToken)),
  ]).then((lists) => {
    const seams = new Set([].concat.apply([], lists[1]));
    return lists[0].reduce(common).filter((passage) => !seams.has(passage));
  });
}

function common(one, other) {
  const found = [];
  let j = 0;
  for (let i = 0; i < one.length; i++) {
    while (j < other.length && other[j] < one[i]) { j++; }
    if (other[j] === one[i]) { found.push(one[i]); }
  }
  return found;
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
