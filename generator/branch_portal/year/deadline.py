"""到期事項: something that a branch or unit has to finish by a day, with the days of its three levels."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class DeadlineKind:
    """What people call a sort of deadline; lists of the kinds follow `place`."""

    name: str
    title: str
    place: int


@dataclass(frozen=True)
class Deadline:
    """One thing that `holder` (a branch or unit) has to finish by `due`; `page` says what and how.

    `green` <= `yellow` <= `red` begin the three levels; `role` is who answers for it. With `stays` it is red until it
    is recorded as done; without, nobody records its end, and it is over after its day.
    """

    kind: DeadlineKind
    holder: str
    title: str
    page: str
    due: dt.date
    green: dt.date
    yellow: dt.date
    red: dt.date
    role: str
    stays: bool = True

    def on_board(self, first: dt.date, last: dt.date) -> bool:
        """Whether it has a colour on any day between these two."""
        return self.green <= last and (self.stays or self.due >= first)
