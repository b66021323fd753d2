"""Lanes of days: rows that share an axis, each with its spans and its marks."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from branch_portal.charts.scale import Days, Tick, month_ticks
from branch_portal.charts.shapes import Tone


@dataclass(frozen=True)
class Span:
    """Days on a lane, placed: `x` and `width` in percent."""

    x: float
    width: float
    tone: Tone
    says: str
    link: str = ""


@dataclass(frozen=True)
class Mark:
    """A day on a lane, placed."""

    x: float
    tone: Tone
    says: str
    link: str = ""


@dataclass(frozen=True)
class Lane:
    """One row of days: spans, then marks over them."""

    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Axis:
    """The days that lanes share: ticks, and the day of the build, which a script turns into the reader's."""

    days: Days
    ticks: tuple[Tick, ...]
    today: float | None


def axis(first: dt.date, last: dt.date, today: dt.date | None = None) -> Axis:
    """Days with the names of their months."""
    days = Days(first, last)
    return Axis(days, month_ticks(days), days.middle(today) if today and first <= today <= last else None)


def lane(
    days: Days,
    spans: Iterable[tuple[dt.date, dt.date, Tone, str, str]] = (),
    marks: Iterable[tuple[dt.date, Tone, str, str]] = (),
) -> Lane:
    """Spans (first, last, tone, says, link) and marks (day, tone, says, link); what lies outside is left out."""
    placed = [(days.span(first, last), tone, says, link) for first, last, tone, says, link in spans]
    return Lane(
        tuple(Span(*where, tone, says, link) for where, tone, says, link in placed if where),
        tuple(Mark(days.middle(day), tone, says, link) for day, tone, says, link in marks if days.span(day, day)),
    )
