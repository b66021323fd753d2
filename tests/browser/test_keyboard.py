"""The way through the portal by key alone: search, filters, the wheel, the picker; the focus is seen wherever it stands."""

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LONGEST = 60
"""Stops: who needs more to come to the thing that a page is for, does not come to it."""
FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {
    words: (one.textContent || one.getAttribute('aria-label') || '').trim(),
    seen: box.bottom > 0 && box.top < innerHeight && (one === document.body || one.matches(':focus-visible')),
    ring: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
  };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.clock.set_fixed_time(dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC))
    yield page
    page.close()


def tab_to(page: Page, words: str) -> int:
    """Press Tab until the focus is on what says `words`; how often."""
    for count in range(1, LONGEST + 1):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["seen"], focus["words"][:30]
        if focus["words"].startswith(words):
            assert focus["ring"], words
            return count
    raise AssertionError(f"{words} cannot be reached")


def test_a_branch_and_a_role_are_picked_and_changed(page: Page, address: str) -> None:
    page.goto(address)
    tab_to(page, "選我的支部、角色")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mine-form")
    assert page.evaluate("document.activeElement.name") == "branch"
    page.keyboard.press("End")
    tab_to(page, "就看這個")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mine-rows")
    tab_to(page, "換")
    page.keyboard.press("Enter")
    tab_to(page, "不選，看全公司")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mine-ask:visible")


def test_words_are_searched_and_the_first_page_opened(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type("主題黨日")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".search-hits a:focus")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.partition("?")[0] != address)
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")


def test_the_focus_stays_on_the_hits_when_others_replace_them(page: Page, address: str) -> None:
    page.goto(address + "search/?q=黨費")
    page.wait_for_selector(".search-hits a")
    page.keyboard.press("ArrowDown")
    page.evaluate("document.querySelector('.search-hits a').setAttribute('data-old', '')")
    page.evaluate("document.querySelector('input[name=q]').value = '主題黨日'")
    page.evaluate("document.querySelector('.search-form').requestSubmit()")
    page.wait_for_selector(".search-hits a[data-old]", state="detached")
    assert page.evaluate("document.activeElement === document.querySelector('.search-hits a')")


def test_the_alerts_are_filtered(page: Page, address: str) -> None:
    page.goto(address + "alerts/")
    tab_to(page, "黃色提醒")
    page.keyboard.press("Space")
    shown = page.locator("tr[data-alert]:visible")
    assert shown.count() > 0
    assert {row.get_attribute("data-shown") for row in shown.all()} == {"yellow"}
    page.keyboard.press("Space")
    assert "red" in {row.get_attribute("data-shown") for row in page.locator("tr[data-alert]:visible").all()}


def test_a_mark_of_the_wheel_is_reached_and_opened(page: Page, address: str) -> None:
    page.goto(address + "branches/b01/2026/")
    for _ in range(LONGEST):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('svg.wheel, .wheel'))"):
            break
    first = page.evaluate("document.activeElement.outerHTML")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab") if page.evaluate("document.activeElement.outerHTML") == first else None
    assert page.evaluate("document.activeElement.outerHTML") != first
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/2026/" not in url)


def test_the_large_screen_is_walked_from_figure_to_figure(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(address + "screen/")
    tab_to(page, "回首頁")
    page.keyboard.press("Tab")
    assert "任務單已核驗" in page.evaluate(FOCUS)["words"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/statistics/")
