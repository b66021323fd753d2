"""The rooms' styles and scripts: one file of each kind, in the order of the numbers, without the rooms that are not there."""

from pathlib import Path

import branch_portal
from branch_portal.rooms import ROOMS
from branch_portal.site.bundle import SCRIPTS, STYLES, assets, bare, closed

PACKAGE = Path(branch_portal.__file__).parent
AFTER = b'addEventListener("DOMContentLoaded", function () {\nb/static/sums.js});\n'
"""A script of one page runs after the one that all pages share."""


def test_files_come_in_the_order_of_their_names_whatever_their_room(tmp_path: Path) -> None:
    for name in (
        "a/static/20-late.css",
        "b/static/10-early.css",
        "b/static/10-early.js",
        "b/static/notes.txt",
        "b/static/sums.js",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    made = {asset.path: asset.render() for asset in assets([tmp_path / "a", tmp_path / "b", tmp_path / "none"])}
    assert made == {
        STYLES: b"b/static/10-early.css\na/static/20-late.css",
        SCRIPTS: b"b/static/10-early.js",
        "assets/sums.js": AFTER,
    }
    alone = {asset.path: asset.render() for asset in assets([tmp_path / "a"])}
    assert alone == {STYLES: b"a/static/20-late.css", SCRIPTS: b""}


def test_no_two_files_of_the_rooms_share_a_name_and_every_name_has_its_place_or_its_page() -> None:
    names = [file.name for room in ROOMS for file in room.folder.glob("static/*")]
    assert len(set(names)) == len(names)
    templates = "".join(path.read_text("utf-8") for room in ROOMS for path in room.folder.glob("templates/*"))
    frame = "".join(path.read_text("utf-8") for path in (PACKAGE / "mkdocs" / "theme").rglob("*.html"))
    alone = [name for name in names if not (name[:2].isdigit() and name[2] == "-")]
    asked = [name for name in alone if f'("{name}", link)' in templates or f'"assets/{name}"|url' in frame]
    assert asked == alone
    assert min(names) == "00-portal.css"


def test_a_style_keeps_every_blank_that_means_something() -> None:
    style = 'a :hover,\n b > c { margin: 0 calc(1px + 2px) ; content: "甲, 乙: {" attr(x) " "; }\n@media (min-width: 60em) and (x) { d { e: f(0, 1); } }\n'
    assert closed(style) == (
        'a :hover,b > c{margin:0 calc(1px + 2px);content:"甲, 乙: {" attr(x) " "}@media (min-width:60em) and (x){d{e:f(0,1)}}'
    )


def test_what_only_we_read_is_not_sent() -> None:
    assert bare('/* Why. */\n(function () {\n  // How.\n\n  go("a // b"); // here\n})();\n') == (
        '(function () {\ngo("a // b"); // here\n})();\n'
    )
