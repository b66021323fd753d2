"""The marks of the year wheel: each occurrence in the ring of its track, at its day, and never on another mark.

A mark that finds its place taken moves to another ring of its lane, then a little along it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from branch_portal.organisation.model import Track
from branch_portal.systems.maps.plane import CLEARANCE, GAP, LARGE, REACH, SMALL, angle, point
from branch_portal.year.occurrence import Occurrence

_NUDGES = [0.0, *(sign * step * 0.6 for step in range(1, 22) for sign in (1, -1))]


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


def free_place(item: Occurrence, number: int, lane: Lane, taken: Sequence[Mark], year: int, days: int) -> Mark | None:
    """A mark of the occurrence in its lane, where it touches none of those `taken`; None when there is no room."""
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
    """The radii a mark may stand at: a numbered one first in the middle, a routine one from the edge inwards."""
    first, last = lane.outer - REACH * radius - CLEARANCE, lane.inner + REACH * radius + CLEARANCE
    if radius == LARGE:
        return [(first + last) / 2, first, last]
    steps = max(1, int((first - last) / (2 * REACH * radius + CLEARANCE)))
    return [first - (first - last) * step / steps for step in range(steps + 1)]


def _apart(x: float, y: float, radius: float, other: Mark) -> bool:
    reach = REACH * (radius + other.radius) + CLEARANCE
    dx, dy = x - other.x, y - other.y
    return abs(dx) >= reach or abs(dy) >= reach or dx * dx + dy * dy >= reach * reach
