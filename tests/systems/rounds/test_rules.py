"""排查 rules: each has a failing case, built from one sound round with one self-check that found one problem."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from branch_portal import rooms
from branch_portal.ground.rules import all_rules
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.rounds.model import Round, SelfCheck
from branch_portal.systems.rounds.rules import check

ROUND: dict[str, Any] = {
    "id": "r1", "title": "測試排查", "source": "special", "lead": "dept-party", "purpose": "測試",
    "scope": ("b01", "b02", "b03"), "closed_on": "2026-02-20",
    "stages": (
        {"id": "plan", "name": "部署", "from": "2026-01-01", "to": "2026-01-10", "measure": "測試"},
        {"id": "check", "name": "自查", "from": "2026-01-11", "to": "2026-01-31", "measure": "測試", "selfcheck": True},
        {"id": "verify", "name": "匯總", "from": "2026-02-01", "to": "2026-02-20", "measure": "測試"},
    ),
}  # fmt: skip
EXCUSED = {"reason": "測試", "approved_by": "dept_specialist"}
CHECKS: dict[str, dict[str, Any]] = {
    "b01": {"done_on": "2026-01-20", "counts": {"frequent_general": 1}, "findings": ("p2607",)},
    "b02": {"done_on": "2026-01-21", "checked": "逐條核對"},
    "b03": {"excused": EXCUSED},
}


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def broken(
    sample: Records, round: Mapping[str, Any], checks: Mapping[str, Mapping[str, Any]], finding: Mapping[str, Any]
) -> set[str]:
    """The ids of the rules that these changes break."""
    found = sample[FINDINGS]["p2607"]
    problem = {
        "id": "p2607",
        "unit": "b01",
        "found_on": "2026-01-20",
        "level": "frequent_general",
        "selfcheck": "r1-b01",
    }
    one = found.record.model_copy(update=dict(Finding.model_validate({**dict(found.record), **problem, **finding})))
    reports = {
        unit: SelfCheck.model_validate({"id": f"r1-{unit}", "round": "r1", "unit": unit, **fields})
        for unit, fields in checks.items()
    }
    records = sample.having(
        rounds={"r1": Located(Round.model_validate({**ROUND, **round}), found.source)},
        selfchecks={report.id: Located(report, found.source) for report in reports.values()},
        findings={"p2607": Located(one, found.source)},
    )
    return {problem.rule for problem in check(records)}


def stages(index: int, **changes: Any) -> dict[str, Any]:
    changed = [dict(stage) for stage in ROUND["stages"]]
    changed[index].update(changes)
    return {"stages": tuple(changed)}


def report(unit: str, **changes: Any) -> dict[str, dict[str, Any]]:
    return {**CHECKS, unit: {**CHECKS[unit], **changes}}


POINTED = {"points": ({"id": "q1", "what": "記錄"}, {"id": "q2", "what": "佐證"})}
LOOKED = {"point": "q1", "looked": "翻了四次記錄"}
FOUND, OTHER = {**LOOKED, "found": True}, {"point": "q2", "looked": "抽了五條佐證"}


def answered(changes: dict[str, dict[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    """The sound reports in a round with two points: what b01 found stands under the first."""
    answers: dict[str, dict[str, Any]] = {"b01": {"answers": (FOUND, OTHER)}, "b02": {"answers": (LOOKED, OTHER)}}
    answers |= changes or {}
    return {unit: {**fields, **answers.get(unit, {})} for unit, fields in CHECKS.items()}


CASES: list[tuple[str, dict[str, Any], dict[str, dict[str, Any]], dict[str, Any]]] = [
    ("ROUND-01", stages(1, **{"from": "2026-01-12"}), CHECKS, {}),
    ("ROUND-01", stages(1, **{"from": "2026-01-10"}), CHECKS, {}),
    ("ROUND-01", stages(2, to="2026-01-31"), CHECKS, {}),
    ("ROUND-01", stages(1, id="plan"), CHECKS, {}),
    ("ROUND-01", stages(2, selfcheck=True), CHECKS, {}),
    ("ROUND-02", {"scope": ("b01", "b02", "b03", "b02")}, CHECKS, {}),
    ("ROUND-02", {"scope": ("b02", "b03")}, CHECKS, {}),
    ("ROUND-02", {}, report("b02", id="r1-b09"), {}),
    ("ROUND-03", {"scope": ("b01", "b02", "b03", "b04")}, CHECKS, {}),
    ("ROUND-04", {"closed_on": "2026-01-30"}, CHECKS, {}),
    ("ROUND-04", {}, report("b02", done_on="2026-01-10"), {}),
    ("ROUND-04", {}, report("b02", done_on="2026-02-21"), {}),
    ("ROUND-04", {}, CHECKS, {"found_on": "2025-12-31"}),
    ("ROUND-05", {}, report("b01", counts={"frequent_general": 2}), {}),
    ("ROUND-05", {}, report("b01", counts={"key_difficult": 1}), {}),
    ("ROUND-05", {}, report("b01", findings=()), {}),
    ("ROUND-05", {}, report("b02", checked=None), {}),
    ("ROUND-05", {}, CHECKS, {"unit": "b02"}),
    ("ROUND-05", {}, CHECKS, {"selfcheck": None}),
    ("ROUND-06", {}, report("b02", done_on=None), {}),
    ("ROUND-06", {}, report("b03", done_on="2026-01-20", checked="甲"), {}),
    ("ROUND-06", {}, report("b03", excused={**EXCUSED, "approved_by": "branch_secretary"}), {}),
    ("ROUND-06", {}, report("b03", counts={"key_difficult": 1}), {}),
    ("ROUND-07", POINTED, CHECKS, {}),
    ("ROUND-07", POINTED, answered({"b02": {"answers": (LOOKED, LOOKED)}}), {}),
    ("ROUND-07", POINTED, answered({"b02": {"answers": (LOOKED, {**LOOKED, "point": "q9"})}}), {}),
    ("ROUND-07", POINTED, answered({"b01": {"answers": ({**FOUND, "found": False}, OTHER)}}), {}),
    ("ROUND-07", POINTED, answered({"b02": {"answers": (FOUND, OTHER)}}), {}),
    ("ROUND-07", {}, report("b02", answers=(LOOKED,)), {}),
    ("ROUND-08", {}, report("b02", done_on="2026-01-18"), {}),
]


def test_a_sound_round_breaks_nothing(sample: Records) -> None:
    assert broken(sample, {}, CHECKS, {}) == set()


def test_points_answered_one_by_one_need_no_word_on_the_whole(sample: Records) -> None:
    checks = answered({"b02": {"answers": (LOOKED, OTHER), "checked": None}})
    assert broken(sample, POINTED, checks, {}) == set()


def test_a_round_that_is_still_open_may_wait_for_reports(sample: Records) -> None:
    assert broken(sample, {"closed_on": None, "scope": ("b01", "b02", "b03", "b04")}, CHECKS, {}) == set()


@pytest.mark.parametrize(("rule", "round", "checks", "finding"), CASES)
def test_a_round_that_breaks_one_rule(
    sample: Records,
    rule: str,
    round: dict[str, Any],
    checks: dict[str, dict[str, Any]],
    finding: dict[str, Any],
) -> None:
    assert rule in broken(sample, round, checks, finding)


def test_every_rule_of_this_kind_has_a_failing_case() -> None:
    assert {id for id in all_rules() if id.startswith("ROUND-")} == {id for id, *_ in CASES}
