/* The page itself: which kind, which record, the form, what `portal check` would say, what changes. */

const loaded = {}, waiting = {};
const place = document.querySelector("[data-form]");
const filesFolder = place ? place.getAttribute("data-files-src").replace(/[^/]*$/, "") : "";

/* The content of a script beside the page, loaded once; null where there is none. */
function content(name) {
  if (loaded[name] !== undefined) { return Promise.resolve(loaded[name]); }
  if (!waiting[name]) {
    waiting[name] = new Promise((done) => {
      // An edition has itself only the scripts that differ from the first edition's.
      const own = name.indexOf("files/") ? [name + ".js"] : [];
      const load = (sources) => {
        const script = element("script", "", null, { src: sources[0] });
        script.onload = () => done(loaded[name] === undefined ? null : loaded[name]);
        script.onerror = () => { if (sources.length > 1) { load(sources.slice(1)); } else { done(null); } };
        document.head.appendChild(script);
      };
      load(own.concat(filesFolder + "../" + name + ".js"));
    });
  }
  return waiting[name];
}

/* Everything that fields refer to, those inside too. */
function referred(fields) {
  return [].concat.apply([], fields.map((field) => {
    const one = field.item || field;
    return (one.refers ? [one.refers] : []).concat(one.fields ? referred(one.fields) : []);
  }));
}

function spoken(problem) { return problem.message + "。" + problem.mend + (problem.rule ? "（" + problem.rule + "）" : ""); }

class FormPage {
  constructor(index, parent) {
    this.index = index;
    this.titles = {};
    parent.textContent = "";
    this.choice = element("div", "", parent, { "class": "form-choice" });
    this.place = element("div", "", parent);
    this.summary = element("div", "", parent, { "class": "form-summary", role: "status" });
    this.handing = new Handing(index, element("div", "", parent));
    this.choose();
  }

  choose() {
    const asked = new URLSearchParams(location.search);
    const kinds = element("select", "", element("label", "類別", this.choice), { name: "kind" });
    element("option", "請選", kinds, { value: "" });
    this.index.kinds.forEach((kind) => element("option", kind[1], kinds, { value: kind[0] }));
    const records = element("select", "", element("label", "記錄", this.choice), { name: "record" });
    const own = element("details", "", this.choice, { "class": "form-more" });
    element("summary", "改列表裡沒有的文件：選文件，或貼上內容", own);
    const file = element("input", "", element("label", "文件（.yml）", own), { type: "file", accept: ".yml,.yaml,text/yaml" });
    const text = element("textarea", "", element("label", "或把整份文件貼在這裡", own), { rows: 4 });
    button("打開貼上的內容", own, () => this.open(kinds.value, "", text.value));
    file.addEventListener("change", () => {
      const reader = new FileReader();
      reader.onload = () => this.open(kinds.value, file.files[0].name.replace(/\.ya?ml$/, ""), String(reader.result));
      reader.readAsText(file.files[0]);
    });
    kinds.addEventListener("change", () => this.kind(kinds.value, records));
    records.addEventListener("change", () => this.pick(kinds.value, records.value));
    records.disabled = true;
    if (this.index.kinds.some((kind) => kind[0] === asked.get("kind"))) {
      kinds.value = asked.get("kind");
      this.kind(kinds.value, records).then(() => {
        if (asked.has("new")) {
          records.value = "+";
          this.open(kinds.value, asked.get("new") || this.about(kinds.value)[4], "", asked);
        } else if (asked.get("id") && Array.from(records.options).some((one) => one.value === "=" + asked.get("id"))) {
          records.value = "=" + asked.get("id");
          this.pick(kinds.value, records.value);
        }
      });
    }
  }

  clear(words) {
    this.draft = null;
    this.place.textContent = this.summary.textContent = this.handing.parent.textContent = "";
    if (words) { element("p", words, this.place, { "class": "notice" }); }
  }

  kind(name, records) {
    this.clear();
    records.textContent = "";
    records.disabled = !name;
    if (!name) { return Promise.resolve(); }
    const kind = this.about(name);
    return Promise.all([content("ids/" + name), kind[3] ? content("files/" + name) : null, content("kinds/" + name)]).then((found) => {
      const ids = found[0] || {}, texts = found[1] || {};
      element("option", "請選", records, { value: "" });
      element("option", "新建一條" + kind[1].replace(/（.*/, ""), records, { value: "+" });
      Object.keys(ids).forEach((id) => {
        element("option", id + " " + ids[id] + (texts[id] === undefined ? "（要打開文件）" : ""), records, { value: "=" + id });
      });
    });
  }

  about(name) { return this.index.kinds.filter((kind) => kind[0] === name)[0]; }

  pick(name, record) {
    if (!record) { this.clear(); return; }
    const kind = this.about(name), id = record.slice(1);
    if (record === "+") { this.open(name, kind[4], ""); return; }
    const text = (loaded["files/" + name] || {})[id];
    if (text === undefined) {
      this.clear("這條記錄的文件不在網站上。請在上面「選文件，或貼上內容」裡打開 " + kind[2].replace(/\{.*\}/, id) + "。");
    } else {
      this.open(name, id, text);
    }
  }

  /* The form of one file's text, of a new record where there is none, with what the address gives of it. */
  open(name, id, text, given) {
    if (!name) { this.clear("先選類別。"); return; }
    let old = null;
    try { old = text.trim() ? data(compose(text)) : null; } catch (error) {
      this.clear("這份文件第" + ((error.line || 0) + 1) + "行讀不出來：先照 portal check 說的改好，再在這裡打開。");
      return;
    }
    if (old && !(old instanceof Map)) { this.clear("這份文件不是一條記錄。"); return; }
    Promise.all([content("kinds/" + name)]).then((found) => {
      const fields = found[0], wanted = Array.from(new Set(referred(fields)));
      const names = wanted.concat([].concat.apply([], wanted.map((one) => this.index.unions[one] || [])));
      const columns = fields.filter((field) => field.columns).map((field) => content("files/" + field.columns[1]));
      return Promise.all(columns.concat(names.filter((one) => !this.index.unions[one]).map((one) => content("ids/" + one)))).then(() => this.begin(name, id, text, old, fields, given));
    });
  }

  begin(name, id, text, old, fields, given) {
    const kind = this.about(name), own = fields.some((field) => field.key === "id");
    const now = old ? data(compose(text)) : new Map(own && id ? [["id", id]] : []);
    if (!old) {
      fields.forEach((field) => {
        const value = given && typed(field, given.get("f-" + field.key) || "");
        if (value !== undefined && value !== null) { now.set(field.key, value); }
        if (field.need && !now.has(field.key) && field.kind === "list" && (field.least || 0) > 0) { now.set(field.key, [field.item.kind === "record" ? new Map() : ""]); }
        if (field.need && !now.has(field.key) && field.kind === "record") { now.set(field.key, new Map()); }
      });
    }
    this.draft = { kind: kind, text: old ? text : "", old: old, now: now, fields: fields.filter((field) => old || field.key !== "old_ids"), all: fields, own: own, asked: Boolean(old) };
    this.form = new Form(fields, (refers) => this.options(refers), (one) => loaded["files/" + one] || {}, () => this.judged(), (at) => this.shown(at));
    this.shown();
  }

  options(refers) {
    const members = this.index.unions[refers] || [refers];
    return [].concat.apply([], members.map((one) => Object.keys(loaded["ids/" + one] || {}).map((id) => [id, loaded["ids/" + one][id]])));
  }

  known(refers) {
    const members = this.index.unions[refers] || [refers];
    if (this.index.closed.indexOf(refers) >= 0 || members.some((one) => !loaded["ids/" + one] || this.index.closed.indexOf(one) >= 0)) { return null; }
    const ids = new Set(this.options(refers).map((pair) => pair[0]));
    ids.title = this.index.titles[refers];
    return ids;
  }

  /* All controls anew, the focus at a place. */
  shown(at) {
    const draft = this.draft, open = Array.from(this.place.querySelectorAll("details[open]")).map((one) => one.id);
    this.place.textContent = "";
    element("h2", (draft.old ? "改：" : "新建：") + draft.kind[1].replace(/（.*/, ""), this.place);
    const form = element("form", "", this.place, { "class": "form-fields", autocomplete: "off" });
    form.addEventListener("submit", (event) => event.preventDefault());
    this.form.record(draft.fields, draft.now, [], form);
    if (draft.old && draft.own) { this.keepId(document.getElementById(placeId(["id"]))); }
    open.forEach((id) => { if (document.getElementById(id)) { document.getElementById(id).open = true; } });
    this.judged();
    if (!at) { return; }
    const there = document.getElementById(placeId(at));
    if (!there) { return; }
    for (let box = there.parentNode; box && box !== this.place; box = box.parentNode) {
      if (box.tagName === "DETAILS") { box.open = true; }
    }
    const first = there.matches("input, select, textarea") ? there : there.querySelector("input, select, textarea");
    (first || there).focus();
  }

  /* The id of a record that is there names its file, and others name it: it is read here, and changed by a command. */
  keepId(control) {
    if (!control || !control.value) { return; }
    control.readOnly = true;
    element("p", "編號不在這裡改：文件名、引用它的地方要一起改，請維護人運行 portal rename。", control.parentNode, { "class": "note" });
  }

  file() {
    return this.draft.kind[2].replace(/\{(\w+)\}/g, (all, key) => shown(this.draft.now.get(key)) || "new");
  }

  judged() {
    const draft = this.draft, found = [];
    judge(draft.all, draft.now, [], (refers) => this.known(refers), found);
    const id = draft.own && shown(draft.now.get("id"));
    if (!draft.old && id && (loaded["ids/" + draft.kind[0]] || {})[id] !== undefined) {
      found.push({ path: ["id"], rule: "", message: "編號「" + id + "」已經有了", mend: "換一個沒有用過的編號。" });
    }
    Array.from(this.place.querySelectorAll(".form-wrong")).forEach((one) => { one.hidden = true; });
    Array.from(this.place.querySelectorAll("[aria-invalid]")).forEach((one) => one.removeAttribute("aria-invalid"));
    found.forEach((problem) => this.mark(problem));
    this.sum(found);
    this.hand();
  }

  /* A problem at its control; what is only not filled in yet is counted below. */
  mark(problem) {
    if (problem.missing && !this.draft.asked) { return; }
    for (let path = problem.path; path.length; path = path.slice(0, -1)) {
      const words = document.getElementById(placeId(path) + "-wrong"), control = document.getElementById(placeId(path));
      if (words) {
        words.textContent = (words.hidden ? "" : words.textContent + " ") + spoken(problem);
        words.hidden = false;
        if (control && control.matches("input, select, textarea")) {
          control.setAttribute("aria-invalid", "true");
          control.setAttribute("aria-describedby", words.id);
        }
        return;
      }
    }
  }

  sum(found) {
    const missing = found.filter((one) => one.missing).length, other = found.length - missing;
    this.summary.textContent = "";
    element("p", found.length ? (missing ? "還有" + missing + "處要填。" : "") + (other ? other + "處要改，說明在各欄下面。" : "") : "每一欄都填對了。", this.summary,
      { "class": found.length ? "form-count" : "form-count form-fine" });
    const strange = found.filter((one) => !document.getElementById(placeId(one.path) + "-wrong"));
    if (strange.length) {
      const list = element("ul", "", this.summary);
      strange.forEach((one) => element("li", one.path.join(".") + "：" + spoken(one), list));
    }
    element("p", "這裡只查一條記錄自己的寫法和引用；欄目之間配不配、和別的記錄合不合、日曆要不要更新，提交後由 portal check 查。", this.summary, { "class": "note" });
  }

  hand() {
    const draft = this.draft;
    let text;
    try {
      text = told(draft.old || new Map()) === told(draft.now) ? draft.text : draft.old ? patch(draft.text, draft.now) : fresh(draft.now);
      if (text && told(data(compose(text))) !== told(draft.now)) { throw new Unreadable(0); }
    } catch (error) {
      this.handing.parent.textContent = "";
      element("p", "這樣的內容寫不進文件（多半是還有空著的一格），填上或去掉它再看。", this.handing.parent, { "class": "notice" });
      return;
    }
    this.handing.show(this.file(), draft.text, text);
  }
}

window.portalForm = function (name, value) { loaded[name] = value; };
window.portalForm.inside = { compose: compose, data: data, told: told, patch: patch, fresh: fresh, judge: judge, Num: Num, unified: unified, changes: changes };
if (place) { content("index").then((index) => { if (index) { new FormPage(index, place); } }); }
