"""Pictures: bars stand on one another, a falling figure is never filled, days outside are left out, parts make a whole."""

import datetime as dt
import re

import pytest

from branch_portal.charts.lanes import axis, lane
from branch_portal.charts.shapes import Bar, bars, bullet, intensity, shares, spark
from branch_portal.site.templates import environment

DAY = dt.date


def test_parts_of_a_bar_stand_on_one_another() -> None:
    made = bars([Bar((("done", 3), ("some", 0), ("open", 2)), "甲", "甲：5件"), Bar((), "乙", "乙：0件")], limit=4)
    first, second = made.columns
    assert [one.tone for one in first.blocks] == ["done", "open"]
    lower, upper = first.blocks
    assert lower.y + lower.height == pytest.approx(100)
    assert upper.y + upper.height == pytest.approx(lower.y)
    assert first.top == pytest.approx(upper.y)
    assert (first.number, second.number, second.blocks) == ("5", "", ())
    assert first.x + first.width < second.x
    assert made.limit is not None
    assert first.top < made.limit[1]


def test_numbers_over_fifty_bars_are_left_out_where_they_do_not_fit() -> None:
    made = bars([Bar((("done", 12),), str(week), "") for week in range(53)])
    assert {one.number for one in made.columns} == {""}
    assert made.columns[-1].x + made.columns[-1].width <= 100


def test_a_few_bars_keep_their_breadth_and_say_their_parts() -> None:
    made = bars([Bar((("done", 40), ("some", 2), ("open", 10)), "第一季度", "", note="80%")], room=4)
    (one,) = made.columns
    assert one.x + one.width < 25
    assert [block.value for block in one.blocks] == ["40", "", "10"]
    assert [tick.label for tick in (*made.ticks, *made.notes)] == ["第一季度", "80%"]
    assert [block.value for block in bars([one.bar]).columns[0].blocks] == ["", "", ""]


def test_bars_that_are_compared_share_a_scale() -> None:
    alone, compared = bars([Bar((("done", 2),), "", "")]), bars([Bar((("done", 2),), "", "")], most=40)
    assert alone.columns[0].top < compared.columns[0].top


def test_a_rise_is_filled_from_its_baseline() -> None:
    one = bullet("rise", 92, 100, 98)
    assert one.filled is not None
    assert one.filled[0] == one.baseline
    assert sum(one.filled) == pytest.approx(one.value)
    assert one.baseline < one.filled[0] + one.filled[1] < one.target <= 100
    assert not one.reached
    assert bullet("rise", 92, 100, 100).reached


def test_a_fall_is_a_ceiling_and_never_filled() -> None:
    below, over = bullet("fall", 30, 20, 12), bullet("fall", 30, 20, 23)
    assert below.filled is over.filled is None
    assert below.beyond == (below.target, pytest.approx(100 - below.target))
    assert below.value is not None
    assert over.value is not None
    assert below.value < below.target
    assert over.value > over.target
    assert (below.reached, over.reached) == (True, False)


def test_what_nobody_has_reported_has_no_place() -> None:
    one = bullet("rise", 1, 3, None)
    assert (one.value, one.filled, one.reached) == (None, None, False)


def test_a_course_goes_up_when_figures_do() -> None:
    one = spark([1, 3, 2], 4, "rise")
    (_, first), (_, second), (_, third) = one.points
    assert one.target < second < third < first
    assert len(one.lines) == 2
    assert spark([5], 4, "fall").ceiling


def test_a_lane_leaves_out_what_lies_outside() -> None:
    days = axis(DAY(2026, 1, 1), DAY(2026, 12, 31), DAY(2026, 7, 1)).days
    made = lane(
        days,
        [(DAY(2025, 1, 1), DAY(2025, 2, 1), "done", "", ""), (DAY(2025, 12, 1), DAY(2026, 1, 31), "some", "甲", "x")],
        [(DAY(2027, 1, 1), "late", "", ""), (DAY(2026, 12, 31), "late", "乙", "")],
    )
    [span], [mark] = made.spans, made.marks
    assert (span.x, span.says) == (0, "甲")
    assert mark.says == "乙"
    assert mark.x < 100


def test_today_outside_the_axis_is_not_drawn() -> None:
    assert axis(DAY(2026, 1, 1), DAY(2026, 2, 1), DAY(2026, 3, 1)).today is None


def test_parts_make_a_whole() -> None:
    found = shares([("done", "巡察", 30, ""), ("some", "專項", 0, ""), ("open", "自查", 1, "")])
    assert [(one.title, one.value) for one in found] == [("巡察", 30), ("自查", 1)]
    assert sum(one.width for one in found) == pytest.approx(100)
    assert (found[0].words, found[1].words) == ("巡察30", "1")
    assert shares([]) == ()


def test_the_deepest_cell_is_the_highest_figure() -> None:
    assert intensity({"a": 0, "b": 1, "c": 8, "d": 5}) == {"a": 0, "b": 1, "c": 4, "d": 3}
    assert intensity({}) == {}


def drawn(call: str, **values: object) -> str:
    text = '{% import "chart_macros.html" as chart with context %}' + call
    return environment().from_string(text).render(**values)


@pytest.mark.parametrize("link", ["", "甲/"])
def test_a_picture_says_in_words_what_it_shows(link: str) -> None:
    made = drawn("{{ chart.bars(one, '每週') }}", one=bars([Bar((("done", 3),), "甲", "甲：<3>件", link)]))
    assert 'aria-label="甲：&lt;3&gt;件"' in made
    assert ("<a " in made) == bool(link)


def test_every_picture_is_drawn_with_places_alone() -> None:
    one = axis(DAY(2026, 1, 1), DAY(2026, 12, 31), DAY(2026, 7, 1))
    row = lane(
        one.days, [(DAY(2026, 3, 1), DAY(2026, 4, 1), "done", "甲", "x/")], [(DAY(2026, 5, 1), "late", "乙", "")]
    )
    made = drawn(
        "{{ chart.patterns() }}{{ chart.axis(one) }}{{ chart.lane(row, one) }}{{ chart.bullet(bullet, '丙') }}"
        "{{ chart.spark(spark, '丁') }}{{ chart.share(share, '戊') }}",
        one=one, row=row, bullet=bullet("fall", 3, 2, 1), spark=spark([1, 2], 2, "fall"), share=shares([("done", "己", 1, "")]),
    )  # fmt: skip
    assert "style=" not in made  # the policy of the pages refuses it
    places = re.findall(r'\b(?:x|y|cx|cy|x1|x2|y1|y2|width|height)="([^"]*)"', made)
    assert [place for place in places if not re.fullmatch(r"-?\.?\d[\d.]*(?:%|em|px)?|\.\d+em", place)] == []
