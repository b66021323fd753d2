"""換屆: when each branch's term ends, and the days on which the three alerts of its election begin."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch, Extension
from branch_portal.project.alert_settings import AlertSettings
from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.alerts.model import CountdownStep
from branch_portal.year.alert_days import alert_days, extended_alert_days
from branch_portal.year.recurrence import in_year


@dataclass(frozen=True)
class Election:
    """One branch's coming election.

    `expires` is the nominal end of the term, which names it in the feed; `due` is the day it must be held by: the
    same, or the extended day. `green` <= `yellow` <= `red` begin the three levels.
    """

    branch: Branch
    expires: dt.date
    due: dt.date
    green: dt.date
    yellow: dt.date
    red: dt.date
    extension: Extension | None = None


def term_end(elected_on: dt.date, years: int) -> dt.date:
    """The day a term ends: the election's month and day, `years` later (28 February for the 29th)."""
    return in_year(f"{elected_on:%m-%d}", elected_on.year + years)


def election(branch: Branch, alerts: AlertSettings) -> Election | None:
    """The branch's election, or None where no elected date is recorded or no term is served."""
    if branch.elected_on is None or not branch.serves_a_term:
        return None
    expires = term_end(branch.elected_on, branch.term_years)
    if extension := branch.extension:
        levels = extended_alert_days(alerts.extended, extension.approved_on, extension.until)
        return Election(branch, expires, extension.until, *levels, extension)
    return Election(branch, expires, expires, *alert_days(alerts.election, expires, workdays=None))


def elections(book: Shelf) -> tuple[Election, ...]:
    """Every branch's election, the nearest first."""
    found = (election(branch, book.settings.alerts) for branch in book[BRANCHES].values())
    return tuple(sorted((one for one in found if one), key=lambda one: (one.due, one.branch.id)))


def elections_of(snapshot: Snapshot) -> tuple[Election, ...]:
    """Every branch's election, as published."""
    return elections(snapshot.book)


def without_date(book: Shelf) -> tuple[Branch, ...]:
    """Branches that serve a term of which nobody wrote down when it began: a red alert in itself."""
    return tuple(branch for branch in book[BRANCHES].values() if branch.serves_a_term and branch.elected_on is None)


def step_days(steps: Iterable[CountdownStep], due: dt.date) -> list[tuple[CountdownStep, dt.date]]:
    """Each step with its latest day when the election is held on `due`."""
    return [(step, due - dt.timedelta(days=step.days)) for step in steps]
