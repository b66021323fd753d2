"""Every rule across records has a failing case: one edit to the sample portal, and the problem it must give."""

from collections.abc import Callable
from pathlib import Path

import pytest

from branch_portal.ground.rules import all_rules
from tests.mistakes import Case, check_case, problems

DUTY = """id: x01
title: 測試任務
level: branch
track: t-life
role: branch_secretary
deliverable: [記錄]
archive: [book_general]
guides: [g13]
basis:
  - status: practice
when: {every: month, day: 10}
alerts: {green: 3, yellow: 2, red: 0}
importance: core
"""
OWN = """
own:
  - id: %s
    title: 自選任務
    track: t-life
    role: branch_secretary
    deliverable: [記錄]
    archive: [book_general]
    guides: [g13]
    basis:
      - status: practice
    due: %s
    alerts: {green: 3, yellow: 2, red: 0}
"""
PLAN = "id: b03-2026\nbranch: b03\nyear: 2026\n"

CASES = [
    Case("LOAD-01", "data/roles/all_members.yml", "id: all_members", "id: everybody", 2),
    Case("LOAD-02", "data/dutys/x.yml", "", "id: x\n", 1, "data/dutys"),
    Case("LOAD-02", "data/roles/x.txt", "", "x", 1),
    Case("LOAD-01", "data/feedback/rw2610/b01.yml", "branch: b01", "branch: b02", 2),
    Case("LOAD-02", "data/feedback/b01.yml", "", "task: rw2610\n", 1),
    Case("LOAD-03", "site_config/portal.yml", "", "", 1),
    Case("GUIDE-01", "content/guide/g13.md", "{#purpose}", "{#aim}", 0),
    Case("REF-01", "data/branches/b01.yml", "parent: city", "parent: citi", 6),
    Case("REF-02", "data/branches/b01.yml", "parent: city", "parent: b02", 6),
    Case("ORG-01", "data/branches/zone-east.yml", "", "id: zone-east\ntitle: 甲\nshort: 甲\nkind: branch\nparent: city\nbusiness: 乙\nhas_committee: true\ngroups: 0\n", 1),
    Case("ORG-02", "data/units/county.yml", "parent: city", "parent: county", 6),
    Case("ORG-03", "data/branches/b01.yml", "parent: city", "parent: zone-east", 6),
    Case("ORG-04", "data/branches/b01.yml", "has_committee: true", "has_committee: false", 9),
    Case("CARR-01", "site_config/portal.yml", "carriers: [3, 6, 1]", "carriers: [3, 5, 1]", 0),
    Case("CARR-02", "data/carriers/box7.yml", "", "id: box7\nkind: box\nnumber: 7\ntitle: 備用盒\ncontents: [備用]\nkeeper: org_member\nretention: 長期\nsample_wording: true\n", 1),
    Case("BASIS-01", "data/basis/reg_branch.yml", "status: effective", "status: replaced", 0, "content/guide"),
    Case("TERM-01", "data/solar_terms/2026.yml", "2026-02-04", "2026-03-04", 7),
    Case("TERM-02", "site_config/portal.yml", "years: [2026, 2027]", "years: [2026, 2107]", 0),
    Case("TERM-03", "data/terms/lichun.yml", "", "", 1, "data/terms"),
    Case("WORK-01", "data/workdays/2026.yml", "to: 2026-01-03", "to: 2025-12-03", 9),
    Case("WORK-02", "data/workdays/2026.yml", "  - 2026-01-04", "  - 2026-01-05", 30),
    Case("WORK-03", "data/workdays/2026.yml", "status: official", "status: provisional", 0, "site_config/portal.yml"),
    Case("WORK-04", "data/workdays/2026.yml", "issued: 2025-11-04\n", "", 4),
    Case("DUTY-01", "data/duties/x01.yml", "", DUTY.replace("day: 10", "day: 31"), 11),
    Case("DUTY-02", "data/duties/x01.yml", "", DUTY + 'opens: "01-05"\n', 14),
    Case("DUTY-03", "data/duties/x01.yml", "", DUTY + "same_day: [m01]\n", 14),
    Case("DUTY-04", "data/occasions/spring-festival.yml", "  - 2027-02-06\n", "", 0, "data/duties"),
    Case("DUTY-05", "data/duties/x01.yml", "", DUTY.replace("[book_general]", "[]"), 7),
    Case("OCC-01", "data/occasions/spring-festival.yml", "2027-02-06", "2026-02-16", 0),
    Case("PLAN-01", "data/plans/b03-2026.yml", "", PLAN.replace("branch: b03", "branch: b04"), 1),
    Case("PLAN-02", "data/plans/b03-2026.yml", "", PLAN + "moves:\n  - {duty: m03, period: 2026-13, to: 2026-12-15, reason: 測試}\n", 5),
    Case("PLAN-03", "data/plans/b03-2026.yml", "", PLAN + "moves:\n  - {duty: m03, period: 2026-04, to: 2026-05-15, reason: 測試}\n", 5),
    Case("PLAN-04", "data/plans/b03-2026.yml", "", PLAN + 'moves:\n  - {duty: a14, period: "2026", to: 2026-03-04, reason: 測試}\n', 5),
    Case("PLAN-05", "data/plans/b03-2026.yml", "", PLAN + "waived:\n  - {duty: a14, reason: 測試, approved_by: branch_secretary, approved_on: 2026-01-10}\n", 5),
    Case("PLAN-05", "data/plans/b03-2026.yml", "", PLAN + "waived:\n  - {duty: q01, reason: 測試, approved_by: dept_specialist, approved_on: 2026-01-10}\n", 5),
    Case("PLAN-06", "data/plans/b03-2026.yml", "", PLAN + "moves:\n" + 2 * "  - {duty: m03, period: 2026-04, to: 2026-04-15, reason: 測試}\n", 6),
    Case("PLAN-07", "data/plans/b03-2026.yml", "", PLAN.rstrip() + OWN % ("own-x", "2027-01-03"), 5),
    Case("SYN-01", "data/synonyms/x.yml", "", "id: x\nwords: [木印, 公章]\n", 2),
    Case("SYN-02", "data/synonyms/x.yml", "", "id: x\nwords: [木印, 章]\n", 2),
    Case("SITE-01", "content/year/2026.md", "", "# 手寫頁\n", 1),
    Case("PAGE-01", "content/notes/a.md", "", "[甲](../guide/g99.md)\n", 1),
    Case("PAGE-04", "content/notes/a.html", "", "<p>", 1),
    Case("PAGE-06", "content/notes/con.md", "", "# 甲\n", 1),
    Case("YAML-02", "content/notes/a.md", "", "# 甲\n\n一\u202e二\n", 3),
    Case("FIND-01", "data/findings/p2605.yml", "state: assigned", "state: closed", 22),
    Case("FIND-02", "data/findings/p2605.yml", "on: 2026-01-20", "on: 2026-01-16", 23),
    Case("FIND-03", "data/findings/p2605.yml", "evidence: [服務記錄]", "evidence: []", 32),
    Case("FIND-04", "data/findings/p2605.yml", "state: closed, by: dept_specialist", "state: closed, by: professional_department", 26),
    Case("FIND-05", "data/findings/p2605.yml", "found_on: 2026-01-14\ndue: 2026-03-15", "found_on: 2026-01-14\ndue: 2026-01-02", 19),
    Case("FIND-06", "data/findings/p2636.yml", "escalated_from: p2635\n", "", 0, "data/findings/p2635.yml"),
    Case("FIND-07", "data/findings/p2605.yml", "state: closed, by: dept_specialist, note: 驗收通過，銷號}\nevidence", "state: long_term, by: dept_specialist, note: 轉為長期堅持}\nevidence", 0),
    Case("FIND-09", "data/findings/p2605.yml", "approved: {role: org_department", "approved: {role: branch_clerk", 0),
    Case("FIND-10", "data/findings/p2605.yml", "tier: city_committee", "tier: branch", 0),
    Case("REL-01", "data/releases/2026-q2.yml", "cutoff: 2026-06-30", "cutoff: 2026-06-29", 3),
    Case("REL-02", "data/releases/2026-q2.yml", "new: 10", "new: 11", 0),
    Case("REL-03", "data/releases/2026-q2.yml", "new: 10", "new: 11", 16),
    Case("REL-04", "data/releases/2026-q2.yml", "opening: 7", "opening: 8", 16),
    Case("REL-05", "data/releases/2026-q1.yml", "", "", 0, "data/releases/2026-q2.yml"),
    Case("REL-06", "data/releases/2026-q2.yml", "approved: {role: org_department", "approved: {role: dept_specialist", 0),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(portal: Path, case: Case) -> None:
    check_case(portal, case)


def test_the_same_problem_twice_in_a_unit_is_refused(portal: Path) -> None:
    first = portal / "data" / "findings" / "p2605.yml"
    again = first.read_text("utf-8").replace("id: p2605", "id: p2699").replace("public: true", "public: false")
    (portal / "data" / "findings" / "p2699.yml").write_text(again, "utf-8")
    assert [problem.rule for problem in problems(portal) if problem.severity == "error"] == ["FIND-08"]


def test_every_rule_has_a_failing_case(root: Path) -> None:
    tested = "\n".join(file.read_text("utf-8") for file in (root / "tests").rglob("test_*.py"))
    assert [id for id in all_rules() if f'"{id}"' not in tested] == []


def test_the_sample_has_only_the_one_warning_it_should(portal: Path) -> None:
    assert [problem.rule for problem in problems(portal)] == ["WORK-03"]


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"\xff\xfea\x00"), lambda path: path.write_text("")])
def test_all_mistakes_are_reported_at_once(portal: Path, spoil: Callable[[Path], object]) -> None:
    spoil(portal / "data" / "branches" / "b01.yml")
    spoil(portal / "data" / "branches" / "b02.yml")
    assert {problem.place.path for problem in problems(portal)} == {"data/branches/b01.yml", "data/branches/b02.yml"}
