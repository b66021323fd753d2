/* One class for every character, as in fold.py; a text becomes runs, a run becomes units. */

const HAN = "\\u3007\\u3400-\\u9fff";
const LATIN = "a-z\\u00c0-\\u024f";
const WORD = "0-9" + LATIN;
const ASTRAL = "[\\ud840-\\udbff][\\udc00-\\udfff]";
const UNIT = new RegExp("[0-9]+|[" + LATIN + "]+|[" + HAN + "]|" + ASTRAL, "g");
const RUN = new RegExp("(?:[" + WORD + HAN + "]|" + ASTRAL + ")+", "g");
const classOf = {};

/* The codes of the characters to fold, and of those they fold into. */
function setClasses(codes, classes) {
  codes.forEach((code, place) => { classOf[String.fromCharCode(code)] = String.fromCodePoint(classes[place]); });
}

function fold(text) {
  let folded = "";
  for (const character of text.normalize("NFKC").toLowerCase()) { folded += classOf[character] || character; }
  return folded;
}

const runs = (folded) => folded.match(RUN) || [];
const units = (run) => run.match(UNIT) || [];
const isWord = (unit) => unit.charCodeAt(0) < 0x300;

/* The neighbours of a run, as the index holds them. */
function pairs(run) {
  const parts = units(run);
  return parts.slice(1).map((unit, place) => parts[place] + unit);
}

/* Text cut into [piece, marked] wherever one of the folded words stands. */
function marked(text, words) {
  let folded = "";
  const from = [];
  Array.from(text).reduce((place, character) => {
    const piece = fold(character);
    for (let i = 0; i < piece.length; i++) { from.push(place); }
    folded += piece;
    return place + character.length;
  }, 0);
  from.push(text.length);
  const spans = [];
  const kind = (place) => (/[0-9]/.test(folded[place]) ? 1 : /[a-z\u00c0-\u024f]/.test(folded[place]) ? 2 : 0);
  const goesOn = (place) => place > 0 && place < folded.length && kind(place) > 0 && kind(place) === kind(place - 1);
  words.forEach((word) => {
    for (let at = folded.indexOf(word); word && at >= 0; at = folded.indexOf(word, at + word.length)) {
      // Letters and numbers are marked as whole words, from where they begin.
      let end = at + word.length;
      while (goesOn(end)) { end += 1; }
      if (!goesOn(at)) { spans.push([from[at], from[end]]); }
    }
  });
  spans.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  const pieces = [];
  let end = 0;
  spans.forEach((span) => {
    if (span[1] <= end) { return; }
    if (span[0] > end) { pieces.push([text.slice(end, span[0]), false]); }
    pieces.push([text.slice(Math.max(span[0], end), span[1]), true]);
    end = span[1];
  });
  pieces.push([text.slice(end), false]);
  return pieces.filter((piece) => piece[0]);
}
