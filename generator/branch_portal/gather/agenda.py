"""On the site's home: what the systems' agendas tell of the days around the day of reading."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.calendar.event import Event
from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.room import systems
from branch_portal.system.section import Agenda, HomeSection
from branch_portal.system.snapshot import Snapshot

AHEAD = dt.timedelta(days=180)
"""How long after the build the page still knows what comes; a portal is built far more often."""


@dataclass(frozen=True)
class Entry:
    """One line: shown from the day its yellow reminder begins, or its own first day, to its last."""

    event: Event
    shown_from: dt.date

    def shown_on(self, day: dt.date) -> bool:
        return self.shown_from <= day <= self.event.last


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection | None:
    """The section of all systems that have an agenda; None where no system has one."""
    agendas = [system.agenda for system in systems(snapshot.rooms) if system.agenda]
    if not agendas:
        return None
    entries = sorted(_entries(snapshot, agendas), key=lambda entry: (entry.event.first, entry.event.uid))
    values = {"entries": entries, "nothing": _nothing(agendas), "links": [one.link for one in agendas if one.link]}

    def render() -> Markup:
        return fragment(jinja, "home_agenda.html", urls.HOME, as_of=snapshot.as_of, book=snapshot.book, **values)

    return HomeSection("agenda", _listed([one.title for one in agendas]), render)


def _entries(snapshot: Snapshot, agendas: Iterable[Agenda]) -> Iterator[Entry]:
    """What the whole company has to know, of papers that are out."""
    for event in chain.from_iterable(one.events(snapshot.announced, snapshot.schedule) for one in agendas):
        if event.since and event.since > snapshot.as_of:
            continue
        entry = Entry(event, dict(event.alerts).get("yellow", event.first))
        if entry.shown_from <= snapshot.as_of + AHEAD and event.last >= snapshot.as_of:
            yield entry


def _nothing(agendas: Iterable[Agenda]) -> str:
    """That nothing comes due and nothing goes on, as in 近期沒有到期的目標、協議和進行中的行動。"""
    due = list(dict.fromkeys(one.due for one in agendas if one.due))
    running = list(dict.fromkeys(one.running for one in agendas if one.running))
    parts = [f"{what}的{'、'.join(words)}" for what, words in (("到期", due), ("進行中", running)) if words]
    return f"近期沒有{'和'.join(parts)}。"


def _listed(words: Iterable[str]) -> str:
    """As in 攻堅、協議和行動."""
    *others, last = dict.fromkeys(words)
    return "和".join([*(["、".join(others)] if others else []), last])
