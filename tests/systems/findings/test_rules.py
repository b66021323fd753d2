"""整改 rules: each one has a failing case, built from one sound problem and one sound quarter."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from branch_portal import rooms
from branch_portal.ground.rules import all_rules
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.project.wording import names_person
from branch_portal.systems.findings import frozen_rules, log_rules, release_rules, standing_rules
from branch_portal.systems.findings import rules as finding_rules
from branch_portal.systems.findings.frozen import closing_of, freeze
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Release
from tests.systems.findings.problems import (
    DONE,
    FOUND,
    HARD,
    REOPENED,
    UPPER,
    counted,
    extended,
    finding,
    log,
    looked,
    release,
    steps,
)


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def broken(sample: Records, findings: tuple[Finding, ...], releases: tuple[Release, ...] = ()) -> set[str]:
    """The ids of the rules that these records break."""
    source = next(iter(sample[FINDINGS].values())).source

    def located(records: tuple[Any, ...]) -> Mapping[str, Located[Any]]:
        return {record.id: Located(record, source) for record in records}

    records = sample.having(findings=located(findings), releases=located(releases))
    checks = (finding_rules.check, log_rules.check, release_rules.check, frozen_rules.check, standing_rules.check)
    return {problem.rule for check in checks for problem in check(records)}


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
    ("FIND-05", {"measures": ({"what": "甲", "owner": "b01", "due": dt.date(2026, 1, 21)},)}),
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
    ("FIND-12", {"level": "frequent_general"}),
    ("FIND-12", {"level": "frequent_general", "recurs_of": "x1"}),
    ("FIND-13", {**HARD, "leader": None}),
    ("FIND-13", {**HARD, "milestones": ()}),
    ("FIND-13", {**HARD, "leader": "branch_secretary"}),
    ("FIND-13", {**HARD, "milestones": tuple(reversed(HARD["milestones"]))}),
    ("FIND-13", {**HARD, "milestones": ({"what": "甲", "due": dt.date(2026, 1, 21)},)}),
    ("FIND-14", extended(("2026-01-21", "2026-02-20", "dept_specialist"))),
    ("FIND-14", extended(("2026-01-18", "2026-01-19", "dept_specialist"))),
    ("FIND-14", extended(("2026-01-18", "2026-02-20", "branch_secretary"))),
    (
        "FIND-14",
        extended(("2026-01-18", "2026-02-20", "dept_specialist"), ("2026-02-18", "2026-03-20", "dept_specialist")),
    ),
    ("FIND-15", looked("2026-02-01")),
    ("FIND-15", looked("2026-06-03", "rebound")),
    ("FIND-15", looked("2026-06-03", by="branch_secretary")),
    ("FIND-15", {"log": REOPENED}),
    ("FIND-15", {"log": REOPENED, **looked("2026-06-03")}),
    ("FIND-16", {"lookback_on": None}),
    ("FIND-16", {"lookback_on": dt.date(2026, 2, 3)}),
    ("FIND-17", {"statement": "王某某沒有簽字。"}),
    ("FIND-17", {"cause": "刘建同志请假。"}),
    ("FIND-17", {"system_made": "按李主任要求建立的制度"}),
    ("FIND-18", {"due": dt.date(2026, 1, 21)}),
    ("FIND-19", {"log": log(*DONE[:5], ("2026-02-07", "closed", "dept_specialist"))}),
    ("FIND-19", {"disclosure": steps("2026-01-10")}),
    ("FIND-19", extended(("2026-01-18", "2026-02-20", "dept_specialist"))),
    ("FIND-19", looked("2026-04-05")),
    ("FIND-20", {**HARD, "level_reason": None}),
]
SOUND = finding()
OPEN = finding(log=log(*DONE[:3]), due=dt.date(2026, 3, 1), level="frequent_general", occurrences=2)
FIRST = release(SOUND)
ITEM = FIRST.items[0].model_dump()


def correction(**changes: Any) -> dict[str, Any]:
    fields = {"on": dt.date(2026, 5, 6), "item": "x1", "what": "改錯", "by": "org_department"}
    return {**fields, "now": freeze(SOUND, dt.date(2026, 3, 31)).model_dump(), **changes}


QUARTER_CASES: list[tuple[str, Finding, tuple[Release, ...]]] = [
    ("REL-01", SOUND, (release(SOUND, cutoff=dt.date(2026, 3, 30)),)),
    ("REL-01", SOUND, (release(SOUND, published_on=dt.date(2026, 3, 31), disclosure=steps("2026-03-31")),)),
    ("REL-01", SOUND, (release(SOUND, comments_until=dt.date(2026, 4, 9)),)),
    ("REL-02", SOUND, (counted(FIRST, carried=1),)),
    ("REL-03", SOUND, (counted(FIRST, new=2, closed=2),)),
    ("REL-03", SOUND, (counted(FIRST, registered=2, done=2),)),
    ("REL-04", SOUND, (FIRST, counted(release(SOUND, id="2026-q2"), opening=1, carried=1))),
    ("REL-05", SOUND, (release(SOUND, id="2026-q2"),)),
    ("REL-06", SOUND, (release(SOUND, disclosure=steps("2026-04-10", proposed="org_department")),)),
    ("REL-06", SOUND, (release(SOUND, disclosure=steps("2026-04-02", "2026-04-09")),)),
    ("REL-06", SOUND, (release(SOUND, disclosure=None),)),
    ("REL-06", SOUND, (release(SOUND, summary=()),)),
    ("REL-06", SOUND, (release(SOUND, by_unit={"role": "org_department", "on": dt.date(2026, 4, 11)}),)),
    ("REL-07", SOUND, (counted(FIRST, not_done=1),)),
    ("REL-07", SOUND, (release(SOUND, balance=()),)),
    ("REL-08", finding(disclosure=steps("2026-04-11")), (FIRST,)),
    ("REL-09", finding(statement="換了說法。"), (FIRST,)),
    ("REL-09", finding(cause="換了原因。"), (FIRST,)),
    ("REL-09", OPEN, (FIRST,)),
    ("REL-09", finding(public=False, disclosure=None), (FIRST,)),
    ("REL-09", SOUND, (release(),)),
    ("REL-10", SOUND, (release(SOUND, items=({**ITEM, "unit": "b02"},)),)),
    ("REL-10", SOUND, (counted(FIRST, opening=1, new=0),)),
    ("REL-11", SOUND, (release(SOUND, corrections=(correction(on=dt.date(2026, 4, 9)),)),)),
    ("REL-11", SOUND, (release(SOUND, corrections=(correction(now=None, item="x9"),)),)),
    ("REL-11", SOUND, (release(SOUND, corrections=(correction(item="x2"),)),)),
    ("REL-11", SOUND, (release(SOUND, corrections=(correction(by="branch_clerk"),)),)),
    ("REL-13", SOUND, (release(SOUND, summary=("完成率達到98%。",)),)),
    ("REL-13", SOUND, (release(SOUND, good_practice=("王某某的做法。",)),)),
    ("REL-13", SOUND, (release(SOUND, outside=("完成率達到98%。",)),)),
    ("REL-17", SOUND, (release(SOUND, outside=("沒有完成的兩項等外線施工。",)),)),
    ("REL-17", SOUND, (release(SOUND, outside=("只有 1件沒有完成。",)),)),
    ("FIND-19", SOUND, (release(SOUND, disclosure=steps("2026-04-05", "2026-04-10")),)),
    ("FIND-19", SOUND, (release(SOUND, by_unit={"role": "org_department", "on": dt.date(2026, 4, 5)}),)),
    ("REL-14", SOUND, (release(SOUND, published_on=None, disclosure=None, summary=()),)),
]


def test_sound_records_break_nothing(sample: Records) -> None:
    assert broken(sample, (SOUND,), (FIRST, release(SOUND, id="2026-q2"))) == set()
    hard = finding(**HARD)
    assert broken(sample, (hard,), (release(hard),)) == set()


@pytest.mark.parametrize(("rule", "changes"), PROBLEM_CASES)
def test_a_problem_that_breaks_one_rule(sample: Records, rule: str, changes: dict[str, Any]) -> None:
    assert rule in broken(sample, (finding(**changes),))


@pytest.mark.parametrize(("rule", "finding", "releases"), QUARTER_CASES)
def test_a_quarter_that_breaks_one_rule(
    sample: Records, rule: str, finding: Finding, releases: tuple[Release, ...]
) -> None:
    # What a hand has changed of the frozen part is told by its seal alone, whatever else is wrong with it.
    whole = (
        releases
        if rule == "REL-10"
        else tuple(one.model_copy(update={"seal": closing_of(one).seal}) for one in releases)
    )
    assert rule in broken(sample, (finding,), whole)


def test_a_dated_correction_makes_a_change_to_a_closed_quarter_sound(sample: Records) -> None:
    changed = finding(statement="換了說法。")
    now = freeze(changed, dt.date(2026, 3, 31)).model_dump()
    first = release(SOUND, corrections=(correction(now=now),))
    assert broken(sample, (changed,), (FIRST,)) == {"REL-09"}
    assert broken(sample, (changed,), (first, release(changed, id="2026-q2"))) == set()


def test_a_corrected_state_is_carried_into_the_next_quarter(sample: Records) -> None:
    now = freeze(OPEN, dt.date(2026, 3, 31)).model_dump()
    first = release(finding(level="frequent_general", occurrences=2), corrections=(correction(now=now),))
    assert broken(sample, (OPEN,), (first, release(OPEN, id="2026-q2"))) == set()


def test_the_mend_of_a_changed_quarter_is_the_correction_to_paste(sample: Records) -> None:
    source = next(iter(sample[FINDINGS].values())).source
    records = sample.having(findings={"x1": Located(OPEN, source)}, releases={"2026-q1": Located(FIRST, source)})
    mend = next(problem.mend for problem in frozen_rules.check(records) if problem.rule == "REL-09")
    assert "item: x1" in mend
    assert "state: rectifying" in mend


def test_an_escalated_problem_is_in_the_companys_library_of_the_quarter(sample: Records) -> None:
    lower = finding(
        level="needs_upper", escalated_to="x2",
        log=log(*FOUND, ("2026-01-09", "escalated", "branch_secretary")),
    )  # fmt: skip
    upper = finding(**UPPER, escalated_from="x1")
    late = finding(**UPPER, escalated_from="x1", found_on=dt.date(2026, 4, 5), due=dt.date(2026, 4, 15), lookback_on=None,
                   measures=({"what": "甲", "owner": "b01", "due": dt.date(2026, 4, 15)},),
                   log=log(("2026-04-05", "found", "dept_specialist")), disclosure=steps("2026-04-07"))  # fmt: skip
    assert broken(sample, (lower, upper), (release(lower, upper),)) == set()
    assert broken(sample, (lower, late), (release(lower, late),)) == {"REL-12"}


SILENT = finding(
    log=log(*DONE[:3]), due=dt.date(2026, 1, 20), evidence=(), measures=finding().measures, lookback_on=None
)
"""Overdue since 20 January, last told of on 7 January."""
WORD = ("2026-03-02", "rectifying", "branch_secretary")


@pytest.mark.parametrize(
    ("more", "day", "quiet"),
    [
        ((), "2026-03-06", False),
        ((), "2026-03-07", True),
        ((WORD,), "2026-04-16", False),
        ((WORD,), "2026-04-17", True),
        ((WORD, ("2026-04-17", "rectifying", "branch_secretary")), "2026-04-17", False),
        (DONE[3:], "2026-04-17", False),
    ],
)
def test_an_overdue_problem_is_told_of_again(sample: Records, more: tuple[Any, ...], day: str, quiet: bool) -> None:
    source = next(iter(sample[FINDINGS].values())).source
    one = SILENT.model_copy(update={"log": finding(log=log(*DONE[:3], *more)).log})
    records = sample.having(findings={"x1": Located(one, source)}, releases={})
    problems = {problem.rule for problem in standing_rules.check_day(records, dt.date.fromisoformat(day))}
    assert problems == ({"FIND-21"} if quiet else set())
    assert "FIND-01" not in broken(sample, (one,))


def test_a_day_in_a_year_without_an_official_table_is_not_judged(sample: Records) -> None:
    """Whether a Sunday of 2027 is made up for is not known before the notice."""
    assert "FIND-19" not in broken(sample, (finding(**looked("2027-04-04")),))


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
    assert broken(sample, (hidden,), (release(),)) == set()


def test_ordinary_office_words_are_not_taken_for_names() -> None:
    for text in (
        "高壓班班長未簽字。",
        "黨支部書記每月抽看一次。",
        "向老同志徵求意見。",
        "全體黨員同志參加。",
        "段長室台賬、許可證歸檔。",
    ):
        assert not names_person(text), text
    for text in ("王某沒有簽字", "張書記口頭安排", "由陈志強同志负责", "李××遲到"):
        assert names_person(text), text


def test_every_rule_of_this_kind_has_a_failing_case() -> None:
    declared = {id for id in all_rules() if id.startswith(("FIND-", "REL-"))}
    assert declared == {
        "FIND-08", "FIND-21", "FIND-22", "FIND-23", "FIND-24", "REL-12", "REL-15", "REL-16", *(id for id, _ in PROBLEM_CASES), *(id for id, *_ in QUARTER_CASES)
    }  # fmt: skip
