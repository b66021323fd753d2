"""A branch's year by months: all of them on its map, the near ones on its home."""

import datetime as dt
from collections.abc import Iterable

from branch_portal.year.occurrence import Occurrence

_BEFORE, _AHEAD = 1, 2


def by_month(occurrences: Iterable[Occurrence]) -> dict[str, list[Occurrence]]:
    """Occurrences by the month they are due in, `2026-03`."""
    months: dict[str, list[Occurrence]] = {}
    for item in occurrences:
        months.setdefault(f"{item.due:%Y-%m}", []).append(item)
    return months


def near(day: dt.date) -> list[str]:
    """The months that a branch's home lists: the last one, this one and those that a site built on `day` is read in
    until it is built again. The map has all of them."""
    first = day.year * 12 + day.month - 1 - _BEFORE
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, first + _BEFORE + 1 + _AHEAD)]
