"""The rules of the editions: each with one mistake and the problem it must give."""

import pytest

from tests.mistakes import Case, check_case
from tests.portal import Portal

LIST = "data/conversions/to-simplified.yml"
WORD = "{hant: 覆查, hans: 复查, only: hans}"

CASES = [
    Case("EDIT-01", "site_config/portal.yml", "published: [hant]", "published: [hant, hant]", 0),
    Case("EDIT-02", LIST, WORD, "{hant: 覆查a, hans: 复查a}", 5),
    Case("EDIT-03", LIST, WORD, "{hant: 覆核, hans: 复查}", 5),
    Case("EDIT-04", LIST, WORD, "{hant: 党费, hans: 黨費}", 5),
    Case("EDIT-05", LIST, WORD, "{hant: 黨費, hans: 党费}", 5),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    mini.put(LIST, f"id: to-simplified\ntitle: 用詞\npairs:\n  - {{hant: 覆核, hans: 复核}}\n  - {WORD}\n")
    assert mini.problems() == []
    check_case(mini.root, case)
