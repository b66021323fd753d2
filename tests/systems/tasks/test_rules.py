"""一事一單 rules: each one has a failing case, built from the sound records of the sample."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from branch_portal import rooms
from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import all_rules
from branch_portal.project import references
from branch_portal.project.base import Record
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.systems.tasks import feedback_rules, rules
from branch_portal.systems.tasks.kinds import FEEDBACK, TASKS

DAY = dt.date.fromisoformat


def check(records: Records) -> Iterator[Problem]:
    """The rules over task slips and over what comes back for them."""
    yield from rules.check(records)
    yield from feedback_rules.check(records)


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def changed(record: Record, **changes: Any) -> Any:
    """The record with some fields written otherwise, validated again; `alias` names are used inside records."""
    data = record.model_dump(by_alias=True)
    return type(record).model_validate({**data, **changes})


def found(sample: Records, kind: str, id: str, **changes: Any) -> set[str]:
    records: dict[str, Located[Any]] = dict(sample[kind])
    records[id] = replace(records[id], record=changed(records[id].record, **changes))
    return {problem.rule for problem in check(sample.having(**{kind: records}))}


def log(*entries: tuple[str, str, str]) -> tuple[dict[str, Any], ...]:
    return tuple({"on": DAY(on), "action": action, "by": by, "note": None} for on, action, by in entries)


SECRETARY, OFFICE = "branch_secretary", "dept_specialist"
FIELD = {"key": "sites", "title": "點位", "kind": "integer", "options": (), "optional": False, "people": False}

TASK_CASES: list[tuple[str, dict[str, Any]]] = [
    ("TASK-01", {"serial": "RW-2026-011"}),
    ("TASK-01", {"serial": "RW-2026-013"}),
    ("TASK-01", {"issued_on": DAY("2026-07-02")}),
    ("TASK-02", {"due": DAY("2026-10-30")}),
    ("TASK-02", {"withdrawn": {"on": DAY("2026-10-30"), "by": OFFICE, "reason": "測試"}}),
    ("TASK-03", {"to": {"branches": ("b01",), "except": ("b01",)}}),
    ("TASK-03", {"to": {"branches": ("b01",), "except": ("b02",)}}),
    ("TASK-05", {"verifier": SECRETARY}),
    ("TASK-06", {"due": DAY("2026-11-21")}),
    ("TASK-07", {"fields": ({**FIELD, "key": "items"}, {**FIELD, "key": "items"})}),
    ("TASK-07", {"fields": ({**FIELD, "kind": "choice"},)}),
    ("TASK-07", {"fields": ({**FIELD, "options": ("甲", "乙")},)}),
    ("TASK-07", {"fields": ({**FIELD, "kind": "text", "people": True},)}),
    ("TASK-08", {"deliverable": tuple(f"{n}{'很長的名稱' * 20}" for n in range(6)), "fields": tuple(
        {**FIELD, "key": f"k{'abcdef'[n]}", "kind": "choice", "options": ("選" * 60, "項" * 60)} for n in range(6))}),
    ("TASK-09", {"source": {"goal": "t2701"}}),
    ("TASK-09", {"source": {"goal": "t2602"}, "to": {"branches": ("b01",)}}),
    ("TASK-09", {"source": {"goal": "a2607"}, "to": {"branches": ("b01",)}}),
    ("FB-01", {"to": {"branches": ("b01",)}}),
]  # fmt: skip
SUBMITTED = ("2026-11-16", "submitted", SECRETARY)
FEEDBACK_CASES: list[tuple[str, dict[str, Any]]] = [
    ("FB-02", {"log": log(("2026-11-16", "verified", OFFICE))}),
    ("FB-02", {"log": log(("2026-11-01", "submitted", SECRETARY)), "done_on": DAY("2026-11-02")}),
    ("FB-02", {"log": log(SUBMITTED, ("2026-11-13", "verified", OFFICE))}),
    ("FB-02", {"log": log(SUBMITTED, ("2026-11-17", "verified", OFFICE), ("2026-11-18", "returned", OFFICE))}),
    ("FB-02", {"log": log(SUBMITTED, ("2026-11-17", "returned", OFFICE), ("2026-11-18", "verified", OFFICE))}),
    ("FB-03", {"log": log(SUBMITTED, ("2026-11-17", "returned", OFFICE))}),
    ("FB-04", {"log": log(SUBMITTED, ("2026-11-17", "verified", SECRETARY))}),
    ("FB-04", {"log": log(SUBMITTED, ("2026-11-17", "verified", "org_department"))}),
    ("FB-04", {"log": log(("2026-11-16", "submitted", OFFICE), ("2026-11-17", "verified", OFFICE))}),
    ("FB-05", {"done_on": None}),
    ("FB-05", {"evidence": ()}),
    ("FB-05", {"obstacle": "缺材料"}),
    ("FB-05", {"status": "blocked", "done_on": None}),
    ("FB-05", {"status": "not_applicable", "done_on": None}),
    ("FB-05", {"status": "not_applicable", "done_on": None, "approval": {"role": SECRETARY, "on": DAY("2026-11-13")}}),
    ("FB-06", {"done_on": DAY("2026-10-31")}),
    ("FB-06", {"done_on": DAY("2026-11-20")}),
    ("FB-07", {"status": "partly", "done_on": None, "obstacle": "缺材料", "expected_on": DAY("2026-12-01")}),
    ("FB-08", {"values": {"items": 46}}),
    ("FB-08", {"values": {"items": 46, "gaps": 3, "more": 1}}),
    ("FB-08", {"values": {"items": 46, "gaps": "三"}}),
    ("FB-08", {"values": {"items": 46, "gaps": -1}}),
]


def test_the_sample_breaks_no_rule(sample: Records) -> None:
    assert list(check(sample)) == []


@pytest.mark.parametrize(("rule", "changes"), TASK_CASES)
def test_a_wrong_slip(sample: Records, rule: str, changes: dict[str, Any]) -> None:
    assert rule in found(sample, "tasks", "rw2610", **changes)


@pytest.mark.parametrize(("rule", "changes"), FEEDBACK_CASES)
def test_a_wrong_feedback(sample: Records, rule: str, changes: dict[str, Any]) -> None:
    assert rule in found(sample, "feedback", "rw2610/b01", **changes)


def test_a_source_has_to_be_public_before_the_slip(sample: Records) -> None:
    assert found(sample, "tasks", "rw2607", issued_on=DAY("2026-06-23")) >= {"TASK-04"}
    assert "TASK-04" in found(sample, "findings", "p2620", public=False)


def test_feedback_ends_when_the_slip_is_withdrawn(sample: Records) -> None:
    withdrawn = {"on": DAY("2026-11-17"), "by": OFFICE, "reason": "測試"}
    assert found(sample, "tasks", "rw2610", withdrawn=withdrawn) == {"FB-02"}


def test_few_people_are_not_counted(sample: Records) -> None:
    fields = ({**FIELD, "people": True},)
    one = sample[FEEDBACK]["rw2610/b01"]
    for number, broken in ((4, True), (5, False), (0, False)):
        answers = {"rw2610/b01": replace(one, record=changed(one.record, values={"sites": number}))}
        rules = found(sample.having(feedback=answers), "tasks", "rw2610", fields=fields)
        assert ("FB-09" in rules) is broken


@pytest.mark.parametrize(
    ("kind", "options", "value", "right"),
    [
        ("integer", (), 3, True),
        ("integer", (), "3", False),
        ("text", (), "三處", True),
        ("text", (), " ", False),
        ("date", (), "2026-03-05", True),
        ("date", (), "2026-02-30", False),
        ("choice", ("甲", "乙"), "甲", True),
        ("choice", ("甲", "乙"), "丙", False),
    ],
)
def test_a_value_is_of_its_fields_kind(
    sample: Records, kind: str, options: tuple[str, ...], value: int | str, right: bool
) -> None:
    fields = ({**FIELD, "kind": kind, "options": options},)
    one = sample[FEEDBACK]["rw2610/b01"]
    answers = {"rw2610/b01": replace(one, record=changed(one.record, values={"sites": value}))}
    assert (found(sample.having(feedback=answers), "tasks", "rw2610", fields=fields) == set()) is right


def test_what_is_to_come_cannot_be_done(sample: Records) -> None:
    one = sample[FEEDBACK]["rw2610/b01"]
    later = replace(one, record=changed(one.record, done_on=DAY("2027-11-13")))
    told = list(feedback_rules.check_days(sample.having(feedback={"rw2610/b01": later}), DAY("2026-11-24")))
    assert [(problem.rule, problem.place.line) for problem in told] == [("FB-10", one.at("done_on").line)]
    assert not list(feedback_rules.check_days(sample, DAY("2026-11-24")))


def test_every_rule_of_this_system_is_tested() -> None:
    tested = {rule for rule, _ in [*TASK_CASES, *FEEDBACK_CASES]} | {"TASK-04", "TASK-10", "FB-09", "FB-10"}
    assert tested == {id for id in all_rules() if id.startswith(("TASK-", "FB-"))}


@pytest.mark.parametrize("paper", ["t2602", "c2602", "s2603", "a2607"])
def test_a_slip_may_come_from_any_of_the_four_levels(sample: Records, paper: str) -> None:
    assert found(sample, "tasks", "rw2610", source={"goal": paper}) == set()


def test_a_goal_that_is_not_there_is_a_wrong_reference(sample: Records) -> None:
    task = sample[TASKS]["rw2606"]
    wrong = replace(task, record=changed(task.record, source={"goal": "p2620"}))
    problems = list(references.check(sample.having(tasks={**sample[TASKS], "rw2606": wrong})))
    assert [(problem.rule, "卻是問題" in problem.message) for problem in problems] == [("REF-02", True)]


@pytest.mark.parametrize(
    ("written", "mend"), [("46條", "改成 46。"), ("四十六", "改成 46。"), ("不詳", "改成整數，如 12，不帶單位")]
)
def test_a_figure_with_its_unit_is_answered_with_the_figure(sample: Records, written: str, mend: str) -> None:
    answer = sample[FEEDBACK]["rw2610/b01"]
    wrong = replace(answer, record=changed(answer.record, values={"items": written, "gaps": 0}))
    problems = list(check(sample.having(feedback={**sample[FEEDBACK], "rw2610/b01": wrong})))
    assert [(one.rule, one.place.line) for one in problems] == [("FB-08", answer.at("values", "items").line)]
    assert mend in problems[0].mend
