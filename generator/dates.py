"""The one place that may ask the clock: which day a build is made for."""

import datetime as dt
import os
from zoneinfo import ZoneInfo


def build_day(as_of: str | None = None) -> dt.date:
    """The day given (YYYY-MM-DD), else `SOURCE_DATE_EPOCH`, else today in Asia/Shanghai.

    Raises ValueError for a day that is not one.
    """
    if as_of:
        return dt.date.fromisoformat(as_of)
    zone = ZoneInfo("Asia/Shanghai")
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return dt.datetime.fromtimestamp(int(epoch), zone).date()
    return dt.datetime.now(zone).date()
