"""The one place that may ask the clock: which day a command works for, and at which moment it publishes."""

import datetime as dt
import os
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years that a date may be in; far off, a day is a slip of the pen that makes calendars and terms run for minutes."""


def build_day(as_of: str | None = None) -> dt.date:
    """The day given (YYYY-MM-DD), else `SOURCE_DATE_EPOCH`, else today in Asia/Shanghai.

    Raises ValueError for a day that is not one, or that no record could have.
    """
    day = _day(as_of)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day


def _day(as_of: str | None) -> dt.date:
    if as_of:
        return dt.date.fromisoformat(as_of)
    return _clock().astimezone(_ZONE).date()


def moment_on(day: dt.date) -> dt.datetime:
    """The clock's moment (UTC, whole seconds) where it falls on `day` in Asia/Shanghai, else noon there on `day`."""
    moment = _clock()
    return moment if moment.astimezone(_ZONE).date() == day else noon(day)


def noon(day: dt.date) -> dt.datetime:
    """Noon of `day` in Asia/Shanghai, in UTC: the moment of a build, which knows only its day."""
    return dt.datetime.combine(day, dt.time(4), dt.UTC)


def _clock() -> dt.datetime:
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
