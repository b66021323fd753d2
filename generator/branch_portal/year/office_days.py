"""辦公日: on which days an office reviews, approves and signs."""

import datetime as dt
from collections.abc import Iterable, Iterator

from branch_portal.project.records import Records
from branch_portal.year.kinds import WORKDAYS
from branch_portal.year.workdays import Workdays

Path = tuple[str | int, ...]
"""Where in a record a day is written."""


def workdays(records: Records) -> Workdays:
    return Workdays.from_tables({item.record.year: item.record for item in records[WORKDAYS].values()})


def closed_days(table: Workdays, days: Iterable[tuple[Path, dt.date | None]]) -> Iterator[tuple[Path, dt.date]]:
    """Those of `days` on which no office is open; a year without an official table is not judged."""
    for path, day in days:
        if day and table.is_official(day) and not table.is_open(day):
            yield path, day
