"""一屏 in a real browser: everything at once on a large screen, a page on a phone and on paper, right after midnight."""

import datetime as dt
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.accessible import violations
from tests.browser.browsing import at
from tests.browser.kinds import file_of

pytestmark = pytest.mark.browser

PATH = "screen/"
LARGEST = 150_000
"""Bytes, as sent: the page and all that it asks for, packed."""

HIDDEN = """() => {
  const edge = document.documentElement, out = [];
  for (const part of document.querySelectorAll('.screen a, .screen h1, .screen h2, .screen p, .screen th, .screen text')) {
    if (getComputedStyle(part).display === 'none' || !part.getClientRects().length) continue;
    const box = part.getBoundingClientRect();
    const panel = part.closest('.screen-panel, .screen-head, .screen-figures').getBoundingClientRect();
    const right = Math.min(edge.clientWidth, panel.right + 1), bottom = Math.min(edge.clientHeight, panel.bottom + 1);
    if (box.left < panel.left - 1 || box.top < panel.top - 1 || box.right > right || box.bottom > bottom) {
      out.push([part.textContent.trim().slice(0, 20), Math.round(box.right), Math.round(box.bottom)]);
    }
  }
  return out;
}"""
CLIPPED = """() => [...document.querySelectorAll('.screen, .screen-panel, .screen .table-scroll')]
  .filter(box => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
  .map(box => [box.className, box.scrollWidth, box.clientWidth, box.scrollHeight, box.clientHeight])"""
LETTERS = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode, own = words.parentElement;
    if (!words.textContent.trim() || own.closest('script, style, title, .for-ears') || !own.getClientRects().length) continue;
    if (!own.closest('.screen')) continue;
    const size = parseFloat(getComputedStyle(own).fontSize);
    if (size < 16) found.push([words.textContent.trim().slice(0, 20), size]);
  }
  return found;
}"""


@pytest.fixture(params=[(1920, 1080), (1280, 720)], ids=["1920", "1280"])
def wall(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height})
    page.clock.install(time=dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC))
    page.goto(address + PATH)
    yield page
    page.close()


def test_everything_is_on_the_wall_at_once_in_letters_to_be_read(wall: Page) -> None:
    assert wall.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wall.evaluate(HIDDEN) == []
    assert wall.evaluate(CLIPPED) == []
    assert wall.evaluate(LETTERS) == []


def test_one_panel_at_a_time_is_as_whole(wall: Page) -> None:
    wall.goto(wall.url + "?rotate")
    seen = []
    for _ in range(wall.locator(".screen-panel").count()):
        (panel,) = wall.locator(".screen-panel:visible").all()
        seen.append(panel.get_attribute("aria-labelledby"))
        assert wall.evaluate(HIDDEN) == []
        assert wall.evaluate(CLIPPED) == []
        assert wall.evaluate(LETTERS) == []
        wall.clock.run_for(20_000)
    assert len(set(seen)) == len(seen) == 5
    assert wall.locator(".screen-panel:visible").count() == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_meets_the_accessibility_rules(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for width, height in ((1280, 720), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address + PATH)
        assert violations(page, tags=["wcag2a", "wcag2aa"]) == []
    context.close()


def test_every_link_leads_to_something(site: Path) -> None:
    document = html.parse(str(file_of(site, PATH)), html.HTMLParser(encoding="utf-8"))
    links = [str(one) for one in document.xpath("//*[contains(@class, 'screen')]//a/@href")]
    assert len(links) > 100
    ids: dict[str, set[str]] = {}
    for link in links:
        path, _, anchor = link.partition("#")
        target = (site / PATH / path.partition("?")[0]).resolve() / "index.html"
        key = str(target)
        if key not in ids:
            ids[key] = set(map(str, html.parse(key, html.HTMLParser(encoding="utf-8")).xpath("//@id")))
        assert not anchor or anchor in ids[key], link


def test_it_turns_to_the_next_day_at_midnight_by_itself(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.clock.install(time=dt.datetime(2026, 11, 29, 15, 59, tzinfo=dt.UTC))  # 23:59 in Shanghai
    page.goto(address + PATH)
    seen = """() => ({
      head: document.querySelector('[data-screen-today]').textContent,
      late: document.querySelectorAll('.screen-heat .shade-late').length,
      numbers: [...document.querySelectorAll('[data-counted]')].map(one => Number(one.textContent)),
      first: document.querySelector('.screen-due[display="inline"]').getAttribute('data-day'),
      weeks: [...document.querySelectorAll('.screen-year:not([hidden]) svg a')].findIndex(one => one.querySelector('.tone-late')),
      left: parseFloat(document.querySelector('.screen-due[data-day="2026-12-10"]').getAttribute('x')),
    })"""
    before = page.evaluate(seen)
    page.clock.fast_forward("02:00")
    after = page.evaluate(seen)
    assert "11月29日" in before["head"]
    assert "11月30日（週一）" in after["head"]
    assert before["left"] - after["left"] == pytest.approx(100 / 42)
    page.clock.fast_forward(20 * 24 * 3600 * 1000)
    later = page.evaluate(seen)
    assert "12月20日" in later["head"]
    assert later["first"] >= "2026-12-20"
    assert (before["weeks"], after["weeks"], later["weeks"]) == (47, 48, 50)
    assert later["late"] > before["late"]
    assert sum(later["numbers"]) > sum(before["numbers"])
    page.goto(address + PATH)
    assert page.evaluate(seen) == later
    page.close()


def test_it_turns_only_when_asked_and_stays_where_somebody_reads(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.clock.install(time=dt.datetime(2026, 11, 30, 4, tzinfo=dt.UTC))
    page.goto(address + PATH)
    panels, button = page.locator(".screen-panel:visible"), page.locator("[data-turns-screen]")
    page.clock.run_for(60_000)
    assert panels.count() == 5
    button.click()
    assert (panels.count(), button.inner_text(), button.get_attribute("aria-pressed")) == (1, "暫停", "true")
    first = panels.first.get_attribute("aria-labelledby")
    panels.first.hover()
    page.clock.run_for(60_000)
    assert panels.first.get_attribute("aria-labelledby") == first
    page.mouse.move(5, 5)
    panels.first.locator("a").first.focus()
    page.clock.run_for(60_000)
    assert panels.first.get_attribute("aria-labelledby") == first
    button.focus()
    page.clock.run_for(20_000)
    second = panels.first.get_attribute("aria-labelledby")
    assert second != first
    button.click()
    page.clock.run_for(60_000)
    assert panels.first.get_attribute("aria-labelledby") == second
    page.keyboard.press("Escape")
    assert panels.count() == 5
    page.close()
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 720})
    calm = context.new_page()
    calm.goto(address + PATH + "?rotate")
    assert calm.locator(".screen-panel:visible").count() == 5
    assert not calm.locator("[data-turns-screen]").is_visible()
    context.close()


def test_it_says_so_when_the_data_is_too_old(browser: Browser, address: str) -> None:
    page = at(browser, address, PATH, "2027-06-01")
    assert "數據太舊" in page.inner_text(".screen-head")


def test_it_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(address + PATH)
    assert page.locator(".screen-figure:visible").count() == 5
    assert page.locator(".screen-due:visible").count() > 10
    assert page.evaluate("1") == 1
    context.close()


def test_it_weighs_little_and_asks_nobody(browser: Browser, address: str, site: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PATH)
    assert all(url.startswith((address, "data:")) for url in asked)
    files = {url.removeprefix(address).partition("?")[0] for url in asked if url.startswith(address)}
    packed = sum(
        len(gzip.compress(file_of(site, name).read_bytes() if name.endswith("/") else (site / name).read_bytes()))
        for name in files
    )
    assert packed <= LARGEST
    page.close()


def test_it_prints_on_one_sheet_and_is_a_page_on_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + PATH)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("getComputedStyle(document.querySelector('.screen')).position") == "static"
    assert page.locator(".md-header").is_visible()
    (sheet,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert sheet.mediabox.width > sheet.mediabox.height
    page.close()


def test_large_print_is_the_page_again(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.add_init_script("localStorage.setItem('portal.look', JSON.stringify({size: 'large'}))")
    page.goto(address + PATH)
    assert page.evaluate("getComputedStyle(document.querySelector('.screen')).position") == "static"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.close()
