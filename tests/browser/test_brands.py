"""Sheets to hang up, in a real browser: signs, checklists and trigger pages on A4; a late review on its day."""

import io

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from branch_portal.project.handbook import Handbook
from branch_portal.systems.grids.kinds import GRIDS
from tests.browser.accessible import violations
from tests.browser.browsing import at

pytestmark = pytest.mark.browser


def sheets(page: Page) -> int:
    return len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


@pytest.mark.parametrize(
    "path",
    [
        "brand/triggers/typhoon-yellow/",
        "brand/triggers/typhoon-orange/",
        "brand/playbooks/power-guarantee/prepare/",
        "brand/playbooks/repair/kit/",
        "brand/playbooks/typhoon/before/",
    ],
)
def test_a_sheet_to_hang_up_is_one_page(tab: Page, address: str, path: str) -> None:
    tab.goto(address + path)
    assert sheets(tab) == 1


def test_six_signs_stand_on_a_sheet_and_nothing_of_them_is_cut_off(
    browser: Browser, address: str, book: Handbook
) -> None:
    page = browser.new_page()
    page.goto(address + "grids/signs/")
    assert page.locator(".sign").count() == len(book[GRIDS])
    assert sheets(page) == -(-len(book[GRIDS]) // 6)
    page.emulate_media(media="print")
    cut = page.evaluate(
        "() => [...document.querySelectorAll('.sign')].filter(s => s.scrollHeight > s.clientHeight + 1).length"
    )
    assert cut == 0
    page.close()


@pytest.mark.parametrize(("size", "a_sheet", "least"), [("a6", 4, 14), ("a5", 2, 20), ("a4", 1, 28)])
def test_larger_signs_are_read_two_metres_away(
    browser: Browser, address: str, book: Handbook, size: str, a_sheet: int, least: int
) -> None:
    page = browser.new_page()
    page.goto(address + "grids/signs/")
    page.evaluate("window.print = () => {}")
    page.click(f"[data-prints='sign sign-{size}']")
    page.emulate_media(media="print")
    cut, type_size = page.evaluate("""() => {
      const signs = [...document.querySelectorAll('.sign')];
      const sizes = [...document.querySelectorAll('.sign li, .sign p:not(.sign-foot)')].map(e => parseFloat(getComputedStyle(e).fontSize));
      return [signs.filter(s => s.scrollHeight > s.clientHeight + 1).length, Math.min(...sizes) * .75];
    }""")
    assert cut == 0
    assert round(type_size, 2) >= least
    assert sheets(page) == -(-len(book[GRIDS]) // a_sheet)
    page.close()


@pytest.mark.parametrize(("path", "most"), [("findings/2026-q3/", 2), ("findings/2026-q3/external/", 1)])
def test_a_bulletin_has_its_head_and_its_sheets(tab: Page, address: str, path: str, most: int) -> None:
    tab.goto(address + path)
    assert sheets(tab) <= most
    tab.emulate_media(media="print")
    assert tab.is_visible(".letterhead")
    tab.emulate_media(media="null")


def test_a_review_that_was_not_held_says_so_on_the_day_it_is_read(browser: Browser, address: str) -> None:
    found = []
    for day in ("2026-11-13", "2026-11-24"):
        page = at(browser, address, "brand/pacts/pa04/", day)
        found.append(page.locator('time[data-due="2026-11-13"]').get_attribute("data-words"))
    assert found == ["今天到期", "已過11天"]


def test_the_tree_of_goals_opens_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "goals/")
    plan = page.locator('a[href="a2601/"]')
    assert not plan.is_visible()
    for title in ("壓降配電線路故障停電次數", "「黨建+」重複故障線路治理", "東片重複故障線路治理"):
        page.locator("summary", has_text=title).click()
    assert plan.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_goals_grids_and_brands_meet_the_accessibility_rules(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for path in ("goals/matrix/", "goals/a2615/", "grids/gr04/", "brand/triggers/typhoon-yellow/", "brand/actions/"):
        page.goto(address + path)
        found += [(path, *one) for one in violations(page)]
    assert found == []
    context.close()
