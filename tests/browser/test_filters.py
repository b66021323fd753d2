"""Filters above lists in a real browser: either script, pinyin, what is said, and that nothing is loaded before."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
BOX = ".filter input[type=search]"


def left(page: Page, typed: str, rows: str) -> tuple[list[str], str]:
    """The rows left when `typed` stands in the filter, and what it says."""
    page.fill(BOX, "")
    expect(page.locator(".filter-said")).to_have_text("")
    page.fill(BOX, typed)
    expect(page.locator(".filter-said")).not_to_have_text("")
    return [
        row.inner_text().split("\n")[0] for row in page.locator(rows).locator("visible=true").all()
    ], page.inner_text(".filter-said")


def test_a_list_is_filtered_in_either_script_and_by_pinyin(browser: Browser, address: str) -> None:
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    for folder, titles in (("", ["第三示例黨支部"]), ("hans/", ["第三示例党支部"])):
        page.goto(f"{address}{folder}branches/")
        assert not [url for url in loaded if "/search/" in url]
        for typed in ("變電", "变电", "變电運維", "biandian", "bdyw", "bdyunw", "ＢＤＹＷ", "变电 支部"):
            found, said = left(page, typed, ".branch-list li")
            assert found == titles, typed
            assert said.startswith("找到1"), typed
        assert page.locator("h2:visible + .branch-list").count() == 1
        assert left(page, "紫禁城", ".branch-list li")[0] == []
        assert page.inner_text(".filter-said")[:2] in ("沒有", "没有")
        page.fill(BOX, "")
        expect(page.locator(".branch-list li:visible")).to_have_count(12)
        loaded.clear()
    page.close()


def test_the_board_of_alerts_is_filtered_in_either_script(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2026-11-24T04:00:00Z")
    page.goto(address + "alerts/")
    rows = [left(page, typed, "tr[data-alert]") for typed in ("配电", "配電", "peidian")]
    assert rows[0][0] == rows[1][0] == rows[2][0] != []
    assert {said for _, said in rows} == {f"找到{len(rows[0][0])}條"}
    page.close()


def test_a_list_is_filtered_in_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "grids" / "index.html").as_uri())
    names = page.locator(".branch-list li b").all_inner_texts()
    found, said = left(page, "社区", ".branch-list li")
    assert 0 < len(found) <= len(names)
    assert said == f"找到{len(found)}條"
    page.close()


def test_a_ledger_in_tables_keeps_the_heads_of_what_is_left(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}findings/problems/")
    heads = page.locator("h2[id^=level-]:visible")
    assert heads.count() == 4
    rows, said = left(page, "p2637", "tbody tr")
    assert [row.split("\t")[0] for row in rows] == ["P2637"]
    assert said.startswith("找到1")
    assert heads.count() == page.locator("table:visible").count() == 1
    page.fill(BOX, "")
    expect(heads).to_have_count(4)
    page.close()
