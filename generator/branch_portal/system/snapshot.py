"""What every page is made from: what is published on a day, the year derived from it, and each system's figures."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from branch_portal.ground.reads import made_once, name_of, read, shared
from branch_portal.project.handbook import Announced, Handbook, Published, announce, publish
from branch_portal.year.schedule import Schedule, make_schedule

if TYPE_CHECKING:
    from branch_portal.system.carried import Carried
    from branch_portal.system.room import Room

T = TypeVar("T")
SCHEDULE = "schedule"
"""What its reads are noted under."""


@dataclass(frozen=True)
class Snapshot:
    """The Handbook as published by a day, with its schedule. Feeds must not depend on `as_of`: they outlive it.

    `rooms` are all rooms of the portal, for pages that gather what every system has.
    """

    book: Published
    announced: Announced
    schedule: Schedule
    as_of: dt.date
    rooms: "Sequence[Room]" = ()
    carried: "Carried | None" = field(default=None, repr=False, compare=False)
    """Where a preview's figures come from."""
    _figures: dict[Callable[["Snapshot"], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def figures(self, derive: Callable[["Snapshot"], T]) -> T:
        """What `derive` makes of this snapshot, derived once for all the pages, sections and tables that show it."""
        name = name_of(derive)
        if derive not in self._figures:
            make = self.carried.figure if self.carried else made_once
            self._figures[derive] = make(name, lambda: derive(self))
        found: T = self._figures[derive]
        return read(name, found)


def take_snapshot(book: Handbook, as_of: dt.date, rooms: "Sequence[Room]") -> Snapshot:
    """Derive what all systems share."""
    schedule = shared(SCHEDULE, book.derived(make_schedule))
    return Snapshot(publish(book, as_of), announce(book), schedule, as_of, rooms)
