"""The names all round the wheel: every one-off duty in words beside the rim, with a line to its day.

On either side the rows keep the order of the days and stand as near to their days as their heights allow (isotonic
regression by pooling neighbours). A leader runs through the space between rim and names, its angle and its distance
from the middle both growing evenly: so leaders in the same order never cross, and none enters the wheel.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from branch_portal.ground.day_words import month_day
from branch_portal.systems.maps.plane import WIDTH, Box, Dial, ems, text_width
from branch_portal.year.occurrence import Occurrence

SIZE = 10.5
"""Of the type, in units of the drawing: points on A3."""
ROW = 12.6
TOP, BOTTOM = 68.0, 738.0
"""The heights between which names may stand."""
_HUG = 26.0
"""From the rim to the names."""
_EDGE = 3.0
_BEND = 6
"""Degrees from one bend of a leader to the next."""
_OPENING = "（「『《"
_PAUSES = "、，：；"
_NOT_FIRST = "、，。：；）」』》？！"


@dataclass(frozen=True)
class Name:
    """A numbered duty in words: `x` is the end of its lines next to the wheel, `y` the middle of its rows."""

    number: int
    occurrence: Occurrence
    lines: tuple[str, ...]
    anchor: str
    x: float
    y: float
    leader: tuple[tuple[float, float], ...]
    box: Box


def place_names(numbered: Sequence[tuple[int, Occurrence]], dial: Dial) -> list[Name]:
    """The names of a whole year, in the order of their numbers: all, unless a side has more than its height holds."""
    found: list[Name] = []
    for right in (True, False):
        side = [one for one in numbered if (dial.angle(one[1].due) < 180) == right]
        side.sort(key=lambda one: one[0], reverse=not right)
        found += _side(side, right, dial)
    return sorted(found, key=lambda one: one.number)


def words(number: int, item: Occurrence) -> str:
    """What stands beside the rim."""
    return f"{number} {month_day(item.due)} {item.title}"


def _side(side: Sequence[tuple[int, Occurrence]], right: bool, dial: Dial) -> list[Name]:
    wanted = [dial.y - (dial.outer + _HUG) * math.cos(math.radians(dial.angle(item.due))) for _, item in side]
    texts = [words(number, item) for number, item in side]
    broken: list[tuple[str, ...]] = [(text,) for text in texts]
    while True:
        heights = [ROW * len(lines) + 0.9 for lines in broken]
        rows = settled(wanted, heights, TOP, BOTTOM)
        if rows is None:
            return _side(side[:-1], right, dial)
        room = [_room(y, height, dial) for y, height in zip(rows, heights, strict=True)]
        # A name once broken stays so: the rows only grow, and the loop ends.
        again = [
            max(lines, wrap(text, WIDTH / 2 - start - _EDGE - 3), key=len)
            for text, lines, start in zip(texts, broken, room, strict=True)
        ]
        if again == broken:
            break
        broken = again
    made = zip(side, broken, rows, room, heights, strict=True)
    return [_name(*one, lines, y, start, height, right, dial) for one, lines, y, start, height in made]


def _room(y: float, height: float, dial: Dial) -> float:
    """How far from the vertical through the middle a row begins, outside of the circle that leaders stay in."""
    near = max(0.0, abs(y - dial.y) - height / 2)
    return math.sqrt(max(0.0, (dial.outer + _HUG) ** 2 - near**2))


def _name(
    number: int,
    item: Occurrence,
    lines: tuple[str, ...],
    y: float,
    start: float,
    height: float,
    right: bool,
    dial: Dial,
) -> Name:
    way = 1 if right else -1
    x, y = round(dial.x + way * (start + 3), 1), round(y, 1)
    width = max(text_width(line, SIZE) for line in lines)
    left = x if right else x - width
    box = Box(left, y - (height - 0.9) / 2, left + width, y + (height - 0.9) / 2)
    return Name(number, item, lines, "start" if right else "end", x, y, _leader(dial, item, start * way, y), box)


def _leader(dial: Dial, item: Occurrence, start: float, y: float) -> tuple[tuple[float, float], ...]:
    """From the rim at the day's angle to the row's beginning."""
    begin, close = dial.angle(item.due), dial.outer + _HUG - 1
    end = math.degrees(math.atan2(start, dial.y - y)) % 360
    low, high = sorted((begin, end))
    # All leaders bend at the same rays, so that pieces of two never cross where their ends are in order.
    bends = [float(turn) for turn in range(0, 360, _BEND) if low < turn < high]
    turns = [begin, *(bends if begin < end else bends[::-1]), end]
    first = dial.outer + 4
    along = [(turn, first + (close - first) * (turn - begin) / ((end - begin) or 1)) for turn in turns]
    return (
        dial.point(begin, dial.outer),
        *(dial.point(*one) for one in along),
        (round(dial.x + start, 1), round(y, 1)),
    )


def settled(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float] | None:
    """The middles of rows of these heights, in order and apart, nearest to those wanted; None when they need more room."""
    if not wanted:
        return []
    if sum(heights) > bottom - top:
        return None
    below = [0.0]
    for one, other in pairwise(heights):
        below.append(below[-1] + (one + other) / 2)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, below, strict=True):
        pools.append((want - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, many), (other, more) = pools[-2:]
            pools[-2:] = [((one * many + other * more) / (many + more), many + more)]
    low, high = top + heights[0] / 2, bottom - heights[-1] / 2 - below[-1]
    level = [min(max(value, low), high) for value, many in pools for _ in range(many)]
    return [one + offset for one, offset in zip(level, below, strict=True)]


def wrap(text: str, width: float) -> tuple[str, ...]:
    """The text in as few lines as `width` needs, about equally long, none beginning with a closing mark.

    Two lines part where the words do, when there is such a place.
    """
    fewest = _filled(text, width)
    if len(fewest) == 2:
        parted = [(text[:at], text[at:]) for at in range(1, len(text)) if _pauses(text, at)]
        parted = [lines for lines in parted if max(text_width(line, SIZE) for line in lines) <= width]
        if parted:
            return min(parted, key=lambda lines: abs(text_width(lines[0], SIZE) - text_width(lines[1], SIZE)))
    even = text_width(text, SIZE) / len(fewest)
    while even < width:
        lines = _filled(text, even)
        if len(lines) == len(fewest):
            return lines
        even += SIZE / 2
    return fewest


def _pauses(text: str, at: int) -> bool:
    """Whether words end before the letter at `at`: a bracket opens there, or a mark stands before it."""
    return text[at] in _OPENING or (text[at - 1] in _PAUSES and text[at] not in _NOT_FIRST)


def _filled(text: str, width: float) -> tuple[str, ...]:
    """The text in lines as full as `width` allows; a line has a letter at least."""
    lines, line, wide = [], "", 0.0
    for letter in text:
        if line and SIZE * (wide + ems(letter)) > width:
            held = line[-1] if letter in _NOT_FIRST and len(line) > 1 else ""
            lines.append(line[: len(line) - len(held)])
            line, wide = held, ems(held) if held else 0.0
        line += letter
        wide += ems(letter)
    return (*lines, line)
