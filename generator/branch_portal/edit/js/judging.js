/* What `portal check` says of one record by itself, in its own words: whether each field is there, its type, its form, its
   range, whether what it names exists, and whether there is one of several. How other fields go together, and records with one another, only `portal check` knows. */

function filled(text, values) {
  return text.replace(/\{\{|\}\}|\{(\w+)\}/g, (all, name) => all === "{{" ? "{" : all === "}}" ? "}" : name in values ? String(values[name]) : all);
}

function saying(name, path, values) {
  const words = SAID[name] || SAID.other;
  return { path: path, rule: words[0], message: filled(words[1], values || {}), mend: filled(words[2], values || {}), missing: name === "missing" };
}

function size(text) { return Array.from(text).length; }

function days(year, month) { return new Date(Date.UTC(year, month, 0)).getUTCDate(); }

/* A day as `project/base.py` takes it; nothing where it is one. */
function wrongDay(text, path) {
  if (typeof text !== "string") { return saying("date_text", path); }
  const found = /^([0-9]{4})\s*[-/.年]?\s*([0-9]{1,2})\s*[-/.月]?\s*([0-9]{1,2})\s*[日號号]?$/.exec(text);
  const strict = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text), year = found && Number(found[1]), month = found && Number(found[2]);
  const exists = found && month >= 1 && month <= 12 && year > 0 && Number(found[3]) >= 1 && Number(found[3]) <= days(year, month);
  if (strict && exists) { return year < SAID.years[0] || year > SAID.years[1] ? saying("date_far", path) : null; }
  const wrong = saying(strict ? "date_none" : "date_form", path);
  if (exists) {
    wrong.mend = "改成 " + found[1] + "-" + ("0" + month).slice(-2) + "-" + ("0" + Number(found[3])).slice(-2) + "。";
  } else if (found && (month < 1 || month > 12)) {
    wrong.message = "沒有這一天：沒有" + month + "月";
  } else if (found && year > 0) {
    wrong.message = "沒有這一天：" + year + "年" + month + "月只有" + days(year, month) + "天";
  }
  return wrong;
}

const ALSO = {
  id: (text) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) ? "" : "id_form",
  filled: (text) => text.trim() ? "" : "text_empty",
  month_day: (text) => {
    const found = /^([0-9]{2})-([0-9]{2})$/.exec(text);
    if (!found) { return "month_day_form"; }
    return Number(found[1]) >= 1 && Number(found[1]) <= 12 && Number(found[2]) >= 1 && Number(found[2]) <= days(2024, Number(found[1])) ? "" : "date_none";
  },
  years: (text) => {
    const found = /(?:^|\.)([0-9]{4})(?![0-9])/.exec(text);
    return found && (Number(found[1]) < SAID.years[0] || Number(found[1]) > SAID.years[1]) ? "date_far" : "";
  }
};

/* A mistake that also says what stands there instead. */
function shaped(wrong, value, words) {
  if (Array.isArray(value) || value instanceof Map) { wrong.message += words + (Array.isArray(value) ? "列表" : "記錄"); }
  return wrong;
}

function wrongText(field, text, path) {
  if (typeof text !== "string") { return shaped(saying("string_type", path), text, "，寫成了"); }
  if (field.most !== undefined && size(text) > field.most) { return saying("string_too_long", path, { max_length: field.most, length: size(text) }); }
  if (field.least !== undefined && size(text) < field.least) { return saying("string_too_short", path, { min_length: field.least }); }
  if (field.form && !new RegExp(field.form[0]).test(text)) { return saying("string_pattern_mismatch", path, { pattern: field.form[1] }); }
  const name = (field.also || []).map((one) => ALSO[one](text)).filter(Boolean)[0];
  return name ? saying(name, path) : null;
}

function chosen(field, value) { return (field.options || []).some((option) => told(fromOption(option[0])) === told(value)); }

function fromOption(value) { return typeof value === "number" ? new Num(String(value), false) : value; }

function notChosen(field, path) {
  const words = field.options.map((option) => String(option[0]) === option[1] ? option[1] : option[0] + "（" + option[1] + "）").join("、");
  const wrong = saying("literal_error", path, { expected: words });
  if (field.options.length === 1) { wrong.mend = "改成 " + field.options[0][0] + "。"; }
  return wrong;
}

function wrongNumber(field, value, path) {
  let wrong = null;
  if (!(value instanceof Num)) {
    wrong = saying(field.kind === "number" ? "float_type" : "int_type", path);
  } else if (value.real && field.kind !== "number") {
    wrong = saying("int_type", path);
  } else if (field.min !== undefined && Number(value.text) < field.min) {
    wrong = saying("greater_than_equal", path, { ge: field.min });
  } else if (field.max !== undefined && Number(value.text) > field.max) {
    wrong = saying("less_than_equal", path, { le: field.max });
  }
  if (wrong && field.options) { wrong.message += "；或者" + notChosen(field, path).message; }
  return wrong;
}

function there(value) { return value !== undefined && value !== null && !(Array.isArray(value) && !value.length); }

/* `known` gives the ids of what a field refers to, or nothing where not all of them are published. */
function judgeOne(field, value, path, known, found) {
  let wrong = null;
  if (value === null) {
    if (!field.none) { found.push(saying(field.need ? "needed" : "blank", path, { name: field.key, title: field.title })); }
    return;
  }
  if (field.kind === "record") {
    const before = found.length;
    judge(field.fields, value, path, known, found);
    const chosen = field.one && value instanceof Map ? field.one[1].filter((key) => there(value.get(key))).length : 1;
    if (chosen !== 1 && found.length === before) {
      wrong = saying(field.one[0], path);
      wrong.missing = !chosen;
    }
  } else if (field.kind === "list") {
    if (!Array.isArray(value)) {
      wrong = saying("tuple_type", path);
    } else {
      value.forEach((one, index) => judgeOne(field.item, one, path.concat(index), known, found));
      if (field.least !== undefined && value.length < field.least) { wrong = saying("too_short", path, { min_length: field.least }); }
      if (field.most !== undefined && value.length > field.most) { wrong = saying("too_long", path, { max_length: field.most }); }
    }
  } else if (field.kind === "choice" || field.kind === "truth") {
    if (field.kind === "truth" && typeof value !== "boolean") { wrong = saying("bool_type", path); }
    if (field.kind === "choice" && !chosen(field, value)) { wrong = notChosen(field, path); }
  } else if (field.kind === "text" || field.kind === "moment") {
    wrong = field.kind === "text" ? wrongText(field, value, path) : typeof value === "string" ? null : saying("instant_form", path);
  } else if (field.kind === "date") {
    wrong = wrongDay(value, path);
  } else if (field.kind !== "raw" && !chosen(field, value)) {
    wrong = wrongNumber(field, value, path);
  }
  if (!wrong && field.refers && typeof value === "string") {
    const ids = known(field.refers);
    if (ids && !ids.has(value)) { wrong = saying("unknown", path, { id: value, kind: ids.title }); }
  }
  if (wrong) { found.push(wrong); }
}

function judge(fields, value, path, known, found) {
  if (!(value instanceof Map)) {
    const wrong = saying("model_type", path);
    if (Array.isArray(value)) { wrong.message = "這裡應是一條記錄，寫成了列表"; }
    found.push(wrong);
    return;
  }
  const keys = new Set(fields.map((field) => field.key));
  fields.forEach((field) => {
    if (value.has(field.key)) {
      judgeOne(field, value.get(field.key), path.concat(field.key), known, found);
    } else if (field.need) {
      found.push(saying("missing", path.concat(field.key), { name: field.key, title: field.title }));
    }
  });
  value.forEach((one, key) => {
    if (!keys.has(key)) { found.push(saying("extra_forbidden", path.concat(key), { name: key })); }
  });
}
