/* Which pages answer a query, best first. */

function worth(place) {
  let best = place.body.length ? WORTH[OWN] : 0;
  [TITLE, KEYWORDS, HEADINGS].forEach((own) => { if (place.own & 1 << own) { best = Math.max(best, WORTH[own]); } });
  return Math.max(best, place.whole) + Math.min(Math.log(1 + place.body.length), 3) / 3;
}

function ordered(found) {
  const hits = [];
  found.forEach((place, page) => {
    // What a list of matters says in its text is told on a page of its own.
    const lists = !place.own && LISTS.test(index.kindOf[page]);
    hits.push({ page: page, score: place.score + (lists ? OF_LIST : KIND_WORTH[index.kindOf[page]] || 0), body: place.body });
  });
  return hits.sort((one, other) => other.score - one.score || one.page - other.page);
}

/* Into `found` the pages of another answer, each with the better of its scores. */
function merge(found, others, change) {
  others.forEach((place, page) => {
    const score = change(place.score);
    const before = found.get(page);
    if (!before || before.score < score) {
      found.set(page, { own: place.own, score: score, body: place.body.length || !before ? place.body : before.body });
    }
  });
  return found;
}

/* Pages whose whole keywords, one after the other, are the query. */
function withCovered(words, found) {
  const parts = words.length === 1 ? units(words[0]) : [];
  if (parts.length < 4 || parts.length > 8 || parts.some(isWord)) { return Promise.resolve(found); }
  return wholeWords(words).then((covered) => {
    const all = new Map();
    covered.forEach((places, page) => {
      if (places.size === parts.length) { all.set(page, { own: 1 << KEYWORDS, score: COVERED, body: [] }); }
    });
    return merge(found, all, (score) => score);
  });
}

/* A query cut into whole titles and keywords, the longer first; null where something of it is left. */
function cutIntoWords(run, content) {
  const length = run.length;
  const best = new Array(length + 1).fill(null);
  best[0] = [];
  for (let to = 2; to <= length; to++) {
    for (let from = to - 2; from >= 0; from--) {
      const before = best[from];
      if (before && content.whole.has(run.slice(from, to)) && (!best[to] || before.length + 1 <= best[to].length)) {
        best[to] = before.concat(run.slice(from, to));
      }
    }
  }
  return best[length] && best[length].length > 1 ? best[length] : null;
}

/* Pages that hold all the whole titles and keywords of which a query is put together. */
function byParts(words) {
  return vocabulary().then((content) => {
    const parts = [].concat.apply([], words.map((word) => (
      units(word).some(isWord) || word.length > 16 ? [word] : cutIntoWords(word, content) || [word]
    )));
    return parts.length > words.length ? byWords(parts) : { found: new Map() };
  });
}

/* Whether all that was found is a few pages that hold the words somewhere in their text. */
function byChance(found) {
  if (found.size > FEW) { return false; }
  let chance = true;
  found.forEach((place) => { if (place.own) { chance = false; } });
  return chance;
}

/* Whether a query may be about a day, so that the script that reads it is worth loading. */
const DATED = new RegExp(
  "[0-9\u4e00\u4e8c\u4e09\u56db\u5341\u672c\u5f53\u4e0a\u4e0b\u8fd9\u4e2a\u4eca\u660e\u540e\u53bb\u6628]\\s*[\u5e74\u6708\u65e5\u5929\u5468\u5b63]|"
  + "\u661f\u671f|\u793c\u62dc|\u8282\u6c14|\u6708\u5e95|\u5e74\u5e95|\u5e74\u672b|20[0-9]{2}|^[0-9]{1,2}[./][0-9]{1,2}$"
);
const mayBeDate = (query) => (
  !/[a-z]-?[0-9]/.test(query) && (DATED.test(query) || index.terms.some((term) => query.indexOf(term) >= 0))
);

/* What the scripts that are loaded later need of this one. */
const later = (name, folder) => load(name, folder + name + ".js").then((make) => make({
  fold: fold, index: index, asks: asks, subjects: subjects, synonyms: synonyms, pairs: pairs, units: units, isFrequent: isFrequent, withToken: withToken,
  passage: passage, pageAt: pageAt, places: places, weight: weight, withTokenOrSynonym: withTokenOrSynonym, ownPart: ownPart, titles: TITLES, search: search, branchNames: branchNames,
  minePart: minePart, understood: understood,
}));
const dates = () => later("dates", shared);
const fact = (query, answer) => later("facts", home).then((made) => made.fact(query, answer));
const weighed = (query, answer) => later("facts", home).then((made) => made.weighed(query, answer));

/* Whether a query is the whole title of a page that is not about a day itself. */
const titled = (query) => (query.length < LONG_TITLE ? Promise.resolve(false) : withToken(query + "=").then((found) => found.some((passage) => (
  passage === index.starts[pageAt(passage)] && !/^(?:calendar|year|slip)$/.test(index.kindOf[pageAt(passage)])
))));

/* Everything about a query: hits in order, the words to mark, and how they were found. */
function find(typed) {
  return ready().then(() => {
    const query = fold(typed).trim();
    if (!index.plans.length || !mayBeDate(query)) { return null; }
    // A title may have a day in it.
    return titled(query).then((found) => (found ? null : dates().then((made) => made.byDate(query))));
  }).then((answer) => answer || search(typed));
}

/* The same for queries that are about no day. */
function search(typed) {
  return ready().then(() => {
    const query = understood(toneless(fold(typed).trim())).trim();
    const words = query.split(/\s+/).filter((word) => runs(word).length);
    if (!words.length) { return { hits: [], words: [], how: "empty" }; }
    return byWords(words).then((plain) => {
      if (LETTERS.test(query.replace(NO_LETTERS, ""))) { return byPinyin(query, plain); }
      if (plain.found.size && !byChance(plain.found)) { return plain; }
      if (asks(query)) {
        return byQuestion(query, plain).then((answer) => withCodes(query, answer)).then((answer) => (answer.found.size ? answer : byMeaning(query, words, plain)));
      }
      const apart = words.map(bordered).join(" ").split(" ");
      if (!plain.found.size && apart.length > words.length) {
        return byWords(apart).then((other) => (other.found.size ? other : byMeaning(query, words, plain)));
      }
      return byParts(words).then((other) => {
        if (!other.found.size) { return byMeaning(query, words, plain); }
        return {
          found: merge(other.found, plain.found, (score) => score), words: plain.words.concat(other.words),
          how: plain.found.size ? "mixed" : "all", whole: Array.from(plain.found.keys()),
        };
      });
    });
  }).then((answer) => Object.assign({ hits: ordered(answer.found || new Map()) }, answer));
}

/* Pages that hold all the words. */
function byWords(words) {
  const marks = [].concat.apply([], words.map((word) => (
    [].concat.apply([], runs(word).map((run) => sayings(run).map((saying) => saying[0])))
  )));
  return Promise.all(words.map(withWord)).then((all) => withCovered(words, all.reduce(both)))
    .then((found) => ({ found: found, words: marks, how: "all" }));
}

/* First of all the pages whose printed number stands in the question. */
function withCodes(query, answer) {
  const codes = query.match(/[a-z]{1,5}-?[0-9]{2,4}(?:-[0-9]{2,4})?/g) || [];
  return Promise.all(codes.map((code) => withToken(code + "="))).then((lists) => {
    let best = 0;
    answer.found.forEach((place) => { best = Math.max(best, place.score); });
    lists.forEach((passages) => passages.forEach((passage) => (
      answer.found.set(pageAt(passage), { own: 1 << KEYWORDS, body: [], score: best + WHOLE[KEYWORDS] })
    )));
    return answer;
  });
}

/* A word with a space wherever letters or numbers meet characters. */
function bordered(word) {
  return word.replace(/^\u7b2c(?=[0-9])/, "").replace(/([0-9])\u53f7/g, "$1 ").replace(/-/g, " ")
    .replace(/([0-9a-z])(?=[\u3400-\u9fff])|([\u3400-\u9fff])(?=[0-9a-z])/g, "$1$2 ").trim();
}

/* What a query may mean of which pages hold nothing, or have it by chance. */
function byMeaning(query, words, plain) {
  return meant(words).then((texts) => Promise.all(texts.map((text) => byWords(text.split(" ")).then((answer) => (
    { text: text, found: answer.found, words: answer.words }
  ))))).then((answers) => {
    const right = answers.filter((answer) => answer.found.size);
    if (!right.length) { return byQuestion(query, plain); }
    const found = new Map();
    right.forEach((answer, number) => merge(found, answer.found, (score) => score - number));
    merge(found, plain.found, (score) => score);
    return {
      found: found, how: "meant", whole: Array.from(plain.found.keys()), about: right.map((answer) => answer.text),
      words: plain.words.concat([].concat.apply([], right.map((answer) => answer.words))),
    };
  });
}

/* Pages that are about what a question asks, and those that hold it by chance. */
function byQuestion(query, plain) {
  return aboutIt(query).then((about) => {
    let best = 0;
    about.found.forEach((place) => { best = Math.max(best, place.score); });
    const found = merge(new Map(), about.found, (score) => score);
    merge(found, plain.found, (score) => best * CHANCE + score);
    return plain.found.size
      ? { found: found, words: plain.words.concat(about.tokens), how: "mixed", whole: Array.from(plain.found.keys()) }
      : { found: found, words: about.tokens, about: about.words, how: "some" };
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
        merge(found, pages, (score) => score * likely[number][1] / likely[0][1] - number);
      });
      plain.found.forEach((place, page) => { if (!found.has(page)) { found.set(page, place); } });
      if (!used.length) { return plain; }
      return { found: found, words: plain.words.concat(used.join(" ").split(" ")), about: used, how: "pinyin" };
    });
  });
}
