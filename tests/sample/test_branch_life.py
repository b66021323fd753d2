"""支部的來去 on the whole sample: merged, split, dissolved on a day; what was published, sealed and issued stays right.

Renaming is tried in `tests/kernel/calendar/test_rename.py` and `tests/sample/test_edit.py`.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import pytest

from branch_portal import rooms
from branch_portal.build import events
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feeds import feeds
from branch_portal.calendar.ledger import revise
from branch_portal.calendar.model import Ledger
from branch_portal.calendar.stamped import Stamped
from branch_portal.calendar.state import CalendarState, calendar_state
from branch_portal.ground.problems import Problem
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.project.handbook import announce, handbook
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.system.check import check
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.year.schedule import make_schedule
from tests.sample import AS_OF, ROOT

LAST = dt.date(2026, 11, 20)
NEXT = LAST + dt.timedelta(days=1)
NOW = dt.datetime(2026, 11, 28, 1, tzinfo=dt.UTC)
OLD = "b10"  # in sealed bulletins, issued slips, feedback, self-checks, a grid and a pact


def part(id: str, title: str) -> dict[str, Any]:
    return {"id": id, "title": title, "short": title, "split_from": OLD, "founded_on": NEXT, "elected_on": NEXT}


CASES: dict[str, dict[str, dict[str, Any]]] = {
    "merged": {OLD: {"dissolved_on": LAST, "merged_into": "b02"}},
    "dissolved": {OLD: {"dissolved_on": LAST}},
    "split off": {"b21": part("b21", "新支部")},
    "split up": {"b21": part("b21", "甲支部"), "b22": part("b22", "乙支部"), OLD: {"dissolved_on": LAST}},
}


@dataclass(frozen=True)
class After:
    """The sample after one change: its mistakes, its calendar before and after the update."""

    name: str
    problems: list[Problem]
    before: CalendarState
    calendar: Calendar
    ledger: Ledger

    @property
    def old(self) -> Branch:
        return self.before.book[BRANCHES][OLD]

    def held(self, branch: str = OLD) -> dict[str, Stamped]:
        return {one.own.uid: one for one in self.calendar.branch(self.before.book[BRANCHES][branch])}


def with_branches(records: Records, case: str) -> Records:
    branches = dict(records[BRANCHES])
    model = branches[OLD]
    for id, fields in CASES[case].items():
        branches[id] = replace(branches.get(id, model), record=model.record.model_copy(update=fields))
    return records.having(branches=branches)


def state_of(records: Records) -> CalendarState:
    book = handbook(records)
    schedule = book.derived(make_schedule)
    return calendar_state(Folders(ROOT), Reading(), events(announce(book), schedule), book, schedule)


@pytest.fixture(params=CASES, scope="module")
def after(request: pytest.FixtureRequest, records: Records) -> After:
    changed = with_branches(records, request.param)
    state = state_of(changed)
    book = state.book
    problems = [*check(changed, rooms.ROOMS, AS_OF), *state.problems({}, AS_OF)]
    ledger = revise(state.ledger, state.wanted, NOW, book.settings.calendar.window)
    return After(request.param, problems, state, state.calendar(ledger), ledger)


def test_nothing_sealed_issued_or_published_is_contradicted(after: After) -> None:
    """Slips issued, bulletins closed, rounds and feedback of the past stand; only the ledger has to follow."""
    assert {one.rule for one in after.problems if one.severity == "error"} == {"CAL-01"}


def test_records_that_nobody_looks_after_any_more_are_named(after: After) -> None:
    left = [one.message for one in after.problems if one.rule == "CAL-17"]
    assert bool(left) is bool(after.old.dissolved_on)
    assert all("grid gr06" in message and "pact pa05" in message and "elect" not in message for message in left)


def test_what_another_branch_takes_over_is_left_to_nobody(records: Records) -> None:
    merged = with_branches(records, "merged")
    for kind in (GRIDS, PACTS):
        group = {
            id: replace(one, record=one.record.model_copy(update={"branch": "b02"}))
            if one.record.branch == OLD
            else one
            for id, one in merged[kind].items()
        }
        merged = merged.having(**{kind.name: group})
    assert [one.rule for one in state_of(merged).problems({}, AS_OF)] == ["CAL-01"]


def test_the_calendar_ends_with_the_branch_and_says_why(after: After, calendar: Calendar) -> None:
    before = {one.own.uid: one for one in calendar.branch(calendar.book[BRANCHES][OLD])}
    held = after.held()
    assert {uid for uid, one in before.items() if not one.cancelled} <= held.keys()
    theirs = {uid: one for uid, one in held.items() if one.event.reach != "company" and not uid.startswith("term.")}
    theirs = {uid: one for uid, one in theirs.items() if uid not in before or not before[uid].cancelled}
    later = {uid: one.cancelled for uid, one in theirs.items() if one.event.first > LAST and "branch-" not in uid}
    assert later
    reason = "本支部2026-11-20撤銷" + ("，併入第二示例黨支部" if after.name == "merged" else "")
    if after.old.dissolved_on:
        assert {uid for uid, why in later.items() if not (why or "").startswith(reason)} == set()
    else:
        assert {uid for uid, why in later.items() if why} == {uid for uid in later if before[uid].cancelled}
    past = {uid: one for uid, one in theirs.items() if one.event.first <= LAST and uid in before}
    assert {uid for uid, one in past.items() if one.cancelled != before[uid].cancelled} == set()


def test_its_subscribers_are_told_whom_to_follow(after: After) -> None:
    told = {uid: one.event for uid, one in after.held().items() if uid.startswith("branch-")}
    expected = {"split off": {"b21.split"}}
    assert set(told) == {f"branch-{id}" for id in expected.get(after.name, {"b10.end"})}
    follow = {"merged": ["b02"], "dissolved": [], "split off": ["b21"], "split up": ["b21", "b22"]}[after.name]
    text = "".join(line for event in told.values() for line in event.lines)
    assert [id for id in ("b02", "b21", "b22") if f"/calendar/{id}.ics" in text] == follow


def test_feeds_keep_their_addresses_and_others_their_events(after: After, calendar: Calendar) -> None:
    addresses = {feed.address for feed in feeds(after.calendar)}
    assert {feed.address for feed in feeds(calendar)} <= addresses
    for id in ("b01", "b02"):
        before = {one.own.uid: one.stamp for one in calendar.branch(calendar.book[BRANCHES][id])}
        assert {uid: one.stamp for uid, one in after.held(id).items()} == before
    for id in CASES[after.name].keys() - {OLD}:
        assert not any(one.cancelled for one in after.held(id).values() if one.own.uid.endswith(f".{id}"))
        assert min(one.event.first for one in after.held(id).values() if one.own.uid.endswith(f".{id}")) >= NEXT
