"""What comes out of the printer: no kind of page takes more sheets of A4 than an office would hand out."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

pytestmark = pytest.mark.browser

AT_MOST = {
    "alerts/": 3, "api/": 2, "basis/": 5, "basis/clauses/": 7, "brand/actions/": 5, "branches/b12/handover/": 7, "editing/": 7,
    "findings/2026-q3/": 2, "findings/2026-q3/external/": 1, "goals/": 5, "supervision/2026/": 5, "updates/": 5, "year/2027/": 4,
}  # fmt: skip
"""Months, slips, checklists, signs and a branch's month have tests of their own: one sheet each."""


def test_long_pages_keep_to_their_sheets_and_repeat_the_head_of_a_table(tab: Page, address: str) -> None:
    found, heads = {}, ""
    for path in AT_MOST:
        tab.goto(address + path)
        sheets = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
        found[path] = len(sheets)
        if path == "year/2027/":
            heads = "".join(sheets[1].extract_text().split())
    assert {path: count for path, count in found.items() if count > AT_MOST[path]} == {}
    assert "交什麼" in heads[:80]
