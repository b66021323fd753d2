"""一年的進度: a branch's year as one lane a track, from the day work opens to the day it is due.

Where there is no room for a year side by side, the same year is a strip: a row a month, a column a track.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from branch_portal.charts.lanes import Axis, Lane, axis, lane
from branch_portal.charts.shapes import Tone
from branch_portal.ground.day_words import month_day
from branch_portal.organisation.model import Track
from branch_portal.systems.logbooks.figures import Mark, Matter
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.workdays import DAY

_TONES: Mapping[Mark, Tone] = {"done": "done", "slip": "some", "late": "late", "later": "open"}
KEYS: tuple[tuple[Tone, str], ...] = (
    ("done", "已登記"),
    ("some", "有任務單，還沒核驗"),
    ("late", "到期沒有登記"),
    ("open", "還沒到期"),
    ("soft", "從可以辦到期限"),
)
_WORST: Sequence[Mark] = ("late", "slip", "later", "done")
_LONG = dt.timedelta(days=32)
"""What may be begun earlier than this before its day is drawn as a span; the rest comes round and is a mark alone."""


@dataclass(frozen=True)
class TrackLane:
    """One track of the year: its lane, the words that say the same, and how many days it has of how many recorded."""

    id: str
    title: str
    lane: Lane
    says: str
    done: int
    matters: int


@dataclass(frozen=True)
class Cell:
    """What one track asks for in one month: what is read, the shade under it, how many days it has."""

    mark: str
    shade: str
    count: int = 0


@dataclass(frozen=True)
class Month:
    """A row of the strip; `anchor` is the list of the month's matters on the same page, empty where there are none."""

    title: str
    first: dt.date
    last: dt.date
    anchor: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Swimlane:
    """A branch's year: an axis from January to December, a lane a track, the strip of months, and the sentence over them."""

    axis: Axis
    tracks: tuple[TrackLane, ...]
    months: tuple[Month, ...]
    said: str


def swimlane(matters: Sequence[Matter], tracks: Iterable[Track], year: int, today: dt.date) -> Swimlane:
    """The lanes of the tracks that have something, in the order of the tracks."""
    days = axis(dt.date(year, 1, 1), dt.date(year, 12, 31), today)
    groups: dict[str, list[Matter]] = {}
    for one in matters:
        groups.setdefault(one.occurrence.duty.track, []).append(one)
    found = tuple(_track(track.id, track.title, groups[track.id], days) for track in tracks if track.id in groups)
    months = tuple(_months(found, groups, year))
    return Swimlane(days, found, months, _said(matters, year))


def _months(tracks: Sequence[TrackLane], groups: Mapping[str, Sequence[Matter]], year: int) -> Iterator[Month]:
    """The twelve months, and those of the next year in which something of this one falls due."""
    ends = {one.occurrence.due.replace(day=1) for matters in groups.values() for one in matters}
    for first in sorted({dt.date(year, month, 1) for month in range(1, 13)} | ends):
        last = (first + _LONG).replace(day=1) - DAY
        own = "" if first.year == year else f"-of-{year}"
        yield Month(
            f"{first.month}月" if not own else f"次年{first.month}月",
            first,
            last,
            f"m-{first:%Y-%m}{own}" if first in ends else "",
            tuple(_cell(groups[track.id], first, last) for track in tracks),
        )


def _cell(matters: Iterable[Matter], first: dt.date, last: dt.date) -> Cell:
    """What is missing comes before what is open, and that before what is recorded; work that may be done is pale."""
    counts = dict.fromkeys(_TONES, 0)
    running = False
    for one in matters:
        due, opens = one.occurrence.due, one.occurrence.opens
        if first <= due <= last:
            counts[one.mark] += 1
        running = running or (_is_long(one.occurrence) and opens <= last and due > last)
    count = sum(counts.values())
    if not count:
        return Cell("…", "soft") if running else Cell("", "0")
    if counts["late"]:
        return Cell(f"缺{counts['late']}", "late" if counts["late"] == count else "back", count)
    if counts["slip"]:
        return Cell(f"單{counts['slip']}", "some", count)
    if counts["later"]:
        return Cell(str(counts["later"]), "far", count)
    return Cell(f"✓{count}", "done", count)


def names(occurrences: Iterable[Occurrence], year: int) -> dict[str, dict[str, str]]:
    """What falls due, by track and by the place of its mark or span as it is drawn (`cx`, or `x` and `width`): the same for all
    branches with these days, so that no page holds it."""
    days = axis(dt.date(year, 1, 1), dt.date(year, 12, 31)).days
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for one in occurrences:
        words = found.setdefault(one.duty.track, {})
        if days.span(one.due, one.due):
            words.setdefault((f"{days.middle(one.due)}%", f"{month_day(one.due)}："), []).append(one.title)
        if _is_long(one) and (span := days.span(one.opens, one.due)):
            words.setdefault((f"{span[0]}% {span[1]}%", f"{month_day(one.opens)}起："), []).append(one.title)
    return {
        track: {place: day + "、".join(titles) for (place, day), titles in words.items()}
        for track, words in found.items()
    }


def _is_long(one: Occurrence) -> bool:
    return one.due - one.opens > _LONG


def _track(id: str, title: str, matters: Sequence[Matter], axis: Axis) -> TrackLane:
    long = sorted({(one.occurrence.opens, one.occurrence.due) for one in matters if _is_long(one.occurrence)})
    spans: list[tuple[dt.date, dt.date, Tone, str, str]] = [(opens, due, "soft", "", "") for opens, due in long]
    by_day: dict[dt.date, list[Matter]] = {}
    for one in matters:
        by_day.setdefault(one.occurrence.due, []).append(one)
    marks = []
    for day, items in by_day.items():
        worst = next(mark for mark in _WORST if any(one.mark == mark for one in items))
        marks.append((day, _TONES[worst], "", ""))
    done, late = (sum(one.mark == mark for one in matters) for mark in ("done", "late"))
    says = f"{title}{len(matters)}期，已登記{done}期，到期沒有登記{late}期"
    return TrackLane(id, title, lane(axis.days, spans, marks), says, done, len(matters))


def _said(matters: Sequence[Matter], year: int) -> str:
    counts = {mark: sum(one.mark == mark for one in matters) for mark in _TONES}
    late = f"到期沒有登記的{counts['late']}期" if counts["late"] else "到期的都登記了"
    return f"{year}年{len(matters)}期，已登記{counts['done']}期，{late}，還沒到期{counts['later']}期。"
