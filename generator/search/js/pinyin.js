/* Latin letters typed for Chinese: whole syllables, initials, or both, along characters that stand together in titles. */

const LETTERS = /^[a-z'\s\u3007\u3400-\u9fff]*[a-z][a-z'\s\u3007\u3400-\u9fff]*$/;
const BEAM = 200;
const BEGINS = 1, ENDS = 2, WHOLE_WORD = 4;

/* The ways `text` can begin with this syllable: [letters used, how sure]. */
function spellings(syllable, text) {
  const found = [];
  let same = 0;
  while (same < syllable.length && text[same] === syllable[same]) { same++; }
  if (same === syllable.length) { found.push([same, 1]); }
  if (same && same < syllable.length && same === text.length) { found.push([same, 0.8]); }
  if (same) { found.push([1, 0.6]); }
  if (same > 1 && syllable[1] === "h") { found.push([2, 0.7]); }
  return found;
}

/* A whole title or keyword, the beginning or end of one, or something within. */
function likely(path) {
  if (path.word.length === 2) { return path.marks & WHOLE_WORD ? 9 : path.marks & BEGINS ? 5 : path.marks & ENDS ? 4 : 2; }
  return 1 + (path.marks & BEGINS ? 4 : 0) + (path.marks & ENDS ? 4 : 0);
}

/* character → its syllables. */
function readings() {
  return sharedPart("pinyin").then((content) => {
    const reading = {};
    Object.keys(content.read).forEach((syllable) => {
      for (const character of content.read[syllable]) { (reading[character] = reading[character] || []).push(syllable); }
    });
    return reading;
  });
}

/* The likeliest Chinese words for a typed text, best first: [word, weight]. */
function readAs(typed) {
  const text = fold(typed).replace(/[\s']+/g, "");
  return Promise.all([sharedPart("pinyin"), readings()]).then((parts) => {
    const content = parts[0];
    const reading = parts[1];
    const step = (character, at) => (
      text[at] === character ? [[1, 1]]
        : [].concat.apply([], (reading[character] || []).map((syllable) => spellings(syllable, text.slice(at))))
    );
    let paths = [];
    Object.keys(content.follow).filter((before) => before.length === 1).forEach((character) => {
      step(character, 0).forEach((way) => paths.push({ word: character, at: way[0], sure: way[1], marks: 0 }));
    });
    const whole = {};
    while (paths.length) {
      const next = {};
      paths.forEach((path) => {
        const followers = content.follow[path.word.slice(-2)] || "";
        for (let i = 0; i < followers.length; i += 2) {
          step(followers[i], path.at).forEach((way) => {
            const longer = {
              word: path.word + followers[i],
              at: path.at + way[0],
              sure: path.sure + way[1],
              marks: path.marks & BEGINS | Number(followers[i + 1]),
            };
            longer.rank = longer.sure / longer.word.length * 6 + likely(longer);
            const found = longer.at === text.length ? whole : next;
            const key = longer.word + longer.at;
            if (!found[key] || found[key].rank < longer.rank) { found[key] = longer; }
          });
        }
      });
      paths = Object.keys(next).map((key) => next[key]).sort((one, other) => other.rank - one.rank).slice(0, BEAM);
    }
    return Object.keys(whole).map((key) => whole[key]).sort((one, other) => other.rank - one.rank)
      .map((path) => [path.word, path.rank]);
  });
}
