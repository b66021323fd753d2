/* The sentence or the datum that answers a question of fact, from the pages that the question found; nothing rather than
   something doubtful.

   A script of its own, given what it needs of the search: it is loaded after the first hits of a question. */

const fold = core.fold;
const PASSAGES = 12;
const CLAUSES = 8;
/* A line of a list of other pages' matters is no sentence. */
const LISTED = /\u5e74\u5ea6\u4efb\u52d9\uff09|\u5e74\u5ea6\u4efb\u52a1\uff09|[\u5f9e\u4ece]\u7b2c[0-9]+\u6b65|\u66ab\u5b9a|\u6682\u5b9a|^[0-9]+\u6708[0-9]+\u65e5 /;
const OWN_SHARE = 0.6;
/* Kinds of records that say something under labels. */
const RECORD = /^(task|finding|carrier|grid|brand|goal|letter|round)$/;
/* How much of what a question is about an answer must hold, with its heading and page; and by itself. */
const ENOUGH = 0.75;
const BY_ITSELF = 0.3;
const OF_CELLS = 0.6;
/* What a card of a clause has before a sentence of a guide. */
const CLAUSE = 0.1;
const NUMBER = "(?:[0-9]+(?:[.:][0-9]+)?%?|[一二两三四五六七八九十半]+)";
const of = (text) => new RegExp(fold(text));
const SPAN = of(NUMBER + "(?:至" + NUMBER + ")?(?:个)?(?:多)?(?:小时|工作日|天|日|周|月|季度?|年)");
const DATE = of("[0-9]+月(?:[0-9]+日|底)|[0-9]{4}-[0-9]{2}-[0-9]{2}|每月[0-9]+|季末|当天|当场|最后|之前|以后|之日起|从.{2,12}起");
const COUNT = of(NUMBER + "(?:到|至)?" + NUMBER + "?\\s*(?:人|名|个|条|步|项|次|份|票|课时|学时|元|岁)|%|分之|半数|全部");
const PEOPLE = of(NUMBER + "(?:到|至)?" + NUMBER + "?\\s*(?:人|名)|分之|半数");
const MOMENT = new RegExp(DATE.source + "|" + SPAN.source + fold("(?:前|后|内|以前|以后|之内|以内)"));
/* [asking words, what an answer to them must hold, labels under which records say it]. */
const ASKED = [
  [of("放哪|哪个盒|哪个本|哪一盒|哪个盒子|归到哪|交到哪"), of("盒|本|线下|证"), ["放哪裡", "放在哪裡"]],
  [of("用什么表|哪张表|什么表|填什么"), of("表|单|记录"), ["用什麼表"]],
  [of("交什么"), of("."), ["交什麼"]],
  [of("谁|由哪"), null, ["誰保管", "責任", "誰來辦", "誰來做"]],
  [of("(?:每年|一年|一个月|每月|每季度?)?(?:多久|多长时间|至少)?(?:召?开展?|讲|谈|考察|进行|做|上)?(?:多久)?(?:一次|几次|多少次)"), of("每(?:个)?(?:月|年|季|半年|周|天).{0,14}(?:次|天|课)|每(?:月|年|季度|周)一[次天]"), []],
  [of("多久|几天|多少天|多长|几年|多少年|几个月|几月|几小时|多长时间"), SPAN, ["期限", "時限"]],
  [of("什么时候|何时|哪天|几号|到期"), MOMENT, ["期限", "時限", "何時前", "結對協議"]],
  [of("几[个名位]?人|多少[名个位]?人"), PEOPLE, []],
  [of("几[个名位条项步份]?|多少[名个位]?|多大"), COUNT, []],
  [of("能不能|可不可以|要不要|可以.*吗|能.*吗|要.*吗"), of("不|可以|应|须|必|一般"), []],
];

function aspect(query) { return ASKED.find((one) => one[0].test(query)) || null; }

/* The sentences of a passage, and short neighbouring cells as one. */
function sentences(text) {
  const cells = text.split(" · ");
  const found = [].concat.apply([], cells.map((cell) => cell.split(/[\u3002\uff1b\uff01\uff1f]/)));
  cells.forEach((cell, place) => {
    const next = cells[place + 1];
    if (next && cell.length <= 24 && next.length <= 40 && !/[\u3002]/.test(cell) && !NO_LABEL.test(cell) && !/^.{2,7}[\u524d\u5f8c\u540e]$/.test(next)) { found.push(cell + "\uff1a" + next.replace(/\u3002$/, "")); }
  });
  return found.map((one) => one.trim()).filter((one) => one.length > 4 && one.length <= 110 && !LISTED.test(one));
}

/* How many of the asked characters stand in a text in pairs: its own, or its own and what stands over it. */
function share(question, text, over) {
  const own = new Set();
  const all = new Set();
  question.pairs.forEach((one) => {
    const here = one.forms.some((form) => text.indexOf(form) >= 0);
    [one.at, one.at + 1].forEach((at) => {
      if (here) { own.add(at); }
      if (here || one.forms.some((form) => over.indexOf(form) >= 0)) { all.add(at); }
    });
  });
  return [own.size / question.size, all.size / question.size];
}

/* The asked pairs of characters, each with what a synonym would have in its place, its weight and its passages. */
function asked(query) {
  const words = core.subjects(query);
  const tokens = [];
  let size = 0;
  words.forEach((run) => {
    core.pairs(run).forEach((token, place) => tokens.push({ token: token, run: run, at: size + place }));
    size += core.pairs(run).length + 1;
  });
  const passages = (one) => (core.isFrequent(one.token) ? Promise.resolve(null) : core.withTokenOrSynonym(one.token, words));
  return Promise.all(tokens.map(passages)).then((lists) => ({
    size: size,
    pairs: tokens.map((one, place) => ({
      at: one.at,
      forms: [one.token].concat(core.synonyms([one.run], (word) => word.indexOf(one.token) >= 0)),
      weight: !lists[place] ? 1 : lists[place].length ? core.weight(core.places(lists[place])) : 0,
      passages: lists[place] || [],
    })),
  }));
}

/* How much of a quarter's problems is closed stands in its release alone. */
const RATE = of("季度.*完成率");
const MINE = of("支部.*(?:何时|什么时候|哪天|几天|多久|到期)");
/* Labels that say something else each time. */
const PERIODS = ["期限", "時限", "何時前", "結對協議"];
/* Cells that say nothing about the next one. */
const NO_LABEL = /\u6838[\u5c0d\u5bf9]|\u6709\u4f9d[\u64da\u636e]|\u54ea[\u88e1\u91cc]|^[\u6578\u6570]\u5b57$|\u6ce8\u610f|\u6a94\u6848|\uff1b|\u300b/;
const plain = (text) => text.replace(/\u203b/g, "");

/* The passages with most of what is asked, of pages that say how things are done. */
function likely(pairs, kinds, most, all) {
  const counts = new Map();
  const own = new Map();
  pairs.forEach((one) => {
    const pages = new Set();
    one.passages.forEach((passage) => {
      const page = core.pageAt(passage);
      if (!kinds.test(core.index.kindOf[page])) { return; }
      if (passage - core.index.starts[page] < 3) { pages.add(page); } else { counts.set(passage, (counts.get(passage) || 0) + one.weight); }
    });
    pages.forEach((page) => own.set(page, (own.get(page) || 0) + one.weight));
  });
  const scored = [];
  counts.forEach((sum, passage) => scored.push([sum + (all ? 0 : OWN_SHARE * (own.get(core.pageAt(passage)) || 0)), passage]));
  return scored.sort((one, other) => other[0] - one[0] || one[1] - other[1]).slice(0, most).map((one) => one[1]);
}

/* What a record says under one of the labels, where the question is about this very record. */
function labelled(passages, labels) {
  for (const label of labels) {
    for (const one of passages) {
      if (!one) { continue; }
      const cells = one.text.split(" · ");
      const at = cells.indexOf(label);
      const said = at >= 0 && cells[at + 1];
      // What only looks like a label is the head of a table: beside it stands another head.
      if (said && said.length > 2 && (PERIODS.indexOf(label) < 0 || /[0-9]/.test(said))) { return { text: label + "\uff1a" + said, from: one }; }
    }
  }
  return null;
}

/* The first passages of a record that the question names: by its code, or by most of its title. */
function recordOf(hit, query, question) {
  if (!hit || !RECORD.test(core.index.kindOf[hit.page])) { return Promise.resolve([]); }
  const from = core.index.starts[hit.page];
  const last = Math.min(core.index.starts[hit.page + 1] || from, from + 9);
  const numbers = [];
  for (let number = from + 3; number < last; number++) { numbers.push(number); }
  return Promise.all(numbers.map(core.passage)).then((passages) => {
    const there = passages.filter(Boolean);
    if (!there.length) { return []; }
    const title = fold(there[0].title);
    const codes = query.match(/[a-z]{1,5}-?[0-9][0-9-]*[0-9]/g) || [];
    const code = codes.some((one) => (title + fold(there[0].about)).indexOf(one) >= 0);
    const named = query.indexOf(title) >= 0;
    return code || (core.index.kindOf[hit.page] !== "finding" && named) ? there : [];
  });
}

/* What the year's pages say under a label of the task that a question names. */
function taskOf(query, question, labels) {
  if (!labels.length || labels.some((label) => PERIODS.indexOf(label) >= 0)) { return Promise.resolve(null); }
  const numbers = likely(question.pairs, /^year$/, 6, true);
  return Promise.all(numbers.map((number) => Promise.all([number, number + 1].map(core.passage)))).then((found) => {
    const one = found.find((passages) => passages[0] && passages[0].heading && query.indexOf(fold(passages[0].heading)) >= 0);
    return one ? labelled(one.filter((passage) => passage && passage.heading === one[0].heading), labels) : null;
  });
}

function recordAmong(hits, query, question) {
  return Promise.all(hits.map((hit) => recordOf(hit, query, question))).then((found) => found.find((one) => one.length) || []);
}

/* {text, title, heading, path, anchor, clause} for a question of fact, or null. */
function fact(query, answer) {
  const folded = fold(query);
  const sort = aspect(folded);
  // Who somebody is, a portal that names no persons cannot say.
  if (!sort || /\u662f\u8c01/.test(folded) || answer.how === "date" || answer.how === "pinyin") { return Promise.resolve(null); }
  const roles = Object.keys(core.titles.role).map((role) => fold(core.titles.role[role])).concat(fold("书记|委员|组长|上级|支委会|纪委|组织部|专责|党组织").split("|"));
  const fits = sort[1] ? (text) => sort[1].test(text) : (text) => /\u7531/.test(text) || roles.some((one) => folded.indexOf(one) < 0 && text.indexOf(one) >= 0);
  return (MINE.test(folded) ? ofBranch(folded) : Promise.resolve(null)).then((own) => own || fromPages(folded, sort, fits, answer));
}

/* What is due for the branch that a question names, on the reader's day. */
function ofBranch(query) {
  return core.branchNames().then(() => {
    const id = core.index.branchIds.find((one) => query.indexOf(fold(core.titles.branch[one])) >= 0);
    return id ? core.minePart(id) : null;
  }).then((own) => {
    const item = own && own.items.find((one) => query.indexOf(fold(one[0])) >= 0);
    if (!item) { return null; }
    const days = Math.round((Date.parse(item[5]) - Date.parse(new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10))) / 86400000);
    const left = days > 0 ? "，還有" + days + "天" : days === 0 ? "，就是今天" : "，已過" + -days + "天";
    const day = item[5].split("-").map(Number);
    const [path, anchor] = item[1].split("#");
    return {
      text: item[0] + "：" + day[0] + "年" + day[1] + "月" + day[2] + "日前" + left, title: own.short, heading: "", path: path, anchor: anchor || "", clause: "",
    };
  }).catch(() => null);
}

function fromPages(folded, sort, fits, answer) {
  return asked(folded.replace(sort[0], " ")).then((question) => Promise.all([
    recordAmong(sort[2].length ? answer.hits.slice(0, 8) : [], folded, question), Promise.all((RATE.test(folded) ? likely(question.pairs, /^release$/, PASSAGES) : likely(question.pairs, /^basis$/, CLAUSES, true)
      .concat(likely(question.pairs, /^guide$/, PASSAGES))).map(core.passage)),
    taskOf(folded, question, sort[2]),
  ]).then((parts) => {
    const record = labelled(parts[0], sort[2]) || parts[2];
    if (record) { return told(record.text, record.from); }
    if (question.size < 2) { return null; }
    const found = [];
    parts[1].filter(Boolean).forEach((one) => {
      const over = fold(one.title + " " + one.heading);
      const clause = /^basis/.test(one.path) ? CLAUSE : 0;
      sentences(plain(one.text)).forEach((text) => {
        const said = fold(text);
        if (!fits(said) || (RATE.test(folded) && !/[0-9]%/.test(said))) { return; }
        const shares = share(question, said, over);
        const least = clause ? BY_ITSELF / 2 : text.indexOf("\uff1a") >= 0 ? OF_CELLS : BY_ITSELF;
        if (shares[1] < ENOUGH || shares[0] < least) { return; }
        found.push({ text: text, from: one, score: shares[1] * 0.5 + shares[0] * 0.5 + clause - text.length / 1000 });
      });
    });
    found.sort((one, other) => other.score - one.score);
    return found.length ? told(found[0].text, found[0].from) : null;
  }));
}

function told(text, from) {
  const article = /\u7b2c[0-9\u4e00-\u9fff]{1,4}\u689d|\u7b2c[0-9\u4e00-\u9fff]{1,4}\u6761/.exec(from.text);
  return {
    text: text, title: from.title, heading: from.heading, path: from.path, anchor: from.anchor,
    clause: /^basis/.test(from.path) && article ? article[0] : "",
  };
}
