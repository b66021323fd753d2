"""The year wheel: everything inside the square, nothing on top of anything else, whatever the plan."""

import datetime as dt
import math
import re
from collections import Counter
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_portal.organisation.model import Track
from branch_portal.site.templates import environment
from branch_portal.systems.maps.navmap import Wheel, layout
from branch_portal.systems.maps.plane import LABEL_SIZE, MONTH_SIZE, REACH, SIZE, TERM_SIZE, angle, text_box, text_width
from branch_portal.systems.maps.wheel import draw
from branch_portal.year.model import AlertDays, OwnItem
from branch_portal.year.occurrence import Occurrence

TRACKS = tuple(Track(id=f"t-{index}", title="組織建設", summary="示例", order=index + 1) for index in range(6))


def item(duty: str, day: dt.date, track: int = 0, title: str = "召開支部黨員大會") -> Occurrence:
    own = OwnItem.model_construct(
        id=duty,
        title=title,
        track=f"t-{track}",
        role="branch_secretary",
        due=day,
        alerts=AlertDays(green=10, yellow=3, red=0),
    )
    return Occurrence(f"{duty}.{day}", own, f"{day}", "lichun", day, day, day, day, day, False)


def term_days(year: int) -> list[tuple[str, dt.date]]:
    start = dt.date(year, 1, 5)
    return [("小寒", start + dt.timedelta(days=round(index * 15.2))) for index in range(24)]


def place(occurrences: list[Occurrence], year: int = 2026) -> Wheel:
    return layout(year, term_days(year), TRACKS, occurrences)


def full_year() -> list[Occurrence]:
    """225 occurrences: 9 monthly, 1 each term, 8 quarterly and 61 yearly duties."""
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    items = [item(f"m{n}", dt.date(2026, month, 3 + 3 * n), n % 6) for n in range(9) for month in range(1, 13)]
    items += [item("s0", day, 1) for _, day in term_days(2026)]
    items += [item(f"q{n}", dt.date(2026, 3 * q, 20 + n), n % 6) for n in range(8) for q in range(1, 5)]
    items += [item(f"a{n}", days[(n * 53) % 365], n % 6, "評議" * (2 + n % 5)) for n in range(61)]
    assert len(items) == 225
    return items


def check(wheel: Wheel, occurrences: list[Occurrence]) -> None:
    shown = [mark.occurrence.id for mark in wheel.marks] + [each.id for each in wheel.unplaced]
    assert Counter(shown) == Counter(each.id for each in occurrences)
    for mark in wheel.marks:
        reach = mark.radius * REACH
        distance = math.hypot(mark.x - SIZE / 2, mark.y - SIZE / 2)
        lane = wheel.lanes[mark.lane]
        assert lane.track.id == mark.occurrence.duty.track
        assert lane.inner <= distance - reach + 0.2
        assert distance + reach <= lane.outer + 0.2
    for one, other in combinations(wheel.marks, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= REACH * (one.radius + other.radius)
    boxes = [text_box(tick.text, tick.x, tick.y, MONTH_SIZE) for tick in wheel.months]
    boxes += [text_box(tick.text, tick.x, tick.y, TERM_SIZE) for tick in wheel.terms]
    boxes += [label.box for label in wheel.labels]
    for box in boxes:
        assert 0 <= box.left < box.right <= SIZE
        assert 0 <= box.top < box.bottom <= SIZE
    for box, label in ((box, label) for box in boxes for label in wheel.labels if box is not label.box):
        assert not box.overlaps(label.box)
        assert not box.crossed_by(label.rim_x, label.rim_y, label.x, label.y)


def test_full_year_has_room_for_every_mark_and_many_labels() -> None:
    occurrences = full_year()
    wheel = place(occurrences)
    check(wheel, occurrences)
    assert not wheel.unplaced
    assert len(wheel.labels) >= 20
    assert len({label.number for label in wheel.labels}) == len(wheel.labels)


def test_crowded_day_neither_overlaps_nor_loses_an_item() -> None:
    occurrences = [item(f"a{n}", dt.date(2026, 6, 30), n % 2) for n in range(60)]
    wheel = place(occurrences)
    check(wheel, occurrences)
    assert len(wheel.legend) == 60


@settings(max_examples=25, deadline=None)
@given(
    year=st.sampled_from([2025, 2026, 2028]),
    plan=st.lists(
        st.tuples(
            st.integers(0, 30),
            st.dates(dt.date(2028, 1, 1), dt.date(2028, 12, 31)),
            st.integers(0, 5),
            st.text("評議A1（", min_size=1, max_size=30),
        ),
        max_size=70,
        unique_by=lambda entry: entry[:2],
    ),
)
def test_any_plan_is_placed_without_overlap_and_in_any_order(
    year: int, plan: list[tuple[int, dt.date, int, str]]
) -> None:
    moved = [
        (duty, dt.date(year, 1, 1) + (day - dt.date(2028, 1, 1)), track, title) for duty, day, track, title in plan
    ]
    occurrences = [item(f"a{duty}", day, track, title) for duty, day, track, title in moved]
    wheel = place(occurrences, year)
    check(wheel, occurrences)
    again = place(occurrences[::-1], year)
    assert (again.marks, again.labels, again.legend) == (wheel.marks, wheel.labels, wheel.legend)


@pytest.mark.parametrize(("year", "days"), [(2026, 365), (2028, 366)])
def test_the_year_runs_clockwise_and_ends_where_it_began(year: int, days: int) -> None:
    first, last = angle(dt.date(year, 1, 1), year, days), angle(dt.date(year, 12, 31), year, days)
    assert first < angle(dt.date(year, 2, 28), year, days) < angle(dt.date(year, 3, 1), year, days) < last
    assert first == pytest.approx(360 - last)
    assert angle(dt.date(year + 1, 1, 9), year, days) == last


def test_numbers_follow_the_days_and_leave_out_routine_items() -> None:
    routine = [item("m1", dt.date(2026, month, 1)) for month in range(1, 13)]
    wheel = place([item("a2", dt.date(2026, 9, 1)), item("a1", dt.date(2026, 2, 1)), *routine])
    assert [(entry.number, entry.occurrence.duty.id) for entry in wheel.legend] == [(1, "a1"), (2, "a2")]


def test_wide_letters_are_one_em() -> None:
    assert text_width("計劃", LABEL_SIZE) == 2 * LABEL_SIZE
    assert text_width("12", LABEL_SIZE) < 2 * LABEL_SIZE


def test_drawing_is_sound_safe_and_small() -> None:
    occurrences = [*full_year(), item("own", dt.date(2026, 5, 1), title='<b>&"試"')]
    text = draw(
        place(occurrences), environment(), "導航圖", lambda each: f"#{each.id}", {"branch_secretary": "支部書記"}
    )
    root = ElementTree.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    marks = {link.get("data-id"): link for link in root.iter("{http://www.w3.org/2000/svg}a") if link.get("data-id")}
    assert marks.keys() == {each.id for each in occurrences}
    own = marks["own.2026-05-01"]
    assert own.get("href") == "#own.2026-05-01"
    assert own[0].text == '5月1日 <b>&"試" 支部書記'
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", text)
    assert len(text.encode()) < 70_000
