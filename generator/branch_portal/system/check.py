"""All rules of all rooms, in their order."""

import datetime as dt
from collections.abc import Iterator, Sequence

from branch_portal.ground.problems import Problem
from branch_portal.project.days import known_day
from branch_portal.project.handbook import Handbook
from branch_portal.project.records import Records
from branch_portal.system.room import Room


def check(records: Records, rooms: Sequence[Room], as_of: dt.date = dt.date.min) -> Iterator[Problem]:
    """Every problem that the rules find; "today" is `as_of`, or the newest day in the records if that is later."""
    for room in rooms:
        for rules in room.checks:
            yield from rules(records)
    today = max(as_of, known_day(records))
    for room in rooms:
        for rules_of_the_day in room.checks_of_day:
            yield from rules_of_the_day(records, today)


def check_derived(
    records: Records, book: Handbook, rooms: Sequence[Room], as_of: dt.date = dt.date.min
) -> Iterator[Problem]:
    """Every problem in what is derived from a sound Handbook; "today" as in `check`."""
    today = max(as_of, known_day(records))
    for room in rooms:
        for rules in room.checks_of_derived:
            yield from rules(records, book, today)
