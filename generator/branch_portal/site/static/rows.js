/* 改一行: on the list of a folder, for those who see the pencils, each row's way to its own record's file; its word is the style's,
   so that a search in the list does not find it. A row is told by its link to the record's page, or is the record's place itself. */
"use strict";
var told = document.querySelector("a[data-rows]");
var files = told.getAttribute("data-row").split(" ");
function pencil(id, file) {
  var made = document.createElement("a");
  made.className = "row-edit";
  made.href = file.replace("{id}", id);
  made.setAttribute("aria-label", "改 " + id + " 的文件");
  return made;
}
told.getAttribute("data-rows").split(" ").forEach(function (where, number) {
  if (where.charAt(0) === "#") {
    var before = where.split("#")[1], begin = where.slice(1).replace("#", "");
    document.querySelectorAll("article [id^='" + begin + "']").forEach(function (row) {
      var id = row.id.slice(before.length), cells = row.cells;
      if (cells && cells.length) {
        cells[cells.length - 1].appendChild(pencil(id, files[number]));
      } else if (row.tagName === "DETAILS") {
        row.firstElementChild.insertAdjacentElement("afterend", pencil(id, files[number]));
      }
    });
    return;
  }
  var pages = new URL(where, location.href).href;
  document.querySelectorAll("article tbody a[href]").forEach(function (link) {
    var id = link.href.indexOf(pages) === 0 && /^([a-z0-9-]+)\/$/.exec(link.href.slice(pages.lastIndexOf("/") + 1));
    if (!id || link.closest("tr").querySelector(".row-edit")) { return; }
    link.insertAdjacentElement("afterend", pencil(id[1], files[number]));
  });
});
