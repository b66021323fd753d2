/* The sentence or the datum that answers a question of fact, from the pages that the question found; nothing rather than
   something doubtful.

   A script of its own, given what it needs of the search: it is loaded after the first hits of a question. What records say under
   labels and on days is in records.js, this is what sentences say. */

/* What a place of a question's characters is worth: in the row of the sentence, in the lines around it, in the heading, in the title. */
const NEAR = { row: 0.9, around: 0.6, heading: 0.85, title: 0.75 };
/* How much of a question an answer must hold with what stands around it, and by itself; where its sort says little; of a sum of money. */
const ENOUGH = 0.64;
const BY_ITSELF = 0.27;
const ENOUGH_OF_LITTLE = 0.86;
const BY_ITSELF_OF_LITTLE = 0.58;
const ENOUGH_OF_SUM = 0.22;
/* With this share of enough an answer is told when it holds so much by itself and no other comes near it. */
const SECOND = 0.92;
const ALONE = 0.45;
const CLEAR = 0.1;
/* An answer that has everything, what is around it counted in, needs this share of the rest. */
const WHOLE = 0.95;
const OF_WHOLE = 0.7;
/* How much of what is done must stand beside the answer; or over it, and then so much of all. */
const DONE = 0.45;
const WITHOUT = 0.75;
/* How much of a question the first cell of a row must have to be what it is about. */
const NAMED = 0.6;
const FIRST_THING = 9;
/* How much longer than what is asked for the cell of a table may be that says where it is kept. */
const LONGER = 1.7;
/* What a single character behind the asking words adds. */
const OF_SINGLE = 0.25;
/* What 由 (by) adds where somebody is asked for, and what a row takes away, which says more often what somebody does than who does it. */
const BY = 0.12;
/* Two different answers as good as one another within this are none. */
const TIE = 0.02;
/* What puts an answer before others: a card of a clause, all of the question, what is done beside it, a figure. */
const CLAUSE = 0.07;
const OF_ALL = 0.06;
const CLOSE = 0.2;
const FIGURE = 0.06;
/* The most that a rare pair tells, and the share of one that is in no title, keyword or heading; what characters weigh that no page has, and
   pairs that nearly every page has. */
const MOST_TELLING = 4.5;
const OF_BODY = 0.6;
const UNKNOWN = 2.5;
const EVERYWHERE = 0.5;
const CLAUSES = 10;
const PASSAGES = 40;
/* A line of a list of other pages' matters is no sentence, and from where an example begins nothing is a rule. */
const LISTED = /^[0-9]{4}-[0-9]{2}-[0-9]{2} |\u770b\u671f\u9650|\uff08Excel|\uff08Word|^(?:\u5e38\u898b|\u5e38\u89c1)\u505a\u6cd5 |\u5e74\u5ea6\u4efb\u52d9\uff09|\u5e74\u5ea6\u4efb\u52a1\uff09|[\u5f9e\u4ece]\u7b2c[0-9]+\u6b65|\u66ab\u5b9a|\u6682\u5b9a|^[0-9]+\u6708[0-9]+\u65e5 /;
const EXAMPLE = /(?:^|[\u3002\uff1b\uff0c])(?:\u4f8b\u5982|\u6bd4\u5982|\u67d0\u652f\u90e8)/;
const LONGEST = 110;
/* What is said under a label answers what asks for it alone; under others stands where something comes from. */
const LABELS = [].concat.apply(fold("哪裡引用|核對|依據|覆核|數字").split("|"), ASKED.map((one) => one[3].map(fold)));
/* A row of a table up to so many characters is one clause. */
const SHORT_ROW = 30;
/* A clause of so few characters goes on in the next one: a day before what is done on it. */
const SHORT_CLAUSE = 9;
/* The longest answer that names somebody or says whether. */
const LONGEST_OF_LITTLE = 64;
/* Words of a question of fact that say nothing about its matter. */
const LIGHT = of("每(?:年|个?月|季度?|周)|1(?:年|个月)(?=要|能|至少|应|得|里|内|$|\\s)|最多|最少|大概|通常|规定|到底|开始|标准是?|一共|总共|时限|期限|1次(?=\\s|$)");

/* A sum of money in a question is looked for as a sum, not as characters. */
const SUM = of("[0-9]+[千万]?(?:元|块)|[0-9]+[千万]");

/* The sentences of a passage: {text, row, around}; of a row each cell with the first one before it. */
function sentences(passage, sort) {
  const found = [];
  const text = plain(passage.text);
  let example = false;
  text.split("\n").forEach((line) => {
    const cells = line.split("\t");
    example = example || /[\u8209\u4e3e]\u4f8b/.test(line);
    if (example || LISTED.test(line)) { return; }
    const label = cells[0].replace(/\u3002$/, "");
    if (cells[1] && LABELS.indexOf(fold(label)) >= 0 && sort.labels.map(fold).indexOf(fold(label)) < 0) { return; }
    const row = figured(fold(line));
    const around = figured(fold(text));
    const add = (said, holds, place) => {
      if (said.length > 4 && said.length <= LONGEST) { found.push({ text: said, said: figured(fold(holds)), own: figured(fold(said)), row: row, around: around, place: place, label: place ? figured(fold(label)) : "" }); }
    };
    cells.forEach((cell, place) => {
      // From where an example begins, nothing is a rule.
      cell.split(EXAMPLE)[0].split(/[\u3002\uff1b\uff01\uff1f]/).map((one) => one.trim()).filter(Boolean).forEach((piece) => {
        if (!place || label.length > 24) { add(piece, piece, 0); } else { add(label + "\uff1a" + piece, sort.name === "moment" && sort.fits(figured(fold(label))) ? label + " " + piece : piece, place); }
      });
    });
  });
  return found;
}

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
  const telling = (text) => core.subjects(text.replace(LIGHT, " ").replace(SUM, " "));
  const words = telling(before).concat(telling(after));
  const from = telling(before).reduce((sum, run) => sum + core.pairs(run).length + 1, 0);
  const tokens = [];
  let size = 0;
  words.forEach((run) => {
    core.pairs(run).forEach((token, place) => tokens.push({ token: token, run: run, at: size + place }));
    size += core.pairs(run).length + 1;
  });
  const passages = (one) => (core.isFrequent(one.token) ? Promise.resolve(null) : core.withTokenOrSynonym(one.token, words));
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
      return { at: one.at, weight: weight, passages: list || [], forms: [one.token].concat(core.synonyms([one.run], (word) => word.indexOf(one.token) >= 0)).map(figured) };
    });
    known.forEach((there, at) => { if (!there) { weights[at] = UNKNOWN; } });
    // What is done stands behind the asking words, or last before them.
    const behind = known.slice(from).some(Boolean);
    const verb = behind ? [from, size] : [Math.max(0, from - 3), from - 1];
    const single = (after.replace(LIGHT, "").match(/^\s*([\u4e00-\u9fff])[\s?\uff1f]*$/) || [])[1];
    return { words: words, pairs: pairs, weights: weights, verb: verb, single: behind || /[\u641e\u529e\u505a\u8981\u6709\u7b97\u5f04\u4e8b]/.test(single) ? "" : single, behind: behind, sum: weights.reduce((one, other) => one + other, 0) };
  });
}

/* How much of a question stands in some texts, each of its own worth; or of a stretch of its characters. */
function share(question, texts, stretch) {
  const best = new Array(question.weights.length).fill(0);
  question.pairs.forEach((one) => texts.forEach((text) => {
    if (text[0] && one.forms.some((form) => text[0].indexOf(form) >= 0)) {
      [one.at, one.at + 1].forEach((at) => { best[at] = Math.max(best[at], text[1]); });
    }
  }));
  const sum = (values) => (stretch ? values.slice(stretch[0], stretch[1]) : values).reduce((all, value) => all + value, 0);
  return sum(best.map((worth, at) => worth * question.weights[at])) / (sum(question.weights) || 1);
}

/* The clauses of a sentence; a short one goes on in the next. */
function clausesOf(piece) {
  if (piece.place && piece.text.length <= SHORT_ROW) { return [piece.own]; }
  return piece.own.split(/[，：:,]/).reduce((made, clause) => {
    const last = made.length - 1;
    if (last >= 0 && made[last].length < SHORT_CLAUSE && /[前后内天日起底的]$/.test(made[last])) { made[last] += clause; } else { made.push(clause); }
    return made;
  }, []);
}

/* Whether one clause of a sentence says what is done together with what is asked for. */
function together(question, sort, piece) {
  const does = (text) => (question.single ? text.indexOf(question.single) >= 0 : share(question, [[text, 1]], question.verb) >= DONE);
  const named = piece.place && share(question, [[piece.label, 1]]) >= NAMED;
  // In a row that says what somebody does it must be the first thing.
  if (sort.name === "who" && piece.place && !does(piece.own.slice(piece.label.length, piece.label.length + FIRST_THING))) { return false; }
  return clausesOf(piece).some((clause) => sort.fits(clause) && !sort.stranger(clause)
    && (named || does(clause) || (sort.name === "who" && !question.behind && does(piece.own))));
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
    scored.push([question.pairs.reduce((sum, one, place) => sum + one.weight * (own.has(place) ? 1 : over.has(place) ? NEAR.title : 0), 0), passage]);
  });
  return scored.sort((one, other) => other[0] - one[0] || one[1] - other[1]).slice(0, most).map((one) => one[1]);
}

/* What the first hits themselves were found by. */
const bodies = (hits) => [].concat.apply([], hits.filter((hit) => /^(guide|basis)$/.test(core.index.kindOf[hit.page])).map((hit) => hit.body.slice(0, 2)));

/* The sums of money in a question, and whether a sentence is about such a sum: 3000\u5143\u4ee5\u4e0a\u81f35000\u5143\u4ee5\u4e0b. */
function sums(query) {
  const found = [];
  const times = { 千: 1000, 万: 10000 };
  query.replace(/([0-9]+(?:\.[0-9]+)?)([千万]?)(?:元|块|$|(?=[^0-9人名个条项步天年月日次]))/g, (all, number, unit) => {
    if (unit || /元|块/.test(all) || Number(number) >= 500) { found.push(Number(number) * (times[unit] || 1)); }
    return all;
  });
  return found;
}

function holdsSum(sum, text) {
  const between = /([0-9]+)元以上(?:至([0-9]+)元以下)?/.exec(text) || null;
  const below = /(?:^|[^至0-9])([0-9]+)元以下/.exec(text);
  if (between) { return sum > Number(between[1]) && sum <= Number(between[2] || Infinity); }
  return Boolean(below) && sum <= Number(below[1]);
}

/* How good an answer a sentence is, with how much of the question it has by itself and with all around it; null where it is none. */
function judged(question, sort, piece, over, clause, money) {
  const texts = [[piece.own, 1], [piece.row, NEAR.row], [piece.place ? "" : piece.around, NEAR.around]].concat(over);
  const own = share(question, [[piece.own, 1]]) + (question.single && piece.own.indexOf(question.single) >= 0 ? OF_SINGLE : 0);
  const all = share(question, texts);
  const whole = share(question, texts.map((text) => [text[0], 1])) >= WHOLE;
  const close = together(question, sort, piece);
  const headed = share(question, over.map((text) => [text[0], 1]), question.verb) >= DONE;
  // What is done must be said in the same breath as the answer, or over it.
  if (!close && !money && !(headed && !sort.little && (whole || all >= WITHOUT))) { return null; }
  if (sort.little && piece.text.length > LONGEST_OF_LITTLE) { return null; }
  const alone = money ? 0.1 : sort.little ? BY_ITSELF_OF_LITTLE : BY_ITSELF * (clause || whole ? OF_WHOLE : 1);
  if (own < alone) { return null; }
  if (!close && clausesOf(piece).some((clause) => sort.fits(clause) && sort.stranger(clause))) { return null; }
  if (piece.place && sort.stranger(piece.label)) { return null; }
  const score = (all + own) / 2 + clause + (whole ? OF_ALL : 0) + (close ? CLOSE : 0) + (/[0-9]/.test(piece.said) ? FIGURE : 0)
    - piece.text.length / 1000
    + (sort.name === "who" ? (/\u7531/.test(piece.own) ? BY : 0) - (piece.place ? BY : 0) : 0);
  return { own: own, all: all, whole: whole, score: score };
}

/* The sentence that answers, or null. */
function best(question, sort, query, passages) {
  const found = [];
  const money = sums(query);
  const most = Math.max.apply(null, money.concat(0));
  const numbers = most ? [] : question.words.join(" ").match(/[0-9]+[^0-9\s]/g) || [];
  const monthly = /每个?月/.test(query);
  const least = most ? ENOUGH_OF_SUM : sort.little ? ENOUGH_OF_LITTLE : ENOUGH;
  passages.filter(Boolean).forEach((one) => {
    // A list of all guides has a sentence of each.
    if (one.path === "guide/") { return; }
    const same = fold(one.heading).indexOf(query.replace(/[?\uff1f\s]/g, "")) >= 0;
    const over = [[fold(one.heading), NEAR.heading], [fold(one.title), NEAR.title]];
    const clause = /^basis/.test(one.path) ? CLAUSE : 0;
    sentences(one, sort).forEach((piece) => {
      if (!sort.fits(piece.said) || (most && !holdsSum(most, piece.own)) || (monthly && !/[每次]个?月/.test(piece.own))
        || (sort.name === "place" && (piece.place !== 1 || piece.label.length > question.weights.length * LONGER)) || (sort.name === "who" && piece.place > 1 && !/管/.test(query)) || numbers.some((number) => piece.row.indexOf(number) < 0)) { return; }
      const made = same ? { own: 1, all: 1, whole: true, score: 2 } : judged(question, sort, piece, over, clause, most > 0);
      if (made && (made.all >= least * SECOND || made.whole)) { found.push(Object.assign(made, { text: piece.text, from: one })); }
    });
  });
  found.sort((one, other) => other.score - one.score);
  const first = found[0];
  if (!first) { return null; }
  // With less of the question in it an answer must be the only one of its kind.
  const figures = (one) => (sort.name === "place" ? [one.text.replace(/.*\uff1a/, "")] : figured(fold(one.text)).match(/[0-9.]+/g) || []);
  const holds = (one, two) => figures(one).every((figure) => figures(two).indexOf(figure) >= 0);
  const other = found.find((one) => !holds(one, first) && !holds(first, one));
  if (other && (sort.name === "place" || other.score > first.score - TIE)) { return null; }
  return first.all >= least || (first.whole && !sort.little) || (first.own >= ALONE && (!other || other.score < first.score - CLEAR)) ? first : null;
}

/* {text, title, heading, path, anchor, clause} for a question of fact, or null. */
function fact(query, answer) {
  const typed = figured(core.understood(fold(query).trim()));
  const folded = RATE.test(typed) && !sortOf(typed) ? typed + fold("多少") : typed;
  const sort = sortOf(folded);
  // Who somebody is, a portal that names no persons cannot say.
  if (!sort || /\u662f\u8c01/.test(folded) || answer.how === "date" || answer.how === "pinyin") { return Promise.resolve(null); }
  const bare = folded.replace(sort.words, " ");
  const at = folded.search(sort.words);
  const after = folded.slice(at).replace(sort.words, "");
  return asked(folded.slice(0, at), after).then((question) => {
    return fromRecords(folded, bare, sort, question, answer).then((said) => said || (
      !question.sum ? null : Promise.all(bodies(answer.hits.slice(0, 4)).concat(likely(question, /^basis$/, CLAUSES)).concat(likely(question, RATE.test(folded) ? /^release$/ : /^guide$/, PASSAGES)).filter((one, place, all) => all.indexOf(one) === place).map(core.passage))
        .then((passages) => {
          const found = best(question, sort, folded, passages);
          return found ? told(found.text, found.from) : null;
        })
    ));
  });
}

function told(text, from) {
  const article = /\u7b2c[0-9\u4e00-\u9fff]{1,4}\u689d|\u7b2c[0-9\u4e00-\u9fff]{1,4}\u6761/.exec(from.text);
  return {
    text: text, title: from.title, heading: from.heading, path: from.path, anchor: from.anchor,
    clause: /^basis/.test(from.path) && article ? article[0] : "",
  };
}
