"""整改 rules: each one has a failing case, built from one sound problem and one sound quarter."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.load import Folders, Reading, load
from generator.model.findings import Finding, Release
from generator.records import Located, Records
from generator.rules import all_rules
from generator.rules.findings import check


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading())


def steps(first: str, last: str = "", proposed: str = "branch_clerk") -> dict[str, Any]:
    """The four steps, on one day unless `last` is given for the last one."""
    day = {"on": dt.date.fromisoformat(first)}
    return {
        "proposed": {"role": proposed, **day},
        "reviewed": {"role": "dept_specialist", **day},
        "approved": {"role": "org_department", **day},
        "published": {"role": "dept_specialist", "on": dt.date.fromisoformat(last or first)},
    }


def log(*entries: tuple[str, str, str]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"on": dt.date.fromisoformat(on), "state": state, "by": by, "note": "測試"} for on, state, by in entries
    )


FOUND = (("2026-01-05", "found", "dept_specialist"), ("2026-01-06", "assigned", "dept_specialist"))
WORK = (*FOUND, ("2026-01-07", "rectifying", "branch_secretary"), ("2026-02-01", "submitted", "branch_clerk"))
DONE = (*WORK, ("2026-02-02", "verifying", "dept_specialist"), ("2026-02-03", "closed", "dept_specialist"))


def finding(**changes: Any) -> Finding:
    """A sound, closed, public problem of one branch, with the fields in `changes` written otherwise."""
    fields: dict[str, Any] = {
        "id": "x1", "tier": "branch", "level": "occasional_minor", "source": "self_check", "unit": "b01",
        "category": "記錄", "statement": "記錄補記偏晚。", "cause": "沒有當場記錄。",
        "measures": ({"what": "當場記錄", "owner": "b01", "due": dt.date(2026, 2, 10)},),
        "owner_role": "branch_secretary", "supervisor": "dept-party", "mode": "immediate",
        "found_on": dt.date(2026, 1, 5), "due": dt.date(2026, 2, 20), "log": log(*DONE), "evidence": ("記錄",),
        "public": True, "disclosure": steps("2026-01-08"),
    }  # fmt: skip
    return Finding.model_validate({**fields, **changes})


def release(id: str = "2026-q1", **changes: Any) -> Release:
    """A sound quarter for the single sound problem."""
    fields: dict[str, Any] = {
        "id": id, "cutoff": dt.date(2026, 3, 31), "published_on": dt.date(2026, 4, 10), "summary": ("測試",),
        "totals": {"opening": 0, "new": 1, "closed": 1, "carried": 0}, "disclosure": steps("2026-04-02", "2026-04-10"),
    }  # fmt: skip
    return Release.model_validate({**fields, **changes})


def broken(sample: Records, findings: tuple[Finding, ...], releases: tuple[Release, ...] = ()) -> set[str]:
    """The ids of the rules that these records break."""
    source = next(iter(sample.findings.values())).source

    def located(records: tuple[Any, ...]) -> Mapping[str, Located[Any]]:
        return {record.id: Located(record, source) for record in records}

    return {problem.rule for problem in check(replace(sample, findings=located(findings), releases=located(releases)))}


UPPER = {
    "id": "x2",
    "tier": "city_committee",
    "unit": "dept-party",
    "supervisor": "city",
    "statement": "上級研究事項。",
}
NEXT = {"cutoff": dt.date(2026, 6, 30), "published_on": dt.date(2026, 7, 10), "disclosure": steps("2026-07-10")}
STILL = {"opening": 0, "new": 0, "closed": 0, "carried": 0}

PROBLEM_CASES: list[tuple[str, dict[str, Any]]] = [
    ("FIND-01", {"log": log(*FOUND, ("2026-02-03", "closed", "dept_specialist"))}),
    ("FIND-02", {"log": log(*DONE[:3], ("2026-01-01", "submitted", "branch_clerk"), *DONE[4:])}),
    ("FIND-02", {"log": log(*DONE[1:])}),
    ("FIND-02", {"found_on": dt.date(2026, 1, 4)}),
    ("FIND-03", {"evidence": ()}),
    ("FIND-04", {"log": log(*DONE[:5], ("2026-02-03", "closed", "branch_secretary"))}),
    ("FIND-04", {"log": log(*DONE[:5], ("2026-02-03", "closed", "branch_clerk"))}),
    ("FIND-05", {"due": dt.date(2026, 1, 1)}),
    ("FIND-05", {"measures": ({"what": "甲", "owner": "b01", "due": dt.date(2026, 1, 1)},)}),
    ("FIND-05", {"measures": ({"what": "甲", "owner": "b01", "due": dt.date(2026, 3, 1)},)}),
    ("FIND-06", {"level": "needs_upper"}),
    ("FIND-06", {"log": log(*FOUND, ("2026-01-09", "escalated", "branch_secretary"))}),
    ("FIND-06", {"escalated_to": "x9"}),
    ("FIND-06", {"escalated_from": "x9"}),
    ("FIND-07", {"log": log(*DONE[:3], ("2026-02-01", "long_term", "dept_specialist"))}),
    ("FIND-09", {"disclosure": None}),
    ("FIND-09", {"disclosure": steps("2026-01-08", "2026-01-07")}),
    ("FIND-09", {"disclosure": steps("2026-01-08", proposed="org_department")}),
    ("FIND-09", {"disclosure": steps("2026-01-01")}),
    ("FIND-10", {"unit": "dept-ops"}),
    ("FIND-10", {"tier": "county_committee"}),
    ("FIND-11", {"supervisor": "b01"}),
    ("FIND-11", {"level": "key_difficult", "supervisor": "zone-east"}),
]
QUARTER_CASES: list[tuple[str, tuple[Release, ...]]] = [
    ("REL-01", (release(cutoff=dt.date(2026, 3, 30)),)),
    ("REL-01", (release(published_on=dt.date(2026, 3, 31), disclosure=steps("2026-03-31")),)),
    ("REL-02", (release(totals={"opening": 0, "new": 1, "closed": 1, "carried": 1}),)),
    ("REL-03", (release(totals={"opening": 0, "new": 2, "closed": 2, "carried": 0}),)),
    ("REL-04", (release(), release("2026-q2", **NEXT, totals={**STILL, "opening": 1, "carried": 1}))),
    ("REL-05", (release("2026-q2", **NEXT, totals=STILL),)),
    ("REL-06", (release(disclosure=steps("2026-04-10", proposed="org_department")),)),
    ("REL-06", (release(disclosure=steps("2026-04-02", "2026-04-09")),)),
]


def test_sound_records_break_nothing(sample: Records) -> None:
    following = release("2026-q2", **NEXT, totals=STILL)
    assert broken(sample, (finding(),), (release(), following)) == set()


@pytest.mark.parametrize(("rule", "changes"), PROBLEM_CASES)
def test_a_problem_that_breaks_one_rule(sample: Records, rule: str, changes: dict[str, Any]) -> None:
    assert rule in broken(sample, (finding(**changes),))


@pytest.mark.parametrize(("rule", "releases"), QUARTER_CASES)
def test_a_quarter_that_breaks_one_rule(sample: Records, rule: str, releases: tuple[Release, ...]) -> None:
    assert rule in broken(sample, (finding(),), releases)


def test_the_same_statement_is_refused_within_a_unit_only(sample: Records) -> None:
    assert broken(sample, (finding(), finding(id="x2"))) == {"FIND-08"}
    assert broken(sample, (finding(), finding(id="x2", unit="b02"))) == set()


def test_an_escalated_pair_points_both_ways(sample: Records) -> None:
    lower = finding(level="needs_upper", escalated_to="x2")
    assert broken(sample, (lower, finding(**UPPER, escalated_from="x1"))) == set()
    assert broken(sample, (lower, finding(**UPPER))) == {"FIND-06"}
    assert broken(sample, (finding(), finding(**UPPER, escalated_from="x1"))) == {"FIND-06"}


def test_what_is_not_public_needs_no_gate_and_is_not_counted(sample: Records) -> None:
    hidden = finding(public=False, disclosure=None)
    assert broken(sample, (hidden,), (release(totals=STILL),)) == set()


def test_every_rule_of_this_kind_has_a_failing_case() -> None:
    declared = {id for id in all_rules() if id.startswith(("FIND-", "REL-"))}
    assert declared == {"FIND-08", *(id for id, _ in PROBLEM_CASES), *(id for id, _ in QUARTER_CASES)}
