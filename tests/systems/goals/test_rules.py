"""四級貫通 rules: each one has a failing case, one change to the sound sample."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from branch_portal import rooms
from branch_portal.ground.problems import Problem
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.systems.goals.kinds import ACTION_PLANS
from branch_portal.systems.goals.model import ActionPlan, Charter, Goal, TaskSheet
from branch_portal.systems.goals.rules import check, check_day

KINDS = {"goals": Goal, "charters": Charter, "task_sheets": TaskSheet, "action_plans": ActionPlan}


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def changed(sample: Records, kind: str, id: str, changes: Mapping[str, Any]) -> Records:
    """The sample with some fields of one record written otherwise; a field within is `metric.target`."""
    group = dict(sample[kind])
    located = group[id]
    fields = located.record.model_dump()
    for name, value in changes.items():
        at = fields
        *path, last = name.split(".")
        for step in path:
            at = at[step]
        at[last] = value
    group[id] = Located(KINDS[kind].model_validate(fields), located.source)
    return sample.having(**{kind: group})


def without(sample: Records, kind: str, id: str) -> Records:
    return sample.having(**{kind: {key: item for key, item in sample[kind].items() if key != id}})


def rules(records: Records) -> set[str]:
    return {problem.rule for problem in check(records)}


DAY = dt.date.fromisoformat
AWAITING = {"by": DAY("2026-06-30"), "reason": "測試"}
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("GOAL-02", "goals", "t2601", {"committee": "dept-ops"}),
    ("GOAL-02", "goals", "t2601", {"lead_org": "zone-east"}),
    ("GOAL-02", "charters", "c2601", {"department": "zone-east"}),
    ("GOAL-02", "task_sheets", "s2604", {"unit": "dept-ops"}),
    ("GOAL-02", "action_plans", "a2601", {"branch": "b03"}),
    ("GOAL-02", "action_plans", "a2601", {"branch": "b11"}),
    ("GOAL-02", "action_plans", "a2603", {"branch": "b07"}),
    ("GOAL-03", "goals", "t2601", {"awaiting": AWAITING}),
    ("GOAL-03", "goals", "t2701", {"awaiting": None}),
    ("GOAL-04", "goals", "t2701", {"awaiting.by": DAY("2028-01-01")}),
    ("GOAL-04", "goals", "t2601", {"due": DAY("2026-01-01")}),
    ("GOAL-04", "charters", "c2601", {"due": DAY("2026-12-31")}),
    ("GOAL-04", "task_sheets", "s2601", {"issued_on": DAY("2026-02-01")}),
    ("GOAL-04", "action_plans", "a2601", {"decided_on": DAY("2026-05-20")}),
    ("GOAL-05", "goals", "t2601", {"metric.target": 130.0}),
    ("GOAL-05", "goals", "t2602", {"metric.trend": "fall"}),
    ("GOAL-05", "goals", "t2602", {"metric.trend": "keep"}),
    ("GOAL-05", "action_plans", "a2601", {"metric.actuals": ({"quarter": "2026-q2", "value": 1}, {"quarter": "2026-q1", "value": 2})}),
    ("GOAL-05", "action_plans", "a2601", {"metric.actuals": ({"quarter": "2025-q4", "value": 1},)}),
    ("GOAL-05", "action_plans", "a2601", {"metric.actuals": ({"quarter": "2027-q1", "value": 1},)}),
    ("GOAL-06", "goals", "t2601", {"metric.target": 95.0}),
    ("GOAL-06", "goals", "t2602", {"metric.target": 98.6}),
    ("GOAL-06", "goals", "t2601", {"metric.unit": "起"}),
    ("GOAL-06", "goals", "t2601", {"metric.actuals": ({"quarter": "2026-q1", "value": 1},)}),
    ("GOAL-06", "action_plans", "a2601", {"metric.rollup": "sum", "metric.actuals": ()}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kind", "id", "changes"), CASES)
def test_a_broken_rule_is_reported(sample: Records, rule: str, kind: str, id: str, changes: dict[str, Any]) -> None:
    problems = list(check(changed(sample, kind, id, changes)))
    assert rule in {problem.rule for problem in problems}, problems
    assert all(problem.message and problem.mend for problem in problems)


def test_the_sample_breaks_none(sample: Records) -> None:
    assert rules(sample) == set()


def test_one_number_for_two_levels_is_refused(sample: Records) -> None:
    plan = sample[ACTION_PLANS]["a2601"].record.model_copy(update={"id": "t2601"})
    plans = {**sample[ACTION_PLANS], "t2601": Located(plan, sample[ACTION_PLANS]["a2601"].source)}
    assert "GOAL-01" in rules(sample.having(action_plans=plans))


def test_a_goal_that_reaches_no_branch_is_refused(sample: Records) -> None:
    problems = list(check(without(sample, "action_plans", "a2613")))
    assert [(problem.rule, problem.place.path) for problem in problems] == [("GOAL-03", "data/task_sheets/s2609.yml")]


def test_a_step_belongs_into_its_plan(sample: Records) -> None:
    steps = [step.model_dump() for step in sample[ACTION_PLANS]["a2601"].record.steps]

    def broken(**changes: Any) -> list[Problem]:
        written = ({**steps[0], **changes}, *steps[1:])
        return list(check(changed(sample, "action_plans", "a2601", {"steps": written})))

    assert [problem.rule for problem in broken(due=DAY("2027-01-01"))] == ["GOAL-04"]
    assert [problem.rule for problem in broken(id="patrol")] == ["GOAL-07"]
    assert [problem.rule for problem in broken(done_on=DAY("2026-04-09"))] == ["GOAL-04"]


@pytest.mark.parametrize(
    ("kind", "id", "changes"),
    [
        ("goals", "t2601", {"midterm": {"on": dt.date(2025, 12, 1), "said": "甲"}}),
        ("goals", "t2601", {"concluded": {"on": dt.date(2026, 11, 30), "reached": "reached", "said": "甲"}}),
        ("charters", "c2601", {
            "midterm": {"on": dt.date(2026, 9, 1), "said": "甲"},
            "concluded": {"on": dt.date(2026, 8, 1), "reached": "partly", "said": "甲"},
        }),
        ("action_plans", "a2615", {"review": {"on": dt.date(2026, 11, 20), "worked": "甲", "missed": "乙"}}),
    ],
)  # fmt: skip
def test_a_middle_or_an_end_that_cannot_be_is_told(
    sample: Records, kind: str, id: str, changes: Mapping[str, Any]
) -> None:
    today = dt.date(2026, 11, 24)
    assert list(check_day(sample, today)) == []
    found = list(check_day(changed(sample, kind, id, changes), today))
    assert {problem.rule for problem in found} == {"GOAL-08"}
    assert all(problem.mend for problem in found)
    mended = {"midterm": {"on": dt.date(2026, 7, 24), "said": "甲"}} if kind != "action_plans" else {"review": None}
    assert list(check_day(changed(sample, kind, id, mended), today)) == []
