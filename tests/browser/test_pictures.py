"""Pictures in a real browser: right on the reader's day, a cell opens its record, letters of one size on any width."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.browsing import at

pytestmark = pytest.mark.browser


def test_what_is_late_by_the_readers_day_says_so(browser: Browser, address: str) -> None:
    for day, word, shade in (("2026-12-04", "待", "shade-open"), ("2026-12-05", "逾", "shade-late")):
        cells = at(browser, address, "findings/rounds/", day).locator("[data-late-after='2026-12-04']")
        assert cells.count() > 0
        assert {cell.inner_text().strip()[0] for cell in cells.all()} == {word}
        assert {cell.get_attribute("class") for cell in cells.all()} == {shade}


def test_a_cell_opens_the_record_that_it_leads_to(browser: Browser, address: str) -> None:
    page = at(browser, address, "supervision/2026/", "2026-11-30")
    assert page.locator("details.record[open]").count() == 0
    page.click("a[href='#i-2026-q1-spot']")
    page.wait_for_selector("details.record[open]")
    assert [one.get_attribute("id") for one in page.locator("details.record[open]").all()] == ["i-2026-q1-spot"]


def test_the_line_of_today_is_the_readers(browser: Browser, address: str) -> None:
    places = []
    for day in ("2026-02-01", "2026-11-30"):
        line = at(browser, address, "branches/b01/", day).locator(".chart-lane .chart-today").first
        places.append(float(str(line.get_attribute("x1")).rstrip("%")))
    assert places == [pytest.approx(8.6, abs=0.1), pytest.approx(91.4, abs=0.1)]
    line = at(browser, address, "branches/b01/", "2027-02-01").locator(".chart-lane .chart-today").first
    assert line.get_attribute("visibility") == "hidden"


def test_on_a_phone_a_branchs_year_is_a_strip_whose_cells_open_their_month(browser: Browser, address: str) -> None:
    page = at(browser, address, "branches/b01/", "2026-11-30")
    page.set_viewport_size({"width": 390, "height": 844})
    across, down = page.locator(".lanes-across"), page.locator("table.lanes-down")
    assert (across.is_visible(), down.is_visible()) == (False, True)
    assert down.evaluate("one => one.getBoundingClientRect().right") <= 390
    assert down.locator("tr.is-current th").inner_text() == "11月"
    down.locator("a[href='#m-2026-12']").first.click()
    expect(page.locator("#m-2026-12.month-list.is-shown")).to_be_in_viewport()
    assert page.locator(".month-list.is-shown").count() == 1
    assert 0 <= page.locator("#m-2026-12").evaluate("one => one.getBoundingClientRect().top") < 844
    assert down.locator("a[href='2026/list/#m-2026-03']").count()
    page.set_viewport_size({"width": 1280, "height": 800})
    assert (across.is_visible(), down.is_visible()) == (True, False)


def test_the_year_of_terms_marks_the_readers_term(browser: Browser, address: str) -> None:
    for day, term in (("2026-02-10", "2026/lichun/"), ("2026-11-30", "2026/xiaoxue/")):
        page = at(browser, address, "year/", day)
        marked = page.locator(".chart-bars a:has(.is-current)")
        assert [one.get_attribute("href") for one in marked.all()] == [term]
        assert (
            page.evaluate(
                "[...document.querySelectorAll('.chart-now')].filter(one => getComputedStyle(one).visibility != 'hidden').length"
            )
            == 1
        )


def test_what_folds_nothing_has_no_button(browser: Browser, address: str) -> None:
    for year, shown in ((2026, True), (2027, False)):
        page = at(browser, address, f"year/{year}/", "2026-11-30")
        assert page.locator("[data-unfolds]").is_visible() == shown


def test_letters_of_a_picture_do_not_shrink_on_a_phone(browser: Browser, address: str) -> None:
    page = at(browser, address, "brand/actions/", "2026-11-30")
    sizes = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        word = page.locator(".chart-bars text.chart-word").first
        sizes.append(
            word.evaluate("one => [one.getBoundingClientRect().height, parseFloat(getComputedStyle(one).fontSize)]")
        )
    assert sizes[0] == sizes[1]
    assert sizes[0][1] >= 12
    page.set_viewport_size({"width": 1280, "height": 800})
