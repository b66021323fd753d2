/* Which pages answer a query, best first. */

const TITLE = 0, KEYWORDS = 1, HEADINGS = 2, OWN = 3;
/* What a place is worth: within title, keywords, headings, text; then the whole title or a whole keyword. */
const WORTH = [6, 5, 3, 1];
const WHOLE = [11, 9];
const KIND_WORTH = {
  guide: 5, task: 3, alert: 2.5, year: 2, calendar: 2, form: 2, carrier: 2, learning: 2, release: 1.5, round: 1.5,
  goal: 1.5, grid: 1.5, supervision: 1.5, brand: 1.5, basis: 1,
};
/* How much of a question a page must hold. */
const ENOUGH = 0.3;
/* Words of a question that say nothing about its matter, the longer first. */
const ASKING = (
  "应该怎么办|可不可以|需不需要|是什么意思|什么时候|有没有|能不能|要不要|是不是|行不行|可以吗|怎么办|怎么样|怎么写|为什么|多长时间|" +
  "是什么|有哪些|包括哪些|哪些|哪里|哪个|怎么|怎样|如何|什么|多久|多少|几个|几天|几次|几年|几项|多长|可以|需要|应该|一般|必须|" +
  "由谁来|由谁|谁来|谁|请问|我们|以后|之前|吗|呢|吧|啊|的|了"
).split("|");

const pageAt = (passage) => upTo(index.starts, passage) - 1;

/* page → where it matches: bits of its own passages, its other passages, whole titles and keywords. */
function places(passages) {
  const found = new Map();
  passages.forEach((passage) => {
    const page = pageAt(passage);
    const own = passage - index.starts[page];
    let place = found.get(page);
    if (!place) { found.set(page, place = { own: 0, body: [], whole: 0 }); }
    if (own < OWN) { place.own |= 1 << own; } else { place.body.push(passage); }
  });
  return found;
}

function worth(place) {
  let best = place.body.length ? WORTH[OWN] : 0;
  [TITLE, KEYWORDS, HEADINGS].forEach((own) => { if (place.own & 1 << own) { best = Math.max(best, WORTH[own]); } });
  return Math.max(best, place.whole) + Math.min(Math.log(1 + place.body.length), 3) / 3;
}

/* A run and its synonyms: [text, how much it counts]. */
function sayings(run) {
  const found = [[run, 1]];
  index.synonyms.forEach((group) => group.forEach((word) => {
    if (run.indexOf(word) >= 0) {
      group.forEach((other) => { if (other !== word) { found.push([run.replace(word, other), 0.7]); } });
    }
  }));
  return found;
}

/* Pages with one word of the query in any of its sayings: page → place, with its score. */
function withWord(word) {
  return Promise.all(runs(word).map((run) => Promise.all(sayings(run).map((saying) => (
    Promise.all([withRun(saying[0]), withToken((saying[0] === run ? word : saying[0]) + "=")])
      .then((lists) => {
        const found = places(lists[0]);
        lists[1].forEach((passage) => {
          const page = pageAt(passage);
          const place = found.get(page);
          if (place) { place.whole = Math.max(place.whole, WHOLE[passage - index.starts[page]]); }
        });
        found.forEach((place) => { place.score = worth(place) * saying[1]; });
        return found;
      })
  ))).then((all) => all.reduce((one, other) => {
    other.forEach((place, page) => {
      const known = one.get(page);
      if (!known || known.score < place.score) { one.set(page, place); }
    });
    return one;
  })))).then((all) => all.reduce(both));
}

/* Pages in both, with what both say. */
function both(one, other) {
  const found = new Map();
  one.forEach((place, page) => {
    const second = other.get(page);
    if (second) {
      const together = common(place.body, second.body);
      found.set(page, {
        body: together.length ? together : place.body,
        score: place.score + second.score + (together.length ? 1 : 0),
      });
    }
  });
  return found;
}

function ordered(found) {
  const hits = [];
  found.forEach((place, page) => {
    hits.push({ page: page, score: place.score + (KIND_WORTH[index.kindOf[page]] || 0), body: place.body });
  });
  return hits.sort((one, other) => other.score - one.score || one.page - other.page);
}

/* What is left of a question without its asking: runs of at least two units. */
function subjects(query) {
  const cut = (text, words) => words.reduce((left, word) => left.split(fold(word)).join(" "), text);
  const long = ASKING.filter((word) => word.length > 1);
  const short = ASKING.filter((word) => word.length === 1);
  const found = [];
  runs(cut(query, long)).forEach((run) => {
    const parts = runs(cut(run, short)).filter((one) => units(one).length > 1);
    found.push.apply(found, parts.length ? parts : [run]);
  });
  return found.filter((run) => units(run).length > 1);
}

/* Passages with two neighbours, or with a synonym of a word that they are part of. */
function withTokenOrSynonym(token) {
  const others = [].concat.apply([], index.synonyms.map((group) => (
    group.some((word) => word.indexOf(token) >= 0) ? group.filter((word) => word.indexOf(token) < 0) : []
  )));
  return Promise.all([withToken(token)].concat(others.map((word) => withRun(runs(word)[0])))).then((lists) => (
    lists.length === 1 ? lists[0]
      : Array.from(new Set([].concat.apply([], lists))).sort((one, other) => one - other)
  ));
}

/* How sure it is that two neighbours are a word and not the seam of two: words stand in titles, keywords, headings. */
function likeness(found, rarity) {
  let own = 0;
  found.forEach((place) => { own |= place.own; });
  if (own & (1 << TITLE | 1 << KEYWORDS)) { return rarity; }
  return (own ? 0.7 : found.size ? 0.4 : 0.25) * Math.min(rarity, 4);
}

/* page → the length of the longest of its whole titles and keywords that stands in the words. */
function wholeWords(words) {
  const pieces = new Set();
  words.forEach((word) => {
    const parts = units(word);
    for (let from = 0; from < parts.length - 1; from++) {
      for (let to = from + 2; to <= Math.min(parts.length, from + 8); to++) { pieces.add(parts.slice(from, to).join("")); }
    }
  });
  return Promise.all(Array.from(pieces).map((piece) => withToken(piece + "=").then((found) => [piece.length, found])))
    .then((all) => {
      const longest = new Map();
      all.forEach((one) => one[1].forEach((passage) => {
        const page = pageAt(passage);
        longest.set(page, Math.max(longest.get(page) || 0, one[0]));
      }));
      return longest;
    });
}

/* The pages with most of what a question is about; none when too little of it is known here. */
function aboutIt(query) {
  const words = subjects(query);
  const tokens = Array.from(new Set([].concat.apply([], words.map(pairs)))).slice(0, 16);
  if (!tokens.length) { return Promise.resolve({ found: new Map(), words: [] }); }
  return Promise.all([Promise.all(tokens.map(withTokenOrSynonym)), wholeWords(words)]).then((answers) => {
    const lists = answers[0];
    const whole = answers[1];
    const pages = index.starts.length;
    const all = lists.map(places);
    const rarity = all.map((found) => likeness(found, Math.log(1 + pages / (1 + found.size))));
    const sum = rarity.reduce((one, other) => one + other, 0);
    const scores = new Map();
    all.forEach((found, number) => found.forEach((place, page) => {
      let score = scores.get(page);
      if (!score) { scores.set(page, score = { score: 0, share: 0, counts: new Map(), body: [] }); }
      score.score += rarity[number] * Math.sqrt(worth(place));
      score.share += rarity[number] / sum;
      place.body.forEach((passage) => score.counts.set(passage, (score.counts.get(passage) || 0) + rarity[number]));
    }));
    let best = 0;
    scores.forEach((score, page) => {
      let dense = 0;
      score.counts.forEach((weight, passage) => {
        if (weight > dense) { dense = weight; score.body = [passage]; }
      });
      score.score += dense + 3 * (whole.get(page) || 0);
      if (whole.has(page)) { score.share = Math.max(score.share, ENOUGH); }
      score.score *= 1 + (KIND_WORTH[index.kindOf[page]] || 0) / 10;
      if (score.share >= ENOUGH) { best = Math.max(best, score.score); }
    });
    const found = new Map();
    scores.forEach((score, page) => { if (score.share >= ENOUGH && score.score >= best / 3) { found.set(page, score); } });
    return { found: found, words: words, tokens: tokens.filter((token, number) => all[number].size) };
  });
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
      if (LETTERS.test(query)) {
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
    const likely = readings.filter((reading) => reading[1] > readings[0][1] - 3).slice(0, 4);
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
      return { hits: ordered(found), words: plain.words.concat(used), about: used, how: "pinyin" };
    });
  });
}
