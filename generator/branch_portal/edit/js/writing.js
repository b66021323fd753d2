/* A change to a file, line by line: `writing/patch.py` and `writing/flow.py` in the browser. Other lines stay as they are,
   and so do comments, the order of keys and quotes. Tests hold both against each other, byte by byte. */

const LONGEST = 100;
const BREAKS = "\n\x85\u2028\u2029";

function special(char) {
  return !(char === "\n" || (char >= " " && char <= "~") || char === "\x85" || (char >= "\xa0" && char <= "\ud7ff") ||
    (char >= "\ue000" && char <= "\ufffd" && char !== "\ufeff") || char.codePointAt(0) > 0xffff);
}

/* Whether a text may stand without quotes, as PyYAML's emitter decides. */
function bare(text, flow) {
  const chars = Array.from(text), wide = (char) => char === undefined || " \t\r\0".indexOf(char) >= 0 || BREAKS.indexOf(char) >= 0;
  if (!text || typeof plain(text) !== "string" || /^ | $|^---|^\.\.\./.test(text)) { return false; }
  return chars.every((char, index) => {
    const before = index === 0 || wide(chars[index - 1]), behind = wide(chars[index + 1]);
    if (special(char) || BREAKS.indexOf(char) >= 0 || (char === "#" && before)) { return false; }
    if (index === 0) {
      if ("#,[]{}&*!|>'\"%@`".indexOf(char) >= 0 || (char === "-" && behind)) { return false; }
      return !("?:".indexOf(char) >= 0 && (flow || behind));
    }
    return !(flow && ",?[]{}:".indexOf(char) >= 0) && !(char === ":" && behind);
  });
}

function quote(text) {
  if (text.indexOf("\n") < 0 && !Array.from(text).some(special) && !/ [\x85\u2028\u2029]|[\x85\u2028\u2029] /.test(text)) {
    return "'" + text.replace(/'/g, "''") + "'";
  }
  const names = { "\0": "0", "\x07": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", "\"": "\"", "\\": "\\",
    "\x85": "N", "\xa0": "_", "\u2028": "L", "\u2029": "P" };
  const hex = (code, size) => ("0000000" + code.toString(16).toUpperCase()).slice(-size);
  return "\"" + Array.from(text, (char) => {
    const code = char.codePointAt(0);
    if ("\"\\\x85\u2028\u2029\ufeff".indexOf(char) < 0 && ((char >= " " && char <= "~") || (code >= 0xa0 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd))) {
      return char;
    }
    if (names[char]) { return "\\" + names[char]; }
    return code <= 0xff ? "\\x" + hex(code, 2) : code <= 0xffff ? "\\u" + hex(code, 4) : "\\U" + hex(code, 8);
  }).join("") + "\"";
}

/* A value on one line. */
function flowed(value, inside) {
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === "string" && /[，、；]/.test(value[0])) { return "[" + quote(value[0]) + "]"; }
  if (Array.isArray(value)) { return "[" + value.map((one) => flowed(one, true)).join(", ") + "]"; }
  if (value instanceof Map) { return "{" + Array.from(value, (pair) => flowed(pair[0], true) + ": " + flowed(pair[1], true)).join(", ") + "}"; }
  if (value instanceof Num) { return value.text; }
  if (typeof value !== "string") { return String(value); }
  return value.indexOf("\n") < 0 && bare(value, inside) ? value : quote(value);
}

function nested(value) { return Array.from(value instanceof Map ? value.values() : value).some((one) => one instanceof Map || Array.isArray(one)); }

/* A key and its value on new lines. `style` says whether a list or record stands on one line; undefined lets its length decide. */
function entry(name, value, pad, style) {
  const size = value instanceof Map ? value.size : Array.isArray(value) ? value.length : 0;
  if (size) {
    const text = flowed(value);
    if (style === undefined ? text.length <= LONGEST && !(value instanceof Map && nested(value)) : style) { return [pad + name + ": " + text]; }
    const below = value instanceof Map
      ? [].concat.apply([], Array.from(value, (pair) => entry(pair[0], pair[1], pad + "  ")))
      : value.map((one) => pad + "  - " + flowed(one));
    return [pad + name + ":"].concat(below);
  }
  if (typeof value === "string" && value.indexOf("\n") >= 0) {
    return [pad + name + ": |-"].concat(value.split("\n").map((line) => (pad + "  " + line).replace(/\s+$/, "")));
  }
  return [pad + name + ": " + flowed(value)];
}

/* A whole new file. */
function fresh(values) { return [].concat.apply([], Array.from(values, (pair) => entry(pair[0], pair[1], ""))).join("\n") + "\n"; }

function behind(lines, node) {
  const rest = (lines[node.end.line] || "").slice(node.end.col).replace(/\r$/, "");
  return /^\s*#/.test(rest) ? rest : "";
}

class Change {
  constructor(text) {
    this.unended = text.slice(-1) !== "\n";
    this.lines = (this.unended ? text + (text.indexOf("\r\n") >= 0 ? "\r\n" : "\n") : text).split("\n");
    this.edits = [];
  }

  text() {
    const done = [];
    let at = 0;
    this.edits.map((edit, number) => edit.concat(number)).sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[3] - other[3])
      .forEach((edit) => {
        for (; at < edit[0]; at++) { done.push(this.lines[at]); }
        edit[2].forEach((line) => done.push(line));
        at = edit[1];
      });
    const text = done.concat(this.lines.slice(at)).join("\n");
    return this.unended ? text.replace(/\r?\n$/, "") : text;
  }

  put(start, stop, lines) {
    const near = this.lines[Math.min(start, this.lines.length - 1)] || this.lines[Math.max(0, start - 1)];
    const end = near.slice(-1) === "\r" ? "\r" : "";
    this.edits.push([start, stop, lines.map((line) => line + end)]);
  }

  mapping(node, old, now) {
    const entries = new Map(node.value.map((pair) => [pair[0].value, pair]));
    entries.forEach((pair, name) => {
      if (!now.has(name)) {
        this.edits.push([pair[0].start.line, this.last(pair[1]) + 1, []]);
      } else if (told(old.get(name)) !== told(now.get(name))) {
        this.value(pair[0], pair[1], old.get(name), now.get(name));
      }
    });
    let at = node.start.line;
    now.forEach((value, name) => {
      if (entries.has(name)) { at = this.last(entries.get(name)[1]) + 1; } else { this.put(at, at, entry(name, value, " ".repeat(node.start.col))); }
    });
  }

  value(key, node, old, now) {
    const block = node.type !== "scalar" && !node.flow;
    if (block && old instanceof Map && now instanceof Map && now.size) {
      this.mapping(node, old, now);
    } else if (block && Array.isArray(old) && Array.isArray(now) && now.length) {
      this.items(node, old, now);
    } else {
      const shape = node.type !== "scalar" && node.value.length ? !block : undefined;
      const lines = entry(key.value, now, this.lines[key.start.line].slice(0, key.start.col), shape);
      lines[0] += this.comment(key, node, block);
      this.put(key.start.line, this.last(node) + 1, lines);
    }
  }

  items(node, old, now) {
    const pad = " ".repeat(node.start.col), spans = node.value.map((item) => [item.start.line, this.last(item) + 1]);
    const before = [node.start.line].concat(spans.slice(0, -1).map((span) => span[1]));
    const lines = now.map((item) => pad + "- " + flowed(item));
    opcodes(old.map(told), now.map(told)).forEach((code) => {
      const first = code[1], last = code[2], from = code[3], to = code[4];
      if (code[0] === "equal") { return; }
      const pairs = Math.min(last - first, to - from);
      for (let number = 0; number < pairs; number++) {
        const item = node.value[first + number], value = now[from + number], span = spans[first + number];
        if (item.type === "map" && !item.flow && value instanceof Map && value.size && item.value[0][0].value === value.keys().next().value) {
          this.mapping(item, old[first + number], value);
        } else {
          this.put(span[0], span[1], [lines[from + number] + (item.type !== "scalar" && !item.flow ? "" : behind(this.lines, item))]);
        }
      }
      for (let number = first + pairs; number < last; number++) { this.put(before[number], spans[number][1], []); }
      const at = first + pairs ? spans[first + pairs - 1][1] : node.start.line;
      this.put(at, at, lines.slice(from + pairs, to));
    });
  }

  comment(key, node, block) {
    if (!block && node.style !== "|" && node.style !== ">") { return behind(this.lines, node); }
    const found = /\s+#.*/.exec(this.lines[key.end.line].slice(key.end.col));
    return found ? found[0].replace(/\r$/, "") : "";
  }

  /* The last line of a value, without comments and empty lines behind it. */
  last(node) {
    if (node.type !== "scalar" && !node.flow && node.value.length) {
      const one = node.value[node.value.length - 1];
      return this.last(node.type === "map" ? one[1] : one);
    }
    let line = node.end.line - (node.end.col === 0 ? 1 : 0);
    while (line > node.start.line && !(this.lines[line] || "").trim()) { line--; }
    return Math.max(line, node.start.line);
  }
}

/* `text` made to hold `now`. */
function patch(text, now) {
  const root = compose(text);
  if (root.type !== "map") { throw new Unreadable(0); }
  if (root.flow) { return fresh(now); }
  const change = new Change(text);
  change.mapping(root, data(root), now);
  return change.text();
}

/* Python's difflib without its heuristics: [what, from and to in `one`, from and to in `other`]. */
function opcodes(one, other) {
  const places = new Map(), codes = [];
  other.forEach((item, place) => {
    if (places.has(item)) { places.get(item).push(place); } else { places.set(item, [place]); }
  });
  function longest(first, last, from, to) {
    let best = [first, from, 0], lengths = new Map();
    for (let at = first; at < last; at++) {
      const found = new Map();
      (places.get(one[at]) || []).forEach((place) => {
        if (place < from || place >= to) { return; }
        const size = (lengths.get(place - 1) || 0) + 1;
        found.set(place, size);
        if (size > best[2]) { best = [at - size + 1, place - size + 1, size]; }
      });
      lengths = found;
    }
    return best;
  }
  const blocks = [], queue = [[0, one.length, 0, other.length]];
  while (queue.length) {
    const part = queue.pop(), best = longest(part[0], part[1], part[2], part[3]);
    if (!best[2]) { continue; }
    blocks.push(best);
    if (part[0] < best[0] && part[2] < best[1]) { queue.push([part[0], best[0], part[2], best[1]]); }
    if (best[0] + best[2] < part[1] && best[1] + best[2] < part[3]) { queue.push([best[0] + best[2], part[1], best[1] + best[2], part[3]]); }
  }
  blocks.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  blocks.push([one.length, other.length, 0]);
  let left = 0, right = 0;
  blocks.forEach((block) => {
    const what = left < block[0] ? (right < block[1] ? "replace" : "delete") : right < block[1] ? "insert" : "";
    if (what) { codes.push([what, left, block[0], right, block[1]]); }
    if (block[2]) { codes.push(["equal", block[0], block[0] + block[2], block[1], block[1] + block[2]]); }
    left = block[0] + block[2];
    right = block[1] + block[2];
  });
  return codes;
}
