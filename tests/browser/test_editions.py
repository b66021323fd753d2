"""The switch between the editions in a real browser: same page and place, remembered, also without script and server."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
SWITCH = "a.md-edition"


def test_the_switch_keeps_page_and_place_and_is_remembered(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address + "guide/g13/#steps")
    box = page.locator(SWITCH).bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    assert page.get_by_role("link", name="换成简体版").count() == 1
    page.click(SWITCH)
    page.wait_for_url(address + "hans/guide/g13/#steps")
    assert page.get_attribute("html", "lang") == "zh-Hans"
    # The front door, from outside, leads to the edition chosen last; from inside it stays.
    page.goto(address)
    page.wait_for_url(address + "hans/")
    page.click(SWITCH)
    page.wait_for_url(address)
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_timeout(300)
    assert page.url == address
    context.close()


def test_the_switch_keeps_the_question_on_the_search_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "search/?q=三會一課")
    page.click(SWITCH)
    page.wait_for_url("**/hans/search/?*")
    page.wait_for_selector("mark:has-text('三会一课')")
    page.close()


def test_a_reader_who_never_chose_stays_at_the_front_door(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_timeout(300)
    assert page.url == address
    page.close()


def test_the_switch_works_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "year/2026/chunfen/")
    page.click(SWITCH)
    page.wait_for_url(address + "hans/year/2026/chunfen/")
    assert "绿色通知" in page.inner_text("article")
    context.close()


def test_scripts_speak_the_page_s_script(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2026-03-17T04:00:00Z")
    page.goto(address + "hans/year/2026/")
    assert page.locator('tr[id="a16.2026"] time').get_attribute("data-words") == "还有3天"
    page.close()


def test_the_switch_works_from_a_folder(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "year" / "index.html").as_uri())
    page.click(SWITCH)
    page.wait_for_url("**/hans/year/index.html")
    assert page.inner_text("h1") == "二十四节气表"
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    page.goto((site / "index.html").as_uri())
    page.wait_for_url("**/hans/index.html")
    context.close()
