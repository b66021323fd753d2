"""The rules of the editions: each with one mistake and the problem it must give."""

from pathlib import Path

import pytest

from tests.mistakes import Case, check_case

LIST = "data/conversions/to-simplified.yml"
WORD = "{hant: 覆查, hans: 复查, only: hans}"

CASES = [
    Case("EDIT-01", "site_config/portal.yml", "published: [hant, hans]", "published: [hant, hant]", 0),
    Case("EDIT-02", LIST, WORD, "{hant: 覆查a, hans: 复查a}", 6),
    Case("EDIT-03", LIST, WORD, "{hant: 覆核, hans: 复查}", 6),
    Case("EDIT-04", LIST, WORD, "{hant: 党费, hans: 黨費}", 6),
    Case("EDIT-05", LIST, WORD, "{hant: 黨費, hans: 党费}", 6),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_mistake_is_reported_at_its_place(portal: Path, case: Case) -> None:
    check_case(portal, case)
