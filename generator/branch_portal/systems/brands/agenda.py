"""On the site's home: deadlines of goals, ends and reviews of agreements, stages of campaigns, around the day of reading."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.calendar.event import Event
from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.section import HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.brands import events as brand_events
from branch_portal.systems.goals import events as goal_events
from branch_portal.systems.grids import events as grid_events

AHEAD = dt.timedelta(days=180)
"""How long after the build the page still knows what comes; a portal is built far more often."""


_ELSEWHERE = ("charter-", "task-sheet-", "action-plan-")
"""Kinds of events that stand on the pages of those who answer for them, and would crowd the home page."""


@dataclass(frozen=True)
class Entry:
    """One line: shown from the day its yellow reminder begins, or its own first day, to its last."""

    event: Event
    shown_from: dt.date

    def shown_on(self, day: dt.date) -> bool:
        return self.shown_from <= day <= self.event.last


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection:
    entries = sorted(_entries(snapshot), key=lambda entry: (entry.event.first, entry.event.uid))

    def render() -> Markup:
        return fragment(jinja, "home_agenda.html", urls.HOME, entries=entries, as_of=snapshot.as_of, book=snapshot.book)

    return HomeSection("agenda", "攻堅、協議和行動", render)


def _entries(snapshot: Snapshot) -> Iterator[Entry]:
    """What the whole company has to know."""
    book, schedule, as_of = snapshot.announced, snapshot.schedule, snapshot.as_of
    systems = (goal_events.events, grid_events.events, brand_events.events)
    for event in chain.from_iterable(system(book, schedule) for system in systems):
        if event.uid.startswith(_ELSEWHERE) or (event.branch and event.uid.startswith("campaign-")):
            continue
        entry = Entry(event, dict(event.alerts).get("yellow", event.first))
        if entry.shown_from <= as_of + AHEAD and event.last >= as_of:
            yield entry
