"""A branch's home: this month first, the year as a strip, one sheet of paper."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.browser.browsing import at

pytestmark = pytest.mark.browser

PATH = "branches/b01/"


def test_the_home_begins_with_the_readers_month_and_the_open_slips(browser: Browser, address: str) -> None:
    page = at(browser, address, PATH, "2026-12-02")
    count = page.locator(".month-list:visible li").count()
    assert count > 20
    assert page.locator(".month-list:visible h3").all_inner_texts() == [f"2026年12月 {count}項"]
    assert [text[:4] for text in page.locator("article h2:visible").all_inner_texts()[:2]] == ["本月要辦", "一事一單"]
    assert page.locator(".only-print:visible").count() == 0
    page.close()


def test_a_month_of_the_strip_is_shown_in_its_place_and_is_part_of_the_address(browser: Browser, address: str) -> None:
    page = at(browser, address, PATH, "2026-11-24")
    assert page.locator(".month-strip li").count() == 24
    page.click(".month-strip a[data-month='2027-01']")
    expect(page.locator(".month-list:visible h3")).to_have_text([re.compile("^2027年1月")])
    page.reload()
    assert page.locator(".month-strip a[aria-current]").get_attribute("data-month") == "2027-01"
    page.click(".month-strip a[data-month='2027-06']")
    page.wait_for_url(f"**/{PATH}2027/list/#m-2027-06")
    page.wait_for_selector("#m-2027-06 li")
    assert page.locator("#m-2027-06 li").count() > 10
    page.close()


def test_what_is_recorded_is_one_line_until_it_is_asked_for(browser: Browser, address: str) -> None:
    page = at(browser, address, PATH, "2026-11-24")
    shown = page.locator(".month-list:visible li:visible").count()
    page.click(".shows-held-button:visible")
    assert page.locator(".month-list:visible li:visible").count() > shown
    page.close()


@pytest.mark.parametrize("branch", ["b01", "b12"])
def test_the_month_prints_on_one_sheet(browser: Browser, address: str, branch: str) -> None:
    page = at(browser, address, f"branches/{branch}/", "2026-12-02")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    # A font may name the shapes of 月 and 支 by the radicals that look the same.
    text = unicodedata.normalize("NFKC", "".join(sheets[0].extract_text().split()))
    assert "2026年12月" in text
    assert "黨支部書記:____" in text
    page.close()


def test_without_a_script_the_near_months_are_there_and_the_others_on_the_map(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PATH)
    assert page.locator(".month-list:visible h3").all_inner_texts()[0].startswith("2026年10月")
    assert page.locator(".month-list:visible").count() >= 4
    page.click(".month-strip a[href$='#m-2026-03']")
    page.click(".months a")  # one page for all branches with the same days
    page.wait_for_selector("#m-2026-03 li")
    assert page.locator("#m-2026-03 li a").count() > 10
    context.close()
