"""日曆: which events are published, and which a branch has, a pure function of data and ledger.

The company's events are made once. A branch's feed walks the same events under the branch's own identity, so a
portal of thousands of branches holds each event's text once.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from branch_portal.calendar.duty_events import Identity, branch_identity, occurrence_event, occurrence_uid
from branch_portal.calendar.event import Event
from branch_portal.calendar.extent import Extent
from branch_portal.calendar.feed import Feed
from branch_portal.calendar.ical import EventText
from branch_portal.calendar.ledger import kept_until
from branch_portal.calendar.looks import TERMS_TOPIC, Looks
from branch_portal.calendar.model import Entry, Ledger
from branch_portal.calendar.stamped import Stamp, Stamped, alert, as_itself, in_branch, stamp_of, tombstone
from branch_portal.calendar.wanted import scope
from branch_portal.calendar.weeks import Revised
from branch_portal.calendar.window import span
from branch_portal.organisation.kinds import ROLES, TRACKS
from branch_portal.organisation.model import Branch, Role
from branch_portal.project.base import first_id, former_ids
from branch_portal.project.handbook import Shelf
from branch_portal.year.alert_days import AlertLevel
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule


class Calendar:
    """Everything published by one build, whatever its day."""

    def __init__(self, book: Shelf, schedule: Schedule, events: Iterable[Event], ledger: Ledger) -> None:
        assert ledger.anchor, "a ledger that was never updated publishes nothing"
        self.book = book
        self.ledger = ledger
        self.anchor = ledger.anchor
        self.span = span(ledger.anchor, book.settings.calendar.window)
        self.extent = Extent.of(book)
        self.branch_span = span(ledger.anchor, self.extent.window)
        self.own_span = span(ledger.anchor, book.settings.calendar.own_window)
        self.week_span = span(ledger.anchor, book.settings.calendar.week_window)
        self.alert_span = span(ledger.anchor, book.settings.calendar.alert_window)
        self.measured: dict[str, bytes] = {}
        """The few files whose sizes were asked for, by address: they are not made again."""
        self.feeds: tuple[Feed, ...] | None = None
        """All that are made, once somebody listed them."""
        self._schedule = schedule
        ordered = sorted(events, key=lambda event: (event.first, event.uid))
        self._events = {event.uid: event for event in ordered}
        self._stamps = {uid: stamp_of(entry) for uid, entry in ledger.entries.items()}
        self._alert_events: dict[tuple[str, AlertLevel], Event] = {}
        self.revised: dict[frozenset[str], Mapping[dt.date, Revised]] = {}
        """How often the weeks' events of these branches were revised, once it was counted."""
        self._stood_in: dict[tuple[str, str, tuple[str, ...]], Event] = {}
        self._last_branch: tuple[str, list[Stamped]] = "", []
        self._branch_events: dict[str, list[Event]] = defaultdict(list)
        for event in ordered:
            if event.branch:
                self._branch_events[event.branch].append(event)

    @property
    def events(self) -> Iterable[Event]:
        """The events of all systems, as the data has them."""
        return self._events.values()

    @cached_property
    def looks(self) -> Looks:
        return Looks.of(self.book, self._schedule.workdays)

    @cached_property
    def text(self) -> EventText:
        """The events as iCalendar text, made once for the files and for the check of their sizes."""
        settings = self.book.settings
        return EventText(settings.site_url, settings.calendar.uid_host, self.looks)

    @cached_property
    def company(self) -> tuple[Stamped, ...]:
        """Every event that belongs to no branch and is not for editors only, by day; withdrawn ones too."""
        return tuple(self._in_order(self._shared(editors=False)))

    @cached_property
    def editors(self) -> tuple[Stamped, ...]:
        """What editors have to do."""
        return tuple(self._in_order(self._shared(editors=True)))

    def branch(self, branch: Branch) -> list[Stamped]:
        """Everything on one branch's map, its other events, and the solar terms."""
        if self._last_branch[0] != branch.id:  # its many calendars are made one after the other
            self._last_branch = branch.id, list(self._in_order(self._of_branch(branch)))
        return self._last_branch[1]

    def branch_role(self, branch: Branch, role: str) -> list[Stamped]:
        """What one role does in a branch, in the months of a calendar of one's own."""
        return self.in_own_window(one for one in self.branch(branch) if one.event.role == role)

    @property
    def dawn(self) -> dt.datetime:
        """The morning of the anchor (UTC): for what the ledger says no time of."""
        return dt.datetime.combine(self.anchor, dt.time(1), dt.UTC)

    def feed_stamp(self, line: str) -> Stamp:
        """The stamp of a calendar as a whole, by its line in the ledger."""
        entry = self.ledger.entries.get(line)
        return stamp_of(entry) if entry else Stamp(self.dawn, self.dawn, 0)

    def in_own_window(self, published: Iterable[Stamped]) -> list[Stamped]:
        return [one for one in published if self.own_span.holds(one.event.first, one.event.last)]

    def role(self, role: str) -> list[Stamped]:
        """What a role does for the company itself, or checks: nothing that each branch has on days of its own."""
        return self._roles.get(role, [])

    def topic(self, topic: str) -> list[Stamped]:
        return [one for one in self.company if one.event.topic == topic]

    @cached_property
    def branch_roles(self) -> tuple[str, ...]:
        """The roles that have work in branches, in the order of the records."""
        found = {event.role for event in self.events if event.branch or event.reach == "branches"}
        found |= {other for role in found for other in _stand_ins(role, self.book[ROLES])}
        return tuple(role for role in self.book[ROLES] if role in found)

    @cached_property
    def _roles(self) -> Mapping[str, list[Stamped]]:
        found: dict[str, list[Stamped]] = defaultdict(list)
        copied = {uid.rpartition(".")[0] for uid, entry in self.ledger.entries.items() if entry.branch}
        for one in self.company:
            each_has = one.event.reach == "branches" or one.event.uid in copied
            for role in {*one.event.owners, *(() if each_has else (one.event.role,))}:
                found[role].append(one)
        return found

    def alerts(self, published: Iterable[Stamped]) -> Iterator[Stamped]:
        """The alerts of events as events of their own, those inside the alerts' window."""
        return iter(sorted(self._alerts(published), key=lambda one: (one.event.first, one.own.uid)))

    def weight(self, branch: str) -> int:
        """About how many events a branch's feed holds, without making it."""
        years = sum(len(self._schedule.branch(branch, year)) for year in self._schedule.company)
        return years + len(self._branch_events.get(branch, ()))

    def singles(self) -> Iterator[Stamped]:
        """Events that can be downloaded one by one: those that the pages of the months offer, and no other."""
        years = self.book.settings.years
        for one in self.company:
            if one.lies_in(years) and not one.cancelled and one.event.topic != TERMS_TOPIC:
                yield one

    def _in_order(self, published: Iterable[Stamped]) -> Iterator[Stamped]:
        # A cancelled event has an end of its own (`kept_until`).
        inside = (one for one in published if one.cancelled or self.span.holds(one.event.first, one.event.last))
        return iter(sorted(inside, key=lambda one: (one.event.first, one.own.uid)))

    def _shared(self, editors: bool) -> Iterator[Stamped]:
        for event in self._events.values():
            if not event.branch and event.editors_only == editors:
                yield self._as_is(event)
        for entry in self._withdrawn.get("", ()):
            if entry.editors_only == editors:
                yield self._gone(entry, self._stamps[entry.uid])

    def _gone(self, entry: Entry, stamp: Stamp) -> Stamped:
        tracks = self.book[TRACKS]
        return tombstone(entry, stamp, tracks[entry.topic].title if entry.topic in tracks else "")

    def _as_is(self, event: Event) -> Stamped:
        return as_itself(event, self._stamps[event.uid])

    def _of_branch(self, branch: Branch) -> Iterator[Stamped]:
        feed = self.ledger.entries[f"feed-{first_id(branch)}"]
        for one in self.company:
            if one.event.topic == TERMS_TOPIC:
                yield one
        for year in self._schedule.company:
            for item in self._schedule.branch(branch.id, year):
                if item.branch or item.host or occurrence_uid(item) not in self._events:
                    continue  # without the room of the terms nobody announces the company's year
                own = branch_identity(item, branch, year)
                stamp = self._stamps.get(own.uid) or in_branch(self._stamps[occurrence_uid(item)], feed)
                yield Stamped(self._worded(item, year), own, stamp)
        for event in self._branch_events[branch.id]:
            yield self._as_is(event)
        for id in (branch.id, *branch.old_ids):  # what was withdrawn before a new id stays with the branch
            for entry in self._withdrawn.get(id, ()):
                yield self._gone(entry, self._stamps[entry.uid])
        for entry in self._withdrawn.get("", ()):
            own_uid = f"{entry.uid}.{first_id(branch)}"
            if _each_has(branch, entry) and own_uid not in self._stamps and feed.created <= entry.revised:
                stone = self._gone(entry, in_branch(self._stamps[entry.uid], feed))
                summary = f"{stone.own.summary}（{branch.short}）"
                yield replace(stone, own=Identity(own_uid, summary, stone.own.page))

    def _worded(self, item: Occurrence, year: int) -> Event:
        """The company's event, where another role does the work in the words that say so: one for all such branches."""
        uid = occurrence_uid(item)
        event, role = self._events[uid], item.duty.role
        if role == event.role and not item.guests:
            return event
        kind = uid, role, tuple(guest.id for guest in item.guests)
        if kind not in self._stood_in:
            said = occurrence_event(self.book, item, year)
            # What is made of an event is kept by its uid, and this one says something else.
            own_uid = "~".join((uid, role, *kind[2]))
            self._stood_in[kind] = replace(event, uid=own_uid, lines=said.lines, role=role)
        return self._stood_in[kind]

    @cached_property
    def _withdrawn(self) -> Mapping[str, list[Entry]]:
        """Entries still shown as cancelled, by branch; the company's under "". Roles and tracks by their present ids."""
        found: dict[str, list[Entry]] = defaultdict(list)
        roles, tracks = former_ids(self.book[ROLES].values()), former_ids(self.book[TRACKS].values())
        for entry in self.ledger.entries.values():
            if entry.withdrawn and entry.first and self.anchor <= kept_until(entry):
                role, topic = roles.get(entry.role, entry.role), tracks.get(entry.topic, entry.topic)
                found[entry.branch].append(replace(entry, role=role, topic=topic))
        return found

    def _alerts(self, published: Iterable[Stamped]) -> Iterator[Stamped]:
        for one in published:
            for level, day in one.event.alerts:
                if self.alert_span.holds(day, day):
                    event = self._alert_event(one.event, level, day)
                    own = Identity(f"{one.own.uid}.{level}", f"{one.own.summary}：{event.summary}", one.own.page)
                    yield Stamped(event, own, one.stamp, one.cancelled)

    def _alert_event(self, event: Event, level: AlertLevel, day: dt.date) -> Event:
        key = (event.uid, level)
        if key not in self._alert_events:
            self._alert_events[key] = alert(event, level, day)
        return self._alert_events[key]


def _stand_ins(role: str, roles: Mapping[str, Role]) -> Iterator[str]:
    """Who does the work of a role where a branch has not that role."""
    seen = {role}
    while (known := roles.get(role)) and known.otherwise and known.otherwise not in seen:
        role = known.otherwise
        seen.add(role)
        yield role


def _each_has(branch: Branch, entry: Entry) -> bool:
    """Whether the branch had an event of its own for a company's event."""
    takes = entry.first is not None and scope(branch).takes(entry.applies, entry.first)
    return takes and entry.reach == "branches"
