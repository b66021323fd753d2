"""一圖: where everything stands on a branch's year wheel; pure geometry, nothing is drawn here.

Units are those of the drawing, a square of `SIZE`; angles are degrees clockwise from the top. The year runs
clockwise from a gap at the top, which holds the names of the lanes. Marks never overlap: a mark that finds
its place taken moves to another ring of its lane, then a little along it; what still does not fit is
listed beside the wheel only.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from generator.derive.occurrence import Occurrence
from generator.model.organisation import Track

SIZE = 1000.0
CENTRE = SIZE / 2
GAP = 20.0
"""Degrees at the top that belong to no day."""
OUTER, INNER = 428.0, 182.0
"""Radii between which the lanes lie."""
SMALL, LARGE = 4.2, 11.0
"""Radius of a routine mark, and of a numbered one."""
CLEARANCE = 1.0
_NUDGES = [0.0, *(sign * step * 0.6 for step in range(1, 12) for sign in (1, -1))]


@dataclass(frozen=True)
class Lane:
    """One track's ring, from radius `inner` to `outer`; `index` picks its marker."""

    track: Track
    index: int
    inner: float
    outer: float


@dataclass(frozen=True)
class Mark:
    """One occurrence at its place; `number` is 0 for a routine mark."""

    occurrence: Occurrence
    lane: int
    x: float
    y: float
    radius: float
    number: int


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
        mark = _free_place(item, numbers.get(item.id, 0), lane, placed[lane.track.id], year, days)
        if mark:
            placed[lane.track.id].append(mark)
        else:
            unplaced.append(item)
    marks = sorted((mark for group in placed.values() for mark in group), key=lambda mark: mark.occurrence.id)
    legend = [LegendEntry(numbers[item.id], item) for item in occurrences if item.id in numbers]
    return Wheel(
        year=year,
        days=days,
        months=tuple(_months(year, days)),
        terms=tuple(_tick(name, angle(day, year, days), 0, 449, OUTER, 438) for name, day in term_days),
        lanes=lanes,
        marks=tuple(marks),
        legend=tuple(sorted(legend, key=lambda entry: entry.number)),
        unplaced=tuple(unplaced),
    )


def angle(day: dt.date, year: int, days: int) -> float:
    """The angle of a day; a due day in the next January stands at the end of its own year."""
    ordinal = min(max((day - dt.date(year, 1, 1)).days, 0), days - 1)
    return GAP / 2 + (ordinal + 0.5) / days * (360 - GAP)


def point(degrees: float, radius: float) -> tuple[float, float]:
    """The place at an angle and a distance from the centre, rounded to a tenth."""
    turn = math.radians(degrees)
    return round(CENTRE + radius * math.sin(turn), 1), round(CENTRE - radius * math.cos(turn), 1)


def _numbers(occurrences: Sequence[Occurrence]) -> dict[str, int]:
    """Numbers for duties done once or twice a year, by day; the routine ones stay without."""
    times = Counter(item.duty.id for item in occurrences)
    dated = sorted((item for item in occurrences if times[item.duty.id] <= 2), key=lambda item: (item.due, item.id))
    return {item.id: number for item, number in zip(dated, count(1), strict=False)}


def _free_place(item: Occurrence, number: int, lane: Lane, taken: Sequence[Mark], year: int, days: int) -> Mark | None:
    radius = LARGE if number else SMALL
    start = angle(item.due, year, days)
    rings = _rings(lane, radius)
    for nudge in _NUDGES:
        degrees = start + nudge
        if not GAP / 2 <= degrees <= 360 - GAP / 2:
            continue
        for ring in rings:
            x, y = point(degrees, ring)
            if all(_apart(x, y, radius, other) for other in taken):
                return Mark(item, lane.index, x, y, radius, number)
    return None


def _rings(lane: Lane, radius: float) -> list[float]:
    """The radii a mark may stand at, from the lane's outer edge inwards."""
    first, last = lane.outer - radius - CLEARANCE, lane.inner + radius + CLEARANCE
    steps = max(1, int((first - last) / (2 * radius + CLEARANCE)))
    return [first - (first - last) * step / steps for step in range(steps + 1)]


def _apart(x: float, y: float, radius: float, other: Mark) -> bool:
    reach = radius + other.radius + CLEARANCE
    dx, dy = x - other.x, y - other.y
    return abs(dx) >= reach or abs(dy) >= reach or dx * dx + dy * dy >= reach * reach


def _months(year: int, days: int) -> Iterator[Tick]:
    for month in range(1, 13):
        first = dt.date(year, month, 1)
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        start = angle(first, year, days) - 180 / days
        middle = (angle(first, year, days) + angle(last, year, days)) / 2
        yield _tick(f"{month}月", start, middle - start, 478, INNER, OUTER)


def _tick(text: str, degrees: float, shift: float, radius: float, start: float, end: float) -> Tick:
    return Tick(text, *point(degrees + shift, radius), *point(degrees, start), *point(degrees, end))
