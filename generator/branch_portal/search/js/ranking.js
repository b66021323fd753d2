/* Which pages answer a query, best first. */

/* What a place is worth: within title, keywords, headings, text; then the whole title or a whole keyword. */
const WORTH = [6, 5, 3, 1];
const WHOLE = [11, 9];
const KIND_WORTH = {
  guide: 5, task: 3, alert: 2.5, year: 2, calendar: 2, form: 2, carrier: 2, learning: 2, release: 1.5, round: 1.5,
  goal: 1.5, grid: 1.5, supervision: 1.5, brand: 1.5, basis: 1,
};

function worth(place) {
  let best = place.body.length ? WORTH[OWN] : 0;
  [TITLE, KEYWORDS, HEADINGS].forEach((own) => { if (place.own & 1 << own) { best = Math.max(best, WORTH[own]); } });
  return Math.max(best, place.whole) + Math.min(Math.log(1 + place.body.length), 3) / 3;
}

function ordered(found) {
  const hits = [];
  found.forEach((place, page) => {
    hits.push({ page: page, score: place.score + (KIND_WORTH[index.kindOf[page]] || 0), body: place.body });
  });
  return hits.sort((one, other) => other.score - one.score || one.page - other.page);
}

/* Everything about a query: hits in order, the words to mark, and how they were found. */
function find(typed) {
  return ready().then(() => {
    const query = fold(typed).trim();
    const words = query.split(/\s+/).filter((word) => runs(word).length);
    if (!words.length) { return { hits: [], words: [], how: "empty" }; }
    const marks = [].concat.apply([], words.map((word) => (
      [].concat.apply([], runs(word).map((run) => sayings(run).map((saying) => saying[0])))
    )));
    return Promise.all(words.map(withWord)).then((all) => {
      const hits = ordered(all.reduce(both));
      const plain = { hits: hits, words: marks, how: "all" };
      if (LETTERS.test(query.replace(NO_LETTERS, ""))) {
        return byPinyin(query, plain);
      }
      if (hits.length) { return plain; }
      return aboutIt(query).then((about) => (
        { hits: ordered(about.found), words: about.tokens || [], about: about.words, how: "some" }
      ));
    });
  });
}

function byPinyin(query, plain) {
  return readAs(query).then((readings) => {
    const likely = readings.filter((reading) => reading[1] > readings[0][1] - 3).slice(0, MOST_READINGS);
    return Promise.all(likely.map((reading) => withWord(reading[0]))).then((all) => {
      const found = new Map();
      const used = [];
      all.forEach((pages, number) => {
        if (pages.size) { used.push(likely[number][0]); }
        pages.forEach((place, page) => {
          place.score = place.score * likely[number][1] / likely[0][1] - number;
          const known = found.get(page);
          if (!known || known.score < place.score) { found.set(page, place); }
        });
      });
      plain.hits.forEach((hit) => {
        if (!found.has(hit.page)) { found.set(hit.page, { body: hit.body, score: hit.score }); }
      });
      if (!used.length) { return plain; }
      return { hits: ordered(found), words: plain.words.concat(used.join(" ").split(" ")), about: used, how: "pinyin" };
    });
  });
}
