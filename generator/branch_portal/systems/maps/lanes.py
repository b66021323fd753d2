"""一年的進度: a branch's year as one lane a track, from the day work opens to the day it is due."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from branch_portal.charts.lanes import Axis, Lane, axis, lane
from branch_portal.charts.shapes import Tone
from branch_portal.organisation.model import Track
from branch_portal.systems.logbooks.figures import Mark, Matter

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

    title: str
    lane: Lane
    says: str
    done: int
    matters: int


@dataclass(frozen=True)
class Swimlane:
    """A branch's year: an axis from January to December, a lane a track, and the sentence over them."""

    axis: Axis
    tracks: tuple[TrackLane, ...]
    said: str


def swimlane(matters: Sequence[Matter], tracks: Iterable[Track], year: int, today: dt.date) -> Swimlane:
    """The lanes of the tracks that have something, in the order of the tracks."""
    days = axis(dt.date(year, 1, 1), dt.date(year, 12, 31), today)
    groups: dict[str, list[Matter]] = {}
    for one in matters:
        groups.setdefault(one.occurrence.duty.track, []).append(one)
    found = tuple(_track(track.title, groups[track.id], days) for track in tracks if track.id in groups)
    return Swimlane(days, found, _said(matters, year))


def _track(title: str, matters: Sequence[Matter], axis: Axis) -> TrackLane:
    spans: list[tuple[dt.date, dt.date, Tone, str, str]] = [
        (
            one.occurrence.opens,
            one.occurrence.due,
            "soft",
            f"{one.occurrence.title}：{_when(one.occurrence.opens)}起",
            "",
        )
        for one in matters
        if one.occurrence.due - one.occurrence.opens > _LONG
    ]
    by_day: dict[dt.date, list[Matter]] = {}
    for one in matters:
        by_day.setdefault(one.occurrence.due, []).append(one)
    marks = []
    for day, items in by_day.items():
        worst = next(mark for mark in _WORST if any(one.mark == mark for one in items))
        left = "、".join(one.occurrence.title for one in items if one.mark != "done")
        marks.append((day, _TONES[worst], f"{_when(day)}：{left}" if left else "", ""))
    done, late = (sum(one.mark == mark for one in matters) for mark in ("done", "late"))
    says = f"{title}{len(matters)}期，已登記{done}期，到期沒有登記{late}期"
    return TrackLane(title, lane(axis.days, spans, marks), says, done, len(matters))


def _said(matters: Sequence[Matter], year: int) -> str:
    counts = {mark: sum(one.mark == mark for one in matters) for mark in _TONES}
    late = f"到期沒有登記的{counts['late']}期" if counts["late"] else "到期的都登記了"
    return f"{year}年{len(matters)}期，已登記{counts['done']}期，{late}，還沒到期{counts['later']}期。"


def _when(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
