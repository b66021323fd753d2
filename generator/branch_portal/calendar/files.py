"""Calendar files: a head, the events' bytes as they are, an end; one file per feed and one per single event.

RFC 5545 and RFC 7986; what readers do with each property is recorded beside it: no METHOD (RFC 5546 would want an
ORGANIZER), no calendar UID (vdirsyncer would take the whole feed for one event), no VTIMEZONE, no clock.
"""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from icalendar import Calendar as VCalendar

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feed import Feed, FeedSize
from branch_portal.calendar.feeds import feeds, largest
from branch_portal.calendar.ical import Text
from branch_portal.calendar.looks import HEX
from branch_portal.calendar.notices import notice
from branch_portal.calendar.stamped import Stamped
from branch_portal.project.settings import Settings
from branch_portal.site import urls
from branch_portal.site.page import Asset


def assets(calendar: Calendar) -> Iterator[Asset]:
    """Every feed under all its addresses, and every event that can be downloaded alone."""
    for feed in feeds(calendar):
        for address in feed.addresses:
            yield Asset(address, partial(feed_file, calendar, feed))
    for one in calendar.singles():
        yield Asset(urls.event_file(one.own.uid), partial(event_file, calendar, one))


def sizes(calendar: Calendar) -> Iterator[FeedSize]:
    """How large the largest feeds are."""
    for feed in largest(calendar):
        file = calendar.measured[feed.address] = feed_file(calendar, feed)
        yield FeedSize(feed.title, feed.address, file.count(b"BEGIN:VEVENT"), len(file))


def feed_file(calendar: Calendar, feed: Feed) -> bytes:
    """A whole feed; one without events says so in an event."""
    if feed.address in calendar.measured:
        return calendar.measured[feed.address]
    events = list(feed.events()) or [notice(calendar, feed)]
    text = calendar.text.quiet if feed.quiet else calendar.text.event
    revised = max(one.stamp.revised for one in events)
    head, end = head_and_end(calendar.book.settings, feed, revised)
    return b"".join((head, *map(text, events), end))


def head_and_end(settings: Settings, feed: Feed, revised: dt.datetime) -> tuple[bytes, bytes]:
    """What stands before and after the events; `revised` is the newest of theirs."""
    site = settings.site_url
    name, description = name_text(feed.title), name_text(feed.description)
    calendar = _calendar(settings)
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("DESCRIPTION", description)
    calendar.add("X-WR-CALDESC", description)
    calendar.add("LAST-MODIFIED", revised)
    calendar.add("COLOR", feed.color)
    calendar.add("X-APPLE-CALENDAR-COLOR", HEX[feed.color])
    calendar.add("URL", site + feed.page)
    calendar.add("SOURCE", site + feed.address, parameters={"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", dt.timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT12H")
    calendar.add("X-WR-TIMEZONE", "Asia/Shanghai")
    return _split(calendar)


def event_file(calendar: Calendar, one: Stamped) -> bytes:
    """One event to import; it has no name or refresh hint, as it is not subscribed to."""
    head, end = _split(_calendar(calendar.book.settings))
    return head + calendar.text.event(one) + end


def name_text(value: str) -> Text:
    """Text for a calendar's name: readers differ in unescaping it, so nothing in it needs escaping."""
    return Text(value.replace("\n", " ").replace(",", "，").replace(";", "；"))


def _calendar(settings: Settings) -> VCalendar:
    calendar = VCalendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//{settings.calendar.uid_host}//duty calendar 1//ZH")
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _split(calendar: VCalendar) -> tuple[bytes, bytes]:
    head, end = bytes(calendar.to_ical(sorted=False)).split(b"END:VCALENDAR")
    return head, b"END:VCALENDAR" + end
