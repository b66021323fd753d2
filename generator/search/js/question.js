/* A question, taken apart where no page holds it as a whole. */

/* How much of a question a page must hold. */
const ENOUGH = 0.3;
/* Words of a question that say nothing about its matter, the longer first. */
const ASKING = (
  "应该怎么办|可不可以|需不需要|是什么意思|什么时候|有没有|能不能|要不要|是不是|行不行|可以吗|怎么办|怎么样|怎么写|为什么|多长时间|" +
  "是什么|有哪些|包括哪些|哪些|哪里|哪个|怎么|怎样|如何|什么|多久|多少|几个|几天|几次|几年|几项|多长|可以|需要|应该|一般|必须|" +
  "由谁来|由谁|谁来|谁|请问|我们|以后|之前|吗|呢|吧|啊|的|了"
).split("|");

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

/* Passages with two neighbours, or with a synonym of a word of the question that they are part of. */
function withTokenOrSynonym(token, words) {
  const others = [].concat.apply([], index.synonyms.map((group) => (
    group.some((word) => word.indexOf(token) >= 0 && words.some((run) => run.indexOf(word) >= 0))
      ? group.filter((word) => word.indexOf(token) < 0) : []
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
  return Promise.all([Promise.all(tokens.map((token) => withTokenOrSynonym(token, words))), wholeWords(words)]).then((answers) => {
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
