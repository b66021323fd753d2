"""Synonyms: each rule with one mistake and the problem it must give."""

import pytest

from tests.mistakes import Case, check_case
from tests.portal import Portal

CASES = [
    Case("SYN-01", "data/synonyms/x.yml", "", "id: x\nwords: [木印, 公章]\n", 2),
    Case("SYN-02", "data/synonyms/x.yml", "", "id: x\nwords: [木印, 章]\n", 2),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    mini.put("data/synonyms/seal.yml", {"id": "seal", "words": ["公章", "印章"]})
    check_case(mini.root, case)
