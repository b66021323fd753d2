"""一圖: where everything stands on a branch's year wheel; pure geometry, nothing is drawn here.

Units are those of the drawing, a square of `SIZE`; angles are degrees clockwise from the top. The year runs
clockwise from a gap at the top, which holds the names of the lanes. Marks never overlap: a mark that finds
its place taken moves to another ring of its lane, then a little along it; what still does not fit is
listed beside the wheel only. The square's corners, one per quarter, hold short labels with leader lines
for the numbered marks that find room there.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from branch_portal.organisation.model import Track
from branch_portal.systems.maps.labels import Label, labels
from branch_portal.systems.maps.marks import Lane, Mark, free_place
from branch_portal.systems.maps.plane import INNER, MONTH_SIZE, OUTER, TERM_SIZE, angle, point, text_box
from branch_portal.year.occurrence import Occurrence


@dataclass(frozen=True)
class LegendEntry:
    """A numbered item in words."""

    number: int
    occurrence: Occurrence


@dataclass(frozen=True)
class Tick:
    """A term's name at its day, or a month's at its middle; `x1`..`y2` is the line at its beginning."""

    text: str
    x: float
    y: float
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Wheel:
    """A year, placed. `unplaced` are occurrences without room on the wheel: they stand in the table only."""

    year: int
    days: int
    months: tuple[Tick, ...]
    terms: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    legend: tuple[LegendEntry, ...]
    unplaced: tuple[Occurrence, ...]
    labels: tuple[Label, ...]


def layout(
    year: int,
    term_days: Sequence[tuple[str, dt.date]],
    tracks: Sequence[Track],
    occurrences: Sequence[Occurrence],
) -> Wheel:
    """Place a year's occurrences; `term_days` are the names and days of the 24 terms."""
    days = (dt.date(year + 1, 1, 1) - dt.date(year, 1, 1)).days
    depth = (OUTER - INNER) / len(tracks)
    lanes = tuple(
        Lane(track, index, OUTER - depth * (index + 1), OUTER - depth * index) for index, track in enumerate(tracks)
    )
    numbers = _numbers(occurrences)
    placed: dict[str, list[Mark]] = {lane.track.id: [] for lane in lanes}
    unplaced = []
    # Numbered marks are large and few: they choose first.
    for item in sorted(occurrences, key=lambda item: (item.id not in numbers, item.due, item.id)):
        lane = next(lane for lane in lanes if lane.track.id == item.duty.track)
        taken = placed[lane.track.id]
        number = numbers.get(item.id, 0)
        # In a crowd a numbered mark becomes a routine one: smaller, but on the wheel and on its day.
        mark = free_place(item, number, lane, taken, year, days) or free_place(item, 0, lane, taken, year, days)
        if mark:
            placed[lane.track.id].append(mark)
        else:
            unplaced.append(item)
    marks = sorted((mark for group in placed.values() for mark in group), key=lambda mark: mark.occurrence.id)
    legend = [LegendEntry(numbers[item.id], item) for item in occurrences if item.id in numbers]
    months = tuple(_months(year, days))
    terms = tuple(_tick(name, angle(day, year, days), 0, 449, OUTER, 438) for name, day in term_days)
    names = [text_box(tick.text, tick.x, tick.y, MONTH_SIZE) for tick in months]
    names += [text_box(tick.text, tick.x, tick.y, TERM_SIZE) for tick in terms]
    return Wheel(
        year=year,
        days=days,
        months=months,
        terms=terms,
        lanes=lanes,
        marks=tuple(marks),
        legend=tuple(sorted(legend, key=lambda entry: entry.number)),
        unplaced=tuple(unplaced),
        labels=tuple(labels([mark for mark in marks if mark.number], names)),
    )


def _numbers(occurrences: Sequence[Occurrence]) -> dict[str, int]:
    """Numbers for duties done once or twice a year, by day; the routine ones stay without."""
    times = Counter(item.duty.id for item in occurrences)
    dated = sorted((item for item in occurrences if times[item.duty.id] <= 2), key=lambda item: (item.due, item.id))
    return {item.id: number for item, number in zip(dated, count(1), strict=False)}


def _months(year: int, days: int) -> Iterator[Tick]:
    for month in range(1, 13):
        first = dt.date(year, month, 1)
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        start = angle(first, year, days) - 180 / days
        middle = (angle(first, year, days) + angle(last, year, days)) / 2
        yield _tick(f"{month}月", start, middle - start, 478, INNER, OUTER)


def _tick(text: str, degrees: float, shift: float, radius: float, start: float, end: float) -> Tick:
    return Tick(text, *point(degrees + shift, radius), *point(degrees, start), *point(degrees, end))
