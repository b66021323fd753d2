"""The built site in a real browser: what its scripts show on the day of reading, colours, print, a folder without a server."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessible import violations
from tests.browser.browsing import at

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_front_a_guide_the_changes_and_the_help_meet_the_accessibility_rules(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for path in ("", "guide/g13/", "updates/", "editing/", "calendar/mine/"):
        page.goto(address + path)
        found += [(path, *one) for one in violations(page, tags=["wcag2a", "wcag2aa"])]
    assert found == []
    context.close()


def test_today_belongs_to_the_reader(browser: Browser, address: str) -> None:
    page = at(browser, address, "", "2027-02-20")
    shown = page.locator(".term-now:visible h3 a").all_inner_texts()
    assert shown == ["雨水", "驚蟄", "春分"]
    assert page.locator(".term-now.is-current h3 a").inner_text() == "雨水"


def test_levels_are_those_of_the_day_it_is_read(browser: Browser, address: str) -> None:
    found = []
    for day in ("2026-01-01", "2026-02-01", "2026-03-01", "2026-03-17", "2026-03-25"):
        page = at(browser, address, "year/2026/", day)
        due = page.locator('tr[id="a16.2026"] time')
        found.append((due.get_attribute("data-level"), due.get_attribute("data-words")))
    assert found == [
        (None, None),
        ("green", "還有47天"),
        ("yellow", "還有19天"),
        ("red", "還有3天"),
        ("past", ""),
    ]


def board(browser: Browser, address: str, day: str) -> dict[str, str]:
    """Who stands on the board on a day, and what the first cell says of it."""
    page = at(browser, address, "alerts/", day)
    rows = page.locator("h2#elections + .table-scroll tr[data-alert]")
    return {
        row.locator("td").nth(1).inner_text(): row.locator("td").first.inner_text()
        for row in rows.all()
        if row.is_visible()
    }


def test_the_board_is_right_ninety_days_after_the_build(browser: Browser, address: str) -> None:
    assert board(browser, address, "2026-11-24") == {
        "調度控制支部": "紅色告警",
        "輸電運檢支部": "紅色告警 還有28天",
        "城郊供電所支部": "黃色提醒 還有62天",
        "配電一支部": "綠色通知 還有114天",
        "縣鄉所支部": "綠色通知 還有157天",
    }
    assert board(browser, address, "2027-02-22") == {
        "調度控制支部": "紅色告警",
        "輸電運檢支部": "紅色告警 已過62天",
        "城郊供電所支部": "紅色告警 已過28天",
        "配電一支部": "紅色告警 還有24天",
        "縣鄉所支部": "黃色提醒 還有67天",  # its next step is due and nobody has recorded it
        "營銷計量支部": "綠色通知 還有95天",
    }


def test_the_board_says_so_when_it_is_too_old(browser: Browser, address: str) -> None:
    page = at(browser, address, "alerts/", "2027-06-01")
    assert "沒有重新生成" in page.inner_text("[data-board]")


def test_the_board_filters_by_colour_and_role(browser: Browser, address: str) -> None:
    page = at(browser, address, "alerts/", "2026-11-24")
    page.click("button[data-level=yellow]")
    page.select_option("select[name=role]", "publicity_member")
    rows = page.locator("tr[data-alert]:visible")
    assert rows.count() > 0
    assert all(row.get_attribute("data-role") == "publicity_member" for row in rows.all())
    assert all("黃色提醒" in row.inner_text() for row in rows.all())


def test_dates_are_readable_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "year/2026/chunfen/")
    assert "綠色通知" in page.inner_text("article")
    assert "3月20日" in page.inner_text("article")
    context.close()


def test_a_slip_prints_on_one_sheet(tab: Page, address: str) -> None:
    tab.goto(address + "year/2026/daxue/slip/")
    pdf = tab.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type/Page/") <= 1


def test_the_site_opens_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.click("a.door >> nth=1")
    page.wait_for_url("**/guide/index.html")
    assert page.inner_text("h1") == "黨務操作指引"
    page.close()
