/* 我的日曆: one address for branch, role, topics and how loud it is, or the fewest; the choice stays in this browser. */
(function () {
  "use strict";

  var form = document.querySelector("[data-my-calendar]");
  if (!form) { return; }
  var site = form.getAttribute("data-site");
  var place = document.querySelector(".my-feeds");
  var branch = form.elements.branch;
  var role = form.elements.role;
  var topics = Array.prototype.slice.call(form.querySelectorAll("[name=topic]"));

  function slug(id) { return id.replace(/_/g, "-"); }

  function titleOf(select) { return select.options[select.selectedIndex].textContent; }

  function way() { return form.querySelector("[name=way]:checked").value; }

  // The calendars that together hold what was chosen, and what to say about them.
  function chosen() {
    var said = [];
    var found = [];
    var wanted = topics.filter(function (one) { return one.checked; });
    var option = role.options[role.selectedIndex];
    var inBranch = option.hasAttribute("data-in-branch");
    var inCompany = option.hasAttribute("data-in-company");
    if (branch.value) {
      var lacking = (branch.options[branch.selectedIndex].getAttribute("data-without") || "").split(" ");
      var own = role.value && inBranch && lacking.indexOf(role.value) < 0;
      found.push({
        name: slug(branch.value) + (own ? "." + slug(role.value) : ""),
        title: titleOf(branch) + (own ? " " + titleOf(role) : ""),
        kind: own ? "branch_role" : "branch",
      });
      if (role.value && !own && !inCompany) { said.push("這個支部沒有單給「" + titleOf(role) + "」的日曆，用支部的。"); }
      if (!own && wanted.length) { said.push("支部的日曆已經包括各專題和節氣。"); wanted = []; }
    }
    if (role.value && inCompany && !(branch.value && inBranch)) { found.push({ name: "role-" + slug(role.value), title: titleOf(role) + "（公司本級）", kind: "role" }); }
    if (role.value && !branch.value && !inCompany) { said.push("「" + titleOf(role) + "」的期限各支部不同，請先選支部。"); }
    var tracks = topics.filter(function (one) { return one.value !== "terms"; });
    if (!found.length && !said.length && (!wanted.length || tracks.every(function (one) { return one.checked; }))) {
      found.push({ name: "all", title: "全公司", kind: "all" });
      wanted = [];
    }
    wanted.forEach(function (one) { found.push({ name: one.value, title: one.parentNode.textContent.trim(), kind: "topic" }); });
    if (way()) {
      var ending = way() === ".quiet" ? "（不響鈴）" : "（每週一條）";
      var kinds = form.getAttribute("data-kinds-" + way().slice(1)).split(" ");
      found.forEach(function (one) {
        if (one.name === "terms") { return; }
        if (kinds.indexOf(one.kind) >= 0) { one.name += way(); one.title += ending; } else { said.push("「" + one.title + "」沒有這一種，給出平常的；不想響鈴，在日曆程序裡關掉這個日曆的提醒。"); }
      });
    }
    return { found: found, said: said };
  }

  function make(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) { made.appendChild(typeof child === "string" ? document.createTextNode(child) : child); });
    return made;
  }

  function box(one) {
    var address = site + one.name + ".ics";
    var opened = address.replace(/^https?:/, "webcal:");
    var code = window.portalQr && window.portalQr.picture(opened, "二維碼：" + one.title + "的訂閱地址");
    var copy = make("button", { type: "button", class: "button copy" }, ["複製地址"]);
    var said = make("span", { class: "said", role: "status" });
    var text = make("code", { class: "address" }, [address]);
    copy.addEventListener("click", function () { window.portalCopy(text, said); });
    return make("div", { class: "subscribe-box" }, (code ? [code] : []).concat([make("div", {}, [
      make("p", {}, [make("b", {}, [one.title])]),
      make("p", {}, [make("a", { class: "button", href: opened }, ["訂閱"]), " ", copy, " ", said]),
      make("p", {}, ["訂閱地址：", text]),
    ])]));
  }

  function show() {
    var answer = chosen();
    place.textContent = "";
    answer.said.forEach(function (words) { place.appendChild(make("p", { class: "note" }, [words])); });
    if (answer.found.length > 1) { place.appendChild(make("p", {}, ["沒有一個日曆正好是這些，訂下面" + answer.found.length + "個："])); }
    answer.found.forEach(function (one) { place.appendChild(box(one)); });
  }

  function remember() {
    var kept = topics.filter(function (one) { return one.checked; }).map(function (one) { return one.value; });
    window.portalKeep({ branch: branch.value, role: role.value, calendar: [way().slice(1)].concat(kept).join(" ").trim() });
    show();
  }

  function restore(mine) {
    branch.value = mine.branch || "";
    role.value = mine.role || "";
    [branch, role].forEach(function (one) { if (one.selectedIndex < 0) { one.selectedIndex = 0; } });
    var kept = (mine.calendar || "").split(" ");
    topics.forEach(function (one) { one.checked = kept.indexOf(one.value) >= 0; });
    Array.prototype.forEach.call(form.querySelectorAll("[name=way]"), function (one, place) {
      one.checked = place === 0 || kept.indexOf(one.value.slice(1)) >= 0;
    });
  }

  form.addEventListener("change", remember);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.querySelector("[data-forget]").addEventListener("click", function () {
    window.portalKeep({ branch: "", role: "", calendar: "" });
    restore(window.portalMyself);
    show();
  });
  restore(window.portalMyself);
  show();
  var script = document.createElement("script");
  script.src = form.getAttribute("data-qr");
  script.onload = show;
  document.head.appendChild(script);
})();
