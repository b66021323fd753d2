"""The labels in the corners of the year wheel: numbered marks in words, as many as find room, with leader lines."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from branch_portal.systems.maps.marks import Mark
from branch_portal.systems.maps.plane import CENTRE, LABEL_SIZE, OUTER, SIZE, Box, text_box
from branch_portal.year.occurrence import Occurrence

_HUG = 503.0
"""Distance from the centre at which a label begins."""
_ROW = 13.0
_LEAN = 14.0
"""Degrees a leader line may turn aside."""


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


def labels(marks: Sequence[Mark], names: Sequence[Box]) -> Iterator[Label]:
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
    for row_of in choices:
        after = list(best)
        for row, label in enumerate(row_of):
            if label is not None:
                total, length, chosen = best[row]
                more = (total + 1, length - math.hypot(label.x - label.rim_x, label.y - label.rim_y))
                if more > after[row + 1][:2]:
                    after[row + 1] = (*more, (*chosen, label))
            if after[row][:2] > after[row + 1][:2]:
                after[row + 1] = after[row]
        best = after
    return list(best[rows][2]) if rows else []
