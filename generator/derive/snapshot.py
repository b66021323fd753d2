"""What every page is made from: the Handbook, the year derived from it, and the day the site is made for."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from generator.derive.publication import published
from generator.derive.schedule import Schedule, make_schedule
from generator.derive.tasks import Board, board
from generator.handbook import Handbook


@dataclass(frozen=True)
class Snapshot:
    """The Handbook as published by a day, with its schedule. Feeds must not depend on `as_of`: they outlive it."""

    book: Handbook
    schedule: Schedule
    as_of: dt.date

    @cached_property
    def task_board(self) -> Board:
        """Where every task slip stands on the day; derived once for the pages and tables of several systems."""
        return board(self.book, self.as_of, self.schedule.workdays)


def take_snapshot(book: Handbook, as_of: dt.date) -> Snapshot:
    """Derive what all systems share."""
    return Snapshot(published(book, as_of), make_schedule(book), as_of)
