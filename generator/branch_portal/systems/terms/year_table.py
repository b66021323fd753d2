"""一表: a year's occurrences gathered under the 24 solar terms, and each term's reminder slip number."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from branch_portal.project.handbook import Shelf
from branch_portal.year.kinds import TERMS
from branch_portal.year.model import TermText
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule
from branch_portal.year.terms import TermDay


@dataclass(frozen=True)
class TermSheet:
    """One term of one year: its days, its words and what falls due in it.

    `slip_number` is `TX-<year>-<nn>`, nn counting the year's terms from 小寒 = 01.
    """

    day: TermDay
    text: TermText
    occurrences: tuple[Occurrence, ...]
    provisional: bool

    @property
    def last(self) -> dt.date:
        return self.day.last

    @property
    def slip_number(self) -> str:
        return f"TX-{self.day.year}-{self.day.number:02}"


def year_table(book: Shelf, schedule: Schedule, year: int) -> tuple[TermSheet, ...]:
    """The 24 terms of a year. What falls due before 小寒 or in January after the last period stays with
    the term it falls in, so an occurrence appears in exactly one slip."""
    due_in: dict[tuple[int, str], list[Occurrence]] = defaultdict(list)
    for occurrences in schedule.company.values():
        for item in occurrences:
            term = schedule.terms.containing(item.due)
            due_in[term.year, term.id].append(item)
    return tuple(
        TermSheet(
            day=day,
            text=book[TERMS][day.id],
            occurrences=tuple(sorted(due_in[day.year, day.id], key=lambda item: (item.due, item.id))),
            provisional=year not in schedule.workdays.official_years,
        )
        for day in schedule.terms.of_year(year)
    )
