"""The standard as tables: components, properties, parameters, values (RFC 5545, 7986, 9074)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PropertyType:
    """`types`: the value types allowed, the default first; `many`: values are a list with commas.

    `explicit` properties have no default type, so VALUE must be written.
    """

    section: str
    types: tuple[str, ...]
    parameters: frozenset[str] = frozenset()
    many: bool = False
    explicit: bool = False


@dataclass(frozen=True)
class ComponentType:
    """Which properties stand in a component exactly once, at most once, any number of times; `inside`: components."""

    section: str
    once: frozenset[str]
    at_most_once: frozenset[str]
    any_number: frozenset[str]
    inside: frozenset[str] = frozenset()

    def knows(self, name: str) -> bool:
        return name in self.once or name in self.at_most_once or name in self.any_number


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _property(section: str, types: str, parameters: str = "", many: bool = False) -> PropertyType:
    return PropertyType(f"RFC 5545 §{section}", tuple(types.split()), _words(parameters), many)


_ATTENDEE = "CUTYPE MEMBER ROLE PARTSTAT RSVP DELEGATED-TO DELEGATED-FROM SENT-BY CN DIR LANGUAGE EMAIL"
PROPERTIES: dict[str, PropertyType] = {
    "CALSCALE": _property("3.7.1", "TEXT"),
    "METHOD": _property("3.7.2", "TEXT"),
    "PRODID": _property("3.7.3", "TEXT"),
    "VERSION": _property("3.7.4", "VERSION"),
    "ATTACH": _property("3.8.1.1", "URI BINARY", "ENCODING FMTTYPE"),
    "CATEGORIES": _property("3.8.1.2", "TEXT", "LANGUAGE", many=True),
    "CLASS": _property("3.8.1.3", "TEXT"),
    "COMMENT": _property("3.8.1.4", "TEXT", "ALTREP LANGUAGE"),
    "DESCRIPTION": _property("3.8.1.5", "TEXT", "ALTREP LANGUAGE"),
    "GEO": _property("3.8.1.6", "GEO"),
    "LOCATION": _property("3.8.1.7", "TEXT", "ALTREP LANGUAGE"),
    "PERCENT-COMPLETE": _property("3.8.1.8", "INTEGER"),
    "PRIORITY": _property("3.8.1.9", "INTEGER"),
    "RESOURCES": _property("3.8.1.10", "TEXT", "ALTREP LANGUAGE", many=True),
    "STATUS": _property("3.8.1.11", "TEXT"),
    "SUMMARY": _property("3.8.1.12", "TEXT", "ALTREP LANGUAGE"),
    "COMPLETED": _property("3.8.2.1", "DATE-TIME"),
    "DTEND": _property("3.8.2.2", "DATE-TIME DATE", "TZID"),
    "DUE": _property("3.8.2.3", "DATE-TIME DATE", "TZID"),
    "DTSTART": _property("3.8.2.4", "DATE-TIME DATE", "TZID"),
    "DURATION": _property("3.8.2.5", "DURATION"),
    "FREEBUSY": _property("3.8.2.6", "PERIOD", "FBTYPE", many=True),
    "TRANSP": _property("3.8.2.7", "TEXT"),
    "TZID": _property("3.8.3.1", "TEXT"),
    "TZNAME": _property("3.8.3.2", "TEXT", "LANGUAGE"),
    "TZOFFSETFROM": _property("3.8.3.3", "UTC-OFFSET"),
    "TZOFFSETTO": _property("3.8.3.4", "UTC-OFFSET"),
    "TZURL": _property("3.8.3.5", "URI"),
    "ATTENDEE": _property("3.8.4.1", "CAL-ADDRESS", _ATTENDEE),
    "CONTACT": _property("3.8.4.2", "TEXT", "ALTREP LANGUAGE"),
    "ORGANIZER": _property("3.8.4.3", "CAL-ADDRESS", "CN DIR SENT-BY LANGUAGE EMAIL"),
    "RECURRENCE-ID": _property("3.8.4.4", "DATE-TIME DATE", "TZID RANGE"),
    "RELATED-TO": _property("3.8.4.5", "TEXT UID URI", "RELTYPE"),
    "URL": _property("3.8.4.6", "URI"),
    "UID": _property("3.8.4.7", "TEXT"),
    "EXDATE": _property("3.8.5.1", "DATE-TIME DATE", "TZID", many=True),
    "RDATE": _property("3.8.5.2", "DATE-TIME DATE PERIOD", "TZID", many=True),
    "RRULE": _property("3.8.5.3", "RECUR"),
    "ACTION": _property("3.8.6.1", "TEXT"),
    "REPEAT": _property("3.8.6.2", "INTEGER"),
    "TRIGGER": _property("3.8.6.3", "DURATION DATE-TIME", "RELATED"),
    "CREATED": _property("3.8.7.1", "DATE-TIME"),
    "DTSTAMP": _property("3.8.7.2", "DATE-TIME"),
    "LAST-MODIFIED": _property("3.8.7.3", "DATE-TIME"),
    "SEQUENCE": _property("3.8.7.4", "INTEGER"),
    "REQUEST-STATUS": _property("3.8.8.3", "REQUEST-STATUS", "LANGUAGE"),
    "NAME": PropertyType("RFC 7986 §5.1", ("TEXT",), _words("ALTREP LANGUAGE")),
    "REFRESH-INTERVAL": PropertyType("RFC 7986 §5.7", ("DURATION",), explicit=True),
    "SOURCE": PropertyType("RFC 7986 §5.8", ("URI",), explicit=True),
    "COLOR": PropertyType("RFC 7986 §5.9", ("TEXT",)),
    "IMAGE": PropertyType(
        "RFC 7986 §5.10", ("URI", "BINARY"), _words("ENCODING FMTTYPE ALTREP DISPLAY"), explicit=True
    ),
    "CONFERENCE": PropertyType("RFC 7986 §5.11", ("URI",), _words("FEATURE LABEL LANGUAGE"), explicit=True),
    "ACKNOWLEDGED": PropertyType("RFC 9074 §6.1", ("DATE-TIME",)),
    "PROXIMITY": PropertyType("RFC 9074 §8.1", ("TEXT",)),
}

LATER_PROPERTIES = _words(
    "BUSYTYPE LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE CALENDAR-ADDRESS STYLED-DESCRIPTION STRUCTURED-DATA "
    "CONCEPT LINK REFID TZUNTIL TZID-ALIAS-OF POLL-ITEM-ID POLL-MODE POLL-PROPERTIES POLL-WINNER REPLY-URL "
    "ACCEPT-RESPONSE POLL-COMPLETION RESPONSE"
)
"""Registered by later standards; accepted and not looked into."""
LATER_COMPONENTS = _words("VAVAILABILITY AVAILABLE PARTICIPANT VLOCATION VRESOURCE VPOLL VOTE")
PARAMETERS = _words(
    "ALTREP CN CUTYPE DELEGATED-FROM DELEGATED-TO DIR ENCODING FMTTYPE FBTYPE LANGUAGE MEMBER PARTSTAT RANGE RELATED "
    "RELTYPE ROLE RSVP SENT-BY TZID VALUE DISPLAY EMAIL FEATURE LABEL"
)
LATER_PARAMETERS = _words(
    "SCHEDULE-AGENT SCHEDULE-STATUS SCHEDULE-FORCE-SEND SIZE FILENAME MANAGED-ID ORDER SCHEMA DERIVED GAP LINKREL "
    "REQUIRED STAY-INFORMED"
)

_REPEATING = "ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE REQUEST-STATUS RELATED-TO RDATE RRULE IMAGE CONFERENCE"
COMPONENTS: dict[str, ComponentType] = {
    "VCALENDAR": ComponentType(
        "RFC 5545 §3.6、RFC 7986 §4",
        _words("PRODID VERSION"),
        _words("CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR"),
        _words("NAME DESCRIPTION CATEGORIES IMAGE"),
        _words("VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE"),
    ),
    "VEVENT": ComponentType(
        "RFC 5545 §3.6.1",
        _words("DTSTAMP UID"),
        _words(
            "DTSTART CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY SEQUENCE STATUS SUMMARY "
            "TRANSP URL RECURRENCE-ID DTEND DURATION COLOR"
        ),
        _words(f"{_REPEATING} RESOURCES"),
        _words("VALARM"),
    ),
    "VTODO": ComponentType(
        "RFC 5545 §3.6.2",
        _words("DTSTAMP UID"),
        _words(
            "CLASS COMPLETED CREATED DESCRIPTION DTSTART GEO LAST-MODIFIED LOCATION ORGANIZER PERCENT-COMPLETE "
            "PRIORITY RECURRENCE-ID SEQUENCE STATUS SUMMARY URL DUE DURATION COLOR"
        ),
        _words(f"{_REPEATING} RESOURCES"),
        _words("VALARM"),
    ),
    "VJOURNAL": ComponentType(
        "RFC 5545 §3.6.3",
        _words("DTSTAMP UID"),
        _words("CLASS CREATED DTSTART LAST-MODIFIED ORGANIZER RECURRENCE-ID SEQUENCE STATUS SUMMARY URL COLOR"),
        _words(f"{_REPEATING} DESCRIPTION"),
    ),
    "VFREEBUSY": ComponentType(
        "RFC 5545 §3.6.4",
        _words("DTSTAMP UID"),
        _words("CONTACT DTSTART DTEND ORGANIZER URL"),
        _words("ATTENDEE COMMENT FREEBUSY REQUEST-STATUS"),
    ),
    "VTIMEZONE": ComponentType(
        "RFC 5545 §3.6.5",
        _words("TZID"),
        _words("LAST-MODIFIED TZURL"),
        frozenset(),
        _words("STANDARD DAYLIGHT"),
    ),
    "VALARM": ComponentType(
        "RFC 5545 §3.6.6、RFC 9074",
        _words("ACTION TRIGGER"),
        _words("DURATION REPEAT DESCRIPTION SUMMARY UID ACKNOWLEDGED PROXIMITY"),
        _words("ATTACH ATTENDEE RELATED-TO"),
    ),
}
COMPONENTS["STANDARD"] = COMPONENTS["DAYLIGHT"] = ComponentType(
    "RFC 5545 §3.6.5",
    _words("DTSTART TZOFFSETTO TZOFFSETFROM"),
    frozenset(),
    _words("RRULE COMMENT RDATE TZNAME"),
)

STATUSES: dict[str, frozenset[str]] = {
    "VEVENT": _words("TENTATIVE CONFIRMED CANCELLED"),
    "VTODO": _words("NEEDS-ACTION COMPLETED IN-PROCESS CANCELLED"),
    "VJOURNAL": _words("DRAFT FINAL CANCELLED"),
}
"""RFC 5545 §3.8.1.11: the statuses of each component."""
CLOSED_SETS: dict[str, frozenset[str]] = {"TRANSP": _words("OPAQUE TRANSPARENT"), "CALSCALE": _words("GREGORIAN")}
"""Properties that take only these values."""
OPEN_SETS = _words("CLASS ACTION METHOD PROXIMITY")
"""Properties whose values are tokens: a few known, others registered or beginning with X-."""
UTC_ONLY = _words("COMPLETED CREATED DTSTAMP LAST-MODIFIED ACKNOWLEDGED")
RANGES: dict[str, tuple[int, int]] = {"PERCENT-COMPLETE": (0, 100), "PRIORITY": (0, 9), "SEQUENCE": (0, 2**31 - 1)}
