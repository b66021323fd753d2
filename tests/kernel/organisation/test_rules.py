"""The organisation: each rule with one mistake and the problem it must give."""

import pytest

from tests.mistakes import Case, check_case
from tests.portal import Portal, branch, lines

CASES = [
    Case("ORG-01", "data/branches/zone-east.yml", "", lines(branch("zone-east", "甲")), 1),
    Case("ORG-13", "data/tracks/t-other.yml", "", "id: t-other\norder: 1\ntitle: 甲\nsummary: 乙\n", 2),
    Case("ORG-02", "data/units/county.yml", "parent: city", "parent: county", 5),
    Case("ORG-03", "data/branches/b01.yml", "parent: city", "parent: zone-east", 5),
    Case("ORG-04", "data/branches/b01.yml", "has_committee: true", "has_committee: false", 7),
    Case("BASIS-01", "data/basis/reg_branch.yml", "status: effective", "status: replaced", 0, "content/guide"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    check_case(mini.root, case)
