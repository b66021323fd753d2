"""The book: each rule about guides and carriers with one mistake and the problem it must give."""

import pytest

from tests.mistakes import Case, check_case
from tests.portal import GUIDE, SETTINGS, Portal, lines

BOX = {
    "id": "box7", "kind": "box", "number": 7, "title": "備用盒", "contents": ["備用"], "keeper": "branch_secretary",
    "retention": "長期", "sample_wording": True,
}  # fmt: skip

CASES = [
    Case("GUIDE-01", GUIDE, "{#purpose}", "{#aim}", 0),
    Case("CARR-01", SETTINGS, "carriers: [1, 1, 0]", "carriers: [1, 2, 0]", 0),
    Case("CARR-02", "data/carriers/box7.yml", "", lines(BOX), 1),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    check_case(mini.root, case)
