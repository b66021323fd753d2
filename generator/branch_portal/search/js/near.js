/* What a reader may have meant by words that stand nowhere: a short form, characters that sound alike, a slip of the keys. */

/* Sounds that many do not tell apart are one: zh and z, ng and n. */
const sound = (syllable) => syllable.replace(/^([zcs])h/, "$1").replace(/ng$/, "n");

/* Whole titles and keywords, and how a character is read: by the words of the site, else by the table of frequent ones. */
let known = null;
function vocabulary() {
  known = known || Promise.all([sharedPart("pinyin"), readings(), sharedPart("sounds")]).then((parts) => {
    const frequent = {};
    const codes = new Uint8Array(2);
    const decoder = new TextDecoder("gbk");
    let at = 0;
    // The table names only syllables: the frequent characters of GB 2312 stand there in the order of their sounds.
    numbers(parts[2].counts).forEach((count, place) => {
      for (let i = 0; i < count; i++) {
        codes[0] = 0xb0 + Math.floor(at / 94);
        codes[1] = 0xa1 + at % 94;
        frequent[decoder.decode(codes)] = sound(parts[2].syllables[place]);
        at += 1;
      }
    });
    const classes = stepped(parts[2].fold[1]);
    const other = {};
    stepped(parts[2].fold[0]).forEach((code, place) => { other[String.fromCharCode(code)] = String.fromCodePoint(classes[place]); });
    const sounds = (character) => (
      parts[1][character] ? parts[1][character].map(sound) : [frequent[other[character] || character] || character]
    );
    const words = parts[0].words.split("|");
    return { words: words, whole: new Set(words), read: parts[1], sounds: sounds };
  });
  return known;
}

/* The places in `word` of the characters of a short form: each begins a word of two characters or follows the one before. */
function shortens(short, word) {
  if (word.length <= short.length || word[0] !== short[0]) { return false; }
  const ends = short.length > 2 && word.slice(-2) === short.slice(-2);
  let at = 0;
  for (let i = 1; i < short.length; i++) {
    let next = word.indexOf(short[i], at + 1);
    while (!ends && next > at + 1 && next % 2) { next = word.indexOf(short[i], next + 1); }
    if (next < 0) { return false; }
    at = next;
  }
  return short.length > 2 || (at > 1 && word.length <= 8);
}

/* Words that `run` is short for, the shorter first. */
function longForms(run, words) {
  if (run.length < 2 || run.length > 8) { return []; }
  const found = words.filter((word) => shortens(run, word)).sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
  return found.filter((word, place) => !found.slice(0, place).some((shorter) => word.indexOf(shorter) >= 0));
}

/* How many characters of `typed` are those of `word`; -1 where one sounds otherwise. */
function alike(typed, word, from, sounds) {
  let same = 0;
  for (let i = 0; i < typed.length; i++) {
    if (typed[i] === word[from + i]) {
      same += 1;
    } else {
      const heard = sounds(typed[i]);
      if (!sounds(word[from + i]).some((one) => heard.indexOf(one) >= 0)) { return -1; }
    }
  }
  return same;
}

/* The likeliest word that sounds like a part of `run` in which a pair stands that no page has: [from, to, word]. */
function likeSounding(run, unknown, content) {
  let best = null;
  for (let length = Math.min(run.length, 8); length > 1 && !best; length--) {
    for (let from = 0; from + length <= run.length; from++) {
      if (!unknown.slice(from, from + length - 1).some(Boolean)) { continue; }
      const typed = run.slice(from, from + length);
      content.words.forEach((word) => {
        const last = word.length - length;
        for (let at = 0; at <= last; at++) {
          const whole = last === 0;
          if (length === 2 && !whole && at !== 0) { break; }
          const same = alike(typed, word, at, content.sounds);
          if (same < 0 || same === length || (same === 0 && length < 3 && !whole)) { continue; }
          const rank = same * 2 + (whole ? 3 : at === 0 ? 1 : 0) - word.length / 100;
          if (!best || best.rank < rank) { best = { from: from, to: from + length, word: word.slice(at, at + length), rank: rank }; }
        }
      });
    }
  }
  return best;
}

/* `run` with what sounds like a known word written as that word; null where nothing does. */
function heardAs(run, content) {
  const tokens = pairs(run);
  return Promise.all(tokens.map((token) => withToken(token))).then((found) => {
    const unknown = found.map((passages) => !passages.length);
    let made = run;
    for (let turn = 0; turn < 2; turn++) {
      const better = likeSounding(made, unknown, content);
      if (!better) { break; }
      made = made.slice(0, better.from) + better.word + made.slice(better.to);
      for (let i = Math.max(better.from - 1, 0); i < better.to; i++) { unknown[i] = false; }
    }
    return made === run ? null : made;
  });
}

/* Whether `typed` becomes `right` by one letter more, less, another, or by two that change places. */
function oneOff(typed, right) {
  let start = 0;
  while (start < typed.length && typed[start] === right[start]) { start += 1; }
  let one = typed.length;
  let other = right.length;
  while (one > start && other > start && typed[one - 1] === right[other - 1]) { one -= 1; other -= 1; }
  const a = typed.slice(start, one);
  const b = right.slice(start, other);
  return (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]);
}

/* Words, or parts of words, whose pinyin is the typed letters but for one slip, the likelier first: {word, whole, rank}. */
function slipped(text, content) {
  const best = {};
  content.words.forEach((word) => {
    for (let from = 0; from < word.length - 1; from++) {
      let spellings = [""];
      for (let to = from; to < word.length && spellings.length; to++) {
        const syllables = content.read[word[to]] || [];
        spellings = [].concat.apply([], spellings.map((before) => syllables.map((syllable) => before + syllable)))
          .filter((spelt) => spelt.length <= text.length + 1);
        const length = to - from + 1;
        const spelt = length > 1 && spellings.find((one) => Math.abs(one.length - text.length) <= 1 && oneOff(text, one));
        if (!spelt) { continue; }
        const whole = from === 0 && to === word.length - 1;
        if (length === 2 && !whole && from > 0) { continue; }
        const piece = word.slice(from, to + 1);
        const rank = likely(length, from === 0, to === word.length - 1) + (spelt[0] === text[0] ? 1 : 0);
        if (!best[piece] || best[piece].rank < rank) { best[piece] = { word: piece, whole: whole, rank: rank }; }
      }
    }
  });
  return Object.keys(best).map((key) => best[key]).sort((one, other) => other.rank - one.rank);
}

/* What may be meant by a query of which no page holds a word, best first: texts to look for instead. */
function meant(words) {
  return vocabulary().then((content) => Promise.all(words.map((word) => {
    const parts = runs(word);
    if (parts.length !== 1 || units(word).some(isWord)) { return [word]; }
    const long = longForms(parts[0], content.words).slice(0, MOST_MEANT);
    return long.length ? long : heardAs(parts[0], content).then((heard) => [heard || word]);
  }))).then((choices) => {
    const count = Math.max.apply(null, choices.map((one) => one.length));
    const texts = [];
    for (let i = 0; i < count; i++) { texts.push(choices.map((one) => one[i] || one[0]).join(" ")); }
    return texts.filter((text) => text !== words.join(" "));
  });
}
