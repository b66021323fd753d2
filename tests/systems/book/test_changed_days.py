"""改期: a guide says the days on which the duties that name it come round, the later ones too."""

import datetime as dt

import pytest

from branch_portal.systems.book.changed_day_rules import days_of
from branch_portal.year.timing import HalfYearly, Monthly, Quarterly, Recurrence, Yearly
from tests.portal import GUIDE, SETTINGS, Portal

DUTY = "data/duties/m01.yml"
LATER = {"from": dt.date(2027, 1, 1), "when": {"every": "month", "day": 8, "if_closed": "next"}}


@pytest.fixture
def portal(mini: Portal) -> Portal:
    """A guide that names the day of a monthly duty."""
    mini.change(SETTINGS, years=[2026, 2027], slips="month")
    mini.change(DUTY, when={"every": "month", "day": 25, "if_closed": "previous"})
    mini.replace(GUIDE, "照辦。", "每月25日前辦完。")
    assert [one.rule for one in mini.problems() if one.rule == "GUIDE-12"] == []
    return mini


def test_a_guide_that_knows_only_the_former_day_is_told(portal: Portal) -> None:
    portal.change(DUTY, changed=[LATER])
    (problem,) = [one for one in portal.problems() if one.rule == "GUIDE-12"]
    assert (problem.place.path, problem.value) == (GUIDE, "每月25日")
    assert (
        problem.place.line
        == portal.root.joinpath(GUIDE).read_text("utf-8")[:-1].split("\n").index("每月25日前辦完。") + 1
    )
    assert "2027年起是每月8日" in problem.message
    portal.replace(GUIDE, "每月25日前辦完。", "每月25日前、2027年起每月8日前辦完。")  # the mend
    assert [one for one in portal.problems() if one.rule == "GUIDE-12"] == []
    portal.replace(GUIDE, "每月25日前、2027年起每月8日前辦完。", "每月8日前辦完。")
    assert [one for one in portal.problems() if one.rule == "GUIDE-12"] == []


def test_another_month_of_the_same_ending_is_no_such_day(portal: Portal) -> None:
    """11月25日 is not 1月25日."""
    yearly = {"every": "year", "on": "01-25", "if_closed": "previous"}
    portal.change(DUTY, when=yearly, changed=[{**LATER, "when": {**yearly, "on": "01-20"}}])
    portal.replace(GUIDE, "每月25日前辦完。", "11月25日前辦完。")
    assert [one for one in portal.problems() if one.rule == "GUIDE-12"] == []
    portal.replace(GUIDE, "11月25日前辦完。", "1月25日前辦完。")
    assert [one.value for one in portal.problems() if one.rule == "GUIDE-12"] == ["1月25日"]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (Yearly(every="year", on="03-31"), ("3月31日",)),
        (HalfYearly(every="half", on=("06-28", "12-20")), ("6月28日", "12月20日")),
        (Monthly(every="month", day=5), ("每月5日",)),
        (Monthly(every="month", day="last"), ("每月最後一天",)),
        (Monthly(every="month", workday=2), ()),
        (Quarterly.model_validate({"every": "quarter", "by": {"month": 3, "day": 25}}), ("季末月25日",)),
        (Quarterly.model_validate({"every": "quarter", "by": {"month": 4, "day": 5}}), ()),
    ],
)
def test_days_are_told_as_guides_write_them(when: Recurrence, said: tuple[str, ...]) -> None:
    assert days_of(when) == said
