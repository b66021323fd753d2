/* The sentences of passages, and what is known of each as a possible answer: with what is asked it is put together in facts.js. */

/* How much of what is done must stand beside the answer. */
const DONE = 0.45;
/* How much of a question the first cell of a row must have to be what it is about. */
const NAMED = 0.6;
const FIRST_THING = 9;
/* A line of a list of other pages' matters is no sentence, and from where an example begins nothing is a rule. */
const LISTED = /^\u300a[^\u300b]+\u300b(?:\u7b2c.{1,4}[\u689d\u6761\u9805\u9879])?(?:\u5f85\u6838|\u6709\u4f9d)|^[0-9]{4}-[0-9]{2}-[0-9]{2} |\u770b\u671f\u9650|\uff08Excel|\uff08Word|^(?:\u5e38\u898b|\u5e38\u89c1)\u505a\u6cd5 |\u5e74\u5ea6\u4efb\u52d9\uff09|\u5e74\u5ea6\u4efb\u52a1\uff09|[\u5f9e\u4ece]\u7b2c[0-9]+\u6b65|\u66ab\u5b9a|\u6682\u5b9a|^[0-9]+\u6708[0-9]+\u65e5 /;
const EXAMPLE = /(?:^|[\u3002\uff1b\uff0c])(?:\u4f8b\u5982|\u6bd4\u5982|\u67d0\u652f\u90e8)/;
const LONGEST = 110;
/* What is said under these labels tells where something comes from; what is said under others answers what asks for it, mostly. */
const SOURCES = fold("哪裡引用|引用它的指引和任務單|核對|依據|覆核").split("|");
const LABELS = [].concat.apply(fold("數字").split("|"), ASKED.map((one) => one[3].map(fold)));
/* A row of a table up to so many characters is one clause. */
const SHORT_ROW = 30;
/* A clause of so few characters goes on in the next one: a day before what is done on it. */
const SHORT_CLAUSE = 9;

/* The sentences of a passage; of a row each cell with the first one before it, and with what its column is headed by. */
function sentences(passage, sort, headOf, record) {
  const found = [];
  const text = plain(passage.text);
  let example = false;
  text.split("\n").forEach((line) => {
    // A line of a record says several things of one.
    const cells = line.split(record && line.split(" \u00b7 ").length > 2 ? /\t| \u00b7 / : "\t");
    example = example || /[\u8209\u4e3e]\u4f8b/.test(line);
    if (example || LISTED.test(line)) { return; }
    const head = cells[0].replace(/\u3002$/, "");
    if (cells[1] && SOURCES.indexOf(fold(head)) >= 0) { return; }
    const other = Boolean(cells[1]) && LABELS.indexOf(fold(head)) >= 0 && sort.labels.map(fold).indexOf(fold(head)) < 0;
    const row = figured(fold(line));
    const around = figured(fold(text));
    let last = "";
    const add = (said, holds, place, column) => {
      if (said.length > 4 && said.length <= LONGEST) {
        const own = figured(fold(said));
        found.push({ text: said, said: figured(fold(holds)), own: own, last: last, row: row, around: around, place: place, label: place ? figured(fold(head)) : "", head: place ? head : "", column: column, other: other });
        last = own;
      }
    };
    cells.forEach((cell, place) => {
      // The first cell of a row says what the others are about.
      if (cells.length > 1 && !place && head.length <= 24) { return; }
      const column = place ? headOf(cells, place) : "";
      cell.split(EXAMPLE)[0].split(/[\u3002\uff1b\uff01\uff1f]/).map((one) => one.trim()).filter(Boolean).forEach((piece) => {
        if (!place || head.length > 24) { add(piece, piece, 0, ""); return; }
        const label = head + (column ? "\uff0c" + column : "") + "\uff1a";
        add(label + piece, sort.fits(figured(fold(head))) && sort.name === "moment" ? head + " " + piece : piece, place, column);
      });
    });
  });
  return found;
}

/* What stands over a cell: the words of the last row before it of as many cells that say what is asked for. */
function columnHeads(passage, before, sort, query) {
  const rows = [].concat.apply([], before.filter((one) => one && one.path === passage.path && one.anchor === passage.anchor).concat(passage).map((one) => rowsOf({ text: plain(one.text) })));
  return (cells, place) => {
    const at = rows.findIndex((row) => row.join("\t") === cells.join("\t"));
    let top = at;
    while (top > 0 && rows[top - 1].length === cells.length) { top--; }
    for (let i = at - 1; i >= top; i--) {
      const over = rows[i][place];
      const named = sort.heads.test(fold(over)) || (over.length > 1 && query.indexOf(figured(fold(over))) >= 0);
      if (!over || /[0-9\u2014]/.test(over) || rows[i][0].length > 8) { continue; }
      if (over.length <= 9 && named) { return over; }
      // The head of a table, where it says something of what is asked.
      if (i === top && over.length <= 14 && core.pairs(fold(over)).some((pair) => query.indexOf(pair) >= 0)) { return over; }
    }
    return "";
  };
}

/* Which characters of a question stand in some texts, and what each is worth there. */
function covered(question, texts) {
  const best = new Array(question.weights.length).fill(0);
  question.pairs.forEach((one) => texts.forEach((text) => {
    if (text[0] && one.forms.some((form) => text[0].indexOf(form) >= 0)) {
      [one.at, one.at + 1].forEach((at) => { best[at] = Math.max(best[at], text[1]); });
    }
  }));
  return best;
}

/* How much of a question's characters, or of a stretch of them, is there: `there` says of each how much. */
function dot(question, there, stretch) {
  const [from, to] = stretch || [0, question.weights.length];
  let all = 0;
  let found = 0;
  for (let at = from; at < to; at++) {
    all += question.weights[at];
    found += there[at] * question.weights[at];
  }
  return found / (all || 1);
}
const share = (question, texts, stretch) => dot(question, covered(question, texts), stretch);
const union = (vectors) => vectors.reduce((one, other) => one.map((value, at) => Math.max(value, other[at])));

/* How much of what a page's title leaves of a question is there; 1 where it leaves nothing. */
function restOf(question, titled, there) {
  let left = 0;
  let found = 0;
  question.weights.forEach((weight, at) => {
    const open = weight * (1 - titled[at]);
    left += open;
    found += open * there[at];
  });
  return left > 0.01 ? found / left : 1;
}

/* How telling the most telling pair of a question is that stands in none of some texts, of 1. */
function missedBy(question, texts) {
  return question.pairs.reduce((most, pair) => (pair.weight > most && !texts.some((text) => pair.forms.some((form) => text.indexOf(form) >= 0)) ? pair.weight : most), 0) / MOST_TELLING;
}

/* The share of a question's pairs, by what they tell, that stand in none of some texts. */
function missing(question, texts) {
  let all = 0;
  let absent = 0;
  question.pairs.forEach((pair) => {
    all += pair.weight || 3;
    if (!texts.some((text) => pair.forms.some((form) => text.indexOf(form) >= 0))) { absent += pair.weight || 3; }
  });
  return absent / (all || 1);
}

/* How much of a question's characters, each for itself, stand in a text. */
function spelled(question, text) {
  let all = 0;
  let found = 0;
  question.letters.forEach((letter, at) => {
    all += question.weights[at] || 0;
    found += text.indexOf(letter) >= 0 ? question.weights[at] || 0 : 0;
  });
  return found / (all || 1);
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

const one = (value) => (value ? 1 : 0);

/* How near what fits stands to what is asked, in the sentence itself: 1 beside it. */
function closeness(question, sort, piece) {
  const fit = sort.at(piece.said);
  if (fit < 0) { return 0; }
  let near = 99;
  question.pairs.forEach((pair) => pair.forms.forEach((form) => {
    for (let at = piece.said.indexOf(form); at >= 0; at = piece.said.indexOf(form, at + 1)) { near = Math.min(near, Math.abs(at - fit)); }
  }));
  return near === 99 ? 0 : 1 / (1 + near / 6);
}

/* How many things a sentence lists. */
const listed = (text) => Math.max.apply(null, text.split(/[，：；:;,]/).map((clause) => clause.split(/、|和|与|及/).length));

/* What is known of a candidate, as numbers named as in WEIGHTS. */
function features(question, sort, piece, from, labelled, fitting) {
  const of = (text) => covered(question, [[text, 1]]);
  const inOwn = of(piece.own);
  const inRow = union([inOwn, of(piece.row)]);
  const inAll = union([inRow, from.inHeading, from.inTitle]);
  const inAround = union([inAll, of(piece.around)]);
  const own = dot(question, inOwn);
  const all = dot(question, inAll);
  const around = dot(question, inAround);
  const verb = dot(question, inOwn, question.verb);
  const figures = (piece.said.match(/[0-9.]+/g) || []).length;
  const label = piece.place ? share(question, [[piece.label, 1]]) : 0;
  const wholeLabel = piece.place ? labelWithin(piece.label, question.text) : 0;
  const beside = closeness(question, sort, piece);
  const bounded = question.bounds.some((bound) => bound.test(piece.own));
  const only = sort.name;
  const letters = spelled(question, piece.own);
  const rest = restOf(question, from.covered, union([inRow, from.inHeading]));
  const there = piece.own + piece.row + from.headed + from.titled;
  const lettersAll = spelled(question, there);
  const missed = missedBy(question, [piece.own, piece.row, from.headed, from.titled]);
  const fits = one(sort.fits(piece.said));
  const lacking = one(question.kinds.some((kind) => there.indexOf(kind) < 0));
  const otherKind = one(KINDS.some((kind) => question.text.indexOf(kind) < 0 && piece.own.indexOf(kind) >= 0));
  const stranger = one(fitting.length && fitting.every((clause) => sort.stranger(clause)) && !labelled);
  const made = {
    always: 1, own: own, all: all, around: around, nearlyAll: Math.max(0, all - 0.8) * 5, someOwn: Math.min(own, 0.4), heading: from.heading, title: from.title,
    fits: fits, together: one(together(question, sort, piece)), verb: verb, headed: one(from.verb >= DONE),
    card: one(/^basis/.test(from.path)), quoted: one(from.anchor === "basis"), row: one(piece.place), label: label, labelled: one(labelled),
    length: piece.text.length / 100, figures: Math.min(3, Math.max(0, figures - 1)),
    firstHit: one(from.rank === 0), earlyHit: one(from.rank > 0 && from.rank < 4), noHit: one(from.rank < 0), little: one(sort.little), littleOwn: sort.little ? own : 0,
    mistake: one(from.anchor === "mistakes"), learning: one(/^learning/.test(from.path)), beside: beside, unknown: question.unknown, column: one(piece.column),
    by: one(only === "who" && /\u7531/.test(piece.own)), whoInRow: one(only === "who" && piece.place),
    single: one(question.single && piece.own.indexOf(question.single) >= 0), telling: Math.log(1 + question.sum) / 4,
    numbers: one(question.numbers.length && question.numbers.every((number) => piece.own.indexOf(number) >= 0)), money: one(question.money),
    wholeLabel: wholeLabel, bounded: one(question.bounds.length && bounded), unbounded: one(question.bounds.length && !bounded),
    ownAll: own * all, hitAll: one(from.rank >= 0) * all, half: Math.max(0, all - 0.4), most: Math.max(0, all - 0.6),
    thirdOwn: Math.max(0, own - 0.3), mostOwn: Math.max(0, own - 0.6), mostAround: Math.max(0, around - 0.6), unknownAll: question.unknown * all,
    labelBoth: label * wholeLabel, besideAll: beside * all, headingAll: from.heading * all, titled: one(from.title > 0.9), verbOwn: verb * own,
    record: one(from.record), named: from.record * 1, mostNamed: one(from.mostNamed), rest: rest, recordRest: from.record ? rest : 0, formPage: one(/^forms/.test(from.path)),
    letters: letters, lettersAll: lettersAll, lettersNear: spelled(question, piece.own + piece.around), mostLetters: Math.max(0, letters - 0.6),
    missed: missed, missedNear: missedBy(question, [piece.own, piece.row, piece.around, from.headed, from.titled]),
    recordAsked: from.record ? one(piece.asked) : 0, recordFits: from.record ? fits : 0,
    asked: one(piece.asked), other: one(piece.other), held: one(from.held), lacking: lacking, otherKind: otherKind, stranger: stranger,
    whetherMissed: only === "whether" ? missed : 0, littleUnknown: sort.little ? question.unknown : 0, unfitAll: (1 - fits) * all,
    last: dot(question, union([inOwn, of(piece.last)])), allLetters: Math.max(0, lettersAll - 0.7), listed: one(question.things && listed(piece.own) === question.things),
    spokenOwn: meantIn(question, piece.own), spokenAll: meantIn(question, there), spoken: question.spoken.length ? 1 : 0, spokenMissed: question.spoken.length * (1 - meantIn(question, there)), saidOwn: own * meantIn(question, piece.own),
    missedOwn: missedBy(question, [piece.own]), missing: missing(question, [there]), missingNear: missing(question, [there, piece.around]), missingOwn: missing(question, [piece.own, piece.label]),
    byTitle: all - dot(question, union([inRow, from.inHeading])),
    begins: one(piece.place === 0 && piece.last === ""), guide: one(/^guide/.test(from.path)), foreignAll: one(from.rank < 0) * missed,
  };
  SORTS.forEach((name) => { made[name] = one(only === name); made[name + "Fits"] = only === name ? fits : 0; });
  return made;
}

/* How far each candidate is behind those that have most, of all and of its own page: what fits alone is compared. */
function compared(found) {
  const most = (list, name) => Math.max.apply(null, list.map((one) => one.features[name]).concat(0));
  const fitting = found.filter((one) => one.features.held);
  found.forEach((one) => {
    const near = fitting.filter((other) => other.from.path === one.from.path);
    Object.assign(one.features, {
      gapOwn: one.features.own - most(fitting, "own"), gapAll: one.features.all - most(fitting, "all"), gapLetters: one.features.letters - most(fitting, "letters"),
      gapNear: one.features.own - most(near, "own"), gapSpelled: one.features.letters - most(near, "letters"), gapLast: one.features.last - most(fitting, "last"),
      best: most(fitting, "all"), bestOwn: most(fitting, "own"), fitting: Math.log(1 + fitting.length) / 4,
    });
  });
  return found;
}
const SORTS = ["which", "whose", "place", "form", "deliver", "list", "who", "often", "count", "moment", "span", "done", "how", "whether", "what", "datum"];

/* The share of a row's first cell whose neighbours the question has. */
function labelWithin(label, text) {
  const pairs = core.pairs(label.replace(/[^0-9a-z\u3400-\u9fff]/g, ""));
  return pairs.length ? pairs.filter((pair) => text.indexOf(pair) >= 0).length / pairs.length : 0;
}

/* What says on which side of a limit or of a day something lies, in questions and in answers. */
const BOUNDS = [["最多|不超过|最长|至多|上限", "不超过|最多|最长|以下|至多"], ["最少|至少|最短|不少于|起码", "不少于|至少|以上|不足|最低"], ["前", "前"], ["后|完|过", "后|内|日起"], ["每", "每"]].map((pair) => pair.map(of));
