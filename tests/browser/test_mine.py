"""我的支部 in a real browser: chosen, given by a link, remembered, cleared; what it changes on other pages."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.browsing import at

pytestmark = pytest.mark.browser

SCREEN = {"width": 390, "height": 844}


def mine(
    browser: Browser, address: str, day: str = "2026-11-24", path: str = "?branch=b01&role=branch_secretary"
) -> Page:
    page = at(browser, address, path, day)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_selector(".mine-rows")
    return page


def screens(page: Page) -> float:
    height: int = page.evaluate("document.documentElement.scrollHeight")
    return height / SCREEN["height"]


def test_a_link_makes_the_home_page_mine_and_it_stays_so(browser: Browser, address: str) -> None:
    page = mine(browser, address)
    assert page.inner_text(".mine h2").startswith("配電一支部 · 黨支部書記")
    assert page.url == address
    assert page.locator(".mine-row").count() == 5
    assert page.locator(".company").is_hidden()
    assert screens(page) <= 2
    page.reload()
    page.wait_for_selector(".mine-rows")
    assert page.locator(".portal-mine").get_attribute("href") == f"{address}branches/b01/"
    page.click("[data-company]")
    assert page.locator(".company").is_visible()
    page.close()


def test_colours_and_days_are_those_of_the_day_it_is_read(browser: Browser, address: str) -> None:
    found = {}
    for day in ("2026-11-10", "2026-11-18", "2026-11-24"):
        page = mine(browser, address, day)
        row = page.locator(".mine-row", has_text="行動方案：帶電作業和搶修現場無違章行動").first
        colour = str(row.locator("span").first.get_attribute("class")).removeprefix("mine-left alert-")
        found[day] = (row.locator(".mine-left b").inner_text(), colour)
        page.close()
    assert found == {
        "2026-11-10": ("還有10天", "yellow"),
        "2026-11-18": ("還有2天", "red"),
        "2026-11-24": ("已過4天", "red"),
    }


def test_every_row_leads_to_a_page_and_says_what_to_hand_in(browser: Browser, address: str, site: Path) -> None:
    page = mine(browser, address)
    links = [str(one.get_attribute("href")) for one in page.locator(".mine-row a").all()]
    assert links
    assert all((site / link.partition("#")[0] / "index.html").is_file() for link in links)
    page.locator(".mine-strip button").first.click()
    assert "交什麼：" in page.inner_text(".mine-rows")
    page.close()


def test_a_day_of_the_strip_lists_what_is_due_on_it(browser: Browser, address: str) -> None:
    page = mine(browser, address)
    assert page.locator(".mine-strip li").count() == 28
    button = page.locator(".mine-strip button").first
    words = str(button.get_attribute("aria-label"))
    button.click()
    assert words.startswith(page.inner_text(".mine h3"))
    assert words.endswith(f"{page.locator('.mine-row').count()}項")
    page.close()


def test_the_choice_is_made_and_cleared_on_the_page_itself(browser: Browser, address: str) -> None:
    page = at(browser, address, "", "2026-11-24")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator(".company").is_visible()
    assert screens(page) <= 3.0
    page.click("[data-mine-choose]")
    page.select_option(".mine-form select[name=branch]", "b04")
    page.click(".mine-form button[type=submit]")
    page.wait_for_selector(".mine-rows")
    assert page.inner_text(".mine h2").startswith("輸電運檢支部")
    page.click(".mine-change")
    page.click(".mine-form button[type=button]")
    page.wait_for_selector(".mine-ask:visible")
    assert page.evaluate("localStorage.getItem('portal.mine')") is None
    page.close()


def test_a_branch_that_is_gone_is_told_and_forgotten(browser: Browser, address: str) -> None:
    page = at(browser, address, "?branch=b99", "2026-11-24")
    page.wait_for_selector(".mine [role=alert]")
    assert page.evaluate("localStorage.getItem('portal.mine')") is None
    assert page.locator(".company").is_visible()
    page.close()


def test_a_branch_is_pinned_on_its_own_page(browser: Browser, address: str) -> None:
    page = at(browser, address, "branches/b02/", "2026-11-24")
    page.click("[data-pin]")
    assert page.locator("[data-pin]").get_attribute("aria-pressed") == "true"
    page.goto(address)
    page.wait_for_selector(".mine-rows")
    assert page.inner_text(".mine h2").startswith("供電服務支部")
    page.close()


def test_the_filters_of_other_pages_begin_with_mine(browser: Browser, address: str) -> None:
    page = mine(browser, address)
    page.goto(address + "year/2026/")
    roles = {row.get_attribute("data-role") for row in page.locator("#table tr[data-role]:visible").all()}
    assert roles == {"branch_secretary"}
    page.goto(address + "alerts/")
    holders = {row.get_attribute("data-holder") for row in page.locator("tbody[data-holder]:has(tr:visible)").all()}
    assert holders == {"b01"}
    page.goto(address + "calendar/")
    assert page.inner_text(".chosen") == "第一示例黨支部"
    page.close()


def test_the_alerts_keep_their_choices_in_the_address(browser: Browser, address: str) -> None:
    page = at(browser, address, "alerts/", "2026-11-24")
    page.click("button[data-level=yellow]")
    page.select_option("select[name=role]", "publicity_member")
    shown = page.locator("tr[data-alert]:visible").count()
    page.reload()
    assert page.locator("select[name=role]").input_value() == "publicity_member"
    assert page.locator("tr[data-alert]:visible").count() == shown
    page.close()


def test_the_years_table_begins_today(browser: Browser, address: str) -> None:
    page = at(browser, address, "year/2026/", "2026-11-24")
    page.set_viewport_size({"width": 390, "height": 844})
    first = page.locator("#table tbody:visible .term-row a").first.inner_text()
    box = page.locator("#xiaoxue").bounding_box()
    assert first == "小雪"
    assert box is not None
    assert box["y"] < 2 * SCREEN["height"]
    page.goto(address + "year/2026/#lichun")
    page.reload()
    assert page.locator("#lichun").is_visible()
    page.close()


def test_without_a_script_the_home_page_is_the_companys(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".mine").is_hidden()
    assert page.locator(".company").is_visible()
    page.goto(address + "year/2026/")
    assert page.locator("#lichun").is_visible()
    context.close()


def test_it_works_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri() + "?branch=b01")
    page.wait_for_selector(".mine-rows")
    page.click(".portal-mine")
    page.wait_for_url("**/branches/b01/index.html")
    page.close()
