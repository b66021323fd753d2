"""整改 rules on files: each mistake is reported where it stands."""

import pytest

from tests.mistakes import Case, check_case, problems
from tests.portal import Portal
from tests.systems.findings.problems import FIRST, SECOND, X1, X2, fields

LOG, DISCLOSURE, TOTALS = 15, 19, 6

CASES = [
    Case("FIND-01", X1, "state: assigned", "state: closed", LOG),
    Case("FIND-02", X1, "on: 2026-01-07", "on: 2026-01-04", LOG),
    Case("FIND-03", X1, "evidence: [記錄]", "evidence: []", 16),
    Case("FIND-04", X1, "state: closed, by: dept_specialist", "state: closed, by: branch_clerk", LOG),
    Case("FIND-05", X1, "due: 2026-01-20\nlog", "due: 2026-01-02\nlog", 14),
    Case("FIND-06", X2, "escalated_from: x3\n", "", 0, "data/findings/x3.yml"),
    Case("FIND-07", X1, "state: closed, by: dept_specialist", "state: long_term, by: dept_specialist", 0),
    Case("FIND-09", X1, "approved: {role: org_department", "approved: {role: branch_clerk", DISCLOSURE),
    Case("FIND-10", X1, "tier: branch", "tier: county_committee", 0),
    Case("REL-01", SECOND, "cutoff: 2026-06-30", "cutoff: 2026-06-29", 2),
    Case("REL-10", FIRST, "new: 3", "new: 4", TOTALS),
    Case("REL-05", FIRST, "", "", 0, SECOND),
    Case("REL-06", SECOND, "approved: {role: org_department", "approved: {role: branch_clerk", 0),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(found: Portal, case: Case) -> None:
    assert [problem for problem in problems(found.root) if problem.rule == case.rule] == []
    check_case(found.root, case)


def test_the_same_problem_twice_in_a_unit_is_refused(mini: Portal) -> None:
    mini.put(X1, fields())
    mini.put(X2, fields(id="x2", public=False))
    assert [problem.rule for problem in mini.problems() if problem.severity == "error"] == ["FIND-08"]
