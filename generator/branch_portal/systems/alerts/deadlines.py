"""到期事項: every open deadline of a branch or unit, asked of all rooms.

What is recorded as done is not in it. What nobody has recorded yet stays red after its day, for the record would say
if it were done; a paper whose end nobody records leaves the board after its day.
Elections and the year's duties have lists of their own.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.system.snapshot import Snapshot
from branch_portal.year.deadline import Deadline, DeadlineKind


@dataclass(frozen=True)
class Held:
    """What one holder has open: the nearest deadlines, and how many there are."""

    holder: str
    nearest: tuple[Deadline, ...]
    count: int


BOARD_ROWS = 240
"""About as many deadlines as the board lists: beyond, each holder's nearest stand for all."""


def nearest_of_each(found: Mapping[str, Sequence[Deadline]]) -> tuple[Held, ...]:
    """For the board: up to five of each holder, fewer where there are many holders, at least one."""
    each = min(5, max(1, BOARD_ROWS // max(1, len(found))))
    return tuple(Held(holder, tuple(items[:each]), len(items)) for holder, items in found.items())


Span = tuple[int, int, int, int | None]
"""The days from the build on which green, yellow and red begin, and the last; None where it stays red."""


def spans(
    found: Iterable[Deadline], kinds: Iterable[DeadlineKind], as_of: dt.date
) -> Mapping[DeadlineKind, Sequence[tuple[Span, int]]]:
    """How many deadlines of each kind have the same days, so that a reader's browser counts the colours of all."""
    counted: dict[DeadlineKind, Counter[Span]] = {kind: Counter() for kind in kinds}
    for one in found:
        green, yellow, red, due = ((day - as_of).days for day in (one.green, one.yellow, one.red, one.due))
        counted[one.kind][green, yellow, red, None if one.stays else due] += 1
    return {
        kind: sorted(counts.items(), key=lambda entry: (entry[0][:3], entry[0][3] or 0))
        for kind, counts in counted.items()
    }


def deadline_kinds(snapshot: Snapshot) -> tuple[DeadlineKind, ...]:
    """The kinds of deadline that the portal's rooms have, also those without an open one."""
    kinds = {kind for room in snapshot.rooms for kind in room.deadline_kinds}
    return tuple(sorted(kinds, key=lambda kind: kind.place))


def deadlines(snapshot: Snapshot) -> Mapping[str, tuple[Deadline, ...]]:
    """Holder → what gets a colour within the board's horizon, nearest first; units first, then branches."""
    book, first = snapshot.book, snapshot.as_of
    last = first + dt.timedelta(days=book.settings.alerts.horizon)
    found: dict[str, list[Deadline]] = {holder: [] for holder in (*book[UNITS], *book[BRANCHES])}
    for room in snapshot.rooms:
        for one in room.deadlines(snapshot):
            if one.on_board(first, last):
                found[one.holder].append(one)
    return {
        holder: tuple(sorted(items, key=lambda one: (one.due, one.page, one.title)))
        for holder, items in found.items()
        if items
    }
