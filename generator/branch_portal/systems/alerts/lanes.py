"""綠、黃、紅 on an axis of days: one lane for every matter of the board."""

import datetime as dt
from typing import Protocol

from branch_portal.charts.lanes import Lane, lane
from branch_portal.charts.scale import Days
from branch_portal.charts.shapes import Tone
from branch_portal.year.alert_days import Alerted

BEFORE = dt.timedelta(days=14)
"""How far before the day of the build the axis begins: what turned red lately is still seen turning."""


class Due(Alerted, Protocol):
    """Anything with three levels and a day."""

    @property
    def due(self) -> dt.date: ...


def alert_lane(days: Days, item: Due) -> Lane:
    """Its green, yellow and red days up to the day it is due; a level that begins after that day ends with it."""
    edges: list[tuple[dt.date, Tone]] = [(item.green, "soft"), (item.yellow, "some"), (item.red, "late")]
    last = max(item.due, item.red)
    ends = [item.yellow, item.red, last + dt.timedelta(days=1)]
    spans = [
        (first, end - dt.timedelta(days=1), tone, "", "")
        for (first, tone), end in zip(edges, ends, strict=True)
        if first < end
    ]
    return lane(days, spans)
