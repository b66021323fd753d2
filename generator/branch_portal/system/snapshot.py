"""What every page is made from: the Handbook, the year derived from it, and the day the site is made for."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from branch_portal.project.handbook import Handbook
from branch_portal.system.publication import published
from branch_portal.systems.tasks.figures import Board, board
from branch_portal.year.schedule import Schedule, make_schedule


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
