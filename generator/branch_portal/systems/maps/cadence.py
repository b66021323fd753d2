"""頻次: which months and quarters of a branch's year, and whether the year, have the meetings they need, and where two meet on one half-day."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from branch_portal.project.handbook import Shelf
from branch_portal.systems.maps.kinds import CADENCES
from branch_portal.systems.maps.model import Cadence
from branch_portal.year.model import Duty
from branch_portal.year.occurrence import Occurrence

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Rhythm:
    """One cadence over a year: the days planned, and the periods that have none."""

    cadence: Cadence
    planned: tuple[Occurrence, ...]
    gaps: tuple[str, ...]


def rhythms(
    book: Shelf,
    year: int,
    occurrences: Sequence[Occurrence],
    duties: Iterable[str],
    service: tuple[dt.date | None, dt.date | None] = (None, None),
) -> tuple[Rhythm, ...]:
    """Every cadence of the duties that this branch has; a day counts for the period that it lies in.

    Only a period that lies within the branch's `service` as a whole can lack its meeting.
    """
    since, until = service[0] or dt.date.min, service[1] or dt.date.max
    applying = set(duties)
    found = []
    for cadence in sorted(book[CADENCES].values(), key=lambda one: one.order):
        if cadence.duty not in applying:
            continue
        planned = tuple(item for item in occurrences if item.duty.id == cadence.duty)
        held = {_period(item.due, cadence.per) for item in planned}
        gaps = tuple(
            period
            for period, first, last in _periods(year, cadence.per)
            if period not in held and since <= first and last <= until
        )
        found.append(Rhythm(cadence, planned, gaps))
    return tuple(found)


def _periods(year: int, per: str) -> Iterator[tuple[str, dt.date, dt.date]]:
    """The year's months or quarters, or the year itself, each with its first and last day."""
    length = _MONTHS[per]
    for month in range(1, 13, length):
        first = dt.date(year, month, 1)
        end = month + length - 1
        yield _period(first, per), first, dt.date(year, end, calendar.monthrange(year, end)[1])


def _period(day: dt.date, per: str) -> str:
    if per == "year":
        return f"{day.year}年"
    return f"{day.year}年{day.month}月" if per == "month" else f"{day.year}年第{(day.month + 2) // 3}季度"


def clashes(occurrences: Iterable[Occurrence]) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Pairs of mandatory meetings put on the same half-day that may not be held together.

    Only days that a branch has set, or that are fixed, are days of meetings; all other days are the last ones
    allowed. A meeting without a half of the day may take the whole of it.
    """
    by_day: dict[dt.date, list[Occurrence]] = defaultdict(list)
    for item in occurrences:
        duty = item.duty
        if isinstance(duty, Duty) and duty.mandatory and (item.moved_from or duty.movable == "fixed"):
            by_day[item.due].append(item)
    for day in sorted(by_day):
        for one, other in combinations(by_day[day], 2):
            together = isinstance(one.duty, Duty) and other.duty.id in one.duty.same_day
            apart = one.half is not None and other.half is not None and one.half != other.half
            if not together and not apart:
                yield one, other
