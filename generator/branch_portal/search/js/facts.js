/* The sentence or the datum that answers a question of fact, from the pages that the question found; nothing rather than
   something doubtful.

   A script of its own, given what it needs of the search: it is loaded after the first hits of a question. What records say under
   labels and on days is in records.js, this is what sentences say. */

/* The most that a rare pair tells, and the share of one that is in no title, keyword or heading; what characters weigh that no page has, and
   pairs that nearly every page has. */
const MOST_TELLING = 4.5;
const OF_BODY = 0.6;
const UNKNOWN = 2.5;
const EVERYWHERE = 0.5;
/* What a page's title is worth in looking for passages. */
const OF_TITLE = 0.75;
/* How much of a question a sentence must have with all around it to be weighed at all. */
const LEAST = 0.25;
/* How sure it must be that a sentence answers, against all others and against saying nothing. */
const SURE_ENOUGH = 0.72;
/* Passages that are looked through: of clauses, of guides; of this many guides that were found first all. */
const CLAUSES = 10;
const PASSAGES = 40;
const WHOLE_GUIDES = 2;
/* Kinds of pages that are read whole where they are among the first three. */
const TOLD = /^(?:task|finding|carrier|grid|brand|goal|letter|round|initiatives|release|supervision|learning|brief|alert|tool)$/;
/* Words of a question of fact that say nothing about its matter. */
const LIGHT = of("每(?:年|个?月|季度?|周)|1(?:年|个月)(?=要|能|至少|应|得|里|内|$|\\s)|最多|最少|大概|通常|规定|到底|开始|标准是?|一共|总共|时限|期限|1次");

/* A sum of money in a question is looked for as a sum, not as characters. */
const SUM = of("[0-9]+[千万]?(?:元|块)|[0-9]+[千万]");

/* A printed number names a page and is looked for in no sentence. */
const CODE = /[a-z]{1,5}-?[0-9][0-9-]*[0-9]/g;

/* What two neighbours tell: the rarer the more, and less where they stand in no title, keyword or heading and may be the seam of two words. */
function tellingOf(list) {
  let own = 0;
  const found = core.places(list);
  found.forEach((place) => { own |= place.own; });
  return Math.min(Math.log(1 + core.index.starts.length / (1 + found.size)), MOST_TELLING) * (own ? 1 : OF_BODY);
}

/* The asked characters, each with what it weighs, and the pairs in which they stand; `from` is where those begin that stand behind the
   asking words: mostly what is done. */
function asked(before, after) {
  const telling = (text) => core.subjects(text.replace(CODE, " ").replace(LIGHT, " ").replace(SUM, " "));
  const words = telling(before).concat(telling(after));
  const from = telling(before).reduce((sum, run) => sum + core.pairs(run).length + 1, 0);
  const tokens = [];
  const letters = [];
  let size = 0;
  words.forEach((run) => {
    letters.push.apply(letters, core.units(run));
    core.pairs(run).forEach((token, place) => tokens.push({ token: token, run: run, at: size + place }));
    size += core.pairs(run).length + 1;
  });
  const passages = (one) => (core.isFrequent(one.token) ? Promise.resolve(null) : one.token[0] !== "\u672a" ? core.withTokenOrSynonym(one.token, words)
    : Promise.all([core.withTokenOrSynonym(one.token, words), core.withToken("\u6ca1" + one.token.slice(1))])
      .then((lists) => Array.from(new Set(lists[0].concat(lists[1]))).sort((first, second) => first - second)));
  return Promise.all(tokens.map(passages)).then((lists) => {
    const weights = new Array(size).fill(0);
    const known = new Array(size).fill(false);
    const pairs = tokens.map((one, place) => {
      const list = lists[place];
      const weight = !list ? EVERYWHERE : list.length ? tellingOf(list) : 0;
      [one.at, one.at + 1].forEach((at) => {
        weights[at] = Math.max(weights[at], weight);
        known[at] = known[at] || !list || list.length > 0;
      });
      return { at: one.at, weight: weight, passages: list || [], forms: [one.token].concat(one.token[0] === "\u672a" ? "\u6ca1" + one.token.slice(1) : []).concat(core.synonyms([one.run], (word) => word.indexOf(one.token) >= 0)).map(figured) };
    });
    const missing = known.map((there) => !there);
    missing.forEach((absent, at) => { if (absent) { weights[at] = UNKNOWN; } });
    // What is done stands behind the asking words, or last before them.
    const behind = known.slice(from).some(Boolean);
    const verb = behind ? [from, size] : [Math.max(0, from - 3), from - 1];
    const single = (after.replace(LIGHT, "").match(/^\s*([\u4e00-\u9fff])[\s?\uff1f]*$/) || [])[1];
    return { words: words, letters: letters, pairs: pairs, weights: weights, verb: verb, single: behind || /[\u641e\u529e\u505a\u8981\u6709\u7b97\u5f04\u4e8b]/.test(single) ? "" : single, behind: behind, unknown: weights.filter((weight, at) => missing[at]).reduce((one, other) => one + other, 0) / (weights.reduce((one, other) => one + other, 0) || 1), numbers: words.join(" ").match(/[0-9]+[^0-9\s]/g) || [], sum: weights.reduce((one, other) => one + other, 0) };
  });
}

/* The passages with most of what is asked, of pages of some kinds. */
function likely(question, kinds, most) {
  const inBody = new Map();
  const inTitle = new Map();
  question.pairs.forEach((one, place) => one.passages.forEach((passage) => {
    const page = core.pageAt(passage);
    if (!kinds.test(core.index.kindOf[page])) { return; }
    const [map, key] = passage - core.index.starts[page] < 3 ? [inTitle, page] : [inBody, passage];
    if (!map.has(key)) { map.set(key, new Set()); }
    map.get(key).add(place);
  }));
  const scored = [];
  inBody.forEach((own, passage) => {
    const over = inTitle.get(core.pageAt(passage)) || new Set();
    scored.push([question.pairs.reduce((sum, one, place) => sum + one.weight * (own.has(place) ? 1 : over.has(place) ? OF_TITLE : 0), 0), passage]);
  });
  return scored.sort((one, other) => other[0] - one[0] || one[1] - other[1]).slice(0, most).map((one) => one[1]);
}

/* What the first hits themselves were found by. */
const bodies = (hits) => [].concat.apply([], hits.filter((hit) => /^(guide|basis)$/.test(core.index.kindOf[hit.page])).map((hit) => hit.body.slice(0, 2)));

/* The sums of money in a question, and whether a sentence is about such a sum: 3000\u5143\u4ee5\u4e0a\u81f35000\u5143\u4ee5\u4e0b. */
function sums(query) {
  const found = [];
  const times = { 千: 1000, 万: 10000 };
  const written = query.replace(CODE, " ").replace(/[一二两三四五六七八九](?=[千万])/g, (digit) => "一二三四五六七八九".indexOf(digit === "两" ? "二" : digit) + 1)
    .replace(/([0-9])万([一二三四五六七八九1-9])(?![千万])/g, (all, whole, part) => Number(whole) * 10000 + ("一二三四五六七八九".indexOf(part) + 1 || Number(part)) * 1000 + "元");
  written.replace(/([0-9]+(?:\.[0-9]+)?)([千万]?)(?:元|块|$|(?=[^0-9人名个条项步天年月日次]))/g, (all, number, unit, at) => {
    // More than a sum (以上) is the step above it.
    const over = /^(?:元|块)?以上/.test(written.slice(at + all.length)) ? 1 : 0;
    if (unit || /元|块/.test(all) || Number(number) >= 500) { found.push(Number(number) * (times[unit] || 1) + over); }
    return all;
  });
  return found;
}

const RETIRED = of("退休|离休|养老");
const DUES = of("党费|交.*百分|比例");
const RATED = of("完成率.*%");

function holdsSum(sum, text) {
  const between = /([0-9]+)元以上(?:至([0-9]+)元(?:以下)?)?/.exec(text) || null;
  const below = /(?:^|[^至0-9])([0-9]+)元以下/.exec(text);
  if (between) { return sum > Number(between[1]) && sum <= Number(between[2] || Infinity); }
  return Boolean(below) && sum <= Number(below[1]);
}

/* The page of forms, and what it says of each: its name and what it is for. */
const FORMS = /^forms\//;

function formsOf(passage) {
  const lines = plain(passage.text).split("\n");
  const name = lines[0].replace(/ (?:Excel|Word)(?: .*)?$/, "");
  if (name === lines[0]) { return []; }
  const last = lines[lines.length - 1];
  const said = name + (/ [第].*[步]$/.test(last) || lines.length < 3 ? "" : "\uff1a" + last);
  return [{ text: said, said: figured(fold(name)), own: figured(fold(said)), row: figured(fold(lines.join(" "))), around: "", place: 0, label: figured(fold(name)), head: "", column: "" }];
}

/* Kinds of people: what holds for one is no answer about another. */
const KINDS = "群众|预备党员|积极分子|发展对象|流动党员|离退休|留党察看".split("|").map(fold);
/* How many sentences are weighed, those with most of the question. */
const MOST_WEIGHED = 100;

/* Every sentence that may answer, with what is known of it. */
function sayable(question, sort, query, passages) {
  const money = sums(query);
  const most = Math.max.apply(null, money.concat(0));
  const found = [];
  question.money = most > 0;
  question.text = query;
  question.kinds = KINDS.filter((kind) => query.indexOf(kind) >= 0);
  question.bounds = BOUNDS.filter((pair) => pair[0].test(query)).map((pair) => pair[1]);
  question.things = thingsOf(query);
  question.coded = query.search(CODE) >= 0;
  question.spoken = spokenIn(query);
  question.pairs.forEach((pair) => question.spoken.forEach((one) => {
    if (one.typed.length > 1 && one.typed.indexOf(pair.forms[0]) >= 0) { pair.forms = pair.forms.concat(one.forms.filter((form) => form.length > 1)); }
  }));
  passages.forEach((one) => {
    const from = one.passage;
    if (!from || from.path === "guide/") { return; }
    const headed = figured(fold(from.heading));
    const titled = figured(fold(from.title));
    const inHeading = covered(question, [[headed, 1]]);
    const inTitle = covered(question, [[titled, 1]]);
    const about = {
      path: from.path, anchor: from.anchor, rank: one.rank, headed: headed, titled: titled, inHeading: inHeading, inTitle: inTitle,
      heading: dot(question, inHeading), title: dot(question, inTitle), verb: dot(question, union([inHeading, inTitle]), question.verb),
      covered: one.covered || inTitle, record: one.record || 0, mostNamed: one.mostNamed, same: headed.length > 3 && headed.indexOf(query.replace(/[?\uff1f\s]/g, "")) >= 0,
    };
    const heads = columnHeads(from, one.before, sort, query);
    (sort.name === "form" && FORMS.test(from.path) ? formsOf(from) : sentences(from, sort, heads, one.record)).forEach((piece) => {
      if (most && (!holdsSum(most, piece.own) || RETIRED.test(piece.row) !== RETIRED.test(query))) { return; }
      piece.asked = piece.place > 0 && piece.label.length > 1 && query.indexOf(piece.label) >= 0;
      const fitting = clausesOf(piece).filter((clause) => sort.fits(clause));
      const labelled = piece.place > 0 && sort.labels.indexOf(piece.head) >= 0;
      about.held = FORMS.test(from.path) || (sort.name === "place" ? labelled || ((piece.place === 1 || piece.column) && fitting.length) : labelled || (!sort.labelled && fitting.length));
      const made = features(question, sort, piece, about, labelled, fitting);
      if (made.around < LEAST && !most && !(question.coded && about.record)) { return; }
      found.push({ text: piece.text, own: piece.own, same: about.same, from: from, features: made });
    });
  });
  const worth = (one) => one.features.all + one.features.own + one.features.letters + one.features.lettersAll + one.features.last + one.features.fits + one.features.held + one.features.labelled;
  return compared(found.sort((one, other) => worth(other) - worth(one)).slice(0, MOST_WEIGHED));
}

/* What needs no weighing: the card whose title is the question, the only rate for a sum, a quarter's rate of completion. */
function certain(query, sort, found) {
  const quarter = RATE.test(query) && (/\u7b2c[\u4e00\u4e8c\u4e09\u56db]\u5b63/.exec(query) || [])[0];
  if (quarter) { return found.find((one) => one.own.indexOf(quarter) >= 0 && RATED.test(one.own)) || null; }
  const same = found.find((one) => one.same && sort.fits(one.own));
  if (same) { return same; }
  const rates = sums(query).length && DUES.test(query) ? found.filter((one) => /^[^%]*%[^%]*$/.test(one.own)) : [];
  const of = (one) => /[0-9.]+%/.exec(one.own)[0];
  return rates.length && rates.every((one) => of(one) === of(rates[0])) ? rates[0] : null;
}

/* The odds of each candidate against saying nothing; those that say the same are taken together. */
const SAID = of("[0-9.]+%?|半数|半年|每季|每月|每年");
/* The share of the shorter of two sentences that stands in the other, from which on they say the same. */
const ALIKE = 0.6;
const neighbours = (text) => new Set(core.pairs(text.replace(/[^0-9a-z\u3400-\u9fff]/g, "")));

/* Whether two candidates say the same: all the figures of the first, else most of its words and no other figure. */
function agree(first, other) {
  const own = first.own.match(SAID) || [];
  const others = other.own.match(SAID) || [];
  if (own.length && own.every((figure) => others.indexOf(figure) >= 0)) { return true; }
  if (own.length && others.length && !own.some((figure) => others.indexOf(figure) >= 0)) { return false; }
  const [short, long] = [neighbours(first.own), neighbours(other.own)].sort((one, two) => one.size - two.size);
  return short.size > 0 && Array.from(short).filter((pair) => long.has(pair)).length >= ALIKE * short.size;
}

/* What the features of a candidate come to. */
function score(features) {
  const sums = BIAS.slice();
  let all = 0;
  Object.keys(WEIGHTS).forEach((name) => {
    const value = features[name];
    if (!value) { return; }
    const weights = WEIGHTS[name];
    all += value * weights[0];
    for (let at = 0; at < sums.length; at++) { sums[at] += value * weights[at + 1]; }
  });
  return sums.reduce((total, sum, at) => total + OUT[at] * Math.tanh(sum), all);
}

function best(found) {
  const odds = found.map((one) => Math.exp(score(one.features)));
  const all = odds.reduce((sum, value) => sum + value, 1);
  const order = found.map((one, at) => at).sort((one, other) => odds[other] - odds[one] || one - other);
  if (!order.length) { return null; }
  const first = found[order[0]];
  const sum = order.reduce((total, at, place) => total + (!place || agree(first, found[at]) ? odds[at] : 0), 0);
  if (sum / all < SURE_ENOUGH) { return null; }
  // What a guide quotes is told from the card of the clause.
  const card = found.find((one) => /^basis/.test(one.from.path) && first.own.indexOf(one.own) >= 0);
  return card || first;
}

/* Where sentences are looked for: passages with the one or two before them, and at which place their page was found. */
function lookedThrough(question, sort, query, answer) {
  const rank = new Map();
  answer.hits.forEach((hit, place) => { if (!rank.has(hit.page)) { rank.set(hit.page, place); } });
  const numbers = bodies(answer.hits.slice(0, 4)).concat(likely(question, /^basis$/, CLAUSES)).concat(likely(question, RATE.test(query) ? /^release$/ : /^(?:guide|learning)$/, PASSAGES))
    .concat(sort.name === "form" ? likely(question, /^form$/, CLAUSES) : []);
  const kind = (page) => core.index.kindOf[page];
  likely(question, RECORD, CLAUSES).forEach((number) => numbers.push(number));
  const whole = (page) => { for (let number = core.index.starts[page] + 3; number < (core.index.starts[page + 1] || 0); number++) { numbers.push(number); } };
  answer.hits.slice(0, 5).filter((hit) => kind(hit.page) === "guide").slice(0, WHOLE_GUIDES).forEach((hit) => whole(hit.page));
  answer.hits.slice(0, 3).filter((hit) => TOLD.test(kind(hit.page))).forEach((hit) => whole(hit.page));
  const records = namedRecords(question, query, answer.hits);
  records.forEach((one) => whole(one.page));
  // A printed number says which record is asked about: nothing else answers.
  const only = query.search(CODE) >= 0 && records.length ? records[0].page : -1;
  return Promise.all(numbers.filter((one) => only < 0 || core.pageAt(one) === only).filter((one, place, all) => all.indexOf(one) === place).map((number) => Promise.all([number - 2, number - 1, number].map(core.passage)).then((near) => {
    const page = core.pageAt(number);
    return Object.assign({ passage: near[2], before: near.slice(0, 2), rank: rank.has(page) ? rank.get(page) : -1 }, records.find((one) => one.page === page));
  })));
}

/* What a question of fact asks, and what of it stands before and behind its asking words; null where it is none. */
function understoodAs(query) {
  // Not yet (沒) is 未 in what is written.
  const typed = figured(written(core.understood(fold(query).trim()))).replace(/([^\u6709])\u6ca1(?=[^\u6709\s])/g, "$1\u672a");
  const folded = RATE.test(typed) && !sortOf(typed) ? typed + fold("多少") : typed;
  const sort = sortOf(folded);
  // Who somebody is, a portal that names no persons cannot say.
  if (!sort || (/\u662f\u8c01(?=[?\uff1f\s]*$)|^\u8c01\u662f/.test(folded) && !/\u8d23\u4efb|\u8d1f\u8d23/.test(folded))) { return null; }
  const place = folded.search(sort.words);
  const at = place < 0 ? folded.length : place;
  return { text: folded, sort: sort, bare: folded.replace(sort.words, " "), before: folded.slice(0, at), after: folded.slice(at).replace(sort.words, (all, kept) => (typeof kept === "string" ? kept : "")) };
}

/* The sentences that may answer a question, and whether records or a rule answer it before they are weighed: what the weights are learned from. */
function weighed(query, answer) {
  return considered(query, answer).then((known) => ({ known: known, names: known.found.length ? Object.keys(known.found[0].features) : [] })).then(({ known, names }) => ({
    names: names, certain: known.certain && known.certain.text, found: known.found.map((one) => ({ text: one.text, features: names.map((name) => one.features[name]) })),
  }));
}

/* What answers a question for certain, else the sentences that may. */
function considered(query, answer) {
  const is = understoodAs(query);
  const none = { certain: null, found: [] };
  if (!is || (answer.how === "date" && !RATE.test(is.text)) || answer.how === "pinyin") { return Promise.resolve(none); }
  return asked(is.before, is.after).then((question) => fromRecords(is.text, is.bare, is.sort, question, answer).then((said) => {
    if (said || (!question.sum && is.text.search(CODE) < 0)) { return { certain: said, found: [] }; }
    return lookedThrough(question, is.sort, is.text, answer).then((passages) => {
      const found = sayable(question, is.sort, is.text, passages);
      const first = certain(is.text, is.sort, found);
      return { certain: first && told(first.text, first.from), found: found };
    });
  }));
}

/* {text, title, heading, path, anchor, clause} for a question of fact, or null. */
function fact(query, answer) {
  return considered(query, answer).then((known) => {
    const first = known.certain ? null : best(known.found);
    return known.certain || (first && told(first.text, first.from));
  });
}

function told(text, from) {
  const article = /\u7b2c[0-9\u4e00-\u9fff]{1,4}\u689d|\u7b2c[0-9\u4e00-\u9fff]{1,4}\u6761/.exec(from.text);
  return {
    text: text, title: from.title, heading: from.heading, path: from.path, anchor: from.anchor,
    clause: /^basis/.test(from.path) && article ? article[0] : "",
  };
}
