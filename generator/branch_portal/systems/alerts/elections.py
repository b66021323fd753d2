"""換屆: when each branch's term ends, and the days on which the three alerts of its election begin."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch, Extension
from branch_portal.project.alert_settings import AlertSettings
from branch_portal.project.handbook import Shelf
from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.alerts.kinds import COUNTDOWNS
from branch_portal.systems.alerts.model import CountdownStep
from branch_portal.systems.logbooks.reading import election_steps
from branch_portal.year.alert_days import alert_days, extended_alert_days
from branch_portal.year.deadline import Deadline, DeadlineKind
from branch_portal.year.recurrence import in_year
from branch_portal.year.workdays import Workdays

ELECTION = DeadlineKind("election", "換屆", place=0)
_STEP_NOTICE = dt.timedelta(days=10)
"""How long before the latest day of the next step yellow begins; a default of this portal, common practice."""


@dataclass(frozen=True)
class Progress:
    """The last step that a branch recorded, and the next one with its latest day; None after the last."""

    step: int
    title: str
    on: dt.date
    next: str | None = None
    latest: dt.date | None = None


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
    progress: Progress | None = None


def term_end(elected_on: dt.date, years: int) -> dt.date:
    """The day a term ends: the election's month and day, `years` later (28 February for the 29th)."""
    return in_year(f"{elected_on:%m-%d}", elected_on.year + years)


def election(branch: Branch, alerts: AlertSettings, workdays: Workdays) -> Election | None:
    """The branch's election, or None where no elected date is recorded, no term is served, or it is dissolved before."""
    if branch.elected_on is None or not branch.serves_a_term:
        return None
    expires = term_end(branch.elected_on, branch.term_years)
    if branch.dissolved_on and branch.dissolved_on <= expires:
        return None
    if extension := branch.extension:
        levels = extended_alert_days(alerts.extended, extension.approved_on, extension.until, workdays)
        return Election(branch, expires, extension.until, *levels, extension)
    return Election(branch, expires, expires, *alert_days(alerts.election, expires, workdays))


def elections(book: Shelf, workdays: Workdays) -> tuple[Election, ...]:
    """Every branch's election, the nearest first."""
    found = (election(branch, book.settings.alerts, workdays) for branch in book[BRANCHES].values())
    return tuple(sorted((one for one in found if one), key=lambda one: (one.due, one.branch.id)))


def elections_of(snapshot: Snapshot) -> tuple[Election, ...]:
    """Every branch's election, as published, with the steps that the branch has recorded.

    From the first recorded step on the colour is that of the next one: who does each step in time stays green.
    """
    countdown = snapshot.book[COUNTDOWNS].get("election")
    steps = countdown.steps if countdown else ()
    return tuple(_progressed(one, steps, snapshot.book) for one in elections(snapshot.book, snapshot.schedule.workdays))


def election_by_branch(snapshot: Snapshot) -> dict[str, Election]:
    """The same by the branch's id: of every branch's home only its own is read."""
    return {one.branch.id: one for one in snapshot.figures(elections_of)}


def _progressed(one: Election, steps: Sequence[CountdownStep], book: Shelf) -> Election:
    taken = election_steps(book, one.branch.id, one.branch.elected_on)
    last = max(taken, default=0)
    if not 0 < last <= len(steps):
        return one
    on = taken[last]
    if last == len(steps):
        return replace(one, progress=Progress(last, steps[last - 1].title, on))
    coming = steps[last]
    latest = one.due - dt.timedelta(days=coming.days)
    yellow = max(one.green, latest - _STEP_NOTICE)
    red = max(yellow, latest + dt.timedelta(days=1))
    return replace(
        one, yellow=yellow, red=red, progress=Progress(last, steps[last - 1].title, on, coming.title, latest)
    )


def deadlines(snapshot: Snapshot) -> Iterator[Deadline]:
    """Every branch's election as a deadline of its own; it stays until the next one is recorded."""
    roles = snapshot.book.settings.alerts.recipients.red
    for one in snapshot.figures(elections_of):
        page = f"{urls.branch(one.branch.id)}#alerts"
        levels = (one.green, one.yellow, one.red)
        yield Deadline(ELECTION, one.branch.id, "換屆", page, one.due, *levels, roles[0] if roles else "")


def without_date(book: Shelf) -> tuple[Branch, ...]:
    """Branches that serve a term of which nobody wrote down when it began: a red alert in itself."""
    serving = (branch for branch in book[BRANCHES].values() if branch.serves_a_term and not branch.dissolved_on)
    return tuple(branch for branch in serving if branch.elected_on is None)


def step_days(steps: Iterable[CountdownStep], due: dt.date) -> list[tuple[CountdownStep, dt.date]]:
    """Each step with its latest day when the election is held on `due`."""
    return [(step, due - dt.timedelta(days=step.days)) for step in steps]
