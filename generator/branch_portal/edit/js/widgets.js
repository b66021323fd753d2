/* The controls of a form, made of a kind's fields; each writes what is typed into the record at once. */

function element(name, text, parent, attributes) {
  const one = document.createElement(name);
  if (text) { one.textContent = text; }
  Object.keys(attributes || {}).forEach((key) => {
    if (attributes[key] !== undefined && attributes[key] !== false) { one.setAttribute(key, attributes[key]); }
  });
  if (parent) { parent.appendChild(one); }
  return one;
}

function button(text, parent, act, name) {
  const one = element("button", text, parent, { type: "button", "class": "button", "aria-label": name });
  one.addEventListener("click", act);
  return one;
}

function placeId(path) { return "f-" + path.join("-").replace(/[^A-Za-z0-9_-]/g, "_"); }

/* `value` at `key`, in the order in which the model has its fields; undefined takes it away. */
function putAt(fields, record, key, value) {
  if (value === undefined) {
    record.delete(key);
  } else if (record.has(key)) {
    record.set(key, value);
  } else {
    const order = fields.map((field) => field.key), pairs = Array.from(record);
    const before = order.slice(0, order.indexOf(key));
    let at = 0;
    pairs.forEach((pair, index) => { if (before.indexOf(pair[0]) >= 0) { at = index + 1; } });
    pairs.splice(at, 0, [key, value]);
    record.clear();
    pairs.forEach((pair) => record.set(pair[0], pair[1]));
  }
}

/* What a typed text stands for in a field. */
function typed(field, text) {
  const words = text.replace(/\r/g, "").split("\n").map((line) => line.trim()).join("\n").trim();
  if (!words) { return undefined; }
  if (field.kind === "raw") {
    try { return data(compose("x: " + words.replace(/\n/g, " "))).get("x"); } catch (error) { return words; }
  }
  const option = (field.options || []).filter((one) => one[1] === words || String(one[0]) === words)[0];
  if (option) { return fromOption(option[0]); }
  return field.kind === "integer" || field.kind === "number" ? plain(words) : words;
}

function shown(value) { return value === undefined || value === null ? "" : typeof value === "string" ? value : flowed(value); }

class Form {
  /* `ids` gives pairs of id and title for what a field refers to, `texts` the open files of a kind by id. `changed` is called
     after every change, `again` after one that changes which controls there are, with the place that has the focus then. */
  constructor(fields, ids, texts, changed, again) {
    this.naming = new Set(fields.filter((field) => field.columns).map((field) => field.columns[0]));
    this.ids = ids;
    this.texts = texts;
    this.changed = changed;
    this.again = again;
  }

  record(fields, record, path, parent) {
    const rare = [];
    fields.forEach((field) => {
      const asked = field.need || record.has(field.key) || (field.columns && this.columns(field, record));
      if (asked) { this.field(fields, field, record, path, parent); } else { rare.push(field); }
    });
    if (!rare.length) { return; }
    const more = element("details", "", parent, { "class": "form-more", id: placeId(path.concat("more")) });
    element("summary", "可以不填的（" + rare.length + "項）：" + rare.map((field) => field.title).join("、"), more);
    rare.forEach((field) => this.field(fields, field, record, path, more));
  }

  field(fields, field, record, path, parent) {
    const here = path.concat(field.key);
    const put = (value) => putAt(fields, record, field.key, value);
    const title = field.title + (field.need ? "（必填）" : "");
    const columns = field.columns && this.columns(field, record);
    if (field.kind === "list" || field.kind === "record" || columns) {
      const box = element("fieldset", "", parent, { id: placeId(here), tabindex: "-1" });
      const legend = element("legend", title, box);
      element("small", field.key, legend);
      if (!columns) { this.hint(field, here, box); }
      if (columns) {
        this.table(columns, record, here, box, put);
      } else if (field.kind === "list") {
        this.list(field, record, here, box, put);
      } else {
        this.part(field, record, here, box, put);
      }
      this.wrong(here, box);
      return;
    }
    this.labelled(field, title, field.key, record.get(field.key), here, parent, put);
  }

  labelled(field, title, key, value, here, parent, put) {
    const box = element("div", "", parent, { "class": "form-field" }), id = placeId(here);
    const label = element("label", title, box, { "for": id });
    if (key) { element("small", key, label); }
    this.hint(field, here, box);
    const control = this.control(field, value, id, box);
    control.addEventListener(control.tagName === "SELECT" ? "change" : "input", () => {
      put(control.tagName === "SELECT" ? control.selectedValue() : typed(field, control.value));
      if (this.naming.has(key)) { this.again(here); } else { this.changed(here); }
    });
    this.wrong(here, box);
    return box;
  }

  hint(field, here, parent) {
    const said = field.refers ? [] : [field.hint, field.form && field.form[1], field.kind === "raw" && "寫在一行裡，寫法同文件",
      field.min !== undefined && field.max !== undefined && field.min + "至" + field.max, field.most && !field.form && "最多" + field.most + (field.kind === "list" ? "項" : "字"),
      (field.kind === "integer" || field.kind === "number") && field.options && "或寫：" + field.options.map((one) => one[1]).join("、")].filter(Boolean);
    if (said.length) { element("p", said.join("；"), parent, { "class": "note", id: placeId(here) + "-hint" }); }
  }

  wrong(here, parent) { element("p", "", parent, { "class": "form-wrong", id: placeId(here) + "-wrong", hidden: "" }); }

  control(field, value, id, parent) {
    const options = field.refers ? this.ids(field.refers) : field.kind === "choice" ? field.options : field.kind === "truth" ? [[true, "是"], [false, "否"]] : null;
    if (options && (options.length || !field.refers)) { return this.select(field, options, value, id, parent); }
    if (field.long || field.kind === "raw" || (typeof value === "string" && value.indexOf("\n") >= 0)) {
      const area = element("textarea", "", parent, { id: id, rows: field.kind === "raw" ? 2 : 4 });
      area.value = shown(value);
      return area;
    }
    const day = field.kind === "date" && (value === undefined || !wrongDay(value, []));
    const input = element("input", "", parent, { id: id, type: day ? "date" : "text", autocomplete: "off",
      inputmode: field.kind === "integer" ? "numeric" : field.kind === "number" ? "decimal" : undefined });
    input.value = shown(value);
    return input;
  }

  select(field, options, value, id, parent) {
    const one = element("select", "", parent, { id: id }), all = [[undefined, field.need ? "請選" : "不填"]];
    options.forEach((option) => all.push([fromOption(option[0]), field.refers ? option[0] + " " + option[1] : option[1]]));
    let at = all.findIndex((option) => option[0] !== undefined && value !== undefined && told(option[0]) === told(value));
    if (at < 0 && value !== undefined && value !== null) { at = all.push([value, shown(value)]) - 1; }
    all.forEach((option, index) => element("option", option[1], one, { value: index }));
    one.selectedIndex = Math.max(at, 0);
    one.selectedValue = () => all[one.selectedIndex][0];
    return one;
  }

  list(field, record, here, box, put) {
    const items = Array.isArray(record.get(field.key)) ? record.get(field.key) : [];
    const store = () => put(items.length ? items : undefined);
    items.forEach((value, index) => {
      const at = here.concat(index), name = field.title + "第" + (index + 1) + "項";
      const row = element(field.item.kind === "record" ? "fieldset" : "div", "", box, { "class": "form-row", id: field.item.kind === "record" ? placeId(at) : undefined, tabindex: "-1" });
      if (field.item.kind === "record" && value instanceof Map) {
        element("legend", name, row);
        this.record(field.item.fields, value, at, row);
        this.wrong(at, row);
      } else {
        this.labelled(field.item, name, "", value, at, row, (now) => { items[index] = now === undefined ? "" : now; });
      }
      button("去掉", row, () => {
        items.splice(index, 1);
        store();
        this.again(here);
      }, "去掉" + name);
    });
    button("添一項", box, () => {
      items.push(field.item.kind === "record" ? new Map() : "");
      store();
      this.again(here.concat(items.length - 1));
    }, field.title + "：添一項");
  }

  /* The columns that the record named beside declares, as fields; nothing where its file is not open or has none. */
  columns(field, record) {
    const text = this.texts(field.columns[1])[record.get(field.columns[0])];
    const declared = text ? data(compose(text)).get(field.columns[2]) : null;
    return Array.isArray(declared) && declared.length ? declared.map((one) => ({
      key: one.get("key"), title: one.get("title"), kind: one.get("kind"), need: !one.get("optional"),
      options: (one.get("options") || []).length ? one.get("options").map((option) => [option, option]) : undefined
    })) : null;
  }

  table(columns, record, here, box, put) {
    const values = record.get(here[here.length - 1]) instanceof Map ? record.get(here[here.length - 1]) : new Map();
    columns.forEach((column) => {
      this.labelled(column, column.title + (column.need ? "（必填）" : ""), column.key, values.get(column.key), here.concat(column.key), box, (now) => {
        putAt(columns, values, column.key, now);
        put(values.size ? values : undefined);
      });
    });
  }

  part(field, record, here, box, put) {
    const value = record.get(field.key);
    if (value instanceof Map) {
      this.record(field.fields, value, here, box);
      if (!field.need) {
        button("不填這一項", box, () => {
          put(undefined);
          this.again(here);
        }, "不填這一項：" + field.title);
      }
      return;
    }
    button("填寫", box, () => {
      put(new Map());
      this.again(here);
    }, "填寫" + field.title);
  }
}
