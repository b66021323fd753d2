"""What comes round every quarter, month or term: a quiet dotted ring for each, a dot for the days that lie together."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from branch_portal.systems.maps.plane import Dial
from branch_portal.year.occurrence import Occurrence

RINGS = ("quarter", "month", "term")
"""From the outside in."""
STEP = 8.0
"""From ring to ring."""
DOT = 2.3


@dataclass(frozen=True)
class Dot:
    """The occurrences of one ring whose days are too close for two dots; it stands at the first day."""

    occurrences: tuple[Occurrence, ...]
    ring: int
    x: float
    y: float


def place_dots(routine: Iterable[Occurrence], dial: Dial) -> list[Dot]:
    """The dots of a year, ring by ring."""
    rings: dict[str, list[Occurrence]] = defaultdict(list)
    for item in routine:
        rings[_ring(item.period)].append(item)
    dots = []
    for index, name in enumerate(RINGS):
        radius = ring_radius(dial, index)
        apart = math.degrees(2 * DOT + 0.8) / radius
        groups: list[list[Occurrence]] = []
        for item in sorted(rings[name], key=lambda one: (one.due, one.id)):
            if groups and dial.angle(item.due) - dial.angle(groups[-1][0].due) < apart:
                groups[-1].append(item)
            else:
                groups.append([item])
        dots += [Dot(tuple(one), index, *dial.point(dial.angle(one[0].due), radius)) for one in groups]
    return dots


def ring_radius(dial: Dial, index: int) -> float:
    """Where a dotted ring runs."""
    return round(dial.inner - STEP * (index + 0.5), 1)


def _ring(period: str) -> str:
    """The ring of a nominal period: `2026-q1`, `2026-03` or `2026-lichun`."""
    tail = period.partition("-")[2]
    if tail[:1] == "q" and tail[1:].isdigit():
        return "quarter"
    return "term" if len(tail) > 2 else "month"
