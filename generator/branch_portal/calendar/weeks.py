"""本週到期: one event each Monday that says what falls due in the week, for those who want no more than that.

A week's event is made of others, and subscribers must see it revised whenever they change, move in or move out. Its
sequence is the sum over every line of the ledger that stands in that week or ever stood there: no such sum can fall.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from branch_portal.calendar.event import Event
from branch_portal.calendar.looks import TERMS_TOPIC
from branch_portal.calendar.model import Entry
from branch_portal.calendar.stamped import Stamp, Stamped, as_itself
from branch_portal.calendar.window import Span
from branch_portal.ground.day_words import weekday_of
from branch_portal.ground.weeks import week_of

_LISTED = 20


@dataclass(frozen=True)
class Revised:
    """How often the events of a week were revised, and when the last time (UTC)."""

    times: int
    last: dt.datetime

    def __add__(self, other: "Revised") -> "Revised":
        return Revised(self.times + other.times, max(self.last, other.last))


def revisions(entries: Iterable[Entry]) -> Mapping[dt.date, Revised]:
    """By Monday, of all events whose last day is in that week or once was."""
    found: dict[dt.date, Revised] = {}
    for entry in entries:
        if entry.last is None:
            continue
        length = entry.last - entry.first if entry.first else dt.timedelta()
        former = (dt.date.fromisoformat(one.note) + length for one in entry.changes if one.kind == "moved")
        for week in {week_of(day)[0] for day in (entry.last, *former)}:
            own = Revised(entry.sequence + 1, entry.revised)
            found[week] = found[week] + own if week in found else own
    return found


def weeks(
    uid: str,
    page: str,
    short: str,
    published: Iterable[Stamped],
    shown: Span,
    revised: Mapping[dt.date, Revised],
    feed: Stamp,
) -> Iterator[Stamped]:
    """The Mondays in `shown` on whose weeks something falls due; `short` names the branch, `feed` its calendar's stamp."""
    due: dict[dt.date, list[Event]] = {}
    for one in published:
        if not one.cancelled and one.event.topic != TERMS_TOPIC:
            due.setdefault(week_of(one.event.last)[0], []).append(one.event)
    for week in sorted(due):
        if not shown.holds(week, week):
            continue
        events, tail = sorted(due[week], key=lambda event: (event.last, event.uid)), f"（{short}）" if short else ""
        titles = [event.summary.removesuffix(tail) if tail else event.summary for event in events]
        days = (weekday_of(event.last) for event in events)
        lines = [f"{day}：{title}" for day, title in zip(days, titles, strict=True)]
        whole = revised.get(week, Revised(0, feed.revised))
        yield as_itself(
            Event(
                uid=f"week-{week}.{uid}",
                first=week,
                last=week,
                summary=f"本週到期{len(events)}項：{'、'.join(titles)}{tail}",
                lines=(*lines[:_LISTED], *([f"等{len(lines)}項"] if len(lines) > _LISTED else [])),
                page=page,
                categories=("本週到期",),
                provisional=any(event.provisional for event in events),
            ),
            Stamp(feed.created, max(whole.last, feed.revised), whole.times + feed.sequence),
        )
