"""Places in a picture: ticks are round, words never touch, what lies outside stands at the edge."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branch_portal.charts.scale import (
    NARROW,
    WIDE,
    Days,
    Scale,
    Tick,
    breadth,
    fits,
    month_ticks,
    rounded_steps,
    ticks,
    whole_steps,
)

JAN, DEC = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def test_figures_outside_stand_at_the_edge() -> None:
    scale = Scale(10, 20)
    assert [scale.at(value) for value in (0, 10, 12.5, 20, 99)] == [0, 0, 25, 100, 100]
    assert Scale(3, 3).at(3) == 0


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (0, 7, (0, 2, 4, 6, 8)),
        (0, 100, (0, 25, 50, 75, 100)),
        (96.5, 98.6, (96, 97, 98, 99)),
        (0, 0, (0, 0.25, 0.5, 0.75, 1)),
        (-3, 9, (-5, 0, 5, 10)),
    ],
)
def test_ticks_are_round(low: float, high: float, steps: tuple[float, ...]) -> None:
    assert rounded_steps(low, high) == steps


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_ticks_embrace_what_they_are_for_and_are_few(low: float, extent: float) -> None:
    steps = rounded_steps(low, low + extent)
    assert steps[0] <= low + extent * 1e-6
    assert steps[-1] >= (low + extent) - extent * 1e-6
    assert 2 <= len(steps) <= 6


@pytest.mark.parametrize("high", [0, 1, 2, 3, 5, 9, 42, 1000])
def test_counts_have_whole_ticks(high: int) -> None:
    steps = whole_steps(high)
    assert all(isinstance(one, int) for one in steps)
    assert steps[0] == 0
    assert steps[-1] >= max(high, 1)


def test_days_fill_the_width_and_those_outside_are_cut_off() -> None:
    days = Days(dt.date(2026, 3, 1), dt.date(2026, 3, 10))
    assert days.at(dt.date(2026, 3, 6)) == 50
    assert days.middle(dt.date(2026, 3, 1)) == 5
    assert days.span(dt.date(2026, 2, 1), dt.date(2026, 3, 2)) == (0, 20)
    assert days.span(dt.date(2026, 3, 10), dt.date(2026, 4, 1)) == (90, 10)
    assert days.span(dt.date(2026, 3, 11), dt.date(2026, 4, 1)) is None
    assert [day.isoformat() for day in days.weeks()] == ["2026-03-02", "2026-03-09"]


def test_a_year_names_twelve_months_on_a_desktop_and_fewer_on_a_phone() -> None:
    found = month_ticks(Days(JAN, DEC))
    assert [tick.label for tick in found] == [f"{month}月" for month in range(1, 13)]
    assert 4 <= sum(not tick.fine for tick in found) < 12


def test_a_month_that_ends_in_a_few_days_does_not_push_the_next_one_out() -> None:
    found = month_ticks(Days(dt.date(2026, 11, 28), dt.date(2026, 12, 31)))
    assert [tick.label for tick in found] == ["12月"]


@given(st.lists(st.tuples(st.floats(0, 100), st.text("月1第週年ab", min_size=1, max_size=6)), max_size=30))
def test_words_never_touch(marks: list[tuple[float, str]]) -> None:
    found = ticks(marks)
    assert len(found) == len(marks)
    for width, shown in ((WIDE, found), (NARROW, [tick for tick in found if not tick.fine])):
        edges = [edge for tick in shown if tick.label for edge in ends(tick, width)]
        assert edges == sorted(edges)


def ends(tick: Tick, width: float) -> tuple[float, float]:
    """Where a tick's words begin and end, in percent."""
    broad = breadth(tick.label) / width * 100
    left = tick.at - {"start": 0, "middle": broad / 2, "end": broad}[tick.anchor]
    return left, left + broad


def test_a_word_is_as_broad_as_its_characters() -> None:
    assert breadth("12月") == pytest.approx(2.2)
    assert fits("12月", 13)
    assert not fits("12月", 12)
