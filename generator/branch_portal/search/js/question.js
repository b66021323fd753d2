/* A question, taken apart where no page holds it as a whole. */

/* Words of a question that say nothing about its matter, the longer first. */
const ASKING = (
  "应该怎么办|可不可以|需不需要|是什么意思|什么时候|什么区别|什么不同|有没有|能不能|要不要|是不是|行不行|可以吗|怎么办|怎么样|怎么写|为什么|" +
  "为啥|多长时间|是什么|有哪些|包括哪些|哪些|哪里|哪个|哪几|怎么|怎样|如何|什么|多久|多少|几个|几天|几次|几年|几项|几步|多长|可以|需要|应该|" +
  "一般|必须|必需|由谁来|由谁|谁来|谁|请问|我们|咱们|以后|之前|的时候|时候|注意|最少|至少|最多|不能|不会|没有|老是|总是|一共|快要|快到|" +
  "要求|办法|做法|东西|平时|自己"
).split("|");
/* Characters of the same kind, and words in which they are not. */
const LITTLE = (
  "重要|纪要|要点|要素|主要|摘要|概要|必要|去年|去向|把关|跟踪|跟进|和谐|就近|就业|功能|职能|能力|能源|过半|过程|通过|到会|到期|到位|到场|报到|" +
  "签到|重点|难点|要点|节点|观点|地点|点验|点名|得失|心得|取得|上级|上报|上缴|上交|以上|用电|使用|费用|用户|信用|应该|给予|对照|核对|应对|对象|对标|反对|在职|存在|在岗|来访|来信|" +
  "个人|个体|干部|骨干|点评|试点|该项|是否|叫停|只有|党内|还款|归还|让渡|这个月|有关|有效|具有|有限|所有|没收|或者|走访|些|" +
  "[要去把被跟和就能到得上用给对在来个点该是叫还让有没或走啥咋哪几这那我你他它们吗呢吧啊呀的了嘛很都也才再又些么]"
);

/* The ways of asking that a portal has added, as those that stand above and in records.js. */
const understood = (query) => index.asking.reduce((text, pair) => text.split(pair[0]).join(pair[1]), query);
const cut = (text) => ASKING.reduce((left, word) => left.split(fold(word)).join(" "), text);
const asks = (query) => cut(query) !== query || /[\u5417\u5462\u5427\u8c01\u54ea\u51e0\u5565\u548b]/.test(query);

/* Whether it does ask: 沒有, 老是 and the like say something in the words of a problem. */
const STATING = () => new RegExp(fold("没有|老是|总是|不能|不会|平时|自己|东西|要求|办法|做法|以后|之前|的时候|时候|一般|必须|必需|注意|快要|快到|我们|咱们"), "g");
const wonders = (query) => asks(query.replace(STATING(), " "));

/* What is left of a question without its asking: runs of at least two units. */
function subjects(query) {
  const words = (text) => runs(text).filter((run) => units(run).length > 1);
  const left = cut(query);
  const telling = words(left.replace(new RegExp(fold(LITTLE), "g"), (word) => (word.length > 1 ? word : " ")));
  return telling.length ? telling : words(left);
}

/* The other words of the groups to which `holds` says a word of the question belongs; near ones, too, since it is a question. */
function synonyms(words, holds) {
  return [].concat.apply([], index.synonyms.concat(index.near).map((group) => (
    group.some((word) => holds(word) && words.some((run) => run.indexOf(word) >= 0)) ? group.filter((word) => !holds(word)) : []
  )));
}

/* Passages with two neighbours, or with a synonym of a word of the question that they are part of. */
function withTokenOrSynonym(token, words) {
  const others = synonyms(words, (word) => word.indexOf(token) >= 0);
  return Promise.all([withToken(token)].concat(others.map((word) => withRun(runs(word)[0])))).then((lists) => (
    lists.length === 1 ? lists[0]
      : Array.from(new Set([].concat.apply([], lists))).sort((one, other) => one - other)
  ));
}

/* What two neighbours of a question are worth: the rarer the more, and the more where they are surely a word and not the
   seam of two. Words stand in titles, keywords and headings. */
function weight(found) {
  let own = 0;
  found.forEach((place) => { own |= place.own; });
  const rarity = Math.log(1 + index.starts.length / (1 + found.size));
  if (own & (1 << TITLE | 1 << KEYWORDS)) { return rarity; }
  return (own ? 0.7 : found.size ? 0.4 : 0.25) * Math.min(rarity, 4);
}

/* page → how many characters of the question are whole titles or keywords of it, or synonyms of such. */
function wholeWords(words) {
  const asked = [];
  words.forEach((run, number) => {
    const parts = units(run);
    for (let from = 0; from < parts.length - 1; from++) {
      for (let to = from + 2; to <= Math.min(parts.length, from + 8); to++) {
        const piece = parts.slice(from, to).join("");
        const places = parts.slice(from, to).map((unit, place) => number + " " + (from + place));
        [piece].concat(synonyms([piece], (word) => word === piece)).forEach((word) => {
          asked.push(withToken(word + "=").then((found) => [places, found]));
        });
      }
    }
  });
  return Promise.all(asked).then((answers) => {
    const covered = new Map();
    answers.forEach((answer) => answer[1].forEach((passage) => {
      const page = pageAt(passage);
      if (!covered.has(page)) { covered.set(page, new Set()); }
      answer[0].forEach((place) => covered.get(page).add(place));
    }));
    return covered;
  });
}

/* Those stretches of the words whose every pair stands somewhere. */
function spoken(words, there) {
  return [].concat.apply([], words.map((run) => {
    const parts = units(run);
    const said = [];
    let text = "";
    parts.forEach((unit, place) => {
      const joins = place > 0 && there.indexOf(parts[place - 1] + unit) >= 0;
      if (!joins && text) { said.push(text); }
      text = joins ? text + unit : unit;
    });
    return said.concat(text).filter((one) => units(one).length > 1);
  }));
}

/* Whether a pair stands in a title, keyword or heading. */
function isWordlike(token, tokens, all) {
  let own = 0;
  const place = tokens.indexOf(token);
  if (place >= 0) { all[place].forEach((found) => { own |= found.own; }); }
  return own > 0;
}

/* Stands for a page's description and headings among its passages. */
const OF_HEADINGS = -1;

/* The pages with most of what a question is about; none when too little of it is known here. */
function aboutIt(query) {
  const words = subjects(query);
  const every = Array.from(new Set([].concat.apply([], words.map(pairs))));
  // What stands nearly everywhere tells little and is large.
  const rare = every.filter((token) => !isFrequent(token));
  const tokens = (rare.length ? rare : every).slice(0, MOST_PAIRS);
  return Promise.all([
    Promise.all(tokens.map((token) => withTokenOrSynonym(token, words))), wholeWords(words),
  ]).then((answers) => {
    const all = answers[0].map(places);
    const whole = answers[1];
    const heavy = all.map(weight);
    const sum = heavy.reduce((one, other) => one + other, 0);
    const scores = new Map();
    all.forEach((found, number) => found.forEach((place, page) => {
      let score = scores.get(page);
      if (!score) { scores.set(page, score = { score: 0, share: 0, counts: new Map(), body: [], own: 0 }); }
      score.score += heavy[number] * Math.sqrt(worth(place));
      score.share += heavy[number] / sum;
      place.body.concat(place.own & 1 << HEADINGS ? [OF_HEADINGS] : [])
        .forEach((passage) => score.counts.set(passage, (score.counts.get(passage) || 0) + heavy[number]));
    }));
    let best = 0;
    // A few words without any asking may be of another world, one of which happens to stand here.
    // What asks is answered on the page about it; what only says something may be the very words of a page.
    const denseWorth = wonders(query) ? 0 : DENSE;
    const short = every.length <= SHORT_QUESTION && words.join("") === runs(query).join("");
    const enough = short ? ENOUGH_OF_SHORT : ENOUGH;
    scores.forEach((score, page) => {
      let dense = 0;
      score.counts.forEach((sum, passage) => {
        if (sum > dense) { dense = sum; score.body = passage === OF_HEADINGS ? [] : [passage]; }
      });
      if (score.body.length) {
        score.counts.forEach((sum, passage) => { if (sum >= dense * ALSO && passage !== OF_HEADINGS && passage !== score.body[0]) { score.body.push(passage); } });
      }
      score.score += dense + (whole.has(page) ? WHOLE_UNIT * whole.get(page).size : 0);
      if (whole.has(page) && !short) { score.share = Math.max(score.share, enough); }
      score.score *= 1 + (KIND_WORTH[index.kindOf[page]] || 0) / 10 + denseWorth * Math.pow(dense / sum, DENSE_POWER);
      if (score.share >= enough) { best = Math.max(best, score.score); }
    });
    const found = new Map();
    scores.forEach((score, page) => { if (score.share >= enough && score.score >= best * TAIL) { found.set(page, score); } });
    const absent = tokens.filter((token, number) => !all[number].size);
    const there = every.filter((token) => absent.indexOf(token) < 0);
    // What stands in titles, keywords and headings is surely a word; the seam of two is not marked.
    const sure = there.filter((token) => isWordlike(token, tokens, all));
    return { found: found, words: spoken(words, there), tokens: sure.length ? sure : there };
  });
}
