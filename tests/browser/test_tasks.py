"""Task slips in a real browser: one sheet of paper, overdue on the day of reading, copying a template."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.browsing import at

pytestmark = pytest.mark.browser


def test_every_task_slip_prints_on_one_sheet_with_its_reply_form(tab: Page, address: str, site: Path) -> None:
    slips = sorted(file.parent.relative_to(site).as_posix() for file in site.glob("tasks/*/slip/index.html"))
    assert slips
    for slip in slips:
        tab.goto(f"{address}{slip}/")
        sheets = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
        assert len(sheets) == 1, slip
        assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]


def test_a_slip_is_overdue_on_the_day_it_is_read(browser: Browser, address: str) -> None:
    found = []
    for day in ("2026-11-29", "2026-11-30", "2026-12-10", "2026-12-13"):
        page = at(browser, address, "tasks/rw2611/", day)
        found.append(page.locator("#branch-b01 .tag:visible").all_inner_texts())
    assert found == [["未到期"], ["待反饋"], ["待反饋"], ["待反饋", "逾期3天"]]


def test_a_template_can_be_copied_without_a_clipboard_interface(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "tasks/rw2610/")
    page.click("details:has(.copy-text) summary")
    page.click(".copy-button")
    expect(page.locator(".copy-button")).to_have_text("已複製")
    assert page.evaluate("() => getSelection().toString() || document.activeElement.value").startswith("# RW-2026-010")
    page.close()
