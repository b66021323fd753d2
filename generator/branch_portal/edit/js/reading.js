/* YAML as `source/yaml_source.py` reads it, with the place of every value. What records never have (anchors, tags, a second
   document) is refused, and so is every text that cannot be read to its end: such a file is mended in the forge. */

/* What cannot be read, and the line (from 0) at which it is seen. */
function Unreadable(line) { this.line = line; }

/* A number as it is written, so that 5 and 5.0 stay apart. */
function Num(text, real) { this.text = text; this.real = real; }

/* The digits of a number without an exponent, always with a decimal point. */
function decimal(number) {
  const found = /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(String(number));
  if (!found) { return String(number).indexOf(".") < 0 ? number + ".0" : String(number); }
  const digits = found[2] + (found[3] || ""), power = Number(found[4]);
  if (power < 0) { return found[1] + "0." + "0".repeat(-power - 1) + digits; }
  return found[1] + digits + "0".repeat(power + 1 - digits.length) + ".0";
}

const WORDS = { "true": true, "false": false, "null": null, "~": null, "": null };

/* The value of a word without quotes: `source/plain.py`. */
function plain(text) {
  if (Object.prototype.hasOwnProperty.call(WORDS, text)) { return WORDS[text]; }
  if (text.length <= 18) {
    if (/^-?(?:0|[1-9][0-9]*)$/.test(text)) { return new Num(text === "-0" ? "0" : text, false); }
    if (/^-?(?:0|[1-9][0-9]*)\.[0-9]+$/.test(text)) {
      return new Num(Number(text) === 0 && text[0] === "-" ? "-0.0" : decimal(Number(text)), true);
    }
  }
  return text;
}

const ESCAPES = {
  "0": "\0", a: "\x07", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r", e: "\x1b", " ": " ", "\"": "\"", "\\": "\\", "/": "/",
  N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029"
};
const CODES = { x: 2, u: 4, U: 8 };

/* Makes nodes of a text: {type, flow, style, value, start, end}; places are {line, col} from 0, `end` is behind the last
   character. A map's value is a list of pairs of nodes. */
class Reader {
  constructor(text) {
    this.lines = (text.slice(-1) === "\n" ? text : text + "\n").split("\n").map((line) => line.replace(/\r$/, ""));
    this.line = 0;
    this.col = 0;
    this.depth = 0;
    const first = this.lines.findIndex((line) => line !== "" && !/^ *(?:#|$)/.test(line));
    if (/^--- *$/.test(this.lines[first] || "")) { this.lines[first] = ""; }
    const odd = this.lines.findIndex((line) => line.indexOf("\t") >= 0 || /^(?:---|\.\.\.|%)(?: |$)/.test(line));
    if (odd >= 0) { throw new Unreadable(odd); }
  }

  fail() { throw new Unreadable(this.line); }
  mark() { return { line: this.line, col: this.col }; }
  get char() { return this.lines[this.line][this.col] || ""; }
  get rest() { return this.lines[this.line].slice(this.col); }
  get dash() { return /^-(?: |$)/.test(this.rest); }

  spaces() { while (this.char === " ") { this.col++; } }

  /* Whether what follows on this line is content; the place moves to it. */
  beside() {
    const before = this.col;
    this.spaces();
    return this.char !== "" && !(this.char === "#" && (this.col > before || this.col === 0));
  }

  /* To the next content over comments and empty lines; whether there is any. */
  next() {
    while (this.line < this.lines.length) {
      const begun = this.col > 0 && this.lines[this.line][this.col - 1] === " ";
      if (this.beside() && !(begun && this.char === "#")) { return true; }
      if (this.line === this.lines.length - 1) { return false; }
      this.line++;
      this.col = 0;
    }
    return false;
  }

  document() {
    if (!this.next()) { this.fail(); }
    const node = this.block(-1);
    if (this.next()) { this.fail(); }
    return node;
  }

  /* The node that begins here, in lines that stand further in than `indent`. */
  block(indent) {
    if (++this.depth > 40) { this.fail(); }
    const node = this.dash ? this.sequence() : this.keyEnd() ? this.mapping() : this.inline(indent);
    this.depth--;
    return node;
  }

  /* Where the key that begins here ends; 0 where there is none. */
  keyEnd() {
    const rest = this.rest;
    if (rest[0] === "\"" || rest[0] === "'") {
      const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*') *:(?= |$)/.exec(rest);
      return quoted ? quoted[0].length - 1 : 0;
    }
    if (/^[[\]{},&*!|>%@`#]/.test(rest)) { return 0; }
    const found = /^(.*?):(?= |$)/.exec(rest);
    return found && !/ #/.test(found[1]) ? found[1].length : 0;
  }

  mapping() {
    const start = this.mark(), column = this.col, pairs = [], known = new Set();
    do {
      if (!this.keyEnd()) { this.fail(); }
      const key = this.scalarHere(column, false);
      if (known.has(key.value)) { this.fail(); }
      known.add(key.value);
      this.spaces();
      this.col++;
      pairs.push([key, this.behindKey(column)]);
    } while (this.next() && this.col === column && !this.dash);
    if (this.col > column && this.next()) { this.fail(); }
    return { type: "map", flow: false, value: pairs, start: start, end: this.mark() };
  }

  behindKey(column) {
    const here = this.mark();
    if (this.beside()) { return this.inline(column); }
    if (this.next() && (this.col > column || (this.col === column && this.dash))) { return this.block(column); }
    return empty(here);
  }

  sequence() {
    const start = this.mark(), column = this.col, items = [];
    do {
      this.col++;
      const here = this.mark();
      if (this.beside()) {
        items.push(this.block(column));
      } else {
        items.push(this.next() && this.col > column ? this.block(column) : empty(here));
      }
    } while (this.next() && this.col === column && this.dash);
    if (this.col > column && this.next()) { this.fail(); }
    return { type: "seq", flow: false, value: items, start: start, end: this.mark() };
  }

  /* A value that begins on the line of its key or dash. */
  inline(indent) {
    const char = this.char;
    if (/[&*!%@`]/.test(char) || this.dash) { this.fail(); }
    if (char === "|" || char === ">") { return this.literal(indent); }
    if (char === "[" || char === "{" || char === "\"" || char === "'") {
      const node = char === "[" || char === "{" ? this.flow() : this.quoted();
      const before = this.col;
      if (this.beside() || (this.char === "#" && this.col === before)) { this.fail(); }
      return node;
    }
    const node = this.word(indent, false);
    if (this.char === ":") { this.fail(); }
    return node;
  }

  scalarHere(indent, flow) {
    return this.char === "\"" || this.char === "'" ? this.quoted() : this.word(indent, flow);
  }

  /* [a, b] and {a: b}, over lines too. */
  flow() {
    if (++this.depth > 40) { this.fail(); }
    const start = this.mark(), list = this.char === "[", close = list ? "]" : "}", found = [], known = new Set();
    this.col++;
    for (;;) {
      if (!this.next()) { this.fail(); }
      if (this.char === close) { break; }
      if (list) {
        found.push(this.inFlow());
        if (this.next() && this.char === ":") { this.fail(); }
      } else {
        const key = this.scalarHere(-1, true);
        if (known.has(key.value)) { this.fail(); }
        known.add(key.value);
        if (!this.next()) { this.fail(); }
        let value = empty(key.end);
        if (this.char === ":") {
          this.col++;
          const here = this.mark();
          if (!this.next()) { this.fail(); }
          value = this.char === "," || this.char === "}" ? empty(here) : this.inFlow();
        }
        found.push([key, value]);
      }
      if (!this.next()) { this.fail(); }
      if (this.char === ",") { this.col++; } else if (this.char !== close) { this.fail(); }
    }
    this.col++;
    this.depth--;
    return { type: list ? "seq" : "map", flow: true, value: found, start: start, end: this.mark() };
  }

  inFlow() {
    if (/[&*!%@`|>#]/.test(this.char) || this.dash) { this.fail(); }
    return this.char === "[" || this.char === "{" ? this.flow() : this.scalarHere(-1, true);
  }

  /* A value without quotes; further lines that stand deeper than `indent` belong to it. */
  word(indent, flow) {
    const start = this.mark();
    let text = "", spaces = "", end = start;
    while (this.char !== "#") {
      const rest = this.rest;
      const length = (flow ? /^(?:[^ :,?[\]{}]|:(?![ ,[\]{}]|$))*/ : /^(?:[^ :]|:(?! |$))*/).exec(rest)[0].length;
      if (!length) { break; }
      text += spaces + rest.slice(0, length);
      this.col += length;
      end = this.mark();
      spaces = this.fold();
      if (!spaces || (!flow && this.col <= indent)) { break; }
    }
    if (!text) { this.fail(); }
    return { type: "scalar", style: "", value: text, start: start, end: end };
  }

  /* The spaces, or the end of the line, behind a word; what they mean inside it. */
  fold() {
    const from = this.col;
    this.spaces();
    if (this.char) { return this.rest.length ? " ".repeat(this.col - from) : ""; }
    let breaks = -1;
    while (!this.char && this.line < this.lines.length - 1) {
      breaks++;
      this.line++;
      this.col = 0;
      this.spaces();
    }
    return breaks > 0 ? "\n".repeat(breaks) : " ";
  }

  quoted() {
    const start = this.mark(), quote = this.char;
    let text = "";
    this.col++;
    for (;;) {
      const rest = this.rest, piece = (quote === "'" ? /^[^' ]+/ : /^[^"\\ ]+/).exec(rest);
      if (piece) {
        text += piece[0];
        this.col += piece[0].length;
      } else if (rest === "" || rest[0] === " ") {
        if (this.line === this.lines.length - 1) { this.fail(); }
        text += this.fold();
      } else if (rest[0] === "\\") {
        text += this.escape();
      } else if (rest[1] === "'" && quote === "'") {
        text += "'";
        this.col += 2;
      } else {
        this.col++;
        return { type: "scalar", style: quote, value: text, start: start, end: this.mark() };
      }
    }
  }

  escape() {
    const code = this.rest[1];
    this.col += 2;
    if (code === undefined) {
      this.col--;
      const folded = this.fold();
      return folded === " " ? "" : folded;
    }
    if (Object.prototype.hasOwnProperty.call(ESCAPES, code)) { return ESCAPES[code]; }
    const digits = this.rest.slice(0, CODES[code] || 0);
    if (!CODES[code] || digits.length < CODES[code] || !/^[0-9A-Fa-f]+$/.test(digits)) { this.fail(); }
    this.col += digits.length;
    return String.fromCodePoint(parseInt(digits, 16));
  }

  /* A text after | or >. */
  literal(indent) {
    const start = this.mark(), head = /^([|>])(?:([-+])([1-9])?|([1-9])([-+])?)? *(?:#.*)?$/.exec(this.rest);
    if (!head) { this.fail(); }
    const folded = head[1] === ">", chomp = head[2] || head[5] || "", count = this.lines.length - 1;
    const least = Math.max(1, indent + 1), given = Number(head[3] || head[4] || 0);
    let at = this.line + 1, most = 0, breaks = 0;
    while (!given && at < count && /^ *$/.test(this.lines[at])) {
      most = Math.max(most, this.lines[at].length);
      at++;
      breaks++;
    }
    if (!given && at < count) { most = Math.max(most, /^ */.exec(this.lines[at])[0].length); }
    const pad = given ? least + given - 1 : Math.max(least, most);
    const blank = () => at < count && this.lines[at].length <= pad && /^ *$/.test(this.lines[at]);
    const inside = () => at < count && this.lines[at].length > pad && /^ *$/.test(this.lines[at].slice(0, pad));
    if (given) {
      for (; blank(); at++) { breaks++; }
    }
    let text = "", any = false;
    while (inside()) {
      any = true;
      const line = this.lines[at++].slice(pad);
      text += "\n".repeat(breaks) + line;
      for (breaks = 0; blank(); at++) { breaks++; }
      if (!inside()) { break; }
      if (!folded || line[0] === " " || this.lines[at][pad] === " ") { text += "\n"; } else if (!breaks) { text += " "; }
    }
    if (any && chomp !== "-") { text += "\n"; }
    if (chomp === "+") { text += "\n".repeat(breaks); }
    this.line = at;
    this.col = 0;
    return { type: "scalar", style: head[1], value: text, start: start, end: this.mark() };
  }
}

function empty(here) { return { type: "scalar", style: "", value: "", start: here, end: here }; }

/* The nodes of a text; throws `Unreadable`. */
function compose(text) { return new Reader(text.replace(/^\ufeff/, "")).document(); }

/* Plain data of a node: Map, Array, Num, string, true, false, null. */
function data(node) {
  if (node.type === "map") { return new Map(node.value.map((pair) => [pair[0].value, data(pair[1])])); }
  if (node.type === "seq") { return node.value.map(data); }
  return node.style ? node.value : plain(node.value);
}

/* The same for the same data, and for no other; the order of keys counts, as it does in a file. */
function told(value) {
  if (value instanceof Map) { return "{" + Array.from(value, (pair) => JSON.stringify(pair[0]) + ":" + told(pair[1])).join(",") + "}"; }
  if (Array.isArray(value)) { return "[" + value.map(told).join(",") + "]"; }
  return value instanceof Num ? value.text : JSON.stringify(value);
}
