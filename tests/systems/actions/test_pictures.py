"""四進萬家 in pictures: every action is in a bar, a column is measured against itself."""

from typing import Any

from branch_portal.systems.actions.model import Action
from branch_portal.systems.actions.pictures import branch_heat, quarter_bars, said


def action(number: int, on: str, branch: str, kind: str, handled: int) -> Action:
    fields: dict[str, Any] = {
        "id": f"x{number}", "kind": kind, "on": on, "branch": branch, "place_kind": "village", "topic": "甲",
        "handled": handled, "helped": "few", "hours": 2.0,
    }  # fmt: skip
    return Action.model_validate(fields)


DONE = [
    action(1, "2026-02-01", "b2", "lighting", 40),
    action(2, "2026-09-01", "b1", "lighting", 4),
    action(3, "2026-09-02", "b1", "preaching", 1),
]


def test_a_quarter_between_two_has_an_empty_bar() -> None:
    found = quarter_bars(DONE)
    assert [column.bar.total for column in found.columns] == [1, 0, 2]
    assert [column.bar.says for column in found.columns] == [
        "2026年第一季度：亮燈1次",
        "2026年第二季度：沒有登記",
        "2026年第三季度：亮燈1次，宣教1次",
    ]


def test_branches_stand_in_their_own_order_and_columns_are_measured_against_themselves() -> None:
    (first, own, _), (second, other, sums) = branch_heat(DONE, ["b1", "b2", "b3"])
    assert (first, second) == ("b1", "b2")
    assert own == [("4", 1), ("—", 0), ("—", 0), ("1", 4)]
    assert other == [("40", 4), ("—", 0), ("—", 0), ("—", 0)]
    assert sums.handled == 40


def test_the_sentence_counts_each_kind_in_its_unit() -> None:
    assert said(DONE) == "2026年3次行動：亮燈44處，宣教1場。"
    assert said([]) == ""
    assert quarter_bars([]).columns == ()
