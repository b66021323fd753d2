"""Duties and plans become occurrences."""

import datetime as dt
from collections import Counter

import pytest

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.year.alert_days import alert_days
from branch_portal.year.model import AlertDays, Duty
from branch_portal.year.schedule import Schedule, applies


def test_the_sample_year_has_all_its_occurrences(schedule: Schedule) -> None:
    # 9 monthly series x 12, one for each of 24 terms, 8 quarterly x 4, 57 dated and the second halves of 4, 元旦's reminder, an initiative's two tasks.
    assert len(schedule.company[2026]) == 228


def test_ids_are_unique_and_carry_the_nominal_period(schedule: Schedule) -> None:
    ids = [item.id for item in schedule.company[2026]]
    assert len(ids) == len(set(ids))
    assert {"m01.2026-01", "q01.2026-q1", "m06.2026-lichun", "a05.2026-h2", "a16.2026"} <= set(ids)


def test_occurrences_are_in_order_and_their_days_too(schedule: Schedule) -> None:
    for year in schedule.company:
        items = schedule.company[year]
        assert list(items) == sorted(items, key=lambda item: (item.due, item.id))
        for item in items:
            assert item.green <= item.yellow <= item.red
            assert item.opens <= item.due


def test_a_branch_has_only_what_applies_to_it(book: Handbook, schedule: Schedule) -> None:
    small = {item.duty.id for item in schedule.branch("b10", 2026)}
    large = {item.duty.id for item in schedule.branch("b03", 2026)}
    assert "m01" not in small
    assert "m02" not in small
    assert {"m01", "m02"} <= large
    for branch in book[BRANCHES].values():
        assert all(applies(item.duty, branch) for item in schedule.branch(branch.id, 2026))


def test_a_moved_item_keeps_its_id_and_moves_its_alerts(schedule: Schedule) -> None:
    company = {item.id: item for item in schedule.company[2026]}
    moved = {item.id: item for item in schedule.branch("b01", 2026)}["m03.2026-04"]
    original = company["m03.2026-04"]
    assert moved.due == dt.date(2026, 4, 15)
    assert moved.moved_from == original.due
    assert schedule.workdays.shift(moved.due - dt.timedelta(days=moved.duty.alerts.green), "previous") == moved.green
    assert moved.branch == "b01"


def test_a_waived_item_is_gone_and_an_own_item_is_there(schedule: Schedule) -> None:
    temporary = {item.duty.id for item in schedule.branch("b09", 2026)}
    assert "a30" not in temporary
    assert "q01" in temporary
    assert "own-live-work" in {item.duty.id for item in schedule.branch("b01", 2026)}


def test_branches_without_changes_share_one_year(schedule: Schedule) -> None:
    assert schedule.branch("b02", 2027) is schedule.branch("b06", 2027)


def test_meetings_keep_off_closed_days(schedule: Schedule) -> None:
    for item in schedule.company[2026]:
        duty = item.duty
        if isinstance(duty, Duty) and duty.when.if_closed != "keep":
            assert schedule.workdays.is_open(item.due), item.id


def test_alerts_begin_on_open_days_and_keep_their_order(schedule: Schedule) -> None:
    for item in (item for year in schedule.company for item in schedule.company[year]):
        days = (item.green, item.yellow, item.red)
        assert all(schedule.workdays.is_open(day) for day in days), item.id
        assert list(days) == sorted(days)


@pytest.mark.parametrize(
    ("due", "before", "expected"),
    [
        ("2026-10-05", (10, 5, 0), "2026-09-24 2026-09-30 2026-09-30"),  # all of it in the National Day holiday
        ("2026-03-27", (0, -1, -2), "2026-03-27 2026-03-30 2026-03-30"),  # what is late is said after the weekend
        ("2026-05-20", (11, 7, 1), "2026-05-09 2026-05-13 2026-05-19"),  # a make-up Saturday is open
    ],
)
def test_alert_days_follow_the_official_table(
    schedule: Schedule, due: str, before: tuple[int, int, int], expected: str
) -> None:
    alerts = AlertDays(green=before[0], yellow=before[1], red=before[2])
    found = alert_days(alerts, dt.date.fromisoformat(due), schedule.workdays)
    assert " ".join(map(str, found)) == expected


@pytest.mark.parametrize("year", [2026, 2027])
def test_only_the_year_without_a_notice_is_provisional(schedule: Schedule, year: int) -> None:
    marks = Counter(item.provisional for item in schedule.company[year])
    assert marks[True] > 150 if year == 2027 else marks[True] < 20
    assert schedule.provisional_years() == [2027]
