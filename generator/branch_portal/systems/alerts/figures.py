"""提醒: what is green, yellow or red, as dates; which of them it is today, the reader's day decides."""

import calendar
import datetime as dt
from dataclasses import dataclass

from branch_portal.organisation.model import Branch
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.alerts.elections import Election, elections_of, without_date
from branch_portal.year.occurrence import Occurrence


@dataclass(frozen=True)
class Board:
    """Everything that is or becomes green between `as_of` and `until`, so that the page stays right when read
    up to `until`; what comes first stands first. Branches' own changes of a duty's day are on their homes."""

    as_of: dt.date
    until: dt.date
    without_date: tuple[Branch, ...]
    elections: tuple[Election, ...]
    dues: tuple[Occurrence, ...]
    duties: tuple[Occurrence, ...]


def alert_board(snapshot: Snapshot) -> Board:
    """The board for the snapshot's day; a company's duty stands once, whatever the number of branches."""
    book, as_of = snapshot.book, snapshot.as_of
    until = as_of + dt.timedelta(days=book.settings.alerts.horizon)
    company = [item for occurrences in snapshot.schedule.company.values() for item in occurrences]
    current = sorted(
        (item for item in company if item.green <= until and ends(item) >= as_of),
        key=lambda item: (item.due, item.id),
    )
    dues = set(book.settings.alerts.dues)
    return Board(
        as_of=as_of,
        until=until,
        without_date=without_date(book),
        elections=tuple(one for one in snapshot.figures(elections_of) if one.green <= until),
        dues=tuple(item for item in current if item.duty.id in dues),
        duties=tuple(item for item in current if item.duty.id not in dues),
    )


def ends(item: Occurrence) -> dt.date:
    """The last day of an alert: the due day, or the end of its month where red begins after the due day."""
    if item.red <= item.due:
        return item.due
    return item.red.replace(day=calendar.monthrange(item.red.year, item.red.month)[1])
