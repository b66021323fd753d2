"""攻堅進度: where a metric stands, in the words that fit its direction."""

import pytest

from branch_portal.systems.goals.figures import Link
from branch_portal.systems.goals.model import Goal, Trend
from branch_portal.systems.goals.progress import progress, summed


def link(trend: Trend, baseline: float, target: float, *values: float) -> Link:
    goal = Goal.model_validate(
        {
            "id": "t1", "title": "甲", "year": 2026, "committee": "city", "lead_org": "dept", "lead_role": "r",
            "difficulty": "乙", "party_action": "丙", "business_effect": "丁", "issued_on": "2026-01-05", "due": "2026-12-10",
            "metric": {"title": "戊", "unit": "次", "trend": trend, "baseline": baseline, "target": target},
        }
    )  # fmt: skip
    return Link(goal, (), {f"2026-q{number}": value for number, value in enumerate(values, 1)})


@pytest.mark.parametrize(
    ("trend", "target", "value", "words"),
    [
        ("rise", 10, 7.5, "7.5次，目標10次，還差2.5次"),
        ("rise", 10, 10, "10次，已到目標10次"),
        ("fall", 10, 7, "7次，上限10次，還有3次"),
        ("fall", 10, 12, "12次，超過上限10次，多2次"),
        ("keep", 0, 0, "0次，應保持0次"),
    ],
)
def test_words_fit_the_direction(trend: Trend, target: float, value: float, words: str) -> None:
    assert progress(link(trend, 5, target, value)).words == words


def test_a_fall_within_its_ceiling_is_not_called_reached() -> None:
    assert progress(link("fall", 5, 3, 1)).state == "within"


def test_what_is_not_reported_is_said() -> None:
    one = progress(link("rise", 5, 10))
    assert (one.words, one.says, one.bullet.value, one.course) == ("還沒有報齊", "戊：還沒有報齊", None, None)


def test_a_course_needs_two_quarters() -> None:
    assert progress(link("rise", 5, 10, 6)).course is None
    assert progress(link("rise", 5, 10, 6, 7)).course is not None


def test_the_sentence_counts_where_they_stand() -> None:
    found = [progress(link("rise", 5, 10, value)) for value in (6, 7, 10)]
    assert summed([*found, progress(link("fall", 5, 3, 1))]) == "1個已到目標，2個還沒到目標，1個在上限以內"
    assert summed([]) == ""
