"""A slip and the duty that it was made from, on one day, are one event; on two days they are two."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.event import Event
from branch_portal.calendar.joined import join
from branch_portal.project.handbook import Handbook, announce
from branch_portal.systems.tasks.events import events as task_events
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.kinds import PLANS
from branch_portal.year.model import Move, Plan
from branch_portal.year.schedule import Schedule, make_schedule

DAY = dt.date(2026, 1, 15)
HOST = Event("duty-a03.2026", DAY, DAY, "核對統計", (), "year/2026/", ("黨員隊伍",))
SLIP = Event("task-r1", DAY, DAY, "核對數據", (), "tasks/r1/", ("一事一單",), joins="duty-a03.2026")
OF_BRANCH = replace(SLIP, uid="task-r1.b01", branch="b01", page="tasks/r1/#b01")


def test_on_one_day_the_duty_s_event_tells_of_the_slip() -> None:
    kept, reasons = join([HOST, SLIP, OF_BRANCH])
    assert [event.uid for event in kept] == ["duty-a03.2026"]
    assert kept[0].joined == (("一事一單「核對數據」", "tasks/r1/"),)
    assert reasons.keys() == {"task-r1", "task-r1.b01"}
    assert reasons["task-r1"] == "與「核對統計」是同一件事，看那一條"


def test_a_branch_s_own_event_tells_of_it_and_another_day_keeps_two() -> None:
    own = replace(HOST, uid="duty-a03.2026.b01", branch="b01")
    kept, reasons = join([HOST, own, OF_BRANCH])
    assert [(event.uid, len(event.joined)) for event in kept] == [("duty-a03.2026", 0), ("duty-a03.2026.b01", 1)]
    assert reasons.keys() == {"task-r1.b01"}
    assert join([replace(HOST, first=DAY - dt.timedelta(1)), SLIP])[1] == {}
    assert join([SLIP])[1] == {}


@pytest.fixture(scope="module")
def same_day(book: Handbook, schedule: Schedule) -> str:
    """A slip whose day is its duty's."""
    return next(
        id
        for id, task in book[TASKS].items()
        if any(one.duty.id == task.source.duty and one.due == task.due for one in schedule.company[task.due.year])
    )


def joins(events: Iterable[Event], id: str) -> dict[str, str]:
    return {event.uid.partition(".")[2]: event.joins for event in events if event.uid.startswith(f"task-{id}")}


def test_a_branch_that_moved_the_duty_has_both(book: Handbook, schedule: Schedule, same_day: str) -> None:
    task = book[TASKS][same_day]
    duty, year = task.source.duty or "", task.due.year
    before = joins(task_events(announce(book), schedule), same_day)
    assert set(before.values()) == {f"duty-{duty}.{year}"}
    move = Move(duty=duty, period=str(year), to=task.due - dt.timedelta(days=3), reason="錯開")
    plan = Plan(id=f"b02-{year}", branch="b02", year=year, moves=(move,))
    moved = book.having(plans={**book[PLANS], ("b02", year): plan})
    after = joins(task_events(announce(moved), make_schedule(moved)), same_day)
    assert after == {**before, "b02": ""}


def test_no_feed_has_a_slip_and_its_duty_on_one_day(calendar: Calendar, book: Handbook) -> None:
    for task in book[TASKS].values():
        live = [one for one in calendar.company if not one.cancelled and one.event.first == task.due]
        both = [one.event.uid for one in live if re.match(rf"task-{task.id}$|duty-{task.source.duty}\.", one.event.uid)]
        assert len(both) <= 1
