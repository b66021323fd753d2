"""The calendar pages in a real browser: choosing a feed, the reader's own day, print."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import at

pytestmark = pytest.mark.browser


def chosen(page: Page) -> tuple[str, str | None, str | None]:
    return (
        page.inner_text(".chooser .address"),
        page.get_attribute(".chooser .open", "href"),
        page.get_attribute(".chooser .feed-code", "src"),
    )


def test_a_branch_s_calendar_is_chosen_with_its_address_and_code(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "calendar/")
    assert chosen(page)[0] == "https://portal.example.com/calendar/all.ics"
    page.check("text=支部 >> input")
    page.select_option("[data-kind=branch] select", "b03")
    assert chosen(page) == (
        "https://portal.example.com/calendar/b03.ics",
        "webcal://portal.example.com/calendar/b03.ics",
        "b03.svg",
    )
    assert page.evaluate("document.querySelector('.chooser .feed-code').decode().then(() => 'shown')") == "shown"
    page.check("text=只要綠、黃、紅提醒")
    assert chosen(page)[0] == "https://portal.example.com/calendar/alerts-b03.ics"
    page.close()


def test_my_calendar_is_one_address_with_its_code_and_is_remembered_until_forgotten(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(address + "calendar/mine/")

    def found() -> list[str]:
        names = page.locator(".my-feeds .address").all_inner_texts()
        return [name.removeprefix("https://portal.example.com/calendar/") for name in names]

    assert found() == ["all.ics"]
    page.select_option("[name=branch]", "b03")
    assert found() == ["b03.ics"]
    page.select_option("[name=role]", "org_member")
    page.check("text=不響鈴")
    assert found() == ["b03.org-member.quiet.ics"]
    label = "二維碼：變電運維支部 組織委員（不響鈴）的訂閱地址"
    expect(page.locator(".my-feeds svg.feed-code")).to_have_attribute("aria-label", label)
    page.check("text=二十四節氣")
    assert found() == ["b03.org-member.quiet.ics", "terms.ics"]
    assert "訂下面2個" in page.inner_text(".my-feeds")
    page.reload()
    assert found() == ["b03.org-member.quiet.ics", "terms.ics"]
    page.goto(address)
    assert page.is_visible("text=變電運維支部 · 組織委員")  # the same choice as on the home page
    page.goto(address + "calendar/mine/")
    page.click("text=清除選擇")
    assert found() == ["all.ics"]
    assert page.evaluate("localStorage.getItem('portal.mine')") is None
    page.select_option("[name=role]", "branch_secretary")
    assert found() == []
    assert "請先選支部" in page.inner_text(".my-feeds")
    page.select_option("[name=role]", "discipline_commission")
    assert found() == ["role-discipline-commission.ics"]
    page.evaluate("document.querySelector('[data-my-calendar]').setAttribute('data-kinds-quiet', 'all role topic')")
    page.select_option("[name=branch]", "b03")  # among many branches, whose calendars have no variants
    page.select_option("[name=role]", "")
    page.check("text=不響鈴")
    assert found() == ["b03.ics"]
    assert "「變電運維支部」沒有這一種" in page.inner_text(".my-feeds")
    page.close()


def test_my_calendar_s_addresses_are_a_table_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "calendar/mine/")
    assert page.locator(".my-calendar").is_hidden()
    link = page.get_attribute("[aria-label=變電運維支部組織委員]", "href")
    assert page.request.get(f"{address}calendar/mine/{link}").ok
    assert link == "../b03.org-member.ics"
    context.close()


def test_the_simplified_edition_offers_its_own_calendars(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "hans/calendar/#feed=topic-t-life")
    assert chosen(page)[1] == "webcal://portal.example.com/hans/calendar/topic-t-life.ics"
    code = browser.new_page()
    code.goto(address + "hans/calendar/topic-t-life.svg")
    assert "hans/calendar/topic-t-life.ics" in code.content()
    code.close()
    page.close()


def test_the_agenda_begins_on_the_reader_s_day(browser: Browser, address: str) -> None:
    page = at(browser, address, "calendar/", "2026-12-16")
    days = page.locator(".agenda li:visible time").all_inner_texts()
    assert days[0] in ("12月16日", "12月17日", "12月18日")
    assert page.locator(".week:visible").count() == 6
    link = page.locator("[data-month-link]")
    assert link.get_attribute("href") == "2026-12/"
    assert link.inner_text() == "看2026年12月"
    late = at(browser, address, "calendar/", "2027-09-01")
    assert late.is_visible(".agenda-over")


def test_today_is_marked_in_its_month(browser: Browser, address: str) -> None:
    page = at(browser, address, "calendar/2026-12/", "2026-12-17")
    assert page.locator(".is-today").get_attribute("data-day") == "2026-12-17"


def test_addresses_agenda_and_months_are_there_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "calendar/")
    assert page.locator(".chooser").is_hidden()
    assert page.is_visible(".all-feeds code >> text=https://portal.example.com/calendar/all.ics")
    assert page.locator(".week:visible").count() > 6
    page.click(".chips [data-month='2026-12']")
    page.wait_for_url("**/calendar/2026-12/")
    assert page.inner_text("h1") == "2026年12月"
    assert page.is_visible("text=支部年度考評自查")
    context.close()


def test_a_month_prints_on_one_landscape_sheet(tab: Page, address: str) -> None:
    for month in ("2026-08", "2026-12"):
        tab.goto(f"{address}calendar/{month}/")
        pdf = tab.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type ?/Page\b(?!s)", pdf)) == 1
        width, height = map(float, re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())  # type: ignore[union-attr]
        assert width > height
