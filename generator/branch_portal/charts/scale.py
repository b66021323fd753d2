"""Where a figure, a day or a word stands in a picture. Every place is a percentage of the picture's width.

Pictures are SVG without a viewBox: across in percent, so that they are as wide as the column they stand in, down in
`em`, so that their letters are those of the text around them: on a phone, in large print and on paper.
"""

import datetime as dt
import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDE, NARROW = 48.0, 20.0
"""How wide a picture is on a desktop and on a phone of 320 px, in letters of its text."""

_DAY = dt.timedelta(days=1)
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Figures from `low` at the left (or the bottom) to `high`; what lies outside stands at the edge."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """The place of a figure, 0 to 100, rounded to two decimals."""
        if self.high == self.low:
            return 0.0
        share = (value - self.low) / (self.high - self.low)
        return round(min(max(share, 0.0), 1.0) * 100, 2)


@dataclass(frozen=True)
class Days:
    """Days from the morning of `first` to the evening of `last`; places have one decimal, which is a pixel."""

    first: dt.date
    last: dt.date

    def at(self, day: dt.date) -> float:
        """Where a day begins."""
        return round(self._scale.at(day.toordinal()), 1)

    def middle(self, day: dt.date) -> float:
        """The noon of a day."""
        return round(self._scale.at(day.toordinal() + 0.5), 1)

    def span(self, first: dt.date, last: dt.date) -> tuple[float, float] | None:
        """The place and the width of some days, both included; None when none of them is in the picture."""
        if last < self.first or self.last < first:
            return None
        left = self.at(first)
        return left, round(self.at(last + _DAY) - left, 1)

    def months(self) -> Iterator[dt.date]:
        """The first of every month in the picture, and its own first day."""
        day = self.first
        while day <= self.last:
            yield day
            day = (day.replace(day=1) + 31 * _DAY).replace(day=1)

    def weeks(self) -> Iterator[dt.date]:
        """Every Monday in the picture."""
        day = self.first + (-self.first.weekday() % 7) * _DAY
        while day <= self.last:
            yield day
            day += 7 * _DAY

    @property
    def _scale(self) -> Scale:
        return Scale(self.first.toordinal(), self.last.toordinal() + 1)


@dataclass(frozen=True)
class Tick:
    """A mark of an axis: `fine` ones have no words on a phone, where there is no room for all."""

    at: float
    label: str
    fine: bool = False
    anchor: str = "middle"


def rounded_steps(low: float, high: float, most: int = 4) -> tuple[float, ...]:
    """Round figures from at or below `low` to at or above `high`, in at most `most` steps (one more where it must be).

    Steps are 1, 2, 2.5 or 5 times a power of ten; two equal ends are one step apart.
    """
    if high <= low:
        high = low + 1
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in _STEPS if one * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(first, last + 1))


def whole_steps(high: int, most: int = 4) -> tuple[int, ...]:
    """Round whole numbers from 0 to at or above `high`, for counts."""
    steps = rounded_steps(0, max(high, 1), most)
    return tuple(int(one) for one in steps) if all(one == int(one) for one in steps) else tuple(range(max(high, 1) + 1))


def breadth(words: str) -> float:
    """How broad words are in `em`: a Chinese character 1, anything else 0.6."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.6 for letter in words)


def fits(words: str, width: float, picture: float = NARROW) -> bool:
    """Whether words stand inside a part `width` percent wide of a picture that is `picture` em wide."""
    return breadth(words) + 0.4 <= width / 100 * picture


def ticks(marks: Sequence[tuple[float, str]]) -> tuple[Tick, ...]:
    """Marks by place, with the words of those that do not touch their neighbours: on a desktop, and on a phone.

    Words near an edge stand inside it.
    """
    placed = [(at, label, _anchor(at, label)) for at, label in sorted(marks)]
    wide, narrow = _apart(placed, WIDE), _apart(placed, NARROW)
    return tuple(
        Tick(at, label if number in wide else "", number in wide and number not in narrow, anchor)
        for number, (at, label, anchor) in enumerate(placed)
    )


def month_ticks(days: Days) -> tuple[Tick, ...]:
    """`3月` at the first of every month; a month that began before the picture is named where the next is far enough."""
    marks = [(days.at(day), f"{day.month}月") for day in days.months()]
    if days.first.day != 1 and len(marks) > 1 and marks[1][0] < 3 / NARROW * 100:
        del marks[0]
    return ticks(marks)


def _anchor(at: float, label: str) -> str:
    half = breadth(label) / 2 / NARROW * 100
    return "start" if at < half else "end" if at > 100 - half else "middle"


def _apart(marks: Sequence[tuple[float, str, str]], picture: float) -> set[int]:
    """The numbers of the marks whose words are kept, from the left, none touching the one before it."""
    kept: set[int] = set()
    end = -math.inf
    for number, (at, label, anchor) in enumerate(marks):
        width = breadth(label) / picture * 100
        left = at - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        if left >= end:
            kept.add(number)
            end = left + width + 0.4 / picture * 100
    return kept
