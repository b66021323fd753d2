"""The editors' pages that come with the rooms: whole, joined from their parts, and right in a portal without some rooms."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from branch_portal.build import make_site
from branch_portal.calendar.calendar import Calendar
from branch_portal.leaks.scan import Allowed, scan_text
from branch_portal.markup.links import anchors, links
from branch_portal.markup.markdown import faults
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.site.editing import ROWS, SECTIONS, editing_pages, linked
from branch_portal.site.hand_written import targets
from branch_portal.site.link_rules import Target, Targets, check_links
from branch_portal.site.page import NavItem, Page, Site
from branch_portal.site.urls import source_name
from branch_portal.source.text import invisible
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF
from tests.snapshots import snapshot_of

PAGES = {page.path: page for page in editing_pages(room.folder for room in ROOMS)}


@pytest.fixture(scope="module")
def made(book: Handbook, schedule: Schedule, calendar: Calendar) -> Site:
    return make_site(snapshot_of(book, schedule, AS_OF), calendar)


@pytest.fixture(scope="module")
def there(made: Site) -> Targets:
    """Where links may lead, each page rendered once for all of them."""
    return targets(made)


def listed(items: Sequence[NavItem]) -> set[str]:
    return {one for item in items for one in ({item.path or ""} | listed(item.children))}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_what_a_unit_s_own_pages_must_be_ours_are(page: Page, there: Targets) -> None:
    """`portal check` looks at what a unit writes; what comes with the program is looked at here."""
    text, name = page.render(), source_name(page.path)
    assert text.startswith(f"# {page.title}\n")
    assert list(check_links(name, name, text, there)) == []
    assert faults(text) == ()
    assert list(scan_text(text, name, Allowed.of((), AS_OF, ""))) == []
    assert list(invisible(text, name, prose=True)) == []
    assert not {ROWS, SECTIONS} & set(text.splitlines(keepends=True))
    assert re.search("\n\n\n|[^\n]\\Z", text) is None


def test_the_site_has_them_all_and_the_navigation_too(made: Site) -> None:
    assert set(PAGES) <= {page.path for page in made.pages}
    assert set(PAGES) == {path for path in listed(made.nav) if path.startswith("editing/")} - {
        "editing/rules/",
        "editing/fields/",
    }
    for page in made.pages:
        if page.path in PAGES:
            text = PAGES[page.path].render()
            assert page.render() == text or "<!-- picture: " in text


def test_every_part_is_on_its_page() -> None:
    parts = [file for room in ROOMS for file in room.folder.glob("editing/*.md")]
    assert len(parts) > len(PAGES)
    for file in parts:
        page = PAGES["editing/" if file.stem == "index" else f"editing/{file.stem}/"].render()
        assert [line for line in file.read_text("utf-8").splitlines() if line not in page and "<!--" not in line] == []


@pytest.mark.parametrize(
    ("gone", "kept"), [("grids", "goals"), ("findings", "tasks"), ("alerts", "slips"), ("book", "goals")]
)
def test_a_room_that_is_not_there_takes_its_page_its_lines_and_the_links_to_it_along(gone: str, kept: str) -> None:
    there = [room for room in ROOMS if room.name != gone]
    pages = {source_name(page.path): page for page in editing_pages(room.folder for room in there)}
    made_of_models = {"editing/fields.md": Target(str)}
    known = Targets({name: Target(page.render) for name, page in pages.items()} | made_of_models)
    assert f"editing/{gone}.md" not in pages
    assert f"editing/{kept}.md" in pages
    (room,) = [room for room in ROOMS if room.name == gone]
    rows = (room.folder / "editing" / "index.md").read_text("utf-8").split("\n\n")[0].splitlines()
    assert rows
    assert [row for row in rows if row in pages["editing/index.md"].render()] == []
    for name, page in pages.items():
        text = linked(page, known).render()
        assert list(check_links(name, name, text, known)) == []
        lost = {link.address for link in links(page.render())} - {link.address for link in links(text)}
        assert all(gone in address or address.startswith(("../", "#")) for address in lost), lost


def test_a_unit_s_own_page_takes_the_place_of_ours(book: Handbook, schedule: Schedule, calendar: Calendar) -> None:
    own = Page("editing/privacy/", "保密", lambda: "# 保密\n", markdown=True, source="content/editing/privacy.md")
    site = make_site(snapshot_of(book, schedule, AS_OF), calendar, (own,))
    assert site.collisions() == []
    assert "editing/privacy/" not in {page.path for page in site.pages}
    index = next(page for page in site.pages if page.path == "editing/").render()
    assert "見保密檢查 |" in index  # the place that the link led to is not on the unit's page
    assert list(check_links("x", "editing/index.md", index, targets(site))) == []


def write(folder: Path, files: dict[str, str]) -> list[Path]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return sorted(folder.iterdir())


def test_parts_go_to_the_marks_in_the_order_of_the_rooms(tmp_path: Path) -> None:
    rooms = write(
        tmp_path,
        {
            "a/editing/index.md": "| 甲 | a |\n\n## 甲 {#a}\n\n甲。\n",
            "b/editing/index.md": f"# 怎麼改\n\n| 改 | 文件 |\n| --- | --- |\n{ROWS}\n{SECTIONS}\n## 完 {{#end}}\n",
            "c/editing/index.md": "| 丙 | c |\n",
            "c/editing/other.md": "## 沒有頁面\n",
            "d/editing/more.md": "# 更多\n\n開頭。\n",
            "e/editing/more.md": "## 戊\n",
        },
    )
    index, more = editing_pages(rooms)
    assert (index.path, index.title, more.path) == ("editing/", "怎麼改", "editing/more/")
    table = "| 改 | 文件 |\n| --- | --- |\n| 甲 | a |\n| 丙 | c |\n"
    assert index.render() == f"# 怎麼改\n\n{table}\n## 甲 {{#a}}\n\n甲。\n\n## 完 {{#end}}\n"
    assert more.render() == "# 更多\n\n開頭。\n\n## 戊\n"
    (alone,) = editing_pages([rooms[1]])
    assert alone.render() == "# 怎麼改\n\n| 改 | 文件 |\n| --- | --- |\n\n## 完 {#end}\n"


def test_a_link_that_leads_nowhere_leaves_its_words(tmp_path: Path) -> None:
    text = "# 甲\n\n見[乙](b.md)、[丙](c.md#x)、[本頁](#here)，`[乙](b.md)`。\n"
    page = Page("editing/a/", "甲", lambda: text, markdown=True)
    there = Targets({"editing/a.md": Target(page.render), "editing/c.md": Target(lambda: "## 丙 {#x}\n")})
    assert linked(page, there).render() == "# 甲\n\n見乙、[丙](c.md#x)、本頁，`[乙](b.md)`。\n"
    assert anchors(text) == frozenset()
