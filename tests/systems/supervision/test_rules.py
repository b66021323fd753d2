"""三審三查三訪 rules: each has a failing case, one change to the sample's sound year."""

import datetime as dt
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from branch_portal import rooms
from branch_portal.ground.rules import all_rules
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.systems.supervision import substance_rules
from branch_portal.systems.supervision.figures import approved_on, review_state, weighted_score
from branch_portal.systems.supervision.model import Interview, Review
from branch_portal.systems.supervision.rules import check, check_day

TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def broken(records: Records, today: dt.date = TODAY) -> set[str]:
    return {
        problem.rule for problem in chain(check(records), check_day(records, today), substance_rules.check(records))
    }


def changed(sample: Records, kind: str, id: str, **changes: Any) -> Records:
    """The sample with one record written otherwise; nothing but the id given removes it."""
    group = dict(sample[kind])
    item = group.pop(id)
    if changes:
        model = type(item.record)
        fields = {info.alias or name: getattr(item.record, name) for name, info in model.model_fields.items()}
        record = model.model_validate({**fields, **changes})
        group[record.id] = Located(record, item.source)
    return sample.having(**{kind: group})


def signoff(side: str, organisation: str, on: str, opinion: str = "accept") -> dict[str, Any]:
    said = {"note": "第三項要寫基線", "answer": "採納"}
    return {"side": side, "organisation": organisation, "role": "dept_specialist", "on": on, "opinion": opinion, **said}


BRANCH = signoff("branch", "b01", "2026-01-14")
PARTY = signoff("party", "dept-party", "2026-01-19")
BUSINESS = signoff("business", "dept-ops", "2026-01-21")
LATE = signoff("business", "dept-ops", "2026-02-10")

AGAIN = {"finding": "p2606", "result": "partly", "note": "三月再看"}
HEARD = {"theme": "上一輪沒有的意見", "result": "mended", "note": "抽看六處"}
SPOT, VISIT = "2026-q1-spot", "2026-h1-clients"
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("REV-01", "reviews", "2026-b01", {"signoffs": (BRANCH, PARTY, {**BUSINESS, "organisation": "dept-party"})}),
    ("REV-01", "reviews", "2026-b01", {"signoffs": ({**BRANCH, "organisation": "b02"}, PARTY, BUSINESS)}),
    ("REV-02", "reviews", "2026-b01", {"signoffs": (PARTY, BRANCH, BUSINESS)}),
    ("REV-02", "reviews", "2026-b01", {"signoffs": (BRANCH, PARTY, BUSINESS, {**BUSINESS, "opinion": "revise"})}),
    ("REV-02", "reviews", "2026-b01", {"signoffs": (BRANCH, PARTY, {**BUSINESS, "on": "2027-01-21"})}),
    ("REV-03", "reviews", "2026-b01", {"signoffs": (BRANCH, PARTY)}),
    ("REV-03", "reviews", "2026-b01", {"signoffs": (BRANCH, PARTY, {**BUSINESS, "opinion": "revise"})}),
    ("REV-03", "reviews", "2026-b01", {"signoffs": (BRANCH, PARTY, LATE)}),
    ("REV-04", "reviews", "2026-b01", {"year": 2027}),
    ("REV-05", "reviews", "2026-b01", {"signoffs": (BRANCH, PARTY, {**BUSINESS, "note": None})}),
    ("REV-05", "reviews", "2026-b01", {"signoffs": (BRANCH, PARTY, {**BUSINESS, "note": "措施可行"})}),
    ("REV-05", "reviews", "2026-b01", {"signoffs": (BRANCH, PARTY, {**BUSINESS, "answer": None})}),
    ("REV-06", "reviews", "2026-b01", {"signoffs": ({**BRANCH, "on": "2026-01-18"}, PARTY, BUSINESS)}),
    ("INSP-01", "inspections", SPOT, {}),
    ("INSP-01", "inspections", SPOT, {"quarter": 2, "on": "2026-04-09"}),
    ("INSP-02", "inspections", SPOT, {"on": None}),
    ("INSP-02", "inspections", SPOT, {"units": ()}),
    ("INSP-02", "inspections", SPOT, {"on": "2026-04-01"}),
    ("INSP-02", "inspections", SPOT, {"status": "planned"}),
    ("INSP-02", "inspections", SPOT, {"status": "excused"}),
    ("INSP-03", "inspections", SPOT, {"found": 2}),
    ("INSP-03", "inspections", SPOT, {"found": 0, "findings": ()}),
    ("INSP-03", "inspections", SPOT, {"found": 2, "findings": ("p2608", "p2611")}),
    ("INSP-03", "inspections", SPOT, {"units": ("b03",)}),
    ("INSP-03", "findings", "p2608", {"inspection": None}),
    ("INSP-04", "inspections", SPOT, {"followed_up": ()}),
    ("INSP-04", "inspections", SPOT, {"followed_up": (AGAIN, {**AGAIN, "finding": "p2609"})}),
    ("INSP-04", "inspections", SPOT, {"followed_up": (AGAIN, {**AGAIN, "finding": "p2608"})}),
    ("VISIT-06", "interviews", "2026-h2-members", {"followed_up": ()}),
    ("VISIT-06", "interviews", "2026-h2-members", {"followed_up": (HEARD,)}),
    ("VISIT-01", "interviews", VISIT, {"n": 4}),
    ("VISIT-02", "interviews", VISIT, {"scores": ({"item": "甲", "weight": 90, "score": 80.0},)}),
    ("VISIT-03", "interviews", VISIT, {"themes": ("有人說「太慢了」",)}),
    ("VISIT-03", "interviews", VISIT, {"themes": ("王某希望快一點",)}),
    ("VISIT-04", "interviews", VISIT, {}),
    ("VISIT-05", "interviews", VISIT, {"n": None}),
    ("VISIT-05", "interviews", VISIT, {"scores": ()}),
    ("VISIT-05", "interviews", VISIT, {"to": "2026-07-01"}),
    ("VISIT-05", "interviews", VISIT, {"status": "planned"}),
    ("VISIT-05", "interviews", VISIT, {"status": "excused"}),
    ("VISIT-05", "findings", "p2614", {"interview": None}),
]


def test_the_sample_year_breaks_nothing(sample: Records) -> None:
    assert broken(sample) == set()


@pytest.mark.parametrize(("rule", "kind", "id", "changes"), CASES)
def test_a_change_that_breaks_one_rule(sample: Records, rule: str, kind: str, id: str, changes: dict[str, Any]) -> None:
    assert rule in broken(changed(sample, kind, id, **changes))


def test_a_number_of_people_too_small_is_not_repeated_in_the_message(sample: Records) -> None:
    found = [problem for problem in check(changed(sample, "interviews", VISIT, n=4)) if problem.rule == "VISIT-01"]
    assert "4" not in found[0].message + found[0].value


def test_a_plan_is_not_late_before_the_last_day(sample: Records) -> None:
    waiting = changed(sample, "reviews", "2026-b01", signoffs=(BRANCH, PARTY))
    assert broken(waiting, dt.date(2026, 2, 3)) == set()
    explained = changed(sample, "reviews", "2026-b01", signoffs=(BRANCH, PARTY, LATE), late="測試")
    assert broken(explained) == set()


def review(*signoffs: dict[str, Any]) -> Review:
    return Review.model_validate({"id": "2026-b01", "year": 2026, "subject": "b01", "signoffs": signoffs})


def test_only_three_acceptances_make_a_plan_approved() -> None:
    day = dt.date.fromisoformat
    asked, again = {**PARTY, "opinion": "revise"}, {**PARTY, "on": "2026-01-25"}
    assert approved_on(review(BRANCH, PARTY, BUSINESS), TODAY) == day("2026-01-21")
    assert approved_on(review(BRANCH, PARTY, BUSINESS), day("2026-01-20")) is None
    assert approved_on(review(BRANCH, PARTY), TODAY) is None
    assert review_state(review(BRANCH, asked, BUSINESS), TODAY) == "revising"
    assert approved_on(review(BRANCH, asked, BUSINESS, again), TODAY) == day("2026-01-25")
    assert review_state(review(BRANCH), TODAY) == "waiting"


def test_scores_are_weighted() -> None:
    fields = {"id": "2026-h1-staff", "year": 2026, "half": "h1", "group": "staff", "status": "held", "n": 9}
    scores = ({"item": "甲", "weight": 60, "score": 90.0}, {"item": "乙", "weight": 40, "score": 80.0})
    assert weighted_score(Interview.model_validate({**fields, "scores": scores})) == 86.0
    assert weighted_score(Interview.model_validate(fields)) is None


def test_every_rule_of_this_kind_has_a_failing_case() -> None:
    declared = {id for id in all_rules() if id.startswith(("REV-", "INSP-", "VISIT-"))}
    assert declared == {id for id, *_ in CASES}
