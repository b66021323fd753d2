"""The plane of the year wheel: its measures, where a day lies, and the room that a line of type takes.

Units are those of the drawing, a square of `SIZE`; angles are degrees clockwise from the top.
"""

import datetime as dt
import math
import unicodedata
from dataclasses import dataclass

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
