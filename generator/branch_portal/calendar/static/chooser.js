/* The calendar page: choose a feed, see and copy its address. */
(function () {
  "use strict";

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  var chooser = document.querySelector(".chooser");
  if (!chooser) { return; }
  var box = chooser.querySelector(".subscribe-box");
  var site = box.getAttribute("data-site") + box.getAttribute("data-folder");
  var alertsToo = chooser.querySelector(".alerts-too input");

  function show() {
    var kind = chooser.querySelector("[name=kind]:checked").value;
    var name = "all";
    var title = "全公司";
    each(".choice", function (choice) {
      var chosen = choice.getAttribute("data-kind") === kind;
      choice.hidden = !chosen || choice.querySelectorAll("option").length < 2;
      if (!chosen) { return; }
      var option = choice.querySelector("select").selectedOptions[0];
      name = option.value;
      title = option.textContent;
    });
    if (kind === "branch" && alertsToo && alertsToo.checked) {
      name = "alerts-" + name;
      title += "：期限提醒";
    }
    chooser.querySelector(".chosen").textContent = title;
    chooser.querySelector(".address").textContent = site + name + ".ics";
    chooser.querySelector(".open").href = site.replace(/^https?:/, "webcal:") + name + ".ics";
    chooser.querySelector(".file").setAttribute("href", name + ".ics");
    chooser.querySelector(".feed-code").setAttribute("src", name + ".svg");
    chooser.querySelector(".said").textContent = "";
  }

  each(".all-feeds", function (list) { list.open = false; list.classList.add("is-ready"); });
  chooser.addEventListener("change", show);
  chooser.addEventListener("submit", function (event) { event.preventDefault(); });
  chooser.querySelector(".copy").addEventListener("click", function () {
    window.portalCopy(chooser.querySelector(".address"), chooser.querySelector(".said"));
  });
  var wanted = /^#feed=([a-z0-9-]+)$/.exec(location.hash) || ["", (window.portalMyself || {}).branch];
  if (wanted[1]) {
    each(".choice option", function (option) {
      if (option.value !== wanted[1]) { return; }
      option.selected = true;
      chooser.querySelector("[name=kind][value=" + option.closest(".choice").getAttribute("data-kind") + "]").checked = true;
    });
  }
  show();
})();
