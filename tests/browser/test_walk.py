"""One walk over every kind of page: no error, no request to elsewhere, nothing wider than the screen; tables have names, the header can be skipped."""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from tests.browser.kinds import file_of, one_of_each_kind

pytestmark = pytest.mark.browser

PAGES = (
    "year/2026/", "year/2026/lichun/", "year/2026/lichun/slip/", "guide/g13/", "branches/b01/", "branches/b01/2026/", "findings/p2605/",
    "calendar/2026-11/", "editing/rules/", "goals/a2601/", "grids/gr04/", "learning/slip-steps/",
    "hans/", "hans/year/2026/", "hans/guide/g13/", "hans/grids/gr04/", "hans/search/",
)  # fmt: skip
"""Walked besides one page of each kind and every task: fuller ones, and some of the other edition."""

WIDTH = "document.documentElement.scrollWidth"
MEASURE = """() => {
  const shown = [...document.querySelectorAll('article td, article th')].filter(cell => cell.offsetWidth > 0);
  return {
    boxes: [...document.querySelectorAll('.table-scroll:not(:has(.logbook-table))')].filter(box => box.scrollWidth > box.clientWidth + 1).length,
    narrow: shown.filter(cell => cell.textContent.trim().length > 20 && cell.offsetWidth < 100 && cell.offsetHeight > 120).length,
  };
}"""


SHIFT = """
window.shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { if (!one.hadRecentInput) window.shift += one.value }))
  .observe({type: 'layout-shift', buffered: true});
"""


UNSEEN = "document.documentElement.style.display = 'none'"
"""The last page need not be laid out once more for the width in which the next is opened."""


SHIFTED = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.shift), 60)))"
"""How much has moved; once a frame is painted and has been observed."""


@dataclass
class Seen:
    """What a walk saw (but for the logbook's sheet, which is as wide as its paper), by the width of the screen: pages wider than it, whose parts move while they load, with tables pushed aside, with thin columns."""

    wide: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    shifted: list[tuple[str, float]] = field(default_factory=list)
    pushed: list[str] = field(default_factory=list)
    narrow: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    walked: dict[str, str] = field(default_factory=dict)
    """Where each page that was asked for was shown."""


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str, site: Path) -> Seen:
    """Every page is loaded once and looked at in all widths: loading costs most, another width next."""
    seen = Seen()
    page = browser.new_page()
    page.add_init_script(SHIFT)
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("pageerror", lambda error: seen.errors.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: seen.errors.append(f"{page.url}: {message.text}") if message.type == "error" else None,
    )
    fonts = page.context.new_cdp_session(page)

    def measure(path: str, name: str, width: int) -> None:
        if (wide := page.evaluate(WIDTH)) > width:
            seen.wide.setdefault(name, []).append((path, wide))

    def letters(size: int) -> None:
        fonts.send("Page.setFontSizes", {"fontSizes": {"standard": size}})

    tasks = [f"{file.parent.relative_to(site).as_posix()}/" for file in (site / "tasks").glob("rw*/index.html")]
    for path in sorted({*one_of_each_kind(site), *PAGES, *tasks}):
        page.evaluate(UNSEEN)
        page.set_viewport_size({"width": 390, "height": 844})
        letters(16)
        page.goto(address + path)
        seen.walked[path] = page.url.removeprefix(address)
        if (shift := page.evaluate(SHIFTED)) > 0.02:
            seen.shifted.append((path, shift))
        measure(path, "390", 390)
        letters(32)
        measure(path, "32 px", 390)
        letters(16)
        page.set_viewport_size({"width": 320, "height": 844})
        measure(path, "320", 320)
        page.evaluate("document.documentElement.setAttribute('data-size', 'larger')")
        measure(path, "特大", 320)
        page.evaluate("document.documentElement.removeAttribute('data-size')")
        page.set_viewport_size({"width": 1280, "height": 844})
        measure(path, "1280", 1280)
        measured = page.evaluate(MEASURE)
        seen.pushed += [path] * measured["boxes"]
        seen.narrow += [path] * measured["narrow"]
    page.close()
    return seen


def test_no_request_leaves_and_no_page_has_an_error(seen: Seen, address: str) -> None:
    assert [url for url in seen.asked if not url.startswith((address, "data:", "blob:"))] == []
    assert seen.errors == []


def test_every_page_is_shown_where_it_was_asked_for(seen: Seen) -> None:
    assert len(seen.walked) > 100
    assert {path: shown for path, shown in seen.walked.items() if shown != path} == {}


def test_no_kind_of_page_scrolls_sideways(seen: Seen) -> None:
    assert seen.wide == {}


def test_nothing_moves_on_a_phone_once_it_is_painted(seen: Seen) -> None:
    assert seen.shifted == []


def test_no_table_of_a_desktop_hides_a_column(seen: Seen) -> None:
    assert seen.pushed == []


def test_no_cell_with_words_is_a_thin_column(seen: Seen) -> None:
    assert seen.narrow == []


def test_a_phone_shows_what_is_overdue_and_when_a_thing_is_done(browser: Browser, address: str, site: Path) -> None:
    checklist, *_ = sorted(
        file.parent.relative_to(site).as_posix() for file in (site / "brand" / "playbooks").glob("*/*/index.html")
    )
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for path, cell in (("tasks/statistics", "逾期"), (checklist, "做到什麼算完成")):
        page.goto(f"{address}{path}/")
        box = page.locator(f"td[data-label={cell}]").first.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
    page.close()


def test_what_a_script_shows_has_its_room_from_the_start(browser: Browser, address: str) -> None:
    """The filter of the alerts pushed the whole board down (a layout shift of 0.19)."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.clock.set_fixed_time(dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC))
    page.add_init_script(SHIFT)
    for path in ("", "alerts/", "calendar/", "branches/", "grids/", "year/2026/"):
        page.goto(address + path)
        assert page.evaluate(SHIFTED) <= 0.02, path
    page.close()


def test_every_table_of_the_site_has_a_name_and_heads_that_its_next_sheet_repeats(site: Path) -> None:
    nameless, headless = [], set()
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        for attributes, after, inside in re.findall(r"<table\b([^>]*)>\s*(<caption)?(.*?)</table>", text, re.DOTALL):
            if "<thead" not in inside:
                headless.add(file.parent.name)
            named = re.search(r'aria-labelledby="([^"]+)"', attributes)
            if not (after or 'aria-label="' in attributes or (named and f'id="{named[1]}"' in text)):
                nameless.append((file.relative_to(site), attributes))
    assert nameless == []
    assert headless == {"slip"}  # a slip's rows have their heads beside them


def test_the_first_stop_of_every_kind_of_page_leads_past_the_header(site: Path) -> None:
    for path in one_of_each_kind(site):
        document = html.parse(str(file_of(site, path)), html.HTMLParser(encoding="utf-8"))
        [skip] = document.xpath("//a[contains(@class, 'md-skip')]")
        assert skip.get("href").removeprefix("#") in document.xpath("//@id"), path
        before = document.xpath("//a[contains(@class, 'md-skip')]/preceding::*[self::a or self::button]")
        assert before == [], path
