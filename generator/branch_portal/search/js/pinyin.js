/* Latin letters typed for Chinese: whole syllables, initials, or both, along the words of titles and keywords. */

const LETTERS = /^[a-z\u3007\u3400-\u9fff]*[a-z][a-z\u3007\u3400-\u9fff]*$/;
const NO_LETTERS = /[\s'+\-.,，、。]+/g;
/* Sounds that many speakers do not tell apart: z and zh, n and ng. */
const ALIKE = [[/^([zcs])h/, "$1"], [/^([zcs])(?!h)/, "$1h"], [/ng$/, "n"], [/n$/, "ng"]];
/* The ways `text` can begin with this syllable: [letters used, how sure]. */
function spellings(syllable, text) {
  if (syllable[0] !== text[0]) { return []; }
  const found = [[1, SURE.initial]];
  if (syllable[1] === "h" && text[1] === "h") { found.push([2, SURE.double]); }
  if (text.indexOf(syllable) === 0) { found.push([syllable.length, SURE.whole]); }
  if (text.length < syllable.length && syllable.indexOf(text) === 0) { found.push([text.length, SURE.begun]); }
  ALIKE.forEach((sound) => {
    const other = syllable.replace(sound[0], sound[1]);
    if (other !== syllable && text.indexOf(other) === 0) { found.push([other.length, SURE.alike]); }
  });
  return found;
}

/* A whole title or keyword, the beginning or the end of one, or something within. */
function likely(length, begins, ends) {
  if (length === 2) { return begins && ends ? 9 : begins ? 5 : ends ? 4 : 2; }
  return 1 + (begins ? 4 : 0) + (ends ? 4 : 0);
}

/* The words with which `text` can begin: {word, at: letters used, sure: mean, whole: nothing of it is missing, rank}. */
function wordsIn(text, content) {
  const best = {};
  content.words.forEach((word) => {
    for (let from = 0; from < word.length - 1; from++) {
      let ways = new Map([[0, 0]]);
      for (let to = from; to < word.length && ways.size; to++) {
        const next = new Map();
        ways.forEach((sure, at) => content.ways(word[to], text, at).forEach((way) => {
          const reached = at + way[0];
          if (!(next.get(reached) >= sure + way[1])) { next.set(reached, sure + way[1]); }
        }));
        ways = next;
        const length = to - from + 1;
        if (length < 2) { continue; }
        ways.forEach((sum, at) => {
          const begins = from === 0;
          const ends = to === word.length - 1;
          const sure = sum / length;
          const made = {
            word: word.slice(from, to + 1), at: at, sure: sure, whole: begins && ends, rank: sure * 6 + likely(length, begins, ends),
          };
          const key = made.word + at;
          if (!best[key] || best[key].rank < made.rank) { best[key] = made; }
        });
      }
    }
  });
  return Object.keys(best).map((key) => best[key]).sort((one, other) => other.rank - one.rank);
}

/* Several words one after another, for a text that no single one covers: whole syllables or whole words, so that chance finds
   none. */
function joined(text, content, most) {
  const found = wordsIn(text, content).filter((one) => one.sure >= SURE.alike || (one.whole && most > 1));
  const whole = found.filter((one) => one.at === text.length && (one.sure >= SURE.alike || one.whole)).slice(0, MOST_READINGS);
  if (whole.length || most === 1) { return whole; }
  for (const first of found.filter((one) => one.at < text.length).slice(0, 6)) {
    const rest = joined(text.slice(first.at), content, most - 1);
    if (rest.length) { return rest.map((one) => ({ word: first.word + " " + one.word, rank: Math.min(first.rank, one.rank) })); }
  }
  return [];
}

/* Whole titles and keywords that most of a text stands for, the more the better: the rest is more than their authors wrote. */
function begun(text, content) {
  const enough = Math.max(3, text.length * 0.6);
  return wordsIn(text, content).filter((one) => one.whole && one.at >= enough).sort((one, other) => other.at - one.at);
}

/* character → its syllables. */
function readings() {
  return sharedPart("pinyin").then((content) => {
    const syllables = {};
    Object.keys(content.read).forEach((syllable) => {
      for (const character of content.read[syllable]) { (syllables[character] = syllables[character] || []).push(syllable); }
    });
    return syllables;
  });
}

/* Pinyin without its tones, whether they stand above the letters or as numbers behind the syllables. */
function toneless(text) {
  const plain = /[\u00c0-\u024f]/.test(text) ? text.normalize("NFD").replace(/u\u0308/g, "v").replace(/[\u0300-\u036f]/g, "") : text;
  return /^(?:[a-z]{2,12}[1-5][\s'-]*)+[a-z]{0,6}$/.test(plain) ? plain.replace(/[1-5]/g, "") : plain;
}

/* The likeliest Chinese words for a typed text, best first: [word, weight]. */
function readAs(typed) {
  const text = toneless(fold(typed)).replace(NO_LETTERS, "");
  return Promise.all([sharedPart("pinyin"), readings()]).then((parts) => {
    const known = {
      words: parts[0].words.split("|"),
      ways: (character, letters, at) => (
        letters[at] === character ? [[1, SURE.whole]]
          : [].concat.apply([], (parts[1][character] || []).map((syllable) => spellings(syllable, letters.slice(at))))
      ),
    };
    let found = wordsIn(text, known).filter((one) => one.at === text.length);
    if (!found.length) { found = joined(text, known, MOST_WORDS); }
    if (!found.length) { found = begun(text, known); }
    const sure = found.length && found[0].sure === SURE.whole && found[0].at === text.length;
    return sure || text.length < SLIP_FROM || !/^[a-z]+$/.test(text) ? found : withSlips(text, found);
  }).then((found) => found.map((one) => [one.word, one.rank]));
}

/* Readings of letters that spell no word, before them the words that they spell but for one slip. */
function withSlips(text, found) {
  return vocabulary().then((content) => {
    const slips = slipped(text, content).filter((one) => one.whole || !found.length).slice(0, MOST_READINGS);
    const best = found.length ? found[0].rank : 0;
    return slips.map((one) => ({ word: one.word, rank: best + one.rank })).concat(found);
  });
}
