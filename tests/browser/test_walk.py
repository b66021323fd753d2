"""One walk over every kind of page: nothing is wider than the screen, tables have names, the header can be skipped."""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from tests.browser.kinds import file_of, one_of_each_kind

pytestmark = pytest.mark.browser

MEASURE = """() => {
  const shown = [...document.querySelectorAll('article td, article th')].filter(cell => cell.offsetWidth > 0);
  return {
    width: document.documentElement.scrollWidth,
    boxes: [...document.querySelectorAll('.table-scroll:not(:has(.logbook-table))')].filter(box => box.scrollWidth > box.clientWidth + 1).length,
    narrow: shown.filter(cell => cell.textContent.trim().length > 20 && cell.offsetWidth < 100 && cell.offsetHeight > 120).length,
  };
}"""


SHIFT = """
window.shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { if (!one.hadRecentInput) window.shift += one.value }))
  .observe({type: 'layout-shift', buffered: true});
"""


@dataclass
class Seen:
    """What a walk saw (but for the logbook's sheet, which is as wide as its paper), by the width of the screen: pages wider than it, whose parts move while they load, with tables pushed aside, with thin columns."""

    wide: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    shifted: list[tuple[str, float]] = field(default_factory=list)
    pushed: list[str] = field(default_factory=list)
    narrow: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str, site: Path) -> Seen:
    """Every page is loaded once and looked at in all widths: loading costs most."""
    seen = Seen()
    page = browser.new_page()
    page.add_init_script(SHIFT)
    fonts = page.context.new_cdp_session(page)
    tasks = [f"{file.parent.relative_to(site).as_posix()}/" for file in (site / "tasks").glob("rw*/index.html")]
    for path in sorted({*one_of_each_kind(site), *tasks}):
        page.set_viewport_size({"width": 390, "height": 844})
        fonts.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
        page.goto(address + path)
        shift = page.evaluate(
            "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(window.shift), 60)))"
        )
        if shift > 0.02:
            seen.shifted.append((path, shift))
        for name, width in (("1280", 1280), ("390", 390), ("320", 320), ("特大", 320), ("32 px", 390)):
            page.set_viewport_size({"width": width, "height": 800})
            if name == "特大":
                page.evaluate("document.documentElement.setAttribute('data-size', 'larger')")
            elif name == "32 px":
                page.evaluate("document.documentElement.removeAttribute('data-size')")
                fonts.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
            measured = page.evaluate(MEASURE)
            if measured["width"] > width:
                seen.wide.setdefault(name, []).append((path, measured["width"]))
            if name == "1280":
                seen.pushed += [path] * measured["boxes"]
                seen.narrow += [path] * measured["narrow"]
    page.close()
    return seen


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
        page.wait_for_timeout(150)
        assert page.evaluate("window.shift") <= 0.02, path
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
