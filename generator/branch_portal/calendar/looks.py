"""樣子: what an event looks like beside its words – when it rings, and its colour –, the same for all events of a portal."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import TRACKS
from branch_portal.project.handbook import Shelf
from branch_portal.project.settings import Alarms
from branch_portal.year.alert_days import LEVEL_TITLES
from branch_portal.year.workdays import Workdays

TERMS_TOPIC = "terms"
"""The topic of solar terms, beside the tracks' ids."""
_FORM = 2
"""Counts on when the text of every event is made in another way: subscribers are to take them all anew."""
_LANES = ("firebrick", "darkorange", "teal", "royalblue", "purple", "saddlebrown")
_TERMS_COLOR = "seagreen"
HEX = {
    "crimson": "#DC143C", "seagreen": "#2E8B57", "slategray": "#708090", "firebrick": "#B22222",
    "darkorange": "#FF8C00", "teal": "#008080", "royalblue": "#4169E1", "purple": "#800080", "saddlebrown": "#8B4513",
}  # fmt: skip
"""The CSS3 names (RFC 7986, 5.9) that calendars and events have, as numbers, for Apple's own property."""
_MORNING, _AFTERNOON = dt.time(9), dt.time(15)
_MONDAY_TO_FRIDAY = Workdays(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True)
class Ring:
    """One alarm: `name` begins its identity, `title` is the level's, `at` the time of day at the place."""

    name: str
    title: str
    at: dt.datetime


@dataclass(frozen=True)
class Looks:
    """`alarms` says how often an event rings, `colors` the colour of each topic, `workdays` on which days somebody is there."""

    alarms: Alarms = "one"
    colors: Mapping[str, str] = field(default_factory=dict)
    workdays: Workdays = _MONDAY_TO_FRIDAY

    @classmethod
    def of(cls, book: Shelf, workdays: Workdays) -> "Looks":
        lanes = {id: _LANES[track.order - 1] for id, track in book[TRACKS].items()}
        return cls(book.settings.calendar.alarms, {**lanes, TERMS_TOPIC: _TERMS_COLOR}, workdays)

    def rings(self, event: Event) -> tuple[Ring, ...]:
        """When an event rings, the last first, for Outlook keeps one; never after it has begun, for Outlook drops that.

        Once: at 9:00 on the working day before. Three times: at 9:00 on each level's first day, and a level that
        begins on the day itself, or later, at 15:00 on the working day before.
        """
        if not event.alerts:
            return ()
        eve = self.workdays.add(event.first, -1)
        if self.alarms == "one":
            return (Ring("eve", "", dt.datetime.combine(eve, _MORNING)),)
        found: dict[dt.datetime, Ring] = {}
        for level, day in reversed(event.alerts):
            before = day < event.first
            at = dt.datetime.combine(day if before else eve, _MORNING if before else _AFTERNOON)
            found.setdefault(at, Ring(level, LEVEL_TITLES[level], at))
        return tuple(found[at] for at in sorted(found, reverse=True))

    def color(self, event: Event) -> str:
        """The colour of an event's topic; empty without one."""
        return self.colors.get(event.topic, "")

    def seen(self, event: Event) -> list[object]:
        """What a subscriber sees of it."""
        return [_FORM, self.color(event), [(ring.name, str(ring.at)) for ring in self.rings(event)]]
