/* What stands above the hits: what is due in the days of a query, for a branch where one is named or chosen; or the answer to a
   question of fact, with where it stands. */

const DUE_SHOWN = 8;
/* How many days the files of one branch reach from their first to their last. */
const MINE_REACH = 165;
const mineParts = {};
const ASKS_A_DATUM = /\u4f55\u65f6|\u5230\u671f|\u6bd4\u4f8b|\u5b8c\u6210\u7387|(?:\u671f\u9650|\u65f6\u9650|\u622a\u6b62|\u57fa\u6570|\u76ee\u6807|\u4efb\u671f|\u7275\u5934|\u6838\u9a8c|\u7b7e\u53d1|\u7763\u5bfc|\u5305\u6848)(?:\u90e8\u95e8|\u5355\u4f4d|\u4eba|\u65e5\u671f|\u65f6\u95f4)?$/;

/* A file of 我的支部; where the program of the home page listens already, both are told. */
function minePart(name) {
  const before = window.portalMine;
  if (!before || !before.searched) {
    const told = (part, content) => { mineParts[part] = content; if (before) { before(part, content); } };
    window.portalMine = Object.assign(told, before, { searched: true });
  }
  return load("mine/" + name, home + "../mine/" + name + ".js").then(() => mineParts[name]);
}

/* The branch of a card: named in the query, else the one that the reader has chosen; "" for none. */
function branchOfCard(card) {
  if (card.branch) { return branchNames().then(() => index.branchIds[card.branch - 1]); }
  return Promise.resolve((window.portalMyself || {}).branch || "");
}

/* What one branch has to do, as far as its files reach: {whose, items}; null where they do not. */
function ofBranch(id, span) {
  return Promise.all([minePart("index"), minePart(id)]).then((parts) => {
    const until = parts[0].until;
    const since = new Date(Date.parse(until) - MINE_REACH * 86400000).toISOString().slice(0, 10);
    if (span.to > until || span.from < since) { return null; }
    const own = parts[1];
    return Promise.all(own.years.map((year) => minePart(year[0]))).then((years) => {
      const items = own.items.map((one) => ({ title: one[0], path: one[1], role: one[3], due: one[5] }));
      years.forEach((year, which) => year.days.forEach((one, place) => {
        const duty = year.duties[one[0]];
        if (own.years[which][2].indexOf(place) >= 0 || duty[4]) { return; }
        items.push({
          title: duty[0], path: duty[1], role: duty[3], due: one[2], done: own.years[which][1].indexOf(place) >= 0,
        });
      }));
      return { whose: own.short, items: items };
    });
  });
}

/* The card as an element, or null where nothing is due. */
function dueCard(card) {
  return branchOfCard(card).then((id) => (id ? ofBranch(id, card.span).catch(() => null) : null)).then((own) => dates().then((made) => {
    const all = own ? made.narrowed(card, own.items) : made.dueIn(card);
    const now = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
    const items = all.filter((item) => item.due >= now).concat(all.filter((item) => item.due < now));
    const whose = [own ? own.whose : "全公司", card.role ? TITLES.role[card.role] : ""].filter(Boolean).join(" · ");
    const heading = element("h2", {}, [card.span.title + "到期" + items.length + "項", element("small", {}, [" " + whose])]);
    const list = element("ol", {}, items.slice(0, DUE_SHOWN).map((item) => element("li", {}, [
      element("time", { datetime: item.due }, [made.monthDay(item.due)]), " ",
      element("a", { href: home + "../" + item.path }, [item.title]),
      element("small", {}, [" " + [TITLES.role[item.role], item.done ? "已登記" : "", item.due < now ? "日子已過" : ""].filter(Boolean).join(" · ")]),
    ])));
    const more = items.length > DUE_SHOWN ? [element("p", {}, ["還有" + (items.length - DUE_SHOWN) + "項，見下面的頁面。"])] : [];
    return element("section", { class: "search-card", "aria-label": "到期的事" }, [heading, list].concat(more));
  }));
}

/* The answer to a question of fact as an element. */
function factCard(found) {
  const where = found.title + (found.heading ? "：" + found.heading : "") + (found.clause ? "，" + found.clause : "");
  return element("section", { class: "search-card", "aria-label": "直接回答" }, [
    element("p", { class: "search-answer" }, [found.text]),
    element("p", {}, [element("small", {}, ["出自 "]), element("a", {
      href: home + "../" + found.path + (found.anchor ? "#" + found.anchor : ""),
    }, [where])]),
  ]);
}

/* The card of an answer, or null. */
function cardOf(typed, answer) {
  if (answer.card) { return dueCard(answer.card); }
  const query = understood(fold(typed));
  if (!asks(query) && !ASKS_A_DATUM.test(query)) { return Promise.resolve(null); }
  return fact(typed, answer).then((found) => (found ? factCard(found) : null));
}
