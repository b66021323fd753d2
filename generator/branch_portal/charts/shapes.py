"""What the macros of `chart_macros.html` draw: the shapes of each kind of picture, placed.

A tone says what a shape stands for, in colour and in pattern: `done` is filled, `some` hatched, `open` hollow, `late`
filled and framed, `soft` pale, `far` a dotted frame. Words beside it say the same.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from branch_portal.charts.scale import NARROW, WIDE, Scale, Tick, fits, rounded_steps, ticks, whole_steps

Tone = Literal["done", "some", "open", "late", "soft", "far"]
Trend = Literal["rise", "fall", "keep"]

LETTER = 16
"""How high a part of a bar must be for a figure inside it, in percent of the field of eight letters."""


@dataclass(frozen=True)
class Bar:
    """One bar: what stands in it from below, a word under it, what it says to who asks, and where it leads.

    `note` is a second line under the word, for a figure that the bar does not show; a bar with `days` is the current
    one on these days of the reader's.
    """

    parts: Sequence[tuple[Tone, int]]
    label: str
    says: str
    link: str = ""
    current: bool = False
    note: str = ""
    days: tuple[dt.date, dt.date] | None = None

    @property
    def total(self) -> int:
        return sum(value for _, value in self.parts)


@dataclass(frozen=True)
class Block:
    """A part of a bar: its tone, its top and its height in percent of the field, its own figure where it has room."""

    tone: Tone
    y: float
    height: float
    value: str = ""


@dataclass(frozen=True)
class Column:
    """A bar placed: `x`, `width` and `middle` in percent; `number` is written over it, empty where it has no
    room, `fine` where it has room on a desktop alone.
    """

    bar: Bar
    x: float
    width: float
    middle: float
    top: float
    number: str
    fine: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Bars:
    """Bars on one scale: `levels` are its round figures with their place from above, `limit` the line not to go over."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    notes: tuple[Tick, ...]
    levels: tuple[tuple[int, float], ...]
    limit: tuple[int, float] | None

    @property
    def outlines(self) -> tuple[tuple[str, str], ...]:
        """The bars as one path for each class, in a box of 100 by 100: the days of now, then a tone after the other."""
        found: dict[str, list[str]] = {}
        for column in self.columns:
            across = f"h{column.width:g}"
            if column.bar.current:
                found.setdefault("chart-now", []).append(f"M{column.x:g} 0{across}v100H{column.x:g}z")
            for block in column.blocks:
                outline = f"M{column.x:g} {block.y:g}{across}v{block.height:g}H{column.x:g}z"
                found.setdefault(f"tone-{block.tone}", []).append(outline)
        ordered = sorted(found.items(), key=lambda item: item[0] != "chart-now")
        return tuple((name, "".join(parts)) for name, parts in ordered)

    @property
    def numbered(self) -> bool:
        """Whether every bar has its figure over it, so that the scale need not be read."""
        return all(column.number or not column.bar.total for column in self.columns)


def bars(items: Sequence[Bar], limit: int | None = None, most: int = 0, room: int = 1) -> Bars:
    """Bars side by side; `most` is the highest figure of several pictures that are compared.

    A few bars stand at the left as if there were `room` of them, each with the figures of its parts inside.
    """
    steps = whole_steps(max([most, limit or 0, *(item.total for item in items)]))
    scale = Scale(0, steps[-1])

    def down(value: float) -> float:
        return round(100 - scale.at(value), 2)

    slot = 100 / max(len(items), room)
    columns = []
    for number, item in enumerate(items):
        tops = [*accumulate((value for _, value in item.parts), initial=0)]
        blocks = tuple(
            Block(
                tone,
                down(below + value),
                round(down(below) - down(below + value), 2),
                str(value) if room > 1 and scale.at(value) >= LETTER and fits(str(value), slot * 0.76) else "",
            )
            for (tone, value), below in zip(item.parts, tops, strict=False)
            if value
        )
        x, middle = round(slot * (number + 0.12), 2), round(slot * (number + 0.5), 2)
        words = str(item.total) if item.total and fits(str(item.total), slot, WIDE) else ""
        fine = not fits(words, slot)
        columns.append(Column(item, x, round(slot * 0.76, 2), middle, down(item.total), words, fine, blocks))
    return Bars(
        tuple(columns),
        ticks([(column.middle, column.bar.label) for column in columns if column.bar.label]),
        ticks([(column.middle, column.bar.note) for column in columns if column.bar.note]),
        tuple((one, down(one)) for one in steps),
        (limit, down(limit)) if limit else None,
    )


@dataclass(frozen=True)
class Bullet:
    """A figure against its target: places in percent.

    A rise is filled from the baseline to where it stands; a fall is never filled: `beyond` (place, width) is what lies
    over its ceiling. `value` is None as long as nobody has reported.
    """

    trend: Trend
    baseline: float
    target: float
    value: float | None
    filled: tuple[float, float] | None
    beyond: tuple[float, float] | None
    reached: bool


def bullet(trend: Trend, baseline: float, target: float, value: float | None) -> Bullet:
    """A figure on a scale of its own, from nought where that is near, else from a round figure below."""
    known = [baseline, target, *(() if value is None else (value,))]
    low, high = min(known), max(known)
    steps = rounded_steps(0 if 0 <= low <= high / 2 else low - (high - low) / 3, high + (high - low) / 6)
    scale = Scale(steps[0], steps[-1])
    aim, start = scale.at(target), scale.at(baseline)
    now = None if value is None else scale.at(value)
    filled = None
    if trend == "rise" and now is not None:
        filled = (min(start, now), round(abs(now - start), 2))
    reached = value is not None and (value >= target if trend == "rise" else value <= target)
    if trend == "keep":
        reached = value == target
    return Bullet(trend, start, aim, now, filled, (aim, round(100 - aim, 2)) if trend == "fall" else None, reached)


@dataclass(frozen=True)
class Spark:
    """Figures in their order: points (across, down in percent), the lines between them, the height of the target."""

    points: tuple[tuple[float, float], ...]
    target: float
    ceiling: bool

    @property
    def lines(self) -> tuple[tuple[float, float, float, float], ...]:
        """From each point to the next."""
        return tuple((*one, *other) for one, other in zip(self.points, self.points[1:], strict=False))


def spark(values: Sequence[float], target: float, trend: Trend) -> Spark:
    """Figures of one measure, oldest first, against its target."""
    found = [*values, target, *([0.0] if trend == "fall" else ())]
    scale = Scale(min(found), max(found))
    step = 92 / max(len(values) - 1, 1)

    def down(value: float) -> float:
        return round(85 - scale.at(value) * 0.7, 2)

    points = tuple((round(4 + step * number, 2), down(value)) for number, value in enumerate(values))
    return Spark(points, down(target), trend == "fall")


@dataclass(frozen=True)
class Share:
    """A part of a whole, placed; `words` are written in it, `fine` ones only where there is room for them."""

    x: float
    width: float
    tone: Tone
    value: int
    title: str
    link: str
    words: str
    fine: bool


def shares(parts: Sequence[tuple[Tone, str, int, str]], wide: float = 40, narrow: float = NARROW) -> tuple[Share, ...]:
    """Parts (tone, title, value, link) of their sum, side by side; those of nought are left out.

    `wide` and `narrow` are how many letters the picture is broad, on a desktop and on a phone.
    """
    scale = Scale(0, sum(value for *_, value, _ in parts))
    found, before = [], 0
    for tone, title, value, link in parts:
        x, width = scale.at(before), round(scale.at(before + value) - scale.at(before), 2)
        before += value
        if value:
            words = f"{title}{value}"
            short = not fits(words, width, wide)
            found.append(
                Share(
                    x,
                    width,
                    tone,
                    value,
                    title,
                    link,
                    str(value) if short else words,
                    not short and not fits(words, width, narrow),
                )
            )
    return tuple(found)


def intensity(values: Mapping[str, int]) -> dict[str, int]:
    """How deep a cell of a heat map is: 0 for nought, 1 to 4 for a quarter of the highest figure each."""
    most = max(values.values(), default=0)
    return {key: -(-value * 4 // most) if value else 0 for key, value in values.items()}
