"""One-off duties on a dial: a line along the days in which to do each, from `opens` to due, and a numbered disc on the due day.

A ring has a row of discs and a line's room on either side of it. A duty takes the outermost ring where its disc
touches no disc and its line no line.
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from branch_portal.systems.maps.plane import Dial
from branch_portal.year.occurrence import Occurrence

LINE = 1.8
"""How far the middle of a line is from the edge of the discs of its ring."""


@dataclass(frozen=True)
class Span:
    """An occurrence placed: its disc's middle `x`, `y`, its line's outline; `track` is its lane's rank, from 0."""

    occurrence: Occurrence
    number: int
    track: int
    ring: int
    side: int
    begin: float
    end: float
    x: float
    y: float
    line: str


def place_spans(
    numbered: Iterable[tuple[int, Occurrence]], tracks: Sequence[str], dial: Dial
) -> tuple[list[Span], list[Occurrence]]:
    """The occurrences due on the dial's days, in the order of their numbers, and those that no ring has room for."""
    placed: list[Span] = []
    left: list[Occurrence] = []
    for number, item in sorted(numbered, key=lambda one: (max(one[1].opens, dial.first), one[1].due, one[0])):
        rank = tracks.index(item.duty.track)
        span = next((one for ring in range(dial.rings) if (one := _span(number, item, rank, ring, placed, dial))), None)
        if span:
            placed.append(span)
        else:
            left.append(item)
    return sorted(placed, key=lambda one: one.number), left


def _span(number: int, item: Occurrence, rank: int, ring: int, placed: Sequence[Span], dial: Dial) -> Span | None:
    """The occurrence in a ring, if there is room."""
    radius = dial.ring(ring)
    half = math.degrees(math.asin((dial.disc + 0.6) / radius))
    end = min(max(dial.angle(item.due), dial.start + half), dial.start + dial.sweep - half)
    here = [one for one in placed if one.ring == ring]
    if any(_between(one.end, end) < 2 * half for one in here):
        return None
    x, y = dial.point(end, radius)
    begin = dial.angle(max(item.opens, dial.first))
    if begin >= end - half:
        return Span(item, number, rank, ring, 0, end - half, end, x, y, "")
    for side in (1, -1):
        if all(one.side != side or one.end + half < begin or end + half < one.begin for one in here):
            line = f"{dial.arc(begin, end, round(radius + side * (dial.disc + LINE), 1))}L{x:g} {y:g}"
            return Span(item, number, rank, ring, side, begin, end, x, y, line)
    return None


def _between(one: float, other: float) -> float:
    """Degrees between two angles, the shorter way round."""
    apart = abs(one - other) % 360
    return min(apart, 360 - apart)


def is_soon(item: Occurrence, today: dt.date) -> bool:
    """Whether it falls due in the thirty days from `today` on."""
    return 0 <= (item.due - today).days <= SOON


SOON = 30
