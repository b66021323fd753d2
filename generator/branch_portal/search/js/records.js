/* What a question asks for, and what records say to it under their labels and on their days. */

const fold = core.fold;
const NUMBER = "(?:[0-9]+(?:[.:][0-9]+)?%?|[一二两三四五六七八九十半]+)";
const UNITS = "分钟|小时|工作日|天|日|周|月|季度?|年";
const of = (text) => new RegExp(fold(text));
const EXACT = of("[0-9]+(?:(?:至|到|或)[0-9]+)?(?:个)?(?:多)?(?:" + UNITS + ")|半年|半个?月");
const DAYS = of("[0-9]+(?:(?:至|到|或)[0-9]+)?(?:个)?(?:工作日|天|日|周|小时|月)");
const SPAN = new RegExp("(?:" + EXACT.source + ")|" + fold("[0-9]+学时|随时|及时"));
const DAY = of("[0-9]+月(?:[0-9]+日|底)|[0-9]{4}-[0-9]{2}-[0-9]{2}|每月[0-9]+|[0-9]+月|[0-9]日");
const DATE = new RegExp("(?:" + DAY.source + ")|" + fold("季末|月底|年底|当天|当月|当场|最后[0-9]|之日起|从.{0,10}[日月年]起|当月起|开始前"));
const WITHIN = new RegExp("(?:" + EXACT.source + ")" + fold("(?:前|后|内|以前|以后|之内|以内)"));
const MOMENT = new RegExp("(?:" + DATE.source + ")|(?:" + WITHIN.source + ")");
const COUNT = of("[0-9]+(?:\\.[0-9]+)?(?:(?:到|至)[0-9]+)?\\s*(?:个(?!月|工作日|小时)|人|名|条|步|项|次|份|票|档|场|件|页|课时|学时|元|岁|处|起|栋|秒|户|盏)|%|分之|半数|全部|[0-9]+分");
const PEOPLE = of("[0-9]+(?:(?:到|至)[0-9]+)?\\s*(?:人|名)|分之|半数|(?:少于|不足|超过)[0-9]+");
const OFTEN = of("每(?:个)?(?:[0-9]+个)?(?:月|年|季|半年|周|天).{0,14}(?:次|天|课|份)|每(?:月|年|季度?|半年|周)[0-9]+[次天]|每(?:月|年|季度?|半年|周)(?:相对|至少|一般|核对|考察|排查|公布|召开)");
const ONE_DAY = of("[0-9]+日|[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:月|年|季)底|当月|当天|每月[0-9]+|之日起?|最后[1一]天");
const DAY_OR_SAME = new RegExp("(?:" + DAY.source + ")|" + fold("当月|之日起?"));
const TIMES = new RegExp(OFTEN.source + "|" + fold("[0-9]+次"));
const WHETHER = of("不|可以|应|须|必|一般|没有|统计在|按");
/* Kinds of records that say something under labels. */
const RECORD = /^(task|finding|carrier|grid|brand|goal|letter|round|branch|initiatives|release)$/;
/* How much of a quarter's problems is closed stands in its release alone. */
const RATE = of("季度.*完成率");
const MINE = of("支部.*(?:何时|什么时候|哪1?天|哪一?年|几天|多少天|多久|到期|任期|几号|几月)");
const TERM = of("换届|任期|届满|改选");
/* Labels that say something else each time. */
const PERIODS = ["期限", "時限", "何時前", "結對協議"];

/* What counts what is asked for in each unit: a question for years is not answered in months. */
const COUNTED = {
  年: "年", 月: "月|半年", 天: "工作日|天|日|周", 小: "小时", 次: "次", 人: "人|名", 名: "人|名", 位: "人|名", 项: "项", 步: "步", 条: "条", 票: "票|半数|分之", 份: "份", 档: "档|等次",
  页: "页", 道: "道|题", 栋: "栋",  岁: "岁", 元: "元", 钱: "元", 学: "学时", 课: "学时|课时", 个: "个|人|名|项|条|种|类|档|步",
};
const FIGURE_OF = "[0-9]+(?:\\.[0-9]+)?(?:(?:至|到|或)[0-9]+)?\\s*(?:个|多)*(?:";
const counted = (unit) => of(FIGURE_OF + (COUNTED[unit] || unit) + ")" + (/[人名位票]/.test(unit) ? "|分之|半数|(?:少于|不足|超过)[0-9]+" : unit === "天" ? "" : ""));

/* What is said and never written: the same in the words in which it is asked here. */
const SPOKEN = [["干嘛|干啥|干什么|做啥", "做什么"], ["啥时候?|几时|多会儿?", "什么时候"], ["啥", "什么"], ["哪儿", "哪里"], ["咋(?:个)?", "怎么"], ["(?:要怎么|怎么|如何)(?:弄|搞|整)", "怎么办"],
  ["(?:需|用得着|该不该|要不要)要?(?=.{0,9}吗)", "要"]].map((pair) => [new RegExp(fold(pair[0]), "g"), fold(pair[1])]);
const written = (text) => SPOKEN.reduce((said, pair) => said.replace(pair[0], pair[1]), text).replace(/(^|[^\u7b2c\u6bcf\u4e0b\u4e0a])([\u4e00\u4e8c\u4e09\u56db])(?=\u5b63\u5ea6)/g, "$1\u7b2c$2");

/* What whose it is says, by what is asked for: a district is no branch. */
const OWNERS = [["战区|片", "战区|片"], ["支部", "支部"], ["部门", "部(?:门|$|[^分])|中心|办公室|组织部|纪委"], [".", "单位|公司|党委|部(?:门|$|[^分])|支部"]].map((pair) => pair.map(of));

/* [name, asking words, what an answer to them must hold, labels under which records say it]. */
const ASKED = [
  ["which", of("(?:[\u3400-\u9fff]{2})还是(?:[\u3400-\u9fff]{2})"), "options", []],
  ["whose", of("(?:是|由|归|属于|属)?(?:哪1?个|哪家|什么)(?:党?支部|部门|单位|公司|党委|战区|片)(?:的|来|去|管|负责)*"), "owner", ["責任", "所屬支部", "牽頭", "本方"]],
  ["place", of("(?:材料)?(?:应该?)?(?:放在|放|归到|归|交到|存)(?:到|在|入)?(?:哪里?|什么地方)(?:个|一)?[本盒]?子?|哪一?个?[本盒]子?"), of("盒|本$|记录本|线下|证|柜|密封|封存"), ["放哪裡", "放在哪裡"]],
  ["form", of("用?(?:什么(?!时|情|人|样)|哪[张个种份些])([\u3400-\u9fff]{0,4}?)(?:模板|样式|表格|表|单子|单|清单|格式)|填(?:什么|哪[张个份])(?:单子?)?|用(?:什么|哪[张份])(?=[?？\\s]*$)"), of("表|单|记录|计划|清单|报告"), ["用什麼表"]],
  ["deliver", of("要?交(?:什么|哪些)(?:材料|东西)?"), of("."), ["交什麼"]],
  ["list", of("哪(?:几|些|[两三四五六七八0-9]+)[步项种类样个件档条](?:东西|材料|情形|事)?|有哪些|包括什么|是哪些|哪[两三四五六七八九2-9](?![月日天年])[\u3400-\u9fff]?"), of("、.+、|、.+和"), []],
  ["who", of("责任(?:单位|角色|人)?是?(?:谁|哪个(?:单位|支部|部门)?|哪家)?(?=[?？\\s]*$)|(?:应该?)?(?:由谁来?|由哪个?|归谁|谁来?)(?:负责|保管|管|办|做|定|去)?"), null, ["誰保管", "責任", "誰來辦", "誰來做", "核驗"]],
  ["often", of("(?:隔|每隔)?(?:几|多少)个?(?:月|天|年|周|季度?)(?=[^前后内里]{0,8}1次)|(?:每年|1年|1个月|每月|每季度?|多久|多长时间)(?:至少|要|应|都)?(?:召?开展?|讲|谈|考察|进行|做|上|联系|核对|公布|检查)?(?:多久)?(?:要)?(?:几次|多少次|几回)|多久(?=.{0,10}[1一](?:次|回))|(?:多久|多长时间)(?=开|召开|讲|考察|联系|核对|公布|检查|排查|清理|清)"), OFTEN, ["多久一次"]],
  ["count", of("几次|多少次|几回"), TIMES, []],
  ["count", of("(?:几|多少)个?(?:学时|课时)"), of("[0-9]+(?:学时|课时)"), []],
  ["moment", of("(?:还有|还剩|还要)(?:几天|多少天|多久)(?=[?？\\s到]*$)"), MOMENT, ["任期屆滿", "期限", "時限", "何時前", "結對協議"]],
  ["span", of("(?:几|多少)个?(?:天|工作日|日(?!期))"), DAYS, ["期限", "時限"]],
  ["span", of("几年|多少年|几个月|几小时|多少小时"), "unit", ["期限", "時限", "保管多久"]],
  ["span", of("多久|多长时间|多长"), SPAN, ["期限", "時限", "保管多久"]],
  ["moment", of("(?:从|在|到)?(?:哪1?天|哪几天|第几天|几月几[日号]|几[号日](?!楼))(?:之?前|之?后|底前)?"), ONE_DAY, ["期限", "時限", "何時前", "結對協議"]],
  ["moment", of("(?:从|在|到)?(?:哪1?年|几月(?:份)?|哪个?月)(?:之?前|之?后|底前)?"), DAY_OR_SAME, ["期限", "時限", "何時前", "結對協議"]],
  ["moment", of("(?:是|在|从|到)?(?:什么时候|何时|什么日子)(?:之?前|之?后)?|到期(?:了吗|没有|日)?"), MOMENT, ["期限", "時限", "何時前", "結對協議"]],
  ["count", of("(?:多少|几)(?:钱|党费|元)|(?:工资|奖金?|补贴|津贴|经费|补助|费用?|慰问金)(?:标准)?(?:是|要|给|发)?(?:多少|几倍)"), "money", []],
  ["count", of("比例是?(?:多少|几)?|百分之几"), of("%|分之|半数"), []],
  ["count", of("(?:几|多少)个人"), counted("人"), []],
  ["count", of("(?:几|多少)个(?=单位|部门|阶段|等次|小组|主送)"), of("[0-9]+(?:个|档|家)|(?:个|一个|1个).{0,4}(?:主送|单位)|、.+、"), []],
  ["count", of("(?:几|多少|哪几|哪[两三四五六七])[个名位人条项步份档页岁元票件场张种类层遍家字道处起栋秒户盏台轮批句篇组本级]|多少(?:学时|课时|钱)|几(?=学时|小组)"), "unit", []],
  ["count", of("多大(?=年[龄纪])"), of("[0-9]+岁"), []],
  ["count", of("多少"), COUNT, []],
  ["done", of("怎么(?:办|产生|改|处理|弄)的?|如何处理|按什么(?:计?算|交|来)?|(?:用|以|采取)?什么(?:方式|方法|办法)|(?:要|先|该)*(?:做|干)什么"), of("."), []],
  ["how", of("怎么(?:计?算|折算)|如何计?算"), of("÷|／|/|除以|按.{1,10}(?:算|计|折)|每.{1,3}[0-9]+学时"), []],
  ["whether", of("([\u3400-\u9fff])不\\1|了(?:没|吗)(?:有)?(?=[?？\\s]*$)|能不能|可不可以|要不要|算不算|有没有|是不是|会不会|用不用|需不需要|可以(?=.*吗)|能(?=.*吗)|要(?=.*吗)|还能|行不行|吗(?=[?？\\s]*$)"), WHETHER, []],
];

/* How many things a question asks for: 哪三方, 哪四步, 分几个 none. */
function thingsOf(query) {
  const said = /\u54ea([2-9\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d])/.exec(query);
  return said ? Number(said[1]) || "一二三四五六七八九".indexOf(said[1] === "\u4e24" ? "二" : said[1]) + 1 : 0;
}

/* Small numbers in figures before what they count, and after 第 none: 三个月 is 3个月. */
function figured(text) {
  return text.replace(/(^|[^第])([一二两三四五六七八九十]+)(?=个?多?(?:小时|工作日|天|日|周|月|季|年|人|名|条|步|项|次|份|票|课时|学时|元|岁|场|件|页|档|道|题|字|秒|处|起|栋|回|千|万|至[一二两三四五六七八九十0-9]|到[一二两三四五六七八九十0-9]))/g, (all, before, written) => {
    const digit = (one) => "零一二三四五六七八九".indexOf(one === "两" ? "二" : one);
    const ten = written.indexOf("十");
    if (ten < 0) { return before + Array.from(written).map(digit).join(""); }
    return before + String(10 * (ten ? digit(written[0]) : 1) + (ten + 1 < written.length ? digit(written[ten + 1]) : 0));
  });
}

/* What asks for something of no sort, and what is a label by itself: 期限, 目標. */
const WHAT = of("什么(?!意思|是)|哪(?:个|种|张|份|类|里)?|怎么|如何|多少|几");
const DATUM = of("(?:期限|时限|截止|基数|比例|目标|基线|任期|次数|频次|牵头|主持|核验|签发|督导|包案|数量|标准)(?:部门|单位|人|支部|日期|时间)?[?？\\s]*$");

/* What a question asks for: {name, words, labels, little, fits}; null where it asks for nothing that can be said in a sentence. */
function sortOf(query) {
  const one = ASKED.find((candidate) => candidate[1].test(query)) || (WHAT.test(query) ? ["what", WHAT, /./, []] : DATUM.test(query) ? ["datum", /$^/, /./, []] : null);
  if (!one) { return null; }
  const [name, words, holds, labels] = one;
  const asks = (words.exec(query) || [""])[0];
  // What is one of two: the characters beside 还是.
  const options = holds === "options" ? asks.split(fold("还是")) : [];
  const unit = asks.replace(/^(?:几|多少)个?(?=[年月小人])/, "").replace(/^(?:几|多少)/, "")[0];
  const sure = holds === "money" ? of(/\u8d39|\u5de5\u8d44|\u5757|[0-9]\u5143/.test(query) ? "%|[0-9]元" : "[0-9]元") : holds === "owner" ? OWNERS.find((pair) => pair[0].test(asks))[1] : holds === "unit" ? counted(unit) : options.length ? of(options.join("|")) : holds;
  const roles = Object.keys(core.titles.role).map((role) => fold(core.titles.role[role])).concat(fold("书记|委员|组长|上级|支委会|纪委|组织部|专责|党组织|党委|责任单位|责任角色").split("|"));
  const others = roles.filter((title) => query.indexOf(title) < 0);
  // Somebody does it: by (由) somebody, or somebody shortly before what is done.
  const role = (text) => others.some((title) => text.indexOf(title) >= 0 && (text.indexOf("由") >= 0 || text.indexOf(title) < 8));
  const every = (text) => /\u6bcf\s*(?:个|半)?\s*(?:年|月|季|周|半年)/.test(text);
  const heads = { who: "谁|责任|角色", place: "放", form: "表", span: "时限|期限|时间|多久|天", moment: "时限|期限|时间|何时|什么时候", often: "多久|频次|次数", count: "折算|比例|人数|多少|时限和要点|数" }[name];
  return {
    heads: heads ? of(heads) : /$^/, at: (text) => (name === "who" ? -1 : sure ? text.search(sure) : -1),
    name: name, words: words, labels: labels, little: name === "who" || name === "whether" || name === "how" || name === "done", labelled: name === "form" || name === "deliver",
    // A step's number counts nothing, and how often something is done says not how long it takes.
    fits: (text) => (name === "who" ? role(text) && (!/[给向]谁/.test(query) || /[报向给]/.test(text))
      : options.length && options.every((option) => text.indexOf(option) >= 0) ? false : Boolean(sure) && sure.test((name === "span" ? text.replace(/[(（][^)）]*[)）]|(?:[0-9]+年)?[0-9]*月[0-9]+日|[0-9]{4}年(?:[0-9]+月)?/g, "") : text).replace(/[第面下上这每逐][0-9]+(?:至[0-9]+)?(?=[步条季项])/g, "")) && (name !== "span" || !every(text))),
    // A clause about somebody of whom the question says nothing.
    stranger: (text) => name !== "who" && others.some((title) => /书记$|委员$|组长$|专责$|人员$|队长$|工作者$/.test(title) && new RegExp("^(?:党委|党总支|兼职)?" + title + "(?!会)").test(text)),
  };
}

const plain = (text) => text.replace(/\u203b/g, "");
const within = (short, long) => {
  let at = -1;
  return Array.from(short).every((one) => { at = long.indexOf(one, at + 1); return at >= 0; });
};

/* The share of a question's words that a title in it must be, to be all that it is about. */
const NEARLY = 0.7;

/* How surely a text names a record of this title: 1 where it says it, less where it has most of its characters in order; 0. */
function names(texts, title) {
  return Math.max.apply(null, texts.map((text) => called(text, title)));
}

function called(text, title) {
  const whole = fold(title).replace(/[（(].*?[)）]|[「」《》"“”]|^[a-z]{1,3}-?[0-9-]+\s+/g, "");
  const shorter = whole.replace(/^(?:召开|开展|制定|做好|组织|更新|向党员)/, "");
  const words = text.replace(/\s+/g, "");
  if (words.length < 2) { return 0; }
  if (shorter.length > 2 && text.indexOf(shorter) >= 0) { return shorter.length >= words.length * NEARLY ? 1 : 0; }
  const [short, long] = words.length < whole.length ? [words, whole] : [whole, words];
  if (short.length < 4 || !within(short, long)) { return 0; }
  const ratio = short.length / long.length;
  return whole.indexOf(words) === 0 && ratio > 0.4 ? Math.max(ratio, 0.7) : ratio >= 0.6 ? ratio : 0;
}

/* The rows of a passage: their cells. */
const rowsOf = (passage) => passage.text.split("\n").map((line) => line.split("\t"));

/* Under which labels records say what is asked, by the words that ask for it. */
const UNDER = [
  ["督导|督办", "督導"], ["包案", "包案"], ["签发|(?:谁|哪个部门|哪里)(?:发|下)的", "簽發"], ["核验|谁验", "核驗"], ["发给|给谁的", "發給"], ["牵头|主管", "牽頭"],
  ["(?:发生|出现|犯).{0,3}几[次回]", "發生次數"], ["原因|为什么(?!撤)", "原因"], ["回头看|复查", "回頭看"], ["(?:跟|和|与)(?:谁|哪)|对方", "對方"], ["联络|联系人|对接", "對方|本方"],
  ["本方|我方", "本方"], ["(?:哪些|几个)支部", "承接支部|參加支部"], ["用?(?:什么|哪张)表", "照哪頁辦"], ["什么程度|办成", "辦到什麼程度"], ["来源|怎么发现|哪里发现", "來源"],
  ["不(?:能|可以?|准)?放(?:什么|哪些)", "不放什麼"], ["(?:保存|保管|留|存)多久", "保管多久"], ["上报.{0,4}(?:截止|期限)|截止.{0,3}上报", "上報截止"], ["收官", "收官"], ["主攻|目标", "主攻指標|目標"],
  ["期限|时限|整改完|(?:到|什么时候)(?:到期|结束|截止)", "時限|期限"], ["业务.{0,3}效", "業務見什麼效"], ["交什么|交哪些", "交什麼"], ["(?:放|归|存)(?:在|到)?(?:哪|什么)", "放哪裡"], ["谁.{0,2}(?:保管|管)", "誰保管"],
].map(([asks, labels]) => [of(asks), labels.split("|")]);

/* The labels that a question asks for in its words, and those of a record that it has among its words; what they take of the question. */
function askedLabels(passages, query) {
  const found = [].concat.apply([], UNDER.filter((pair) => pair[0].test(query)).map((pair) => pair[1]));
  passages.forEach((one) => rowsOf(one).forEach((cells) => {
    const label = cells.length === 2 ? fold(cells[0]) : "";
    if (label.length > 1 && label.length < 7 && query.indexOf(label) >= 0) { found.push(cells[0]); }
  }));
  return found;
}
const labelWords = (query) => UNDER.map((pair) => (pair[0].exec(query) || [""])[0]).join(" ");

/* What passages of a record say under one of the labels; what a question asks for by name need not look like an answer. */
function labelled(passages, labels, sort, named) {
  const same = (label, text) => fold(label) === fold(text);
  for (const label of labels) {
    const sure = !sort || sort.labels.some((one) => same(one, label)) || (named || []).indexOf(label) >= 0;
    const dated = PERIODS.some((one) => same(one, label));
    for (const one of passages.filter(Boolean)) {
      const row = rowsOf(one).find((cells) => same(cells[0], label) && cells[1] && (sure || sort.fits(figured(fold(cells[1])))) && (!dated || /[0-9]/.test(cells[1])));
      if (row) { return { text: label + "\uff1a" + plain(row[1]), from: one }; }
      if (same(one.heading, label) && (/[0-9]/.test(one.text) || (named || []).indexOf(label) >= 0)) {
        return { text: /[0-9]/.test(one.text) ? plain(one.text.split("\n")[0]) : label + "\uff1a" + plain(one.text).split("\n").join("\uff1b"), from: one };
      }
    }
  }
  return null;
}

/* The first passages of a page. */
function firstOf(page, most) {
  const from = core.index.starts[page];
  const last = Math.min(core.index.starts[page + 1] || from, from + most);
  const numbers = [];
  for (let number = from + 3; number < last; number++) { numbers.push(number); }
  return Promise.all(numbers.map(core.passage)).then((passages) => passages.filter(Boolean));
}

/* Pages of records that a question may be about: among its first hits, and those whose title it says most of. */
function candidates(hits, question) {
  const titled = new Map();
  question.pairs.forEach((one) => new Set(one.passages.map((passage) => [core.pageAt(passage), passage]).filter((at) => at[1] === core.index.starts[at[0]]).map((at) => at[0]))
    .forEach((page) => titled.set(page, (titled.get(page) || 0) + one.weight)));
  const best = Array.from(titled.keys()).sort((one, other) => titled.get(other) - titled.get(one) || one - other);
  return hits.slice(0, 8).map((hit) => hit.page).concat(best.filter((page) => RECORD.test(core.index.kindOf[page])).slice(0, 4))
    .filter((page, place, all) => RECORD.test(core.index.kindOf[page]) && all.indexOf(page) === place);
}

/* How many records a question may name are read whole, and what share of it one must have in its title and keywords. */
const RECORDS = 3;
const LEAST_NAMED = 0.2;
/* How much more of a question than any other a branch must be named by. */
const CLEARLY = 1.2;

/* The records that a question names, those it says most of first: {page, record: how much, covered: which of its characters, mostNamed}. */
function namedRecords(question, query, hits, kinds) {
  const own = new Map();
  question.pairs.forEach((one) => one.passages.forEach((passage) => {
    const page = core.pageAt(passage);
    if (passage - core.index.starts[page] > 1 || !(kinds || RECORD).test(core.index.kindOf[page])) { return; }
    if (!own.has(page)) { own.set(page, new Array(question.weights.length).fill(0)); }
    own.get(page)[one.at] = own.get(page)[one.at + 1] = 1;
  }));
  const codes = query.match(/[a-z]{1,5}-?[0-9][0-9-]*[0-9]/g) || [];
  if (codes.length && hits.length && !kinds && RECORD.test(core.index.kindOf[hits[0].page])) { own.set(hits[0].page, new Array(question.weights.length).fill(0)); }
  const found = Array.from(own.keys()).map((page) => ({
    page: page, covered: own.get(page), record: codes.length && !kinds && page === hits[0].page ? 1 : own.get(page).reduce((sum, there, at) => sum + there * question.weights[at], 0) / (question.sum || 1),
  })).filter((one) => one.record >= LEAST_NAMED);
  const place = (one) => { const at = hits.findIndex((hit) => hit.page === one.page); return at < 0 ? 99 : at; };
  found.sort((one, other) => other.record - one.record || place(one) - place(other) || one.page - other.page);
  found.forEach((one) => { one.mostNamed = one.record > 0.99 * found[0].record; });
  const read = found.slice(0, RECORDS);
  // What each branch is stands in the list of them all.
  const all = core.index.kindOf.findIndex((kind, page) => kind === "branch" && !core.index.branchOf[page]);
  if (!kinds && all >= 0 && read.some((one) => core.index.branchOf[one.page] && core.index.kindOf[one.page] === "branch")) {
    read.push({ page: all, covered: new Array(question.weights.length).fill(0), record: LEAST_NAMED, mostNamed: false });
  }
  return read;
}

/* What share of what a question names must be of a record, and of no other, to be about it. */
const SURELY_NAMED = 0.8;

/* The record that a question names by nearly all that it says besides a label. */
function namedAlone(question, query, hits) {
  const words = labelWords(query);
  const left = question.pairs.filter((pair) => words.indexOf(pair.forms[0]) < 0);
  const all = left.reduce((sum, pair) => sum + pair.weight, 0);
  const own = new Map();
  left.forEach((pair) => new Set(pair.passages.filter((passage) => passage - core.index.starts[core.pageAt(passage)] < 2).map(core.pageAt)).forEach((page) => {
    if (RECORD.test(core.index.kindOf[page]) ? core.index.kindOf[page] !== "finding" : /^(?:guide|learning)$/.test(core.index.kindOf[page])) { own.set(page, (own.get(page) || 0) + pair.weight); }
  }));
  const pages = Array.from(own.keys()).filter((page) => own.get(page) >= SURELY_NAMED * all).sort((one, other) => own.get(other) - own.get(one) || one - other);
  // What a guide is about, too, is asked of it.
  if (pages.some((page) => !RECORD.test(core.index.kindOf[page]))) { return []; }
  return left.length > 1 && pages.length && (pages.length < 2 || own.get(pages[0]) > own.get(pages[1])) ? [pages[0]] : [];
}

/* The passages of the record that a question names among the hits: by its code, by its title, or by nearly all that it says (`alone`). */
function recordAmong(hits, query, bare, alone) {
  const codes = query.match(/[a-z]{1,5}-?[0-9][0-9-]*[0-9]/g) || [];
  return Promise.all(hits.map((page) => firstOf(page, 14).then((there) => {
    if (!there.length) { return [0, []]; }
    const title = there[0].title;
    const code = codes.some((one) => (fold(title) + fold(there[0].about) + there[0].path.replace(/.*\/(?=.)/, "")).indexOf(one) >= 0);
    const kind = core.index.kindOf[page];
    return [code ? 2 : !codes.length && alone.indexOf(page) >= 0 ? 1 : codes.length || kind === "finding" ? 0 : names(bare, title) - (kind === "guide" ? 0.2 : 0), there];
  }))).then((found) => found.sort((one, other) => other[0] - one[0]).filter((one) => one[0] > 0.55).map((one) => one[1]));
}

const iso = (time) => new Date(time).toISOString().slice(0, 10);
const today = () => iso(Date.now() + 8 * 3600000);
const daysTo = (day) => Math.round((Date.parse(day) - Date.parse(today())) / 86400000);
const inWords = (day) => { const [year, month, date] = day.split("-").map(Number); return year + "年" + month + "月" + date + "日"; };
const left = (days) => (days > 0 ? "還有" + days + "天" : days === 0 ? "就是今天" : "已過" + -days + "天");

/* When a duty that a question names is due, or whose it is. */
function ofDuty(bare, sort) {
  return Promise.all(core.index.plans.map((year) => core.ownPart("days-" + year))).then((plans) => {
    let best = null;
    plans.forEach((plan) => plan.duties.forEach((duty) => {
      const sure = names(bare, duty[0]);
      if (sure > 0.55 && (!best || best.sure < sure)) { best = { sure: sure, title: duty[0], path: duty[1], role: duty[2] }; }
    }));
    if (!best) { return null; }
    const page = { title: best.title, heading: "", path: best.path.split("#")[0], anchor: best.path.split("#")[1] || "", clause: "" };
    if (sort.name === "who") {
      return core.titles.role[best.role] ? Object.assign({ text: best.title + "：" + core.titles.role[best.role] }, page) : null;
    }
    const days = [].concat.apply([], plans.map((plan) => plan.days.filter((one) => plan.duties[one[0]][0] === best.title).map((one) => one[1]))).sort();
    const next = days.find((day) => day >= today());
    const past = days.filter((day) => day < today()).pop();
    const said = [];
    if (next) { said.push(inWords(next) + "前，" + left(daysTo(next))); }
    if (past && (!next || days.length < 6)) { said.push((next ? "上一次" : "") + inWords(past) + (next ? "" : "前，" + left(daysTo(past)))); }
    return said.length ? Object.assign({ text: best.title + "：" + said.join("；") }, page) : null;
  });
}

/* What is due for the branch that a question names, on the reader's day; of a term that ends later than that, what the branch's own page says. */
function ofBranch(query, question, hits) {
  const asks = TERM.test(query) ? query + fold("換屆") : query;
  return core.branchNames().then(() => {
    const said = core.index.branchIds.find((one) => query.indexOf(fold(core.titles.branch[one])) >= 0);
    const homes = namedRecords(question, query, hits, /^branch$/).filter((one) => core.index.branchOf[one.page]);
    const only = homes.length && (homes.length < 2 || homes[0].record > homes[1].record * CLEARLY) ? core.index.branchIds[core.index.branchOf[homes[0].page] - 1] : "";
    const id = said || only;
    return id ? core.minePart(id).then((own) => {
      const item = own && own.items.find((one) => asks.indexOf(fold(one[0])) >= 0);
      if (!item) { return TERM.test(query) ? termOf(core.index.branchIds.indexOf(id) + 1) : null; }
      const [path, anchor] = item[1].split("#");
      return {
        text: item[0] + "：" + inWords(item[5]) + "前，" + left(daysTo(item[5])), title: own.short, heading: "", path: path, anchor: anchor || "", clause: "",
      };
    }) : null;
  }).catch(() => null);
}

/* The end of a branch's term, as its page has it under a label. */
function termOf(branch) {
  const page = core.index.kindOf.findIndex((kind, at) => kind === "branch" && core.index.branchOf[at] === branch);
  return (page < 0 ? Promise.resolve([]) : firstOf(page, 99)).then((passages) => {
    const said = labelled(passages, ["任期屆滿", "任期届满"]);
    const day = said && /([0-9]{4})年([0-9]+)月([0-9]+)日/.exec(said.text);
    return day ? told(said.text + "，" + left(daysTo(day.slice(1).map((part) => ("0" + part).slice(part.length > 2 ? 1 : -2)).join("-"))), said.from) : null;
  });
}

const ROLES = () => Object.keys(core.titles.role).map((role) => fold(core.titles.role[role]));

/* In which of the books and boxes something is kept: as their own pages list it. */
function ofCarrier(bare, question) {
  return Promise.all(likely(question, /^carrier$/, 12).map(core.passage)).then((passages) => {
    let best = null;
    passages.filter(Boolean).forEach((one) => rowsOf(one).forEach((cells) => cells.forEach((cell) => {
      const sure = cell.length > 2 && !ROLES().some((role) => fold(cell).indexOf(role) === 0) ? names(bare, cell) : 0;
      if (sure > 0.6 && (!best || best.sure < sure)) { best = { sure: sure, cell: cell, from: one }; }
    })));
    return best && told(best.cell + "：" + best.from.title, best.from);
  });
}

/* What the year's pages say under a label of the task that a question names. */
function ofTask(bare, question, labels) {
  const numbers = likely(question, /^year$/, 8);
  return Promise.all(numbers.map((number) => Promise.all([number - 1, number, number + 1].map(core.passage)))).then((found) => {
    const one = found.find((passages) => passages[1] && passages[1].heading && names(bare, passages[1].heading) > 0.55);
    const said = one && labelled(one.filter((passage) => passage && passage.heading === one[1].heading), labels);
    return said ? told(said.text, said.from) : null;
  });
}

/* Words about a day that are no part of a record's title. */
const LATE = of("到期|截止|截至|期限|之前|前|内|要?交$|要");

/* What records say to a question, or null. */
function fromRecords(query, text, sort, question, answer) {
  const bare = [text, question.words.join(" "), text.replace(LATE, " ")];
  const period = sort.labels.some((label) => PERIODS.indexOf(label) >= 0);
  const alone = namedAlone(question, query, answer.hits);
  const tries = [
    () => (MINE.test(query) || (TERM.test(query) && /moment|span/.test(sort.name)) ? ofBranch(query, question, answer.hits) : null),
    () => recordAmong(alone.concat(candidates(answer.hits, question)), query, bare, alone).then((found) => {
      const said = found.map((passages) => {
        const asked = askedLabels(passages, query);
        return labelled(passages, asked.concat(sort.labels), sort, asked);
      }).find(Boolean);
      return said ? told(said.text, said.from) : null;
    }),
    () => (sort.name === "place" ? ofCarrier(bare, question) : null),
    () => (sort.labels.length && !period ? ofTask(bare, question, sort.labels) : null),
    () => (sort.name === "who" || sort.name === "moment" ? ofDuty(bare, sort) : null),
  ];
  return tries.reduce((done, next) => done.then((said) => said || next()), Promise.resolve(null));
}
