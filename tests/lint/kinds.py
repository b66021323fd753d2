"""Seventy-one more kinds of defects, what makers of feeds get wrong, written down before the lint was held against them.

It found 28 of them then.
"""

from tests.lint.seeds import ALARM, EVENT, HEAD, Change, Seed, add, both, lines, put, swap, timed


def text(name: str, value: str) -> Change:
    return put(EVENT, name, f"{name}:{value}")


RING = ("ACTION:DISPLAY", "DESCRIPTION:a", "END:VALARM")


def alarm(*more: str) -> Change:
    return lines(lambda all: all.__setitem__(slice(at := all.index("END:VALARM") + 1, at), ["BEGIN:VALARM", *more]))


KINDS: tuple[Seed, ...] = (
    # identity
    Seed("READ-15", "UID ends with a space", text("UID", "a@a.example ")),
    Seed("READ-15", "UID with a space inside", text("UID", "a b@a.example")),
    Seed("READ-15", "UID of 300 characters", text("UID", "a" * 290 + "@a.example")),
    Seed("READ-15", "UID is an address of a page", text("UID", "https://a.example/b")),
    Seed("SLIP-15", "an event is related to itself", lines(lambda all: all.insert(all.index("BEGIN:VEVENT") + 1, "RELATED-TO:" + next(one for one in all if one.startswith("UID:")).removeprefix("UID:")))),
    Seed("SLIP-14", "the same matter twice on one day", lines(lambda all: all.__setitem__(slice(-1, -1), ["BEGIN:VEVENT", "UID:other@a.example", *[one for one in all[all.index("BEGIN:VEVENT"):all.index("BEGIN:VALARM")] if one.startswith(("SUMMARY", "DTSTART", "DTEND", "DTSTAMP"))], "END:VEVENT"]))),
    Seed("TYPE-08", "SEQUENCE beyond all reason", text("SEQUENCE", "2147483648")),
    Seed("IDEN-06", "revised before it was created", put(EVENT, "CREATED", "CREATED:20990101T000000Z")),
    Seed("SLIP-13", "DTSTAMP in the far future", both(text("DTSTAMP", "20990105T010000Z"), text("LAST-MODIFIED", "20990105T010000Z"), put(HEAD, "LAST-MODIFIED", "LAST-MODIFIED:20990105T010000Z"))),
    Seed("READ-16", "DTSTAMP older than LAST-MODIFIED", text("DTSTAMP", "20200101T000000Z")),
    # words
    Seed("SLIP-04", "SUMMARY of spaces", text("SUMMARY", "   ")),
    Seed("SLIP-04", "SUMMARY begins with a space", text("SUMMARY", " 甲")),
    Seed("SLIP-04", "a line break in SUMMARY", text("SUMMARY", "甲\\n乙")),
    Seed("SLIP-04", "a tab in SUMMARY", text("SUMMARY", "甲\t乙")),
    Seed("SLIP-02", "UTF-8 read as Latin-1", text("SUMMARY", "æ”¯éƒ¨ä¼šè®®")),
    Seed("SLIP-02", "UTF-8 read as GBK", text("SUMMARY", "鏀儴浼氳")),
    Seed("SLIP-02", "question marks for characters", text("SUMMARY", "?????? ??")),
    Seed("SLIP-01", "a template not filled in", text("SUMMARY", "{{ title }}")),
    Seed("SLIP-01", "a format not filled in", text("DESCRIPTION", "交什麼：%s")),
    Seed("SLIP-01", "undefined", text("SUMMARY", "undefined")),
    Seed("SLIP-01", "None", text("SUMMARY", "None")),
    Seed("SLIP-01", "[object Object]", text("DESCRIPTION", "[object Object]")),
    Seed("READ-27", "escaped twice", text("DESCRIPTION", "甲\\\\n乙")),
    Seed("SLIP-02", "percent-encoded words", text("SUMMARY", "%E7%94%B2%E4%B9%99")),
    Seed("READ-27", "a unicode escape", text("SUMMARY", "\\\\u7532\\\\u4e59")),
    Seed("SLIP-03", "a zero-width space", text("SUMMARY", "甲\u200b乙")),
    Seed("LINE-07", "a byte order mark inside", text("SUMMARY", "甲\ufeff乙")),
    Seed("SLIP-03", "a private character", text("SUMMARY", "甲\ue000乙")),
    Seed("SLIP-03", "a non-character", text("SUMMARY", "甲\uffff乙")),
    Seed("SLIP-03", "a soft hyphen", text("SUMMARY", "甲\u00ad乙")),
    Seed("GRAM-01", "a colon of full width", swap(b"CLASS:PUBLIC\r\n", "CLASS：PUBLIC\r\n".encode())),
    Seed("SLIP-06", "a description of 40 KB", text("DESCRIPTION", "長" * 14000)),
    Seed("SLIP-07", "a picture in the description", text("DESCRIPTION", "data:image/png;base64,".replace(";", "\\;").replace(",", "\\,") + "A" * 400)),
    Seed("SLIP-07", "Markdown in the description", text("DESCRIPTION", "**甲** [乙](https://a.example/)")),
    Seed("SLIP-05", "an empty LOCATION", add(EVENT, "LOCATION:")),
    Seed("SLIP-05", "empty CATEGORIES", text("CATEGORIES", "")),
    Seed("SLIP-05", "an empty category between two", text("CATEGORIES", "甲,,乙")),
    Seed("SLIP-05", "the same category twice", text("CATEGORIES", "甲,甲")),
    Seed("SLIP-05", "an empty DESCRIPTION", text("DESCRIPTION", "")),
    # addresses
    Seed("SLIP-08", "URL of the maker's own machine", text("URL", "http://localhost:8000/year/")),
    Seed("SLIP-08", "URL of 127.0.0.1", text("URL", "http://127.0.0.1/year/")),
    Seed("SLIP-08", "URL of a file", text("URL", "file:///C:/site/index.html")),
    Seed("SLIP-08", "URL with a password", text("URL", "https://me:secret@a.example/")),
    Seed("READ-20", "URL that runs a script", text("URL", "javascript:alert(1)")),
    Seed("TYPE-13", "URL with a bar", text("URL", "https://a.example/a|b")),
    Seed("SLIP-08", "URL of nothing", text("URL", "https://")),
    Seed("SLIP-08", "SOURCE is a file", put(HEAD, "SOURCE", "SOURCE;VALUE=URI:file:///C:/a.ics")),
    Seed("SLIP-08", "an attachment on a disk", add(EVENT, "ATTACH:file:///C:/a.docx")),
    # head
    Seed("SLIP-09", "asked for every minute", both(put(HEAD, "REFRESH-INTERVAL", "REFRESH-INTERVAL;VALUE=DURATION:PT1M"), put(HEAD, "X-PUBLISHED-TTL", "X-PUBLISHED-TTL:PT1M"))),
    Seed("SLIP-09", "asked for once a year", both(put(HEAD, "REFRESH-INTERVAL", "REFRESH-INTERVAL;VALUE=DURATION:P365D"), put(HEAD, "X-PUBLISHED-TTL", "X-PUBLISHED-TTL:P365D"))),
    Seed("READ-08", "TTL in words", put(HEAD, "X-PUBLISHED-TTL", "X-PUBLISHED-TTL:12h")),
    Seed("IDEN-02", "an unknown colour", put(HEAD, "COLOR", "COLOR:rouge")),
    Seed("SLIP-10", "Apple's colour by name", put(HEAD, "X-APPLE-CALENDAR-COLOR", "X-APPLE-CALENDAR-COLOR:red")),
    Seed("READ-04", "an empty name", both(put(HEAD, "NAME", "NAME:"), put(HEAD, "X-WR-CALNAME", "X-WR-CALNAME:"))),
    Seed("SLIP-06", "a name of 200 characters", both(put(HEAD, "NAME", "NAME:" + "長" * 200), put(HEAD, "X-WR-CALNAME", "X-WR-CALNAME:" + "長" * 200))),
    # alarms
    Seed("SLIP-11", "rings after the start", put(ALARM, "TRIGGER", "TRIGGER:PT9H")),
    Seed("SLIP-12", "rings two years before", put(ALARM, "TRIGGER", "TRIGGER:-P730D")),
    Seed("SLIP-12", "two alarms at one moment", alarm("UID:x-1", "TRIGGER:-PT15H", *RING)),
    Seed("READ-33", "eight alarms", both(*(alarm(f"UID:x-{n}", f"TRIGGER:-P{n}DT15H", *RING) for n in range(1, 9)))),
    Seed("SLIP-12", "an alarm without words", put(ALARM, "DESCRIPTION", "DESCRIPTION:")),
    Seed("ALRM-02", "an e-mail to nobody", put(ALARM, "ACTION", "ACTION:EMAIL", "SUMMARY:a")),
    # times
    Seed("TIME-02", "no length", timed("DTSTART:20260310T010000Z", "DTEND:20260310T010000Z")),
    Seed("TIME-12", "UNTIL of another kind", add(EVENT, "RRULE:FREQ=YEARLY;UNTIL=20300101T000000Z")),
    Seed("TIME-14", "EXDATE of another kind", add(EVENT, "RRULE:FREQ=YEARLY", "EXDATE:20270310T010000Z")),
    Seed("READ-14", "EXDATE without a rule", add(EVENT, "EXDATE;VALUE=DATE:20270310")),
    Seed("READ-14", "a rule that is long over", add(EVENT, "RRULE:FREQ=DAILY;UNTIL=20000101")),
    Seed("SLIP-16", "a leap second", timed("DTSTART:20260310T235960Z", "DTEND:20260311T010000Z")),
    Seed("HARM-08", "a zone in lower case", put(HEAD, "X-WR-TIMEZONE", "X-WR-TIMEZONE:asia/shanghai")),
    # people
    Seed("READ-31", "a member as attendee", add(EVENT, "ATTENDEE;CN=a:mailto:a@a.example")),
    Seed("SLIP-17", "a telephone in CONTACT", add(EVENT, "CONTACT:13800000000")),
    Seed("SLIP-18", "no place on earth", add(EVENT, "GEO:0;0")),
)  # fmt: skip
