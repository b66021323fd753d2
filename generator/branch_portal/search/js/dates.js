/* Days, months, terms and seasons in a query, on the reader's day: what is due then, and the pages about it.

   A script of its own, given what it needs of the search: most queries are about no day. */

const fold = core.fold;
const index = core.index;
const subjects = core.subjects;

const DAY = 86400000;
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const today = () => iso(Date.now() + 8 * 3600000);
const later = (day, days) => iso(Date.parse(day) + days * DAY);
const dayOf = (year, month, day) => iso(Date.UTC(year, month - 1, day));
const monthDay = (day) => Number(day.slice(5, 7)) + "月" + Number(day.slice(8)) + "日";
const DIGITS = "〇一二三四五六七八九";
const FOR_NOTHING = new RegExp(fold(
  "要做什么|做什么|要办什么|办什么|该干点啥|干点啥|干什么|干啥|有什么事|有哪些任务|有哪些事|有哪些|有什么|还有什么没办|要交什么材料|要交什么|" +
  "交什么材料|交什么|要办的事|要办的|要做的|该办的|到期的|到期|任务|工作|安排|事项|什么|那天|之前|以前|没办|[的要该前那事份]"
), "g");

/* Chinese numbers before a unit of time in figures. */
function figures(text) {
  return text.replace(/[〇一二三四五六七八九十]+(?=[月日号])/g, (written) => {
    const ten = written.indexOf("十");
    if (ten < 0) { return Array.from(written).map((one) => DIGITS.indexOf(one)).join(""); }
    const tens = ten ? DIGITS.indexOf(written[0]) : 1;
    return String(10 * tens + (ten + 1 < written.length ? DIGITS.indexOf(written[ten + 1]) : 0));
  });
}

/* A month without its year is the nearest one, rather to come than past. */
function nearest(month, from) {
  const [year, now] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  return month - now > 6 ? year - 1 : now - month > 5 ? year + 1 : year;
}

const monthOf = (year, month) => ({ from: dayOf(year, month, 1), to: dayOf(year, month + 1, 0), title: year + "年" + month + "月" });
const yearOf = (year) => ({ from: year + "-01-01", to: year + "-12-31", title: year + "年", whole: "year" });
const oneDay = (day) => ({ from: day, to: day, title: monthDay(day) });

function weekOf(from, weeks) {
  const monday = later(from, 7 * weeks - (new Date(Date.parse(from)).getUTCDay() + 6) % 7);
  return { from: monday, to: later(monday, 6), title: monthDay(monday) + "至" + monthDay(later(monday, 6)) };
}

function quarterOf(number, from) {
  const year = nearest(3 * number - 1, from);
  return {
    from: dayOf(year, 3 * number - 2, 1), to: dayOf(year, 3 * number + 1, 0), title: year + "年第" + DIGITS[number] + "季度", last: 3 * number,
  };
}

const SHIFTS = { 去: -1, 今: 0, 明: 1 };
const byYear = (word, month, from) => (word ? Number(from.slice(0, 4)) + SHIFTS[word] : nearest(month, from));
const inMonths = (from, months) => monthOf(Number(from.slice(0, 4)), Number(from.slice(5, 7)) + months);
const real = (month, day) => month >= 1 && month <= 12 && day >= 1 && day <= 31;

/* [what is written, the stretch of days that it means on a day; null where it means none]. */
const WRITTEN = [
  [/(20\d\d)[-年.\/](\d{1,2})[-月.\/](\d{1,2})[日号]?/, (m) => (real(+m[2], +m[3]) ? oneDay(dayOf(+m[1], +m[2], +m[3])) : null)],
  [/(20\d\d)(?:年|-)(\d{1,2})(?:月份?)?(?!\d)/, (m) => (real(+m[2], 1) ? monthOf(+m[1], +m[2]) : null)],
  [/(?:([去今明])年)?(\d{1,2})月(?:份的?)?(\d{1,2})[日号]?/, (m, from) => (real(+m[2], +m[3]) ? oneDay(dayOf(byYear(m[1], +m[2], from), +m[2], +m[3])) : null)],
  [/(?:([去今明])年)?(\d{1,2})月份?/, (m, from) => (real(+m[2], 1) ? monthOf(byYear(m[1], +m[2], from), +m[2]) : null)],
  [/^(\d{1,2})[.\/](\d{1,2})$/, (m, from) => (real(+m[1], +m[2]) ? oneDay(dayOf(nearest(+m[1], from), +m[1], +m[2])) : null)],
  [/今[天日]/, (m, from) => oneDay(from)],
  [/明[天日]/, (m, from) => oneDay(later(from, 1))],
  [/后天/, (m, from) => oneDay(later(from, 2))],
  [/昨[天日]/, (m, from) => oneDay(later(from, -1))],
  [/下个?(?:周|星期|礼拜)/, (m, from) => weekOf(from, 1)],
  [/上个?(?:周|星期|礼拜)/, (m, from) => weekOf(from, -1)],
  [/(?:本|这个?)(?:周|星期|礼拜)/, (m, from) => weekOf(from, 0)],
  [/下个?月/, (m, from) => inMonths(from, 1)],
  [/上个?月/, (m, from) => inMonths(from, -1)],
  [/(?:本|当|这个?)月底?|^月底/, (m, from) => inMonths(from, 0)],
  [/年底|年末/, (m, from) => monthOf(Number(from.slice(0, 4)), 12)],
  [/第?([1-4一二三四])季度?/, (m, from) => quarterOf(Number(m[1]) || DIGITS.indexOf(m[1]), from)],
  [/([去今明])年/, (m, from) => yearOf(Number(from.slice(0, 4)) + SHIFTS[m[1]])],
  [/(20\d\d)年?$/, (m) => yearOf(+m[1])],
  [/下一?个?节气/, () => ({ term: 1 })],
  [/(?:这个?|本|当前|现在的?)节气/, () => ({ term: 0 })],
];

/* The stretch of days that a query is about, and what else it names: {from, to, title, rest}; null for all other queries. */
function readDate(query, from) {
  const text = figures(query.replace(/\s+/g, " "));
  const terms = index.terms.filter((one) => text.indexOf(one) >= 0);
  const written = WRITTEN.concat(terms.map((name) => [new RegExp(name), () => ({ term: name })]));
  for (const one of written) {
    const match = one[0].exec(text);
    const span = match && one[1](match, from);
    if (span) {
      const left = (text.slice(0, match.index) + " " + text.slice(match.index + match[0].length)).replace(FOR_NOTHING, " ");
      const rest = left.replace(/\s+/g, " ").trim();
      const alone = span.whole === "year" || typeof span.term === "string";
      return core.asks(rest) || rest.length > 10 || (rest && alone) ? null : Object.assign({ rest: rest }, span);
    }
  }
  return null;
}

/* What the years ask for, of those that the portal has. */
function plansOf(years) {
  const there = index.plans.filter((year) => years.indexOf(year) >= 0);
  return Promise.all(there.map((year) => core.ownPart("days-" + year)));
}

/* A term as a stretch of days: the one of this name nearest to `from`, or the one that `from` is in, or the next. */
function termSpan(wanted, plans, from) {
  const all = [].concat.apply([], plans.map((plan) => plan.terms));
  const now = all.filter((term) => term[0] <= from).length - 1;
  const chosen = typeof wanted === "number" ? all[now + wanted] : all.filter((term) => fold(term[1]) === wanted).sort((one, other) => (
    Math.abs(Date.parse(one[0]) + 7 * DAY - Date.parse(from)) - Math.abs(Date.parse(other[0]) + 7 * DAY - Date.parse(from))
  ))[0];
  if (!chosen) { return null; }
  const next = all[all.indexOf(chosen) + 1];
  return { from: chosen[0], to: next ? later(next[0], -1) : later(chosen[0], 14), title: chosen[1], page: chosen[2] };
}

/* The pages about a stretch of days, the nearest first. */
function pagesOf(span, plans, from) {
  const pages = [];
  if (span.page !== undefined) { pages.push(span.page); }
  if (span.whole === "year") { plans.forEach((plan) => { if (String(plan.year) === span.from.slice(0, 4)) { pages.push(plan.page); } }); }
  const months = [];
  for (let day = span.from; day <= span.to; day = dayOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)) + 1, 1)) { months.push(day.slice(0, 7)); }
  if (span.whole !== "year" && span.page === undefined) {
    plans.forEach((plan) => months.forEach((month) => { if (plan.months[month] !== undefined) { pages.push(plan.months[month]); } }));
  }
  const days = Date.parse(span.to) - Date.parse(span.from);
  plans.forEach((plan) => {
    const terms = plan.terms.filter((term, place) => term[0] <= span.to && (!plan.terms[place + 1] || plan.terms[place + 1][0] > span.from));
    if (days < 10 * DAY && terms.length) { pages.push(terms[0][2]); }
  });
  if (span.from <= from && from <= span.to && plans.length) { pages.push.apply(pages, plans[0].alerts); }
  return pages.filter((page, place) => page >= 0 && pages.indexOf(page) === place);
}

/* The role that a part of a query names. */
function roleIn(text) {
  if (!text) { return ""; }
  const near = Object.keys(core.titles.role).filter((role) => {
    const title = fold(core.titles.role[role]);
    return text.indexOf(title) >= 0 || (text.length > 1 && title.slice(-text.length) === text);
  });
  return near.sort((one, other) => core.titles.role[one].length - core.titles.role[other].length)[0] || "";
}

/* From so many characters on what stands beside a day is more than a matter. */
const LONG_MATTER = 5;

/* The answer to a query about days; null where the portal has nothing of these days. */
function byDate(query) {
  const from = today();
  const span = readDate(query, from);
  if (!span) { return Promise.resolve(null); }
  const years = span.term !== undefined ? index.plans : [Number(span.from.slice(0, 4)), Number(span.to.slice(0, 4))];
  return plansOf(years).then((plans) => {
    const days = span.term === undefined ? span : Object.assign({ rest: span.rest }, termSpan(span.term, plans, from));
    if (!plans.length || !days.from) { return null; }
    const pages = pagesOf(days, plans, from);
    const role = roleIn(days.rest);
    const also = days.rest ? core.search(days.rest) : days.page === undefined ? Promise.resolve({ hits: [], words: [] }) : core.search(query);
    return also.then((other) => {
      const top = other.hits[0];
      const branch = days.rest && !role && top && index.kindOf[top.page] === "branch" ? index.branchOf[top.page] : 0;
      const matter = role || branch ? "" : days.rest;
      const card = { span: days, plans: plans, role: role, branch: branch, matter: matter };
      // What has a day in it and says more than any duty of that day is about something that happened.
      const said = matter.length >= LONG_MATTER && !dueIn(card).length;
      const firm = branch ? other.hits.slice(0, 2).map((hit) => hit.page) : said ? other.hits.slice(0, 1).map((hit) => hit.page) : [];
      const own = role && plans[0].roles[role] !== undefined ? [plans[0].roles[role]] : [];
      const order = firm.concat(own, pages);
      const texts = new Map(other.hits.map((hit) => [hit.page, hit.body]));
      const hits = order.filter((page, place) => order.indexOf(page) === place).map((page) => ({ page: page, score: 0, body: texts.get(page) || [] }))
        .concat(other.hits.filter((hit) => order.indexOf(hit.page) < 0));
      return { hits: hits, words: other.words, how: "date", card: Object.assign({ page: pages[0] }, card) };
    });
  });
}

/* What is due: {due, title, path, role}, in order of days; `matter` narrows it to what has these words. */
function dueIn(card) {
  const found = [].concat.apply([], card.plans.map((plan) => plan.days.map((one) => {
    const duty = plan.duties[one[0]];
    return { due: one[1], title: duty[0], path: duty[1], role: duty[2] };
  })));
  return narrowed(card, found);
}

function narrowed(card, items) {
  const words = card.matter ? [card.matter].concat(subjects(card.matter)) : [];
  return items.filter((item) => (
    item.due >= card.span.from && item.due <= card.span.to && (!card.role || !item.role || item.role === card.role)
    && (!words.length || words.some((word) => fold(item.title).indexOf(word) >= 0))
  )).sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0));
}
