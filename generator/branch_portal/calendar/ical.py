"""One event as iCalendar text, made once and shared by every feed that holds it.

RFC 5545 and RFC 7986; which reader needs which property is recorded with each below. Values are made and
escaped by the package icalendar; its component tree, which costs four fifths of its time, is left out: lines are
joined in a fixed order, properties first and alarms last (Outlook refuses the other order, reported).
"""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from icalendar import vDate, vDatetime, vDuration, vText

from branch_portal.calendar.event import Event
from branch_portal.calendar.looks import Looks
from branch_portal.calendar.stamped import Stamp, Stamped, days_left
from branch_portal.ground.day_words import full_date, month_day
from branch_portal.year.alert_days import AlertLevel

_DAY = dt.timedelta(days=1)
_LONGEST_SUMMARY = 60
"""Characters; phones cut longer ones."""
_FOLD = 74
"""Octets of a folded line, as the package has it; RFC 5545 allows 75."""
COLORS: dict[AlertLevel, str] = {"green": "green", "yellow": "gold", "red": "crimson"}
"""CSS3 names (RFC 7986, 5.9)."""

_CONTROL: dict[int, str | None] = {
    code: None for code in [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029] if code != 0x0A
}
_CONTROL[ord("\\")] = "＼"


class Text(vText):
    """A TEXT value that loses nothing: normalised, without control characters or backslashes.

    The package turns a typed `\\N` into a newline; readers disagree on other backslashes.
    """

    def __new__(cls, value: str) -> "Text":
        if value.isprintable() and "\\" not in value and unicodedata.is_normalized("NFC", value):
            return super().__new__(cls, value)  # most values: nothing to mend
        return super().__new__(cls, unicodedata.normalize("NFC", value).translate(_CONTROL))


def line(name: bytes, value: bytes) -> bytes:
    """One content line, folded where it is longer than 75 octets (RFC 5545, 3.1)."""
    text = name + b":" + value
    return (folded(text) if len(text) > 75 else text) + b"\r\n"


def folded(text: bytes) -> bytes:
    """As the package folds, which looks at every letter: never within a letter, nor behind the sign that an escape begins with."""
    pieces, start = [], 0
    while len(text) - start > _FOLD:
        end = start + _FOLD
        while text[end] & 0xC0 == 0x80:  # within a letter of UTF-8
            end -= 1
        if text[end - 1] in b"\\^":
            end -= 1
        pieces.append(text[start:end])
        start = end
    return b"\r\n ".join((*pieces, text[start:]))


def utc(moment: dt.datetime) -> bytes:
    """A DATE-TIME in UTC; an assertion guards against a naive one, which the package would take for UTC."""
    assert moment.utcoffset() == dt.timedelta(0)
    return bytes(vDatetime(moment).to_ical())  # type: ignore[no-untyped-call]


def stamp_lines(stamp: Stamp) -> bytes:
    """When the event was last revised, twice: without METHOD, DTSTAMP means that too (RFC 5545, 3.8.7.2)."""
    revised = utc(stamp.revised)
    return b"".join(
        (
            line(b"DTSTAMP", revised),
            line(b"LAST-MODIFIED", revised),
            line(b"SEQUENCE", str(stamp.sequence).encode()),
        )
    )


class EventText:
    """The events of one build as bytes.

    `site` is the address of the site's root, `host` what stands after "@" in every UID, `looks` when events ring. What several feeds or
    several branches share is made once.
    """

    def __init__(self, site: str, host: str, looks: Looks) -> None:
        self._site = site
        self._looks = looks
        self._host = host
        self._whole: dict[str, bytes] = {}
        self._bodies: dict[str, _Body] = {}
        self._stamp_lines = lru_cache(maxsize=1024)(stamp_lines)

    def event(self, one: Stamped) -> bytes:
        """A whole VEVENT; an event under its own uid has the same bytes wherever it appears."""
        if one.own.uid != one.event.uid:
            return self._with_identity(one)
        if one.own.uid not in self._whole:
            self._whole[one.own.uid] = self._with_identity(one)
        return self._whole[one.own.uid]

    def quiet(self, one: Stamped) -> bytes:
        """The same without its alarms, which stand last."""
        text = self.event(one)
        before, alarm, _ = text.partition(_ALARMS)
        return before + b"\r\nEND:VEVENT\r\n" if alarm else text

    def _with_identity(self, one: Stamped) -> bytes:
        """The owner's own lines, the stamp, and what all owners share."""
        uid = f"{one.own.uid}@{self._host}"
        body = self._body(one)
        parts = [
            b"BEGIN:VEVENT\r\n",
            line(b"UID", uid.encode("ascii")),
            line(b"SUMMARY", Text(_summary(one)).to_ical()),
            line(b"URL", f"{self._site}{one.own.page}".encode("ascii")),
            self._stamp_lines(one.stamp),
            body.properties,
        ]
        for name, alarm in body.alarms:
            # An alarm's identity (RFC 9074, 4), so that readers tell several apart after a change.
            identity = line(b"UID", f"{name}-{uid}".encode("ascii")) if len(body.alarms) > 1 else b""
            parts += (alarm, identity, b"END:VALARM\r\n")
        parts.append(b"END:VEVENT\r\n")
        return b"".join(parts)

    def _body(self, one: Stamped) -> "_Body":
        if one.own.uid == one.event.uid:
            return self._make_body(one)
        if one.event.uid not in self._bodies:
            self._bodies[one.event.uid] = self._make_body(one)
        return self._bodies[one.event.uid]

    def _make_body(self, one: Stamped) -> "_Body":
        event = one.event
        status = b"CANCELLED" if one.cancelled else b"TENTATIVE" if event.provisional else b"CONFIRMED"
        color = COLORS[event.level] if event.level else self._looks.color(event)
        properties = b"".join(
            (
                line(b"DTSTART;VALUE=DATE", vDate(event.first).to_ical()),  # type: ignore[no-untyped-call]
                line(b"DTEND;VALUE=DATE", vDate(event.last + _DAY).to_ical()),  # type: ignore[no-untyped-call]
                line(b"STATUS", status),
                line(b"CATEGORIES", b",".join(Text(category).to_ical() for category in event.categories)),
                line(b"DESCRIPTION", Text("\n".join(self._said(event))).to_ical()),
                *([line(b"COLOR", color.encode())] if color else []),
                _ALWAYS,
            )
        )
        return _Body(properties, () if one.cancelled else tuple(self._alarms(event)))

    def _said(self, event: Event) -> Iterator[str]:
        """The description: until when, the event's own lines, what it is one matter with, and where more stands."""
        if event.opens:
            yield until(event.last, event.opens)
        yield from event.lines
        for words, page in event.joined:
            yield f"{words}：{self._site}{page}"
        yield f"{'指引' if event.guide else '詳情'}：{self._site}{event.guide or event.page}"

    def _alarms(self, event: Event) -> Iterator[tuple[str, bytes]]:
        """Triggers are relative: an absolute one without Z makes Google drop the event (reported)."""
        begins = dt.datetime.combine(event.first, dt.time())
        for ring in self._looks.rings(event):
            trigger = vDuration(ring.at - begins).to_ical()  # type: ignore[no-untyped-call]
            words = f"{ring.title} {days_left(event.first, ring.at.date())}".strip()
            yield ring.name, _alarm_lines(words, bytes(trigger))


_ALARMS = b"\r\nBEGIN:VALARM\r\n"


class _Body(NamedTuple):
    """What all owners of an event share: its properties, and each alarm without its UID and end."""

    properties: bytes
    alarms: tuple[tuple[str, bytes], ...]


_ALWAYS = b"".join(
    (
        # A deadline must not make eighty people busy; Outlook reads it where no BUSYSTATUS of its own stands (MS-OXCICAL).
        line(b"TRANSP", b"TRANSPARENT"),
        line(b"X-MICROSOFT-CDO-ALLDAYEVENT", b"TRUE"),
    )
)
"""CLASS and CREATED are left out: the first says what is so without it, nobody shows the second, and feeds of hundreds of branches are large."""


def _summary(one: Stamped) -> str:
    """At most 60 characters, the mark of a cancelled event first and the branch's name last."""
    text = f"【已取消】{one.own.summary}" if one.cancelled else one.own.summary
    if len(text) <= _LONGEST_SUMMARY:
        return text
    tail = text[text.rindex("（") :] if text.endswith("）") else ""
    return f"{text[: max(0, _LONGEST_SUMMARY - 1 - len(tail))]}…{tail}"[:_LONGEST_SUMMARY]


def until(due: dt.date, opens: dt.date) -> str:
    """By when it is to be done, and from when on it may be."""
    since = f"，{month_day(opens)}起可以辦" if opens < due else ""
    return f"何時前：{full_date(due)}{since}"


@lru_cache(maxsize=1024)
def _alarm_lines(text: str, trigger: bytes) -> bytes:
    return b"".join(
        (
            b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n",
            line(b"DESCRIPTION", Text(text).to_ical()),
            line(b"TRIGGER", trigger),
        )
    )
