"""Synonyms: each rule with one mistake and the problem it must give."""

import pytest

from tests.mistakes import Case, check_case, problems
from tests.portal import Portal

CASES = [
    Case("SYN-01", "data/synonyms/x.yml", "", "id: x\nwords: [木印, 公章]\n", 2),
    Case("SYN-04", "site_config/portal.yml", "years:", "search: {asking: {when: [啥]}}\nyears:", 0),
    Case("SYN-04", "site_config/portal.yml", "years:", "search: {asking: {when: [幾時], who: [幾時]}}\nyears:", 0),
    Case("SYN-02", "data/synonyms/x.yml", "", "id: x\nwords: [木印, 章]\n", 2),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    mini.put("data/synonyms/seal.yml", {"id": "seal", "words": ["公章", "印章"]})
    check_case(mini.root, case)


def test_a_word_may_stand_in_a_group_for_questions_too(mini: Portal) -> None:
    mini.put("data/synonyms/seal.yml", {"id": "seal", "words": ["公章", "印章"]})
    mini.put("data/synonyms/near-seal.yml", {"id": "near-seal", "questions_only": True, "words": ["公章", "蓋的章"]})
    assert [problem for problem in problems(mini.root) if problem.rule.startswith("SYN")] == []
