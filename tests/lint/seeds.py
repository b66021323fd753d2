"""Defects seeded into a good feed of ours, each with the rule that must catch it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

Change = Callable[[bytes], bytes]

ZONE = [
    "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800", "END:STANDARD", "END:VTIMEZONE",
]  # fmt: skip
TODO = ["BEGIN:VTODO", "UID:todo@portal.example.com", "DTSTAMP:20260105T010000Z"]


@dataclass(frozen=True)
class Seed:
    """`also` are the other rules of the standard that the same defect rightly breaks."""

    rule: str
    name: str
    change: Change
    also: tuple[str, ...] = ()


def fold(lines: list[str]) -> bytes:
    """Content lines as bytes, folded at whole characters (by the tests' own means)."""
    folded = []
    for line in lines:
        part = ""
        for char in line:
            if len((part + char).encode()) > 75:
                folded.append(part)
                part = " "
            part += char
        folded.append(part)
    return "".join(line + "\r\n" for line in folded).encode()


def unfold(feed: bytes) -> list[str]:
    return re.sub(rb"\r\n[ \t]", b"", feed).decode().removesuffix("\r\n").split("\r\n")


def lines(change: Callable[[list[str]], None]) -> Change:
    """A change of the unfolded lines."""

    def changed(feed: bytes) -> bytes:
        text = unfold(feed)
        change(text)
        return fold(text)

    return changed


def _span(text: list[str], component: str) -> tuple[int, int]:
    """Where the first such component's own properties stand: after BEGIN, up to its first component or END."""
    start = text.index(f"BEGIN:{component}") + 1
    end = next(i for i in range(start, len(text)) if text[i].startswith(("BEGIN:", "END:")))
    return start, end


def put(component: str, name: str, *fresh: str) -> Change:
    """The property `name` of the first `component` replaced by `fresh` lines (none: removed)."""

    def change(text: list[str]) -> None:
        start, end = _span(text, component)
        at = next(i for i in range(start, end) if re.match(rf"{name}[:;]", text[i]))
        text[at : at + 1] = fresh

    return lines(change)


def add(component: str, *fresh: str) -> Change:
    """Lines at the end of the first `component`'s own properties."""

    def change(text: list[str]) -> None:
        _, end = _span(text, component)
        text[end:end] = fresh

    return lines(change)


def last(*fresh: str) -> Change:
    """Lines before END:VCALENDAR."""
    return lines(lambda text: text.__setitem__(slice(-1, -1), list(fresh)))


def both(*changes: Change) -> Change:
    def changed(feed: bytes) -> bytes:
        for change in changes:
            feed = change(feed)
        return feed

    return changed


def swap(old: bytes, new: bytes, count: int = 1) -> Change:
    """Bytes replaced; the old ones must be there."""

    def changed(feed: bytes) -> bytes:
        assert old in feed
        return feed.replace(old, new, count)

    return changed


def timed(start: str, end: str) -> Change:
    """The first event at a time of the day."""
    return both(
        put("VEVENT", "DTSTART", start), put("VEVENT", "DTEND", end), put("VEVENT", "X-MICROSOFT-CDO-ALLDAYEVENT")
    )


def _cut_character(feed: bytes) -> bytes:
    at = feed.index("年".encode())
    return feed[: at + 1] + b"\r\n " + feed[at + 1 :]


EVENT, HEAD, ALARM = "VEVENT", "VCALENDAR", "VALARM"
UTC = timed("DTSTART:20260310T010000Z", "DTEND:20260310T020000Z")
IN_ZONE = both(
    lines(lambda text: text.__setitem__(slice(1, 1), [])),
    timed("DTSTART;TZID=Asia/Shanghai:20260310T090000", "DTEND;TZID=Asia/Shanghai:20260310T100000"),
)
ORGANIZER = 'ORGANIZER;CN="黨委黨建部":mailto:office@example.com'

SECOND = ["DTSTAMP:20260105T010000Z", "DTSTART;VALUE=DATE:20260310", "END:VEVENT"]


def second(uid: str, *more: str) -> Change:
    return last("BEGIN:VEVENT", f"UID:{uid}", *more, *SECOND)


HARMFUL: tuple[Seed, ...] = (
    Seed("HARM-01", "an instance without its master", second("one@a.example", "RECURRENCE-ID;VALUE=DATE:20260310")),
    Seed("HARM-01", "a timed instance alone", lambda feed: second("one@a.example", "RECURRENCE-ID:20260310T010000Z")(feed).replace(b"DTSTART;VALUE=DATE:20260310\r\n", b"DTSTART:20260310T010000Z\r\n")),
    Seed("HARM-01", "the first event made an instance", lines(lambda text: text.insert(text.index("BEGIN:VEVENT") + 1, next(one for one in text if one.startswith("DTSTART")).replace("DTSTART", "RECURRENCE-ID")))),
    Seed("HARM-02", "UIDs of other case", both(second("one@a.example"), second("One@a.example"))),
    Seed("HARM-02", "hosts of other case", both(second("one@a.example"), second("one@A.example"))),
    *(Seed("HARM-03", f"{entity} in {name}", put(EVENT, name, f"{name}:甲{entity.replace(';', chr(92) + ';')}乙")) for name in ("SUMMARY", "DESCRIPTION") for entity in ("&amp;", "&lt;", "&quot;", "&nbsp;", "&#39;", "&#x27;", "&hellip;")),
    *(Seed("HARM-04", f"U+{ord(mark):04X} in {name}", put(EVENT, name, f"{name}:甲{mark}乙")) for name in ("SUMMARY", "DESCRIPTION") for mark in "\u200e\u200f\u202a\u202d\u202e\u2066\u2068"),
    Seed("HARM-04", "U+202E in a name", both(put(HEAD, "NAME", "NAME:甲\u202e乙"), put(HEAD, "X-WR-CALNAME", "X-WR-CALNAME:甲\u202e乙"))),
    Seed("HARM-05", "empty PRODID", put(HEAD, "PRODID", "PRODID:"), ("PROP-18",)),
    Seed("HARM-05", "PRODID of spaces", put(HEAD, "PRODID", "PRODID:  "), ("PROP-18",)),
    Seed("HARM-06", "year 0026", both(put(EVENT, "DTSTART", "DTSTART;VALUE=DATE:00260310"), put(EVENT, "DTEND", "DTEND;VALUE=DATE:00260311"))),
    Seed("HARM-06", "year 9999", both(put(EVENT, "DTSTART", "DTSTART;VALUE=DATE:99991230"), put(EVENT, "DTEND", "DTEND;VALUE=DATE:99991231"))),
    Seed("HARM-06", "year 2206", both(put(EVENT, "DTSTART", "DTSTART;VALUE=DATE:22060310"), put(EVENT, "DTEND", "DTEND;VALUE=DATE:22060311"))),
    Seed("HARM-06", "year 1826 in UTC", timed("DTSTART:18260310T010000Z", "DTEND:18260310T020000Z")),
    Seed("HARM-06", "revised in 1601", put(EVENT, "DTSTAMP", "DTSTAMP:16010101T000000Z")),
    Seed("HARM-06", "created in 0001", put(EVENT, "CREATED", "CREATED:00010101T000000Z")),
    Seed("HARM-07", "ten years", both(put(EVENT, "DTSTART", "DTSTART;VALUE=DATE:20260310"), put(EVENT, "DTEND", "DTEND;VALUE=DATE:20360310"))),
    Seed("HARM-07", "the year mistyped", both(put(EVENT, "DTSTART", "DTSTART;VALUE=DATE:20260310"), put(EVENT, "DTEND", "DTEND;VALUE=DATE:20280311"))),
    Seed("HARM-07", "two years in UTC", timed("DTSTART:20260310T010000Z", "DTEND:20280310T020000Z")),
    Seed("HARM-07", "DURATION of years", put(EVENT, "DTEND", "DURATION:P3650D")),
    Seed("HARM-07", "DURATION of weeks", put(EVENT, "DTEND", "DURATION:P60W")),
    *(Seed("HARM-08", f"zone {name or 'empty'}", put(HEAD, "X-WR-TIMEZONE", f"X-WR-TIMEZONE:{name}")) for name in ("Asia/Beijing", "China Standard Time", "+08:00", "GMT+8", "UTC+8", "北京", "Asia/Shanghia", "")),
    *(Seed("HARM-09", f"alarm {form}", put(ALARM, "TRIGGER", f"TRIGGER:{form}")) for form in ("P60D", "+P75D", "P9W", "PT1440H", "P60DT9H", "PT86400M")),
    Seed("LINE-03", "nothing folded", lambda feed: re.sub(rb"\r\n[ \t]", b"", feed)),
    Seed("LINE-03", "folded by characters", swap(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\nCOMMENT:" + "年".encode() * 60 + b"\r\n")),
    Seed("LINE-05", "fold inside another character", swap(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\nCOMMENT:\xe5\xb9\r\n \xb4\r\n")),
    Seed("LINE-05", "fold inside an emoji", swap(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\nCOMMENT:\xf0\x9f\r\n \x94\xb4\r\n")),
)  # fmt: skip

SEEDS: tuple[Seed, ...] = (
    Seed("LINE-01", "bom", lambda feed: b"\xef\xbb\xbf" + feed),
    Seed("LINE-02", "lf everywhere", lambda feed: feed.replace(b"\r\n", b"\n")),
    Seed("LINE-02", "no last line end", lambda feed: feed.removesuffix(b"\r\n")),
    Seed("LINE-02", "lone cr", swap(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\rX-A:1\r\n"), ("LINE-06", "PROP-10")),
    Seed("LINE-03", "one long line", swap(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\nX-A:" + b"a" * 80 + b"\r\n")),
    Seed("LINE-04", "gbk", swap("年".encode(), "年".encode("gbk"))),
    Seed("LINE-05", "fold inside a character", _cut_character),
    Seed("LINE-06", "nul", add(EVENT, "X-A:a\x00b")),
    Seed("LINE-06", "escape character", add(EVENT, "COMMENT:a\x1bb")),
    Seed("LINE-07", "line separator", add(EVENT, "COMMENT:一\u2028二")),
    Seed("LINE-07", "next line", add(EVENT, "COMMENT:一\x85二")),
    Seed("LINE-08", "blank line", swap(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\n\r\n")),
    Seed("LINE-09", "first line folded", lambda feed: b" " + feed, ("GRAM-02", "TREE-01", "TREE-03", "TREE-04")),
    Seed("LINE-10", "fold after a backslash", swap(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\nCOMMENT:a\\\r\n n\r\n")),
    Seed("LINE-11", "decomposed", add(EVENT, "COMMENT:cafe\u0301")),
    Seed("LINE-12", "replacement character", add(EVENT, "COMMENT:支�")),
    Seed("LINE-13", "too many lines", lambda feed: feed.replace(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\n" + b"X-A:a\r\n" * 200_000, 1), ("TREE-02",)),
    Seed("GRAM-01", "raw newline in a text", swap(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\nthe second line\r\n"), ("GRAM-02",)),
    Seed("GRAM-01", "no colon", add(EVENT, "COMMENT")),
    Seed("GRAM-02", "name with a space", add(EVENT, "X A:1")),
    Seed("GRAM-02", "name of 漢字", add(EVENT, "說明:1")),
    Seed("GRAM-03", "parameter without =", add(EVENT, "COMMENT;LANGUAGE:a")),
    Seed("GRAM-04", "open quote", add(EVENT, 'CONTACT;ALTREP="http://example.com:甲')),
    Seed("GRAM-04", "quote inside", add(EVENT, 'COMMENT;X-A=a"b"c:甲')),
    Seed("GRAM-05", "parameter twice", add(EVENT, "COMMENT;LANGUAGE=zh;LANGUAGE=en:甲")),
    Seed("GRAM-06", "X- alone", add(EVENT, "X-:1")),
    Seed("TREE-01", "end of another", swap(b"END:VALARM", b"END:VEVENT"), ("TREE-03", "TREE-05")),
    Seed("TREE-02", "no end", lambda feed: feed.removesuffix(b"END:VCALENDAR\r\n")),
    Seed("TREE-03", "after the end", lambda feed: feed + b"X-A:1\r\n"),
    Seed("TREE-04", "no calendar", lambda feed: b"", ()),
    Seed("TREE-04", "a web page", lambda feed: b"<!doctype html>\r\n<p>login</p>\r\n", ("GRAM-02",)),
    Seed("TREE-05", "event in an event", add(EVENT, "BEGIN:VEVENT", *TODO[1:], "DTSTART:20260101T010000Z", "END:VEVENT")),
    Seed("TREE-06", "property after the alarm", swap(b"END:VALARM\r\n", b"END:VALARM\r\nCOMMENT:a\r\n")),
    Seed("TREE-07", "empty calendar", lambda feed: feed[: feed.index(b"BEGIN:VEVENT")] + b"END:VCALENDAR\r\n"),
    Seed("TREE-08", "empty component", last("BEGIN:X-THING", "END:X-THING")),
    Seed("TREE-09", "decorated begin", swap(b"BEGIN:VEVENT", b"BEGIN;X-A=1:VEVENT")),
    Seed("TREE-11", "nested deeply", last(*["BEGIN:X-A"] * 11, *["END:X-A"] * 11), ("TREE-02",)),
    Seed("TREE-10", "unknown component", last("BEGIN:VEVNT", "X-A:1", "END:VEVNT")),
    Seed("PROP-01", "misspelt property", add(EVENT, "SUMARY:a")),
    Seed("PROP-02", "no UID", put(EVENT, "UID")),
    Seed("PROP-02", "no DTSTAMP", put(EVENT, "DTSTAMP")),
    Seed("PROP-02", "no DTSTART", both(put(EVENT, "DTSTART"), lambda feed: re.sub(rb"BEGIN:VALARM.*?END:VALARM\r\n", b"", feed, flags=re.DOTALL))),
    Seed("PROP-02", "no PRODID", put(HEAD, "PRODID")),
    Seed("PROP-02", "no VERSION", put(HEAD, "VERSION")),
    Seed("PROP-02", "no TRIGGER", put(ALARM, "TRIGGER")),
    Seed("PROP-02", "no ACTION", put(ALARM, "ACTION")),
    Seed("PROP-02", "zone rule without offset", last(*[line for line in ZONE if not line.startswith("TZOFFSETTO")])),
    Seed("PROP-03", "two SUMMARY", add(EVENT, "SUMMARY:again")),
    Seed("PROP-03", "two PRODID", add(HEAD, "PRODID:-//b//b//ZH")),
    Seed("PROP-03", "two LAST-MODIFIED", add(EVENT, "LAST-MODIFIED:20260105T010000Z")),
    Seed("PROP-04", "DUE in an event", add(EVENT, "DUE;VALUE=DATE:20270101")),
    Seed("PROP-04", "SUMMARY of a calendar", add(HEAD, "SUMMARY:a")),
    Seed("PROP-05", "DTSTAMP as a date", put(EVENT, "DTSTAMP", "DTSTAMP;VALUE=DATE:20260105")),
    Seed("PROP-05", "URL as text", put(EVENT, "URL", "URL;VALUE=TEXT:a")),
    Seed("PROP-06", "REFRESH-INTERVAL without VALUE", put(HEAD, "REFRESH-INTERVAL", "REFRESH-INTERVAL:PT12H")),
    Seed("PROP-06", "SOURCE without VALUE", put(HEAD, "SOURCE", "SOURCE:https://example.com/a.ics")),
    Seed("PROP-06", "IMAGE without VALUE", add(EVENT, "IMAGE:https://example.com/a.png")),
    Seed("PROP-06", "CONFERENCE without VALUE", add(EVENT, "CONFERENCE:https://example.com/")),
    Seed("PROP-07", "TZID on a text", add(EVENT, "COMMENT;CN=a:a")),
    Seed("PROP-08", "unknown parameter", add(EVENT, "COMMENT;LANG=zh:a")),
    Seed("PROP-09", "TRANSP:FREE", put(EVENT, "TRANSP", "TRANSP:FREE")),
    Seed("PROP-09", "CALSCALE:CHINESE", put(HEAD, "CALSCALE", "CALSCALE:CHINESE")),
    Seed("PROP-10", "CLASS of 漢字", put(EVENT, "CLASS", "CLASS:公開")),
    Seed("PROP-11", "STATUS:BOGUS", put(EVENT, "STATUS", "STATUS:BOGUS")),
    Seed("PROP-11", "STATUS of a to-do", put(EVENT, "STATUS", "STATUS:COMPLETED")),
    Seed("PROP-12", "negative SEQUENCE", put(EVENT, "SEQUENCE", "SEQUENCE:-1")),
    Seed("PROP-12", "PRIORITY:10", add(EVENT, "PRIORITY:10")),
    Seed("PROP-12", "PERCENT-COMPLETE:101", last(*TODO, "PERCENT-COMPLETE:101", "END:VTODO")),
    Seed("PROP-13", "local DTSTAMP", put(EVENT, "DTSTAMP", "DTSTAMP:20260105T090000")),
    Seed("PROP-13", "local CREATED", put(EVENT, "CREATED", "CREATED:20260105T090000")),
    Seed("PROP-14", "ALTREP without quotes", add(EVENT, "COMMENT;ALTREP=a:a")),
    Seed("PROP-14", "SENT-BY without a scheme", add(EVENT, 'ORGANIZER;SENT-BY="office":mailto:office@example.com')),
    Seed("PROP-15", "RSVP=YES", add(EVENT, "ATTENDEE;RSVP=YES:mailto:office@example.com")),
    Seed("PROP-15", "FMTTYPE without a slash", add(EVENT, "ATTACH;FMTTYPE=pdf:https://example.com/a.pdf")),
    Seed("PROP-16", "BINARY without ENCODING", add(EVENT, "ATTACH;VALUE=BINARY:YQ==")),
    Seed("PROP-17", "two RRULE", add(EVENT, "RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=YEARLY")),
    Seed("PROP-18", "empty UID", put(EVENT, "UID", "UID:")),
    Seed("PROP-19", "two NAME", add(HEAD, "NAME:另一個名稱")),
    Seed("TYPE-01", "not base64", add(EVENT, "ATTACH;ENCODING=BASE64;VALUE=BINARY:年")),
    Seed("TYPE-02", "boolean X-", add(EVENT, "X-A;VALUE=BOOLEAN:yes")),
    Seed("TYPE-03", "organizer without mailto", add(EVENT, "ORGANIZER:office@example.com")),
    Seed("TYPE-04", "30 February", put(EVENT, "DTSTART", "DTSTART;VALUE=DATE:20260230")),
    Seed("TYPE-04", "dashes", put(EVENT, "DTEND", "DTEND;VALUE=DATE:2026-03-20")),
    Seed("TYPE-05", "date without VALUE", put(EVENT, "DTEND", "DTEND:20261231")),
    Seed("TYPE-05", "hour 24", timed("DTSTART:20260310T240000Z", "DTEND:20260311T020000Z")),
    Seed("TYPE-05", "offset in a time", timed("DTSTART:20260310T090000+0800", "DTEND:20260311T020000Z")),
    Seed("TYPE-06", "weeks and days", put(ALARM, "TRIGGER", "TRIGGER:-P1W2D")),
    Seed("TYPE-06", "hours without T", put(ALARM, "TRIGGER", "TRIGGER:-P15H")),
    Seed("TYPE-06", "minutes left out", put(HEAD, "REFRESH-INTERVAL", "REFRESH-INTERVAL;VALUE=DURATION:PT1H30S")),
    Seed("TYPE-07", "float", add(EVENT, "X-A;VALUE=FLOAT:1,5")),
    Seed("TYPE-08", "SEQUENCE of words", put(EVENT, "SEQUENCE", "SEQUENCE:first")),
    Seed("TYPE-08", "PRIORITY too big", add(EVENT, "PRIORITY:4294967296")),
    Seed("TYPE-09", "period backwards", both(UTC, add(EVENT, "RDATE;VALUE=PERIOD:20260402T010000Z/20260401T010000Z"))),
    Seed("TYPE-10", "no FREQ", add(EVENT, "RRULE:INTERVAL=2")),
    Seed("TYPE-10", "COUNT and UNTIL", add(EVENT, "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270101")),
    Seed("TYPE-10", "BYDAY ordinal weekly", add(EVENT, "RRULE:FREQ=WEEKLY;BYDAY=1MO")),
    Seed("TYPE-10", "BYMONTH=13", add(EVENT, "RRULE:FREQ=YEARLY;BYMONTH=13")),
    Seed("TYPE-10", "BYSETPOS alone", add(EVENT, "RRULE:FREQ=MONTHLY;BYSETPOS=1")),
    Seed("TYPE-10", "FREQ not first", add(EVENT, "RRULE:INTERVAL=2;FREQ=DAILY")),
    Seed("TYPE-10", "FREQ twice", add(EVENT, "RRULE:FREQ=DAILY;FREQ=DAILY")),
    Seed("TYPE-10", "INTERVAL=0", add(EVENT, "RRULE:FREQ=DAILY;INTERVAL=0")),
    Seed("TYPE-10", "BYWEEKNO monthly", add(EVENT, "RRULE:FREQ=MONTHLY;BYWEEKNO=3")),
    Seed("TYPE-11", "bare comma", put(EVENT, "SUMMARY", "SUMMARY:甲,乙")),
    Seed("TYPE-11", "bare semicolon", put(EVENT, "DESCRIPTION", "DESCRIPTION:甲;乙")),
    Seed("TYPE-11", "bad escape", put(EVENT, "DESCRIPTION", "DESCRIPTION:D:\\data")),
    Seed("TYPE-12", "time", add(EVENT, "X-A;VALUE=TIME:9:00")),
    Seed("TYPE-13", "漢字 in a URL", put(EVENT, "URL", "URL:https://example.com/年")),
    Seed("TYPE-13", "space in a URL", put(EVENT, "URL", "URL:https://example.com/a b")),
    Seed("TYPE-13", "URL without a scheme", put(EVENT, "URL", "URL:/year/2026/")),
    Seed("TYPE-14", "offset without sign", last(*[line.replace("TZOFFSETTO:+", "TZOFFSETTO:") for line in ZONE])),
    Seed("TYPE-14", "-0000", last(*[line.replace("TZOFFSETTO:+0800", "TZOFFSETTO:-0000") for line in ZONE])),
    Seed("TYPE-15", "GEO with a comma", add(EVENT, "GEO:26.08,119.3")),
    Seed("TYPE-15", "latitude 96", add(EVENT, "GEO:96.08;119.3")),
    Seed("TYPE-16", "REQUEST-STATUS", add(EVENT, "REQUEST-STATUS:OK")),
    Seed("TYPE-17", "VERSION 1.0", put(HEAD, "VERSION", "VERSION:1.0")),
    Seed("TIME-01", "date and time", put(EVENT, "DTEND", "DTEND:20261231T010000Z")),
    Seed("TIME-01", "UTC and floating", timed("DTSTART:20260310T010000Z", "DTEND:20260310T100000")),
    Seed("TIME-02", "end is the same day", lines(lambda text: text.__setitem__(
        next(i for i, line in enumerate(text) if line.startswith("DTEND")),
        next(line for line in text if line.startswith("DTSTART")).replace("DTSTART", "DTEND"),
    ))),
    Seed("TIME-02", "end before start", timed("DTSTART:20260310T010000Z", "DTEND:20260310T005959Z")),
    Seed("TIME-02", "DUE is DTSTART", last(*TODO, "DTSTART:20260310T010000Z", "DUE:20260310T010000Z", "END:VTODO")),
    Seed("TIME-03", "DTEND and DURATION", add(EVENT, "DURATION:P1D")),
    Seed("TIME-04", "hours of an all-day event", put(EVENT, "DTEND", "DURATION:PT24H")),
    Seed("TIME-05", "negative DURATION", put(EVENT, "DTEND", "DURATION:-P1D")),
    Seed("TIME-05", "refresh never", put(HEAD, "REFRESH-INTERVAL", "REFRESH-INTERVAL;VALUE=DURATION:PT0S")),
    Seed("TIME-06", "duration of a to-do without start", last(*TODO, "DURATION:P1D", "END:VTODO")),
    Seed("TIME-07", "TZID without VTIMEZONE", IN_ZONE),
    Seed("TIME-08", "TZID on UTC", both(last(*ZONE), timed("DTSTART;TZID=Asia/Shanghai:20260310T010000Z", "DTEND:20260310T020000Z"))),
    Seed("TIME-08", "TZID on a date", both(last(*ZONE), put(EVENT, "DTSTART", "DTSTART;VALUE=DATE;TZID=Asia/Shanghai:20260101"))),
    Seed("TIME-09", "zone twice", both(last(*ZONE, *ZONE), IN_ZONE)),
    Seed("TIME-10", "zone without rules", both(last(*ZONE[:2], ZONE[-1]), IN_ZONE)),
    Seed("TIME-11", "zone begins in UTC", both(last(*[line.replace("T000000", "T000000Z") for line in ZONE]), IN_ZONE)),
    Seed("TIME-12", "UNTIL of another kind", both(UTC, add(EVENT, "RRULE:FREQ=DAILY;UNTIL=20260501"))),
    Seed("TIME-12", "local UNTIL", both(UTC, add(EVENT, "RRULE:FREQ=DAILY;UNTIL=20260501T010000"))),
    Seed("TIME-13", "BYHOUR of an all-day event", add(EVENT, "RRULE:FREQ=DAILY;BYHOUR=9;COUNT=2")),
    Seed("TIME-14", "EXDATE with a time", add(EVENT, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260310T010000Z")),
    Seed("TIME-14", "RECURRENCE-ID with a time", add(EVENT, "RECURRENCE-ID:20260310T010000Z")),
    Seed("TIME-15", "local FREEBUSY", last("BEGIN:VFREEBUSY", *TODO[1:], "FREEBUSY:20260310T010000/PT1H", "END:VFREEBUSY")),
    Seed("TIME-16", "UNTIL before DTSTART", add(EVENT, "RRULE:FREQ=DAILY;UNTIL=20010101")),
    Seed("TIME-17", "unused zone", last(*ZONE)),
    Seed("ALRM-01", "DISPLAY without words", put(ALARM, "DESCRIPTION")),
    Seed("ALRM-02", "EMAIL to nobody", put(ALARM, "ACTION", "ACTION:EMAIL", "SUMMARY:a")),
    Seed("ALRM-03", "DISPLAY with a file", add(ALARM, "ATTACH:https://example.com/a.png")),
    Seed("ALRM-04", "REPEAT without DURATION", add(ALARM, "REPEAT:2")),
    Seed("ALRM-05", "absolute without VALUE", put(ALARM, "TRIGGER", "TRIGGER:20260310T010000Z"), ("TYPE-06",)),
    Seed("ALRM-05", "absolute without Z", put(ALARM, "TRIGGER", "TRIGGER;VALUE=DATE-TIME:20260310T090000")),
    Seed("ALRM-06", "RELATED on a time", put(ALARM, "TRIGGER", "TRIGGER;VALUE=DATE-TIME;RELATED=END:20260310T010000Z")),
    Seed("ALRM-07", "nothing to count from", last(*TODO, "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:a", "TRIGGER:-P1D", "END:VALARM", "END:VTODO")),
    Seed("ALRM-08", "alarm UID twice", last(*TODO, "DUE;VALUE=DATE:20270101", "BEGIN:VALARM", "UID:red-one", "ACTION:DISPLAY", "DESCRIPTION:a", "TRIGGER:-P1D", "END:VALARM", "END:VTODO")),
    Seed("ALRM-09", "negative REPEAT", add(ALARM, "REPEAT:-1", "DURATION:PT5M")),
    Seed("IDEN-01", "event twice", last("BEGIN:VEVENT", "UID:second@portal.example.com", "DTSTAMP:20260105T010000Z", "DTSTART:20260310T010000Z", "END:VEVENT", "BEGIN:VEVENT", "UID:second@portal.example.com", "DTSTAMP:20260105T010000Z", "DTSTART:20260311T010000Z", "END:VEVENT")),
    Seed("IDEN-02", "hex colour", put(HEAD, "COLOR", "COLOR:#C8102E")),
    Seed("IDEN-03", "METHOD and two kinds", both(add(HEAD, "METHOD:PUBLISH"), last(*TODO, "END:VTODO")), ("IDEN-04",)),
    Seed("IDEN-04", "PUBLISH without ORGANIZER", add(HEAD, "METHOD:PUBLISH")),
    Seed("IDEN-05", "REQUEST to nobody", both(add(HEAD, "METHOD:REQUEST"), lambda feed: feed.replace(b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\n" + fold([ORGANIZER])))),
    Seed("IDEN-06", "created after modified", put(EVENT, "CREATED", "CREATED:20990105T010000Z")),
    Seed("IDEN-07", "one UID, two kinds", last(*TODO, "END:VTODO", "BEGIN:VJOURNAL", *TODO[1:], "RECURRENCE-ID:20260310T010000Z", "END:VJOURNAL")),
    Seed("IDEN-08", "half of a completed to-do", last(*TODO, "STATUS:COMPLETED", "PERCENT-COMPLETE:50", "END:VTODO")),
    Seed("READ-01", "METHOD", add(HEAD, "METHOD:PUBLISH"), ("IDEN-04",)),
    Seed("READ-02", "calendar UID", add(HEAD, "UID:calendar@portal.example.com")),
    Seed("READ-03", "PRODID first", both(put(HEAD, "PRODID"), lines(lambda text: text.insert(1, "PRODID:-//a//a//ZH")))),
    Seed("READ-04", "two names", put(HEAD, "X-WR-CALNAME", "X-WR-CALNAME:另一個名稱")),
    Seed("READ-04", "no NAME", put(HEAD, "NAME")),
    Seed("READ-05", "comma in a name", both(put(HEAD, "NAME", "NAME:甲\\,乙"), put(HEAD, "X-WR-CALNAME", "X-WR-CALNAME:甲\\,乙"))),
    Seed("READ-06", "two descriptions", put(HEAD, "X-WR-CALDESC", "X-WR-CALDESC:另一句話")),
    Seed("READ-07", "no SOURCE", put(HEAD, "SOURCE")),
    Seed("READ-08", "no TTL", put(HEAD, "X-PUBLISHED-TTL")),
    Seed("READ-08", "two intervals", put(HEAD, "X-PUBLISHED-TTL", "X-PUBLISHED-TTL:PT1H")),
    Seed("READ-09", "old LAST-MODIFIED", put(HEAD, "LAST-MODIFIED", "LAST-MODIFIED:20010101T000000Z")),
    Seed("READ-10", "HTML description", add(EVENT, "X-ALT-DESC;FMTTYPE=text/html:<p>a</p>")),
    Seed("READ-10", "image of a calendar", add(HEAD, "IMAGE;VALUE=URI:https://example.com/a.png")),
    Seed("READ-11", "time zone", both(last(*ZONE), IN_ZONE)),
    Seed("READ-12", "floating time", timed("DTSTART:20260310T090000", "DTEND:20260310T100000")),
    Seed("READ-13", "a to-do", last(*TODO, "END:VTODO")),
    Seed("READ-14", "RRULE", add(EVENT, "RRULE:FREQ=YEARLY")),
    Seed("READ-15", "UID of 漢字", put(EVENT, "UID", "UID:任務一@portal.example.com")),
    Seed("READ-15", "UID without host", put(EVENT, "UID", "UID:1234")),
    Seed("READ-16", "DTSTAMP by the clock", put(EVENT, "DTSTAMP", "DTSTAMP:20261124T010203Z")),
    Seed("READ-17", "no SEQUENCE", put(EVENT, "SEQUENCE")),
    Seed("READ-18", "no DTEND", put(EVENT, "DTEND")),
    Seed("READ-19", "long SUMMARY", put(EVENT, "SUMMARY", "SUMMARY:" + "長" * 61)),
    Seed("READ-19", "empty SUMMARY", put(EVENT, "SUMMARY", "SUMMARY:")),
    Seed("READ-20", "no URL", put(EVENT, "URL")),
    Seed("READ-21", "no STATUS", put(EVENT, "STATUS")),
    Seed("READ-22", "busy all day", put(EVENT, "TRANSP", "TRANSP:OPAQUE")),
    Seed("READ-23", "all-day mark missing", put(EVENT, "X-MICROSOFT-CDO-ALLDAYEVENT")),
    Seed("READ-24", "cancelled and not said", put(EVENT, "STATUS", "STATUS:CANCELLED")),
    Seed("READ-25", "a sound", put(ALARM, "ACTION", "ACTION:AUDIO")),
    Seed("READ-26", "two alarms without UID", both(put(ALARM, "UID"), swap(b"END:VALARM\r\n", b"END:VALARM\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:a\r\nTRIGGER:-PT16H\r\nEND:VALARM\r\n"))),
    Seed("READ-27", "backslash", put(EVENT, "DESCRIPTION", "DESCRIPTION:D:\\\\Notes")),
    Seed("READ-28", "HTML", put(EVENT, "DESCRIPTION", "DESCRIPTION:<b>甲</b>")),
    Seed("READ-29", "too big", lambda feed: feed.replace(b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\n" + b"X-A:a\r\n" * 130_000, 1)),
    Seed("READ-30", "categories joined", put(EVENT, "CATEGORIES", "CATEGORIES:甲\\,乙")),
    Seed("READ-31", "organizer", add(EVENT, ORGANIZER)),
    Seed("READ-32", "two calendars", lambda feed: feed + feed),
    *HARMFUL,
    Seed("READ-33", "alarms from the farthest", lines(lambda text: text.__setitem__(
        slice(text.index("BEGIN:VALARM"), text.index("BEGIN:VALARM")),
        ["BEGIN:VALARM", "UID:green-one", "ACTION:DISPLAY", "DESCRIPTION:a", "TRIGGER:-P13DT15H", "END:VALARM"],
    ))),
)  # fmt: skip
