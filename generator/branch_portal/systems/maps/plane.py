"""The plane that a year is drawn on: dials that give each day its angle, and the room that a line of type takes.

Units are points of an A3 sheet: the poster is `WIDTH` by `HEIGHT` of them, and keeps its shape on A2 and A1.
Angles are degrees clockwise from the top.
"""

import datetime as dt
import math
import unicodedata
from dataclasses import dataclass

WIDTH, HEIGHT = 1140.0, 790.0
"""A3 across without its margins of 8 mm is 404 by 281 mm: a unit is 1.003 points there."""


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
class Dial:
    """The days from `first` on, `days` of them, spread clockwise over `sweep` degrees from the angle `start`.

    `x`, `y` is the middle. From the rim at radius `outer` inwards: the band of terms down to `terms`, the months
    down to `months`, then `rings` rings of one-off duties with discs of radius `disc`, then the dotted rings.
    """

    first: dt.date
    days: int
    start: float
    sweep: float
    x: float
    y: float
    outer: float
    terms: float
    months: float
    rings: int
    disc: float

    @property
    def pitch(self) -> float:
        """From ring to ring: a disc, and a span's line on either side of it."""
        return 2 * self.disc + 6.8

    @property
    def inner(self) -> float:
        """Where the rings of one-off duties end."""
        return self.months - 2 - self.rings * self.pitch

    def ring(self, index: int) -> float:
        """The radius at which the discs of a ring stand, 0 the outermost."""
        return self.months - 2 - (index + 0.5) * self.pitch

    def angle(self, day: dt.date) -> float:
        """The angle of a day's noon; a day before or after the dial's stands at its first or last."""
        ordinal = min(max((day - self.first).days, 0), self.days - 1)
        return self.start + (ordinal + 0.5) / self.days * self.sweep

    def holds(self, day: dt.date) -> bool:
        """Whether the day is one of the dial's own."""
        return 0 <= (day - self.first).days < self.days

    def point(self, degrees: float, radius: float) -> tuple[float, float]:
        """The place at an angle and a distance from the middle, rounded to a tenth."""
        turn = math.radians(degrees)
        return round(self.x + radius * math.sin(turn), 1), round(self.y - radius * math.cos(turn), 1)

    def arc(self, begin: float, end: float, radius: float) -> str:
        """The path along a circle from one angle clockwise to another, less than a turn away."""
        (ax, ay), (bx, by) = self.point(begin, radius), self.point(end, radius)
        return f"M{ax:g} {ay:g}A{radius:g} {radius:g} 0 {int(end - begin > 180)} 1 {bx:g} {by:g}"

    def band(self, begin: float, end: float, outer: float, inner: float) -> str:
        """The outline of a piece of a ring."""
        (cx, cy), (dx, dy) = self.point(end, inner), self.point(begin, inner)
        back = f"L{cx:g} {cy:g}A{inner:g} {inner:g} 0 {int(end - begin > 180)} 0 {dx:g} {dy:g}Z"
        return self.arc(begin, end, outer) + back


def year_dial(year: int) -> Dial:
    """The whole year as it hangs on a wall: January begins at the top."""
    days = (dt.date(year + 1, 1, 1) - dt.date(year, 1, 1)).days
    return Dial(dt.date(year, 1, 1), days, 0, 360, WIDTH / 2, 415, 327, 295, 268, rings=7, disc=6.8)


def quarter_dial(year: int, quarter: int) -> Dial:
    """A quarter, 1 to 4, as a phone shows it: the wheel's own quadrant, so large that a finger meets each mark."""
    first = dt.date(year, 3 * quarter - 2, 1)
    days = (dt.date(year + quarter // 4, 3 * quarter % 12 + 1, 1) - first).days
    x, y = (4.0 if quarter <= 2 else FAN - 4), (FAN - 4 if quarter in (1, 4) else 4.0)
    return Dial(first, days, 90.0 * (quarter - 1), 90, x, y, 352, 320, 293, rings=7, disc=13.5)


FAN = 360.0
"""The side of a quarter's drawing, in CSS pixels of a phone that is 390 wide."""


def text_width(text: str, size: float) -> float:
    """The width of a line of type: a wide character is one em, any other 0.6."""
    return size * sum(map(ems, text))


class _Ems(dict[str, float]):
    """The width of a letter for each unit of its size, asked for every letter of a year; it is made of nothing but the letter."""

    def __missing__(self, letter: str) -> float:
        self[letter] = 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.6
        return self[letter]


ems = _Ems().__getitem__


def text_box(text: str, x: float, y: float, size: float, anchor: str = "middle") -> Box:
    """The room a line of type takes when it stands at `x` with its middle at height `y`."""
    width = text_width(text, size)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - size * 0.6, left + width, y + size * 0.6)
