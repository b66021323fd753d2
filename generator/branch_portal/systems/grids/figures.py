"""網格: the days that terms of service cover, and who holds a cell on a day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from branch_portal.systems.grids.model import Grid

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Tenure:
    """Days on which a cell has one co-managing member, or a declared vacancy; both ends included."""

    first: dt.date
    last: dt.date
    vacant: bool
    index: int

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands in the record: the field, and its number there."""
        return ("vacancies" if self.vacant else "co_managers", self.index)


def tenures(grid: Grid) -> tuple[Tenure, ...]:
    """All terms and vacancies in the order of days; a term without an end lasts as long as the agreement."""
    until = grid.agreement.until
    found = [
        *(Tenure(one.since, one.until or until, False, index) for index, one in enumerate(grid.co_managers)),
        *(Tenure(one.since, one.until, True, index) for index, one in enumerate(grid.vacancies)),
    ]
    return tuple(sorted(found, key=lambda one: (one.first, one.last)))


def overlaps(found: Sequence[Tenure]) -> Iterator[tuple[Tenure, Tenure]]:
    """Every tenure that begins before an earlier one has ended, with that one."""
    longest: Tenure | None = None
    for one in found:
        if longest and one.first <= longest.last:
            yield longest, one
        if longest is None or one.last > longest.last:
            longest = one


def gaps(found: Sequence[Tenure], first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """The stretches of `first`..`last` that nobody covers."""
    day = first
    for one in found:
        if one.first > min(day, last + _DAY):
            yield day, min(one.first - _DAY, last)
        day = max(day, one.last + _DAY)
        if day > last:
            return
    if day <= last:
        yield day, last


def held_on(grid: Grid, day: dt.date) -> Tenure | None:
    """The tenure of a day; None outside the agreement."""
    return next((one for one in tenures(grid) if one.first <= day <= one.last), None)
