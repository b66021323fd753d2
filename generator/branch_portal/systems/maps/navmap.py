"""一圖: where everything stands on a branch's year wheel; pure geometry, nothing is drawn here.

Units are those of the drawing, a square of `SIZE`; angles are degrees clockwise from the top. The year runs
clockwise from a gap at the top, which holds the names of the lanes. Marks never overlap: a mark that finds
its place taken moves to another ring of its lane, then a little along it; what still does not fit is
listed beside the wheel only. The square's corners, one per quarter, hold short labels with leader lines
for the numbered marks that find room there.
"""

import datetime as dt
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from branch_portal.organisation.model import Track
from branch_portal.year.occurrence import Occurrence

SIZE = 1000.0
CENTRE = SIZE / 2
GAP = 20.0
"""Degrees at the top that belong to no day."""
OUTER, INNER = 428.0, 182.0
"""Radii between which the lanes lie."""
SMALL, LARGE = 4.2, 11.0
"""Radius of a routine mark, and of a numbered one."""
REACH = 1.22
"""How far the widest marker goes beyond its radius, as a factor."""
CLEARANCE = 0.6
MONTH_SIZE, TERM_SIZE, LABEL_SIZE = 19.0, 12.5, 10.0
"""Type sizes of the names of months and terms, and of the labels; wheel.css repeats them."""
_HUG = 503.0
"""Distance from the centre at which a label begins."""
_ROW = 13.0
_LEAN = 14.0
"""Degrees a leader line may turn aside."""
_NUDGES = [0.0, *(sign * step * 0.6 for step in range(1, 22) for sign in (1, -1))]


@dataclass(frozen=True)
class Lane:
    """One track's ring, from radius `inner` to `outer`; `index` picks its marker."""

    track: Track
    index: int
    inner: float
    outer: float


@dataclass(frozen=True)
class Mark:
    """One occurrence at its place; `number` is 0 for a routine mark."""

    occurrence: Occurrence
    lane: int
    x: float
    y: float
    radius: float
    number: int


@dataclass(frozen=True)
class LegendEntry:
    """A numbered item in words."""

    number: int
    occurrence: Occurrence


@dataclass(frozen=True)
class Tick:
    """A term's name at its day, or a month's at its middle; `x1`..`y2` is the line at its beginning."""

    text: str
    x: float
    y: float
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Box:
    """A rectangle taken by text."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def crossed_by(self, x1: float, y1: float, x2: float, y2: float) -> bool:
        """Whether the line between two points passes through (Liang and Barsky's clipping)."""
        enter, leave = 0.0, 1.0
        for start, step, low, high in ((x1, x2 - x1, self.left, self.right), (y1, y2 - y1, self.top, self.bottom)):
            if abs(step) < 1e-9:
                if not low <= start <= high:
                    return False
                continue
            near, far = sorted(((low - start) / step, (high - start) / step))
            enter, leave = max(enter, near), min(leave, far)
        return enter <= leave


@dataclass(frozen=True)
class Label:
    """A numbered item in words in a corner: `x`, `y` is the end next to the wheel, where the leader arrives."""

    number: int
    occurrence: Occurrence
    text: str
    anchor: str
    text_x: float
    x: float
    y: float
    rim_x: float
    rim_y: float
    box: Box


@dataclass(frozen=True)
class Wheel:
    """A year, placed. `unplaced` are occurrences without room on the wheel: they stand in the table only."""

    year: int
    days: int
    months: tuple[Tick, ...]
    terms: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    legend: tuple[LegendEntry, ...]
    unplaced: tuple[Occurrence, ...]
    labels: tuple[Label, ...]


def layout(
    year: int,
    term_days: Sequence[tuple[str, dt.date]],
    tracks: Sequence[Track],
    occurrences: Sequence[Occurrence],
) -> Wheel:
    """Place a year's occurrences; `term_days` are the names and days of the 24 terms."""
    days = (dt.date(year + 1, 1, 1) - dt.date(year, 1, 1)).days
    depth = (OUTER - INNER) / len(tracks)
    lanes = tuple(
        Lane(track, index, OUTER - depth * (index + 1), OUTER - depth * index) for index, track in enumerate(tracks)
    )
    numbers = _numbers(occurrences)
    placed: dict[str, list[Mark]] = {lane.track.id: [] for lane in lanes}
    unplaced = []
    # Numbered marks are large and few: they choose first.
    for item in sorted(occurrences, key=lambda item: (item.id not in numbers, item.due, item.id)):
        lane = next(lane for lane in lanes if lane.track.id == item.duty.track)
        taken = placed[lane.track.id]
        number = numbers.get(item.id, 0)
        # In a crowd a numbered mark becomes a routine one: smaller, but on the wheel and on its day.
        mark = _free_place(item, number, lane, taken, year, days) or _free_place(item, 0, lane, taken, year, days)
        if mark:
            placed[lane.track.id].append(mark)
        else:
            unplaced.append(item)
    marks = sorted((mark for group in placed.values() for mark in group), key=lambda mark: mark.occurrence.id)
    legend = [LegendEntry(numbers[item.id], item) for item in occurrences if item.id in numbers]
    months = tuple(_months(year, days))
    terms = tuple(_tick(name, angle(day, year, days), 0, 449, OUTER, 438) for name, day in term_days)
    names = [text_box(tick.text, tick.x, tick.y, MONTH_SIZE) for tick in months]
    names += [text_box(tick.text, tick.x, tick.y, TERM_SIZE) for tick in terms]
    return Wheel(
        year=year,
        days=days,
        months=months,
        terms=terms,
        lanes=lanes,
        marks=tuple(marks),
        legend=tuple(sorted(legend, key=lambda entry: entry.number)),
        unplaced=tuple(unplaced),
        labels=tuple(_labels([mark for mark in marks if mark.number], names)),
    )


def angle(day: dt.date, year: int, days: int) -> float:
    """The angle of a day; a due day in the next January stands at the end of its own year."""
    ordinal = min(max((day - dt.date(year, 1, 1)).days, 0), days - 1)
    return GAP / 2 + (ordinal + 0.5) / days * (360 - GAP)


def point(degrees: float, radius: float) -> tuple[float, float]:
    """The place at an angle and a distance from the centre, rounded to a tenth."""
    turn = math.radians(degrees)
    return round(CENTRE + radius * math.sin(turn), 1), round(CENTRE - radius * math.cos(turn), 1)


def text_width(text: str, size: float) -> float:
    """The width of a line of type: a wide character is one em, any other 0.6."""
    return size * sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.6 for letter in text)


def text_box(text: str, x: float, y: float, size: float, anchor: str = "middle") -> Box:
    """The room a line of type takes when it stands at `x` with its middle at height `y`."""
    width = text_width(text, size)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - size * 0.6, left + width, y + size * 0.6)


def _numbers(occurrences: Sequence[Occurrence]) -> dict[str, int]:
    """Numbers for duties done once or twice a year, by day; the routine ones stay without."""
    times = Counter(item.duty.id for item in occurrences)
    dated = sorted((item for item in occurrences if times[item.duty.id] <= 2), key=lambda item: (item.due, item.id))
    return {item.id: number for item, number in zip(dated, count(1), strict=False)}


def _free_place(item: Occurrence, number: int, lane: Lane, taken: Sequence[Mark], year: int, days: int) -> Mark | None:
    radius = LARGE if number else SMALL
    start = angle(item.due, year, days)
    rings = _rings(lane, radius)
    for nudge in _NUDGES:
        degrees = start + nudge
        if not GAP / 2 <= degrees <= 360 - GAP / 2:
            continue
        for ring in rings:
            x, y = point(degrees, ring)
            if all(_apart(x, y, radius, other) for other in taken):
                return Mark(item, lane.index, x, y, radius, number)
    return None


def _rings(lane: Lane, radius: float) -> list[float]:
    """The radii a mark may stand at: a numbered one first in the middle, a routine one from the edge inwards."""
    first, last = lane.outer - REACH * radius - CLEARANCE, lane.inner + REACH * radius + CLEARANCE
    if radius == LARGE:
        return [(first + last) / 2, first, last]
    steps = max(1, int((first - last) / (2 * REACH * radius + CLEARANCE)))
    return [first - (first - last) * step / steps for step in range(steps + 1)]


def _apart(x: float, y: float, radius: float, other: Mark) -> bool:
    reach = REACH * (radius + other.radius) + CLEARANCE
    dx, dy = x - other.x, y - other.y
    return abs(dx) >= reach or abs(dy) >= reach or dx * dx + dy * dy >= reach * reach


def _months(year: int, days: int) -> Iterator[Tick]:
    for month in range(1, 13):
        first = dt.date(year, month, 1)
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        start = angle(first, year, days) - 180 / days
        middle = (angle(first, year, days) + angle(last, year, days)) / 2
        yield _tick(f"{month}月", start, middle - start, 478, INNER, OUTER)


def _tick(text: str, degrees: float, shift: float, radius: float, start: float, end: float) -> Tick:
    return Tick(text, *point(degrees + shift, radius), *point(degrees, start), *point(degrees, end))


def _labels(marks: Sequence[Mark], names: Sequence[Box]) -> Iterator[Label]:
    """The labels of each corner: as many as fit without touching a name, a leader or each other."""
    for right in (True, False):
        for top in (True, False):
            corner = [mark for mark in marks if (mark.x >= CENTRE) == right and (mark.y < CENTRE) == top]
            corner.sort(key=lambda mark: (_steepness(mark.x, mark.y), mark.number))
            near = [name for name in names if _reaches(name, right, top)]
            choices = [[_label(mark, row, right, top, near) for row in range(_rows())] for mark in corner]
            yield from _best(choices)


def _reaches(name: Box, right: bool, top: bool) -> bool:
    """Whether a name has room in a corner's quarter of the drawing, which no leader or label leaves."""
    across = name.right >= CENTRE if right else name.left <= CENTRE
    return across and (name.top <= CENTRE if top else name.bottom >= CENTRE)


def _rows() -> int:
    """How many rows a corner has, down to where the wheel leaves less than five characters."""
    lowest = math.sqrt(_HUG**2 - (CENTRE - 5 * LABEL_SIZE) ** 2)
    return int((CENTRE - 8 - lowest) / _ROW)


def _steepness(x: float, y: float) -> float:
    """Degrees of a place away from the vertical through the centre."""
    return math.degrees(math.atan2(abs(x - CENTRE), abs(y - CENTRE)))


def _label(mark: Mark, row: int, right: bool, top: bool, names: Sequence[Box]) -> Label | None:
    """The label of a mark in one row of its corner, if it has room and its leader meets no name."""
    height = CENTRE - 8 - row * _ROW
    reach = math.sqrt(_HUG**2 - (height - LABEL_SIZE * 0.6) ** 2)
    if abs(_steepness(CENTRE + reach, CENTRE + height) - _steepness(mark.x, mark.y)) > _LEAN:
        return None
    text = f"{mark.number} {mark.occurrence.title}"
    x, y = round(CENTRE + (reach if right else -reach), 1), round(CENTRE + (-height if top else height), 1)
    anchor = "start" if right else "end"
    text_x = round(x + (3 if right else -3), 1)
    box = text_box(text, text_x, y, LABEL_SIZE, anchor)
    if box.left < 1 or box.right > SIZE - 1:
        return None
    away = math.hypot(mark.x - CENTRE, mark.y - CENTRE)
    rim_x = round(CENTRE + (mark.x - CENTRE) * (OUTER + 2) / away, 1)
    rim_y = round(CENTRE + (mark.y - CENTRE) * (OUTER + 2) / away, 1)
    if any(name.crossed_by(rim_x, rim_y, x, y) or name.overlaps(box) for name in names):
        return None
    return Label(mark.number, mark.occurrence, text, anchor, text_x, x, y, rim_x, rim_y, box)


def _best(choices: Sequence[Sequence[Label | None]]) -> list[Label]:
    """The most labels in the order of the marks, one to a row, so that no leader crosses another."""
    rows = len(choices[0]) if choices else 0
    best: list[tuple[int, float, tuple[Label, ...]]] = [(0, 0.0, ())] * (rows + 1)
    for labels in choices:
        after = list(best)
        for row, label in enumerate(labels):
            if label is not None:
                total, length, chosen = best[row]
                more = (total + 1, length - math.hypot(label.x - label.rim_x, label.y - label.rim_y))
                if more > after[row + 1][:2]:
                    after[row + 1] = (*more, (*chosen, label))
            if after[row][:2] > after[row + 1][:2]:
                after[row + 1] = after[row]
        best = after
    return list(best[rows][2]) if rows else []
