"""What a reader took from a feed, whichever reader it was."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Alarm:
    """`seconds` from the beginning of the event, negative before it."""

    seconds: int
    uid: str
    words: str


@dataclass(frozen=True)
class Meaning:
    """One event; `last` is the last day, included; `revised` in UTC as YYYYMMDDTHHMMSSZ."""

    uid: str
    first: dt.date
    last: dt.date
    summary: str
    description: str
    url: str
    categories: tuple[str, ...]
    status: str
    sequence: int
    revised: str
    alarms: tuple[Alarm, ...]
