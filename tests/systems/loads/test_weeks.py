"""每週的負擔: every ask stands in the bar of its week, and the sentence says the fullest."""

import datetime as dt

from branch_portal.systems.loads.figures import Ask, Load
from branch_portal.systems.loads.weeks import highest, month_depth, said, said_of_all, week_bars

DAY = dt.date


def load(branch: str, *days: dt.date) -> Load:
    return Load(branch, 2026, tuple(Ask(branch, "年度任務", "甲", day) for day in days))


FULL = load("b1", DAY(2026, 1, 1), DAY(2026, 6, 22), DAY(2026, 6, 23), DAY(2026, 6, 28), DAY(2026, 12, 31))
FREE = load("b2", DAY(2026, 3, 2))


def test_every_ask_is_in_a_bar_of_the_year() -> None:
    found = week_bars(FULL, 2, 3, DAY(2026, 6, 22))
    assert len(found.columns) == 53
    assert [column.bar.total for column in found.columns if column.bar.total] == [1, 3, 1]
    assert [column.bar.total for column in found.columns if column.bar.current] == [3]
    assert [column.bar.label for column in found.columns if column.bar.label] == [
        f"{month}月" for month in range(1, 13)
    ]


def test_a_day_outside_the_year_marks_no_week() -> None:
    assert not any(column.bar.current for column in week_bars(FULL, 2, 3, DAY(2027, 3, 1)).columns)


def test_the_sentence_names_the_fullest_week() -> None:
    assert said(FULL, 2) == "2026年最多的一週3件（6月22日起），超過2件的有1週。"
    assert said(load("b3"), 2) == "2026年還沒有要辦的事。"
    assert said_of_all({"b1": FULL, "b2": FREE}, 2) == "2個支部裡1個有超過2件的週，合計1週；最多的一週3件。"
    assert said_of_all({"b2": FREE}, 2) == "1個支部都沒有超過2件的週，最多的一週1件。"


def test_months_are_measured_against_the_fullest_of_all() -> None:
    assert month_depth({"b1": FULL, "b2": FREE}) == {
        ("b1", 1): 2,
        ("b1", 6): 4,
        ("b1", 12): 2,
        ("b2", 3): 2,
    }
    assert highest([FULL, FREE]) == 3
