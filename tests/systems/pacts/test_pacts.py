"""近鄰黨建+: terms, reviews and projects hold together, and their days are in the calendar."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from branch_portal import rooms
from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.systems.actions.kinds import ACTIONS
from branch_portal.systems.pacts.datasets import datasets
from branch_portal.systems.pacts.events import events
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.model import Pact
from branch_portal.systems.pacts.rules import check, check_day
from branch_portal.year.schedule import Schedule
from tests.snapshots import snapshot_of

DAY = dt.date.fromisoformat
TODAY = DAY("2026-11-24")


def review(quarter: str, due: str, held_on: str = "", outcome: str = "") -> dict[str, Any]:
    return {
        "quarter": quarter,
        "due": DAY(due),
        "held_on": DAY(held_on) if held_on else None,
        "outcome": outcome or None,
    }


def project(due: str, done_on: str = "", effect: str = "") -> dict[str, Any]:
    return {"title": "甲", "due": DAY(due), "done_on": DAY(done_on) if done_on else None, "effect": effect or None}


def pact(**changes: Any) -> Pact:
    """A sound pact with some fields written otherwise."""
    fields: dict[str, Any] = {
        "id": "x1", "title": "甲協議", "kind": "community_service", "branch": "b02", "partner": "甲社區",
        "partner_kind": "community", "contact": "branch_clerk", "partner_contact": "社區專員",
        "signed_on": DAY("2026-01-01"), "until": DAY("2026-12-31"), "topics": ("甲",), "needs": ("乙",),
        "resources": ("丙",), "projects": (project("2026-06-30"),), "reviews": (review("2026-q4", "2026-12-01"),),
    }  # fmt: skip
    return Pact.model_validate({**fields, **changes})


def test_a_pact_that_was_renewed_as_the_editors_page_says_has_nothing_left_to_do(sample: Records) -> None:
    held = (review("2026-q4", "2026-12-01", "2026-12-01", "renew"),)
    old = pact(reviews=held)
    new = pact(id="x2", signed_on=DAY("2027-01-01"), until=DAY("2027-12-31"), projects=(project("2027-06-30"),),
               reviews=(review("2027-q4", "2027-12-01"),))  # fmt: skip
    source = next(iter(sample[PACTS].values())).source
    for records, rules in (((old,), ["PACT-06"]), ((old, new), [])):
        there = sample.having(pacts={one.id: Located(one, source) for one in records})
        found = [one for one in check_day(there, DAY("2027-01-04")) if one.value == "2026-12-31"]
        assert [one.rule for one in found] == rules
        assert all("例如 x1-2" in one.mend and "outcome 改成 end" in one.mend for one in found)


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def broken(sample: Records, record: Pact, today: dt.date = TODAY) -> set[str]:
    source = next(iter(sample[PACTS].values())).source
    records = sample.having(pacts={record.id: Located(record, source)})
    problems = [*check(records), *check_day(records, today)]
    assert all(problem.message and problem.mend for problem in problems)
    return {problem.rule for problem in problems}


CASES: list[tuple[str, dict[str, Any]]] = [
    ("PACT-01", {"signed_on": DAY("2026-12-31"), "projects": (project("2026-12-31"),)}),
    ("PACT-02", {"reviews": (review("2026-q4", "2027-01-01"),)}),
    ("PACT-02", {"reviews": (review("2026-q4", "2026-12-01", "2026-12-01"),)}),
    ("PACT-01", {"reviews": (review("2026-q4", "2026-12-01", "2025-12-01", "go_on"),)}),
    ("PACT-02", {"reviews": (review("2026-q4", "2026-12-01"), review("2026-q3", "2026-09-01"))}),
    ("PACT-03", {"reviews": (review("2026-q3", "2026-09-01"),)}),
    ("PACT-04", {"projects": (project("2027-01-01"),)}),
    ("PACT-01", {"projects": (project("2026-06-30", "2025-06-30", "甲"),)}),
    ("PACT-04", {"projects": (project("2026-06-30", "2026-06-30"),)}),
    ("PACT-05", {"grids": ("gr03",)}),
    ("PACT-06", {"until": DAY("2026-11-23"), "reviews": (review("2026-q4", "2026-11-01"),)}),
]


@pytest.mark.parametrize(("rule", "changes"), CASES)
def test_a_broken_rule_is_reported(sample: Records, rule: str, changes: dict[str, Any]) -> None:
    assert broken(sample, pact(**changes)) == {rule}


def test_a_sound_pact_breaks_none(sample: Records) -> None:
    assert broken(sample, pact(grids=("gr01",))) == set()


def test_a_pact_that_was_ended_is_not_reported_as_expired(sample: Records) -> None:
    ended = pact(until=DAY("2026-10-31"), reviews=(review("2026-q2", "2026-06-01", "2026-06-02", "end"),))
    assert broken(sample, ended) == set()


@pytest.mark.parametrize("held", [(), ("2026-11-01", "go_on")])
def test_the_mend_of_a_pact_that_has_run_out_works_to_the_letter(sample: Records, held: tuple[str, ...]) -> None:
    until, due = DAY("2026-11-23"), "2026-11-01"
    gone = pact(until=until, reviews=(review("2026-q4", due, *held),))
    source = next(iter(sample[PACTS].values())).source
    (problem,) = check_day(sample.having(pacts={"x1": Located(gone, source)}), TODAY)
    assert "outcome 改成 end" in problem.mend if held else f"held_on: {due} 和 outcome: end" in problem.mend
    assert broken(sample, pact(until=until, reviews=(review("2026-q4", due, due, "end"),))) == set()


def test_an_overdue_review_is_only_told_by_the_reader_s_day(book: Handbook, schedule: Schedule) -> None:
    found = {event.uid: event for event in events(announce(book), schedule)}
    late = found["pact-pa04.review-2026-q4"]
    assert (late.first, late.branch) == (DAY("2026-11-13"), "b04")
    assert [level for level, _ in late.alerts] == ["yellow", "red"]
    assert found["pact-pa04.review-2026-q2"].alerts == ()
    assert found["pact-pa04.until"].alerts[0] == ("green", DAY("2026-10-30"))  # before a Sunday


def test_the_tables_agree_with_the_records(book: Handbook, schedule: Schedule) -> None:
    tables = {table.id: table for table in datasets(snapshot_of(book, schedule, TODAY))}
    row = next(row for row in tables["pacts"].rows if row["id"] == "pa01")
    assert (row["projects"], row["done"]) == (2, 1)
    assert row["actions"] == sum(action.pact == "pa01" for action in book[ACTIONS].values())
    assert len(tables["pact-reviews"].rows) == sum(len(one.reviews) for one in book[PACTS].values())
