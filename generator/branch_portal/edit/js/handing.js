/* What has become of a file: the lines that change, and ways to hand them over. */

const MOST_IN_ADDRESS = 7000;

/* Runs of lines: [" ", "-" or "+", the line's number, its text]; of what stays, `near` lines around a change. */
function changes(old, now, near) {
  const before = old ? old.replace(/\n$/, "").split("\n") : [], after = now.replace(/\n$/, "").split("\n"), rows = [];
  opcodes(before, after).forEach((code) => {
    if (code[0] === "equal") {
      for (let at = code[1]; at < code[2]; at++) { rows.push([" ", at + 1, before[at], code[3] + at - code[1] + 1]); }
      return;
    }
    for (let at = code[1]; at < code[2]; at++) { rows.push(["-", at + 1, before[at]]); }
    for (let at = code[3]; at < code[4]; at++) { rows.push(["+", at + 1, after[at]]); }
  });
  return rows.filter((row, index) => row[0] !== " " || rows.slice(Math.max(0, index - near), index + near + 1).some((one) => one[0] !== " "));
}

/* The change as programs for patches take it. */
function unified(file, old, now) {
  const rows = changes(old, now, 3), lines = ["--- " + (old ? "a/" + file : "/dev/null"), "+++ b/" + file];
  let start = 0, shift = 0;
  while (start < rows.length) {
    let stop = start + 1;
    const number = (row) => row[0] === "+" ? null : row[1];
    let last = number(rows[start]);
    for (; stop < rows.length; stop++) {
      const here = number(rows[stop]);
      if (here !== null && last !== null && here > last + 1) { break; }
      last = here === null ? last : here;
    }
    const part = rows.slice(start, stop), gone = part.filter((row) => row[0] !== "+"), come = part.filter((row) => row[0] !== "-");
    const from = gone.length ? gone[0][1] : part[0][1] - 1 - shift;
    lines.push("@@ -" + (old ? from : 0) + "," + gone.length + " +" + (come.length ? (come[0][3] || (come[0][0] === "+" ? come[0][1] : from + shift)) : from + shift - 1) + "," + come.length + " @@");
    part.forEach((row) => lines.push(row[0] + row[2]));
    shift += come.length - gone.length;
    start = stop;
  }
  return lines.join("\n") + "\n";
}

function copy(text, done) {
  const by = () => {
    const area = element("textarea", "", document.body, { "class": "form-copied", "aria-hidden": "true" });
    area.value = text;
    area.select();
    done(document.execCommand("copy"));
    document.body.removeChild(area);
  };
  if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(text).then(() => done(true), by); } else { by(); }
}

function address(template, file, text) {
  const at = file.lastIndexOf("/");
  return template.replace("{path}", file).replace("{folder}", file.slice(0, at)).replace("{name}", file.slice(at + 1)).replace("{text}", () => text);
}

class Handing {
  constructor(index, parent) {
    this.index = index;
    this.parent = parent;
  }

  /* Shows what changes from `old` (nothing for a new file) to `now` in `file`. */
  show(file, old, now) {
    const parent = this.parent;
    parent.textContent = "";
    element("h2", "要改的行", parent, { id: "form-change" });
    if (old === now) {
      element("p", "還沒有改動。", parent, { "class": "note" });
      return;
    }
    const rows = changes(old, now, 2), gone = rows.filter((row) => row[0] === "-").length, come = rows.filter((row) => row[0] === "+").length;
    element("p", (old ? "文件" : "新文件") + " " + file + "：" + (gone ? "去掉" + gone + "行，" : "") + "寫上" + come + "行，其他行不動。", parent);
    const list = element("pre", "", parent, { "class": "form-lines", tabindex: "0", "aria-labelledby": "form-change" });
    rows.forEach((row) => {
      const line = element(row[0] === "-" ? "del" : row[0] === "+" ? "ins" : "span", "", list);
      element("span", ("   " + row[1]).slice(-4) + " " + (row[0] === "-" ? "−" : row[0]) + " ", line, { "class": "form-number" });
      line.appendChild(document.createTextNode(row[2].replace(/\r$/, "") + "\n"));
    });
    this.ways(file, old, now, parent);
  }

  ways(file, old, now, parent) {
    const box = element("p", "", parent), state = element("p", "", parent, { "class": "note", role: "status" });
    const name = file.slice(file.lastIndexOf("/") + 1);
    const told = (what) => (worked) => { state.textContent = worked ? "已複製" + what + "。" : "瀏覽器不讓複製，請改用下載。"; };
    const template = old ? this.index.edit : this.index.new, text = encodeURIComponent(now);
    const carried = !old && template.indexOf("{text}") >= 0 && text.length <= MOST_IN_ADDRESS;
    if (template) {
      element("a", carried ? "在倉庫裡新建（已填好）" : old ? "打開倉庫裡的這個文件" : "在倉庫裡新建", box,
        { "class": "button", href: address(template, file, carried ? text : ""), target: "_blank", rel: "noopener" });
    }
    button("複製整份文件", box, () => copy(now, told("整份文件")));
    button("下載", box, () => {
      const link = element("a", "", document.body, { download: name, href: URL.createObjectURL(new Blob([now], { type: "text/yaml;charset=utf-8" })) });
      link.click();
      document.body.removeChild(link);
      state.textContent = "下載的文件放到 " + file + "，替換原來的。";
    });
    button("複製改動", box, () => copy(unified(file, old, now), told("改動，發給管倉庫的人就行")));
    if (template && !carried) {
      element("p", "先複製整份文件，再打開倉庫" + (old ? "裡的這個文件，全選、貼上" : "，文件名寫 " + name + "，貼上") + "，寫一句改了什麼，提交。", parent, { "class": "note" });
    } else if (!template) {
      element("p", "把下載的文件放到 " + file + "，或把改動發給管倉庫的人。", parent, { "class": "note" });
    }
  }
}
