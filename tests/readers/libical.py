"""libical, the parser of Evolution, KDE and Orage, through its C interface."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from ctypes import CDLL, c_char_p, c_int, c_void_p
from functools import cache, partial
from pathlib import Path
from typing import Any

from tests.readers.meaning import Alarm, Meaning

_LIBRARY = "libical.so.3"


@cache
def _call(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function = getattr(CDLL(_LIBRARY), name)
    function.restype, function.argtypes = result, arguments
    return function  # type: ignore[no-any-return]


@cache
def _component_kind(name: str) -> int:
    return int(_call("icalcomponent_string_to_kind", c_int, c_char_p)(name.encode()))


@cache
def _property_kind(name: str) -> int:
    return int(_call("icalproperty_string_to_kind", c_int, c_char_p)(name.encode()))


def read(feed: Path) -> list[Meaning]:
    """The events of a feed; `ValueError` with the number of errors that libical marked in it."""
    calendar = _call("icalparser_parse_string", c_void_p, c_char_p)(feed.read_bytes())
    if not calendar:
        raise ValueError("libical reads nothing")
    errors = _call("icalcomponent_count_errors", c_int, c_void_p)(calendar)
    if errors:
        raise ValueError(f"libical marked {errors} errors")
    try:
        return [_meaning(event) for event in _components(calendar, "VEVENT")]
    finally:
        _call("icalcomponent_free", None, c_void_p)(calendar)


def _each(owner: int, kind: int, what: str) -> Iterator[int]:
    found = _call(f"icalcomponent_get_first_{what}", c_void_p, c_void_p, c_int)(owner, kind)
    while found:
        yield found
        found = _call(f"icalcomponent_get_next_{what}", c_void_p, c_void_p, c_int)(owner, kind)


def _components(owner: int, name: str) -> list[int]:
    return list(_each(owner, _component_kind(name), "component"))


def _values(owner: int, name: str, text: bool) -> list[str]:
    """The values of the properties `name`: TEXT without its escapes, others as iCalendar writes them."""
    read = _call("icalvalue_get_text" if text else "icalvalue_as_ical_string", c_char_p, c_void_p)
    value = _call("icalproperty_get_value", c_void_p, c_void_p)
    return [read(value(one)).decode() for one in _each(owner, _property_kind(name), "property")]


def _first(owner: int, name: str, text: bool = False) -> str:
    return next(iter(_values(owner, name, text)), "")


def _date(written: str) -> dt.date:
    return dt.datetime.strptime(written, "%Y%m%d").date()


def _seconds(written: str) -> int:
    """`-P13DT15H` in seconds."""
    found = re.fullmatch(r"(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", written)
    assert found, written
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
    return -total if found[1] else total


def _alarm(alarm: int) -> Alarm:
    return Alarm(_seconds(_first(alarm, "TRIGGER")), _first(alarm, "UID", True), _first(alarm, "DESCRIPTION", True))


def _meaning(event: int) -> Meaning:
    text = partial(_first, event, text=True)
    return Meaning(
        uid=text("UID"),
        first=_date(_first(event, "DTSTART")),
        last=_date(_first(event, "DTEND")) - dt.timedelta(days=1),
        summary=text("SUMMARY"),
        description=text("DESCRIPTION"),
        url=_first(event, "URL"),
        # libical keeps the list as one text; its escaped commas are ours to part.
        categories=tuple(
            part.replace("\\", "") for one in _values(event, "CATEGORIES", False) for part in re.split(r"(?<!\\),", one)
        ),
        status=_first(event, "STATUS"),
        sequence=int(_first(event, "SEQUENCE")),
        revised=_first(event, "LAST-MODIFIED"),
        alarms=tuple(sorted(map(_alarm, _components(event, "VALARM")))),
    )
