"""發布的事項: an event as one feed shows it, with the stamp that the ledger gives it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from branch_portal.calendar.duty_events import Identity
from branch_portal.calendar.event import PROVISIONAL, Event
from branch_portal.calendar.model import Entry
from branch_portal.site import urls
from branch_portal.year.alert_days import LEVEL_TITLES, AlertLevel

LEVELS: tuple[AlertLevel, ...] = ("green", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Stamp:
    """When an event was first published and last revised (UTC), and how often it was revised."""

    created: dt.datetime
    revised: dt.datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Stamped:
    """One event in one feed: whose text, under which identity, with which stamp; `cancelled` is the reason."""

    event: Event
    own: Identity
    stamp: Stamp
    cancelled: str = ""

    def lies_in(self, years: Iterable[int]) -> bool:
        """Whether it begins or ends in one of the years."""
        return bool({self.event.first.year, self.event.last.year}.intersection(years))


def as_itself(event: Event, stamp: Stamp) -> Stamped:
    """An event under its own uid."""
    return Stamped(event, Identity(event.uid, event.summary, event.page), stamp)


def stamp_of(entry: Entry) -> Stamp:
    return Stamp(entry.created, entry.revised, entry.sequence)


def in_branch(stamp: Stamp, feed: Entry) -> Stamp:
    """The stamp of a company's event in a branch's feed: a branch that changed its name revised all its events."""
    if not feed.sequence:
        return stamp
    return Stamp(stamp.created, max(stamp.revised, feed.revised), stamp.sequence + feed.sequence)


def tombstone(entry: Entry, stamp: Stamp, category: str = "") -> Stamped:
    """A withdrawn event as it is shown for a while: cancelled, with the reason and the category that it had."""
    assert entry.first
    assert entry.last
    reason = entry.changes[-1].note
    event = Event(
        uid=entry.uid,
        first=entry.first,
        last=entry.last,
        summary=entry.summary,
        lines=(f"已取消：{reason}",),
        page=urls.UPDATES,
        categories=("已取消", *([category] if category else [])),
        branch=entry.branch,
        role=entry.role,
        owners=entry.owners,
        topic=entry.topic,
        alerts=tuple(zip(LEVELS, entry.alerts, strict=False)),
        editors_only=entry.editors_only,
        reach=entry.reach,
    )
    return Stamped(event, Identity(entry.uid, entry.summary, urls.UPDATES), stamp, cancelled=reason)


def alert(event: Event, level: AlertLevel, day: dt.date) -> Event:
    """One level of an event as an event of its own, on the day it begins; its summary lacks the event's."""
    words = days_left(event.first, day)
    return replace(
        event,
        uid=f"{event.uid}.{level}",
        first=day,
        last=day,
        summary=f"{words}（{LEVEL_TITLES[level]}）",
        lines=(f"期限：{event.first}，{words}", *event.lines[:1], *([PROVISIONAL] if event.provisional else [])),
        level=level,
        alerts=(),
        opens=None,
        joined=(),
    )


def days_left(due: dt.date, day: dt.date) -> str:
    """How far `due` is, seen on `day`."""
    left = (due - day).days
    return f"還有{left}天" if left > 0 else "今天到期" if left == 0 else f"已過期{-left}天"
