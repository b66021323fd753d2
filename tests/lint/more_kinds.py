"""Sixty-seven more kinds of defects, written down after reading RFC 5545, 7986, 9073 and 9074 once more.

The lint found 46 of them then. Two are no defects after all: a sign before a SEQUENCE is in the grammar, and a title that looks like a UID is a
title. The others that it missed are here, with some of those it found.
"""

from tests.lint.seeds import ALARM, EVENT, HEAD, Change, Seed, add, both, lines, put

MIDNIGHT = "X-MICROSOFT-CDO-ALLDAYEVENT"


def inside(*fresh: str) -> Change:
    """A component at the end of the first event."""
    return lines(lambda text: text.__setitem__(slice(at := text.index("END:VEVENT"), at), list(fresh)))


def span(start: str, end: str) -> Change:
    return both(put(EVENT, "DTSTART", f"DTSTART:{start}"), put(EVENT, "DTEND", f"DTEND:{end}"), put(EVENT, MIDNIGHT))


MORE_KINDS: tuple[Seed, ...] = (
    Seed("LATE-01", "a place without UID", inside("BEGIN:VLOCATION", "NAME:甲", "END:VLOCATION")),
    Seed("LATE-01", "a resource without UID", inside("BEGIN:VRESOURCE", "NAME:甲", "END:VRESOURCE")),
    Seed("LATE-01", "a participant of no type", inside("BEGIN:PARTICIPANT", "UID:p1", "END:PARTICIPANT")),
    Seed("LATE-02", "data of no type", add(EVENT, "STRUCTURED-DATA:{}")),
    Seed("LATE-02", "a rich text of no type", add(EVENT, "STYLED-DESCRIPTION:a")),
    Seed("LATE-03", "data of no format", add(EVENT, "STRUCTURED-DATA;VALUE=TEXT:a")),
    Seed("LATE-04", "a link to nothing said", add(EVENT, "LINK;VALUE=URI:https://a.example/")),
    Seed("LATE-05", "a place beyond the poles", inside("BEGIN:VLOCATION", "UID:l1", "GEO:200;500", "END:VLOCATION")),
    Seed("LATE-06", "an alarm put off that is not there", add(ALARM, "RELATED-TO;RELTYPE=SNOOZE:nothing")),
    Seed("SLIP-19", "private in public", put(EVENT, "CLASS", "CLASS:PRIVATE")),
    Seed("SLIP-19", "confidential in public", put(EVENT, "CLASS", "CLASS:CONFIDENTIAL")),
    Seed("READ-24", "cancelled in the title alone", put(EVENT, "SUMMARY", "SUMMARY:【已取消】甲")),
    Seed("SLIP-20", "a day from midnight to midnight", span("20260310T000000Z", "20260311T000000Z")),
    Seed("SLIP-20", "a day from midnight to midnight in China", span("20260309T160000Z", "20260310T160000Z")),
    Seed("SLIP-20", "a day to its last second", span("20260310T000000Z", "20260310T235959Z")),
    Seed(
        "HARM-06",
        "the day when clocks begin",
        both(put(EVENT, "DTSTART", "DTSTART;VALUE=DATE:19700101"), put(EVENT, "DTEND", "DTEND;VALUE=DATE:19700102")),
    ),
    Seed(
        "HARM-06",
        "revised when clocks begin",
        both(
            put(EVENT, "DTSTAMP", "DTSTAMP:19700101T000000Z"),
            put(EVENT, "LAST-MODIFIED", "LAST-MODIFIED:19700101T000000Z"),
        ),
    ),
    Seed("SLIP-15", "related to nothing", add(EVENT, "RELATED-TO:")),
    Seed(
        "READ-05",
        "a name in quotes",
        both(put(HEAD, "NAME", 'NAME:"甲"'), put(HEAD, "X-WR-CALNAME", 'X-WR-CALNAME:"甲"')),
    ),
    Seed(
        "SLIP-08",
        "an address of 3,000 characters",
        put(EVENT, "URL", f"URL:https://a.example/{'a' * 3000}"),
        ("LINE-03",),
    ),
    Seed("TYPE-04", "figures of full width", put(EVENT, "DTSTART", "DTSTART;VALUE=DATE:２０２６０１０５")),
    Seed("TYPE-05", "fractions of a second", put(EVENT, "DTSTAMP", "DTSTAMP:20260105T010000.000Z")),
    Seed("TYPE-06", "a minus of another kind", put(ALARM, "TRIGGER", "TRIGGER:−PT15H")),
    Seed("PROP-15", "quoted-printable", put(EVENT, "SUMMARY", "SUMMARY;ENCODING=QUOTED-PRINTABLE:=E7=94=B2")),
    Seed("PROP-13", "seen at a local time", add(ALARM, "ACKNOWLEDGED:20260105T090000")),
    Seed(
        "TREE-05",
        "an alarm in an alarm",
        lambda feed: feed.replace(
            b"END:VALARM",
            b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:a\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nEND:VALARM",
            1,
        ),
        ("ALRM-07",),
    ),
)
