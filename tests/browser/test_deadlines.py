"""The board's open deadlines in a real browser: colours and sums of the reader's day, the filter by kind."""

import datetime as dt

import pytest
from playwright.sync_api import Browser

from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.alerts.deadlines import deadlines
from branch_portal.year.alert_days import level_on
from tests.browser.browsing import at
from tests.sample import AS_OF

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("later", [0, 90])
def test_the_sums_are_right_on_the_day_of_reading(browser: Browser, address: str, book: Handbook, later: int) -> None:
    day = AS_OF + dt.timedelta(days=later)
    found = [one for items in deadlines(take_snapshot(book, AS_OF, ROOMS)).values() for one in items]
    page = at(browser, address, "alerts/", day.isoformat())
    for level in ("red", "yellow", "green"):
        told = sum(int(cell) for cell in page.locator(f"[data-sum] [data-count={level}]").all_inner_texts())
        assert told == sum(level_on(day, one) == level for one in found if one.stays or one.due >= day)


def test_one_kind_can_be_chosen_and_empty_holders_go(browser: Browser, address: str) -> None:
    page = at(browser, address, "alerts/", AS_OF.isoformat())
    holders = page.locator(".alert-holder:visible").count()
    page.select_option("select[name=kind]", "finding")
    rows = page.locator("tr[data-alert]:visible")
    assert rows.count() > 0
    assert {row.get_attribute("data-kind") for row in rows.all()} == {"finding"}
    assert 0 < page.locator(".alert-holder:visible").count() < holders


def test_what_is_due_later_has_no_colour_to_choose_and_is_filtered_all_the_same(browser: Browser, address: str) -> None:
    page = at(browser, address, "alerts/later/", AS_OF.isoformat())
    assert page.locator("button[data-level]").count() == 0
    every = page.locator("tr[data-alert]:visible").count()
    page.select_option("select[name=kind]", "dues")
    assert 0 < page.locator("tr[data-alert]:visible").count() < every
