"""iCal feeds: one all-day event per occurrence, each event's bytes made once by the package icalendar.

RFC 5545 and RFC 7986; what readers do with each property is recorded in the project's calendar notes:
no METHOD, no calendar UID, no VTIMEZONE, no clock. A branch's event is the company's event with the
branch's UID, address and words, so the shared lines are serialised once for all branches.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial

from icalendar import Calendar, Event, vText
from icalendar.parser import Contentline

from generator import urls
from generator.derive.occurrence import Occurrence
from generator.derive.schedule import Schedule
from generator.derive.terms import TermDay
from generator.handbook import Handbook
from generator.model.organisation import Branch
from generator.site import Asset

_CONTROL: dict[int, str | None] = {
    code: None for code in [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029] if code != 0x0A
}
_CONTROL[ord("\\")] = "＼"


class Text(vText):
    """A TEXT value that loses nothing: normalised, without control characters or backslashes.

    The package turns a typed `\\N` into a newline; readers disagree on other backslashes.
    """

    def __new__(cls, value: str) -> "Text":
        return super().__new__(cls, unicodedata.normalize("NFC", value).translate(_CONTROL))


def name_text(value: str) -> Text:
    """Text for a calendar's name: readers differ in unescaping it, so nothing in it needs escaping."""
    return Text(value.replace("\n", " ").replace(",", "，").replace(";", "；"))


def assets(book: Handbook, schedule: Schedule) -> Iterator[Asset]:
    """The feed of the whole company and one per branch."""
    events = Events(book, schedule)
    title = f"{book.settings.organisation} 支部工作日曆"
    yield Asset(urls.CALENDAR_ALL, lambda: feed(book, title, urls.CALENDAR_ALL, urls.CALENDAR, events.company()))
    for branch in book.branches.values():
        yield Asset(urls.branch_feed(branch.id), partial(branch_feed, book, events, branch))


def branch_feed(book: Handbook, events: "Events", branch: Branch) -> bytes:
    """Everything on one branch's map, and the solar terms."""
    title = f"{branch.title} 工作日曆"
    return feed(book, title, urls.branch_feed(branch.id), urls.branch(branch.id), events.of_branch(branch))


def feed(book: Handbook, title: str, address: str, page: str, events: Iterable[bytes]) -> bytes:
    """A whole VCALENDAR: the head, the events' bytes as they are, the end."""
    site = book.settings.site_url
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//{book.settings.calendar.uid_host}//duty calendar 1//ZH")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("NAME", name_text(title))
    calendar.add("X-WR-CALNAME", name_text(title))
    calendar.add("DESCRIPTION", name_text(book.settings.description))
    calendar.add("X-WR-CALDESC", name_text(book.settings.description))
    calendar.add("COLOR", "crimson")
    calendar.add("URL", site + page)
    calendar.add("SOURCE", site + address, parameters={"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", dt.timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT12H")
    calendar.add("X-WR-TIMEZONE", "Asia/Shanghai")
    calendar.add("LAST-MODIFIED", revision(book))
    head, end = bytes(calendar.to_ical()).split(b"END:VCALENDAR")
    return head + b"".join(events) + b"END:VCALENDAR" + end


def revision(book: Handbook) -> dt.datetime:
    """When the dates were last revised, in UTC: 09:00 in Shanghai on the day in the settings."""
    return dt.datetime.combine(book.settings.calendar.revised_on, dt.time(1), dt.UTC)


def line(name: bytes, value: bytes) -> bytes:
    """One content line, folded by the package where it is longer than 75 octets (RFC 5545, 3.1)."""
    text = name + b":" + value
    if len(text) > 75:
        text = bytes(Contentline(text.decode()).to_ical())  # type: ignore[no-untyped-call]
    return text + b"\r\n"


class Events:
    """The events of one build; each is serialised once, whichever feeds it appears in."""

    def __init__(self, book: Handbook, schedule: Schedule) -> None:
        self._book = book
        self._schedule = schedule
        self._host = book.settings.calendar.uid_host
        self._shared: dict[str, bytes] = {}
        self._term_events = {
            year: [self._term(day) for day in schedule.terms.of_year(year)] for year in schedule.company
        }

    def company(self) -> Iterator[bytes]:
        """All occurrences on the company's days, and the solar terms."""
        for year, occurrences in self._schedule.company.items():
            yield from self._term_events[year]
            for item in occurrences:
                yield self._with_identity(item, None, year)

    def of_branch(self, branch: Branch) -> Iterator[bytes]:
        for year in self._schedule.company:
            yield from self._term_events[year]
            for item in self._schedule.branch(branch.id, year):
                company_event = getattr(item.duty, "level", "branch") == "company"
                yield self._with_identity(item, None if company_event else branch, year)

    def _term(self, day: TermDay) -> bytes:
        text = self._book.terms[day.id]
        event = self._event(f"term.{day.year}-{day.id}", day.date, f"{text.title}", urls.term(day.year, day.id))
        event.add("DESCRIPTION", Text(f"{text.season}\n{self._book.settings.site_url}{urls.term(day.year, day.id)}"))
        event.add("CATEGORIES", [Text("二十四節氣")])
        event.add("STATUS", "CONFIRMED")
        return bytes(event.to_ical())

    def _with_identity(self, item: Occurrence, branch: Branch | None, year: int) -> bytes:
        """The event's bytes for one owner: only the lines that name the owner are written anew."""
        book = self._book
        if branch:
            uid = f"duty-{item.id}.{branch.id}@{self._host}"
            page = f"{urls.branch_map(branch.id, year)}#{item.id}"
            summary = f"{item.title}（{branch.short}）"
        else:
            uid = f"duty-{item.id}@{self._host}"
            page = f"{urls.year(year)}#{item.id}"
            summary = item.title
        return b"".join(
            (
                b"BEGIN:VEVENT\r\n",
                line(b"SUMMARY", Text(summary).to_ical()),
                line(b"UID", uid.encode()),
                line(b"URL", f"{book.settings.site_url}{page}".encode()),
                self._body(item),
            )
        )

    def _body(self, item: Occurrence) -> bytes:
        """The event's other lines and its end: the company's are the same for every owner, so made once."""
        if item.branch:
            return self._make_body(item)
        if item.id not in self._shared:
            self._shared[item.id] = self._make_body(item)
        return self._shared[item.id]

    def _make_body(self, item: Occurrence) -> bytes:
        event = self._event("", item.due, "", "")
        event.add("DESCRIPTION", Text(self._description(item)))
        event.add("CATEGORIES", [Text(self._book.tracks[item.duty.track].title)])
        event.add("STATUS", "TENTATIVE" if item.provisional else "CONFIRMED")
        return bytes(event.to_ical()).removeprefix(b"BEGIN:VEVENT\r\n")

    def _description(self, item: Occurrence) -> str:
        duty, book = item.duty, self._book
        lines = [
            f"交什麼：{'、'.join(duty.deliverable)}",
            f"誰來辦：{book.roles[duty.role].title}",
            *([f"放哪裡：{'、'.join(book.carriers[id].title for id in duty.archive)}"] if duty.archive else []),
            *([f"調整原因：{item.reason}"] if item.reason else []),
            *(["日期暫定，以國務院辦公廳通知為準。"] if item.provisional else []),
            book.settings.site_url + urls.guide(duty.guides[0]),
        ]
        return "\n".join(lines)

    def _event(self, uid: str, day: dt.date, summary: str, page: str) -> Event:
        event = Event()
        stamp = revision(self._book)
        if uid:
            event.add("UID", f"{uid}@{self._host}")
            event.add("SUMMARY", Text(summary))
            event.add("URL", self._book.settings.site_url + page)
        event.add("DTSTAMP", stamp)
        event.add("LAST-MODIFIED", stamp)
        event.add("SEQUENCE", 0)
        event.add("DTSTART", day)
        event.add("DTEND", day + dt.timedelta(days=1))
        event.add("TRANSP", "TRANSPARENT")
        event.add("CLASS", "PUBLIC")
        event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
        event.add("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE")
        return event
