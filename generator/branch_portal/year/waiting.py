"""Duties that wait for a day which nobody knows yet."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.project.handbook import Shelf
from branch_portal.year.kinds import DUTIES, OCCASIONS
from branch_portal.year.model import Duty, Occasion
from branch_portal.year.timing import Yearly


def waiting(book: Shelf, year: int) -> Iterator[tuple[Duty, Occasion]]:
    """Duties that cannot be dated in a year, each with the occasion whose day is not known yet."""
    for duty in book[DUTIES].values():
        when = duty.timing_on(dt.date(year, 1, 1)).when
        if isinstance(when, Yearly) and when.start and when.start.occasion:
            occasion = book[OCCASIONS][when.start.occasion]
            if not any(day.year == year for day in occasion.dates):
                yield duty, occasion
