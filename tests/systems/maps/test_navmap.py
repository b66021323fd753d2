"""The year wheel: everything inside the drawing, nothing on top of anything else, nothing too small, whatever the plan."""

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_portal.organisation.kinds import BRANCHES, TRACKS
from branch_portal.organisation.model import Track
from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.systems import maps
from branch_portal.systems.maps import names
from branch_portal.systems.maps.dots import DOT
from branch_portal.systems.maps.names import Name, settled, wrap
from branch_portal.systems.maps.navmap import MONTH_SIZE, NUMBER_SIZE, TERM_SIZE, Face, Piece, Wheel, layout
from branch_portal.systems.maps.plane import FAN, HEIGHT, WIDTH, text_box, text_width, year_dial
from branch_portal.systems.maps.wheel import KEY_SIZE, TITLE_LEAST, draw, draw_quarter, head, keys
from branch_portal.year.kinds import TERMS
from branch_portal.year.model import AlertDays, OwnItem
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule

LANES = tuple(Track(id=f"t-{index}", title="組織建設", summary="示例", order=index + 1) for index in range(6))
A3 = 279.9 / HEIGHT / 25.4 * 72
"""Points of an A3 sheet to a unit of the drawing, as wheel.css prints it."""
TODAY = dt.date(2026, 11, 30)


def item(duty: str, day: dt.date, track: int = 0, title: str = "召開支部黨員大會", long: int = 0) -> Occurrence:
    own = OwnItem.model_construct(
        id=duty,
        title=title,
        track=f"t-{track}",
        role="branch_secretary",
        due=day,
        alerts=AlertDays(green=10, yellow=3, red=0),
    )
    opens = day - dt.timedelta(days=long)
    return Occurrence(f"{duty}.{day}", own, f"{day:%Y-%m}", "lichun", opens, day, day, day, day, False)


def term_days(year: int) -> list[tuple[str, dt.date]]:
    start = dt.date(year, 1, 5)
    return [("小寒", start + dt.timedelta(days=round(index * 15.2))) for index in range(24)]


def place(occurrences: list[Occurrence], year: int = 2026) -> Wheel:
    return layout(year, term_days(year), LANES, occurrences)


def full_year() -> list[Occurrence]:
    """225 occurrences: 9 monthly, 1 each term, 8 quarterly and 61 yearly duties."""
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    items = [item(f"m{n}", dt.date(2026, month, 3 + 3 * n), n % 6) for n in range(9) for month in range(1, 13)]
    items += [item("s0", day, 1) for _, day in term_days(2026)]
    items += [item(f"q{n}", dt.date(2026, 3 * q, 20 + n), n % 6) for n in range(8) for q in range(1, 5)]
    items += [item(f"a{n}", days[(n * 53) % 365], n % 6, "評議" * (2 + n % 5), n % 40) for n in range(61)]
    assert len(items) == 225
    return items


def check(wheel: Wheel, occurrences: Sequence[Occurrence]) -> None:
    """Every occurrence once, nothing outside, nothing on top of anything else."""
    shown = [entry.occurrence.id for entry in wheel.legend] + [one.id for dot in wheel.dots for one in dot.occurrences]
    assert Counter(shown) == Counter(each.id for each in occurrences)
    assert len(wheel.spans) + len(wheel.unplaced) == len(wheel.legend)
    assert [entry.number for part in wheel.quarters for entry in part.legend] == [one.number for one in wheel.legend]
    for face in (wheel, *wheel.quarters):
        check_face(face)
    check_names(wheel)


def check_face(face: Face) -> None:
    dial, side = face.dial, (FAN, FAN) if face.dial.sweep < 360 else (WIDTH, HEIGHT)
    for span in face.spans:
        away = math.hypot(span.x - dial.x, span.y - dial.y)
        assert dial.inner <= away - dial.disc - 2.9
        assert away + dial.disc + 2.9 <= dial.months
        assert dial.disc <= span.x <= side[0] - dial.disc
        assert dial.disc <= span.y <= side[1] - dial.disc
        assert dial.start <= span.begin < span.end <= dial.start + dial.sweep
    for one, other in combinations(face.spans, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 2 * dial.disc
        if (one.ring, one.side) == (other.ring, other.side) and one.side:
            assert one.end < other.begin or other.end < one.begin
    # A line is within its ring, 2.2 units wide, as far from the discs as from the next ring's line.
    assert dial.pitch - 2 * (dial.disc + 2.9) >= 0.9
    for term in face.terms:
        assert_within(term, TERM_SIZE, dial.terms, dial.outer, face)
    for month in face.months:
        assert_within(month, MONTH_SIZE, dial.months, dial.terms, face)


def assert_within(piece: Piece, size: float, inner: float, outer: float, face: Face) -> None:
    """A name stands inside its piece of the ring: a term's upright, a month's along the ring."""
    if not piece.text:
        return
    dial = face.dial
    across, up = text_width(piece.text, size) / 2, size * 0.42  # what ink there is above and below the middle
    middle = math.hypot(piece.x - dial.x, piece.y - dial.y)
    if size == MONTH_SIZE:
        assert inner <= middle - up
        assert math.hypot(middle + up, across) <= outer + 0.2
        return
    for right in (piece.x - across, piece.x + across):
        for low in (piece.y - up, piece.y + up):
            assert inner <= math.hypot(right - dial.x, low - dial.y) <= outer


def segments(name: Name) -> Iterator[tuple[float, float, float, float]]:
    for (x1, y1), (x2, y2) in pairwise(name.leader):
        yield x1, y1, x2, y2


def cross(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two lines cross, each having the other's ends on both sides and more than half a unit away."""

    def aside(x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> float:
        return ((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / (math.hypot(x2 - x1, y2 - y1) or 1)

    a, b = aside(*one, *other[:2]), aside(*one, *other[2:])
    c, d = aside(*other, *one[:2]), aside(*other, *one[2:])
    return a * b < 0 > c * d and min(map(abs, (a, b, c, d))) > 0.5


def check_names(wheel: Wheel) -> None:
    dial = wheel.dial
    for dot, beside in combinations(wheel.dots, 2):
        assert math.hypot(dot.x - beside.x, dot.y - beside.y) >= 2 * DOT
    for name in wheel.names:
        box = name.box
        assert 0 <= box.left < box.right <= WIDTH, name
        assert names.TOP - 0.1 <= box.top < box.bottom <= names.BOTTOM + 0.1, name
        nearest = math.hypot(
            max(box.left - dial.x, dial.x - box.right, 0), max(box.top - dial.y, dial.y - box.bottom, 0)
        )
        assert nearest > dial.outer + 1
        assert (
            "".join(name.lines)
            == f"{name.number} {name.occurrence.due.month}月{name.occurrence.due.day}日 {name.occurrence.title}"
        )
        # Beyond its beginning on the rim a leader stays outside of the wheel.
        for x1, y1, x2, y2 in list(segments(name))[1:]:
            assert math.hypot((x1 + x2) / 2 - dial.x, (y1 + y2) / 2 - dial.y) > dial.outer
    for one, other in combinations(wheel.names, 2):
        assert not one.box.overlaps(other.box), (one.lines, other.lines)
        if abs(one.number - other.number) < 25:
            lines = [(a, b) for a in segments(one) for b in segments(other)]
            assert not any(cross(a, b) for a, b in lines), (one.lines, other.lines)
        assert not any(other.box.crossed_by(*line) for line in segments(one))
        assert not any(one.box.crossed_by(*line) for line in segments(other))


def of_branches(book: Handbook, schedule: Schedule) -> Iterator[tuple[str, int, Wheel, list[Occurrence]]]:
    """The wheels of the sample, one for each schedule that branches share."""
    seen = set()
    for year in book.settings.years:
        days = [(book[TERMS][day.id].title, day.date) for day in schedule.terms.of_year(year)]
        for branch in book[BRANCHES]:
            every = schedule.branch(branch, year)
            if id(every) not in seen and book[BRANCHES][branch].lives_in(year):
                seen.add(id(every))
                own = [one for one in every if not one.host]
                yield branch, year, layout(year, days, tuple(book[TRACKS].values()), own), own


def test_every_branch_and_year_of_the_sample_has_room_for_all_of_it(book: Handbook, schedule: Schedule) -> None:
    found = list(of_branches(book, schedule))
    assert {year for _, year, _, _ in found} == set(book.settings.years)
    for branch, year, wheel, own in found:
        check(wheel, own)
        assert not wheel.unplaced, (branch, year)
        assert len(wheel.names) == len(wheel.legend), (branch, year)
        assert all(len(part.spans) == len(part.legend) for part in wheel.quarters), (branch, year)
        assert sum(bool(term.text) for term in wheel.terms) == 24
        assert keys(wheel.tracks, TODAY)[-1].text_x + text_width(keys(wheel.tracks, TODAY)[-1].text, KEY_SIZE) < WIDTH


def test_type_is_as_large_as_a_wall_needs() -> None:
    css = (Path(maps.__file__).parent / "static" / "wheel.css").read_text("utf-8")
    for selector, size, least in (
        (".wheel .wheel-month", MONTH_SIZE, 16),
        (".wheel .wheel-term", TERM_SIZE, 12),
        (".wheel .wheel-spans text", NUMBER_SIZE, 9),
        (".wheel .wheel-spans .name", names.SIZE, 9),
        (".wheel .wheel-keys text", KEY_SIZE, 9),
    ):
        rule = re.search(re.escape(selector) + r" \{[^}]*font-size: ([\d.]+)px", css)
        assert rule, selector
        assert float(rule[1]) == size, selector
        assert size * A3 >= least, selector
    assert min(float(size) for size in re.findall(r"font-size: ([\d.]+)px", css)) * A3 >= 9
    assert "height: 279.9mm" in css
    assert TITLE_LEAST * A3 >= 40
    for title in ("第一示例黨支部", "示例供電公司配電運檢中心第一聯合黨支部", "示" * 40):
        size = re.search('font-size="([^"]+)"', head(title, 2026))
        assert size
        assert float(size[1]) * A3 >= 40
        assert ("textLength" in head(title, 2026)) == (
            len(title) * float(size[1]) > WIDTH - 12 - 24 - text_width("2026年度工作導航圖", 22)
        )
    # A finger meets every disc of a quarter on a phone 360 pixels wide, 328 of them for the drawing.
    assert all(2 * part.dial.disc * 328 / FAN >= 24 for part in place([]).quarters)


def test_a_full_year_has_room_for_every_mark_and_name() -> None:
    occurrences = full_year()
    wheel = place(occurrences)
    check(wheel, occurrences)
    assert not wheel.unplaced
    assert len(wheel.names) == 61


def test_a_crowded_day_neither_overlaps_nor_loses_an_item() -> None:
    occurrences = [item(f"a{n}", dt.date(2026, 6, 30), n % 2, long=20) for n in range(60)]
    wheel = place(occurrences)
    check(wheel, occurrences)
    assert len(wheel.legend) == 60
    assert wheel.unplaced
    assert 45 < len(wheel.names) < 60


@settings(max_examples=25, deadline=None)
@given(
    year=st.sampled_from([2025, 2026, 2028]),
    plan=st.lists(
        st.tuples(
            st.integers(0, 30),
            st.dates(dt.date(2028, 1, 1), dt.date(2028, 12, 31)),
            st.integers(0, 5),
            st.text("評議A1（", min_size=1, max_size=30),
            st.integers(0, 400),
        ),
        max_size=70,
        unique_by=lambda entry: entry[:2],
    ),
)
def test_any_plan_is_placed_without_overlap_and_in_any_order(
    year: int, plan: list[tuple[int, dt.date, int, str, int]]
) -> None:
    start = dt.date(year, 1, 1) - dt.date(2028, 1, 1)
    occurrences = [item(f"a{duty}", day + start, track, title, long) for duty, day, track, title, long in plan]
    wheel = place(occurrences, year)
    check(wheel, occurrences)
    again = place(occurrences[::-1], year)
    assert (again.spans, again.names, again.legend) == (wheel.spans, wheel.names, wheel.legend)


@pytest.mark.parametrize(("year", "days"), [(2026, 365), (2028, 366)])
def test_the_year_runs_clockwise_and_ends_where_it_began(year: int, days: int) -> None:
    dial = year_dial(year)
    assert dial.days == days
    first, last = dial.angle(dt.date(year, 1, 1)), dial.angle(dt.date(year, 12, 31))
    assert first < dial.angle(dt.date(year, 2, 28)) < dial.angle(dt.date(year, 3, 1)) < last
    assert first == pytest.approx(360 - last)
    assert dial.angle(dt.date(year + 1, 1, 9)) == last


def test_a_span_runs_from_the_day_it_opens_to_its_due_day() -> None:
    (span,) = place([item("a1", dt.date(2026, 5, 20), long=20)]).spans
    dial = year_dial(2026)
    assert (span.begin, span.end) == (dial.angle(dt.date(2026, 4, 30)), dial.angle(dt.date(2026, 5, 20)))
    assert span.line.startswith("M")
    (short,) = place([item("a1", dt.date(2026, 5, 20))]).spans
    assert short.line == ""
    (before,) = place([item("a1", dt.date(2026, 1, 20), long=200)]).spans
    assert before.begin == dial.angle(dt.date(2026, 1, 1))


def test_numbers_follow_the_days_and_routine_items_are_dots() -> None:
    routine = [item("m1", dt.date(2026, month, 1)) for month in range(1, 13)]
    together = [item("m2", dt.date(2026, month, 2)) for month in range(1, 13)]
    terms = [replace(one, id=f"{one.id}-t", period="2026-lichun") for one in routine]
    wheel = place([item("a2", dt.date(2026, 9, 1)), item("a1", dt.date(2026, 2, 1)), *routine, *together, *terms])
    assert [(entry.number, entry.occurrence.duty.id) for entry in wheel.legend] == [(1, "a1"), (2, "a2")]
    assert Counter((dot.ring, len(dot.occurrences)) for dot in wheel.dots) == {(1, 2): 12, (2, 1): 12}


def test_rows_stand_as_near_to_their_days_as_their_heights_allow() -> None:
    assert settled([10, 50], [10, 10], 0, 100) == [10, 50]
    assert settled([50, 50], [10, 10], 0, 100) == [45, 55]
    assert settled([0, 0, 90], [10, 10, 10], 0, 100) == [5, 15, 90]
    assert settled([0] * 11, [10] * 11, 0, 100) is None


def test_a_long_name_is_broken_evenly() -> None:
    assert wrap("一二三四五六七八九十", 9 * names.SIZE) == ("一二三四五", "六七八九十")
    assert wrap("一二三四五、六七", 5 * names.SIZE) == ("一二三四", "五、六七")
    assert wrap("一二三", 5 * names.SIZE) == ("一二三",)
    assert wrap("推薦「七一」先進（組織、黨員）", 10 * names.SIZE) == ("推薦「七一」先進", "（組織、黨員）")
    assert wrap("反饋評議結果、公布整改清單", 8 * names.SIZE) == ("反饋評議結果、", "公布整改清單")


def test_wide_letters_are_one_em() -> None:
    assert text_width("計劃", 10) == 20
    assert text_width("12", 10) < 20
    assert text_box("計劃", 100, 50, 10).right == 110


def test_drawing_is_sound_safe_and_small() -> None:
    occurrences = [*full_year(), item("own", dt.date(2026, 5, 1), title='<b>&"試"')]
    wheel, jinja = place(occurrences), environment()
    text = draw(wheel, jinja, lambda each: f"#{each.id}", TODAY)
    root = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{text}</svg>')
    links = {link.get("data-ids"): link for link in root.iter("{http://www.w3.org/2000/svg}a")}
    assert {id for ids in re.findall('data-ids="([^"]+)"', text) for id in ids.split()} == {
        each.id for each in occurrences
    }
    own = links["own.2026-05-01"]
    assert own.get("href") == "#own.2026-05-01"
    assert "".join(own.itertext()).endswith('5月1日 <b>&"試"')
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", text)
    assert len(text.encode()) < 62_000
    fans = [draw_quarter(part, jinja, TODAY) for part in wheel.quarters]
    assert [len(re.findall('<a [^>]*href="#n', fan)) for fan in fans] == [len(part.spans) for part in wheel.quarters]
    assert sum(fan.count("is-soon") for fan in fans) == text.count(' is-soon" href') > 0
