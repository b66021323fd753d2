"""The year wheel as SVG: classes and presentation attributes only, so a strict policy allows it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.day_words import month_day
from branch_portal.organisation.model import Track
from branch_portal.systems.maps.dots import DOT, RINGS, ring_radius
from branch_portal.systems.maps.names import ROW
from branch_portal.systems.maps.navmap import Quarter, Wheel
from branch_portal.systems.maps.plane import WIDTH, Dial, text_width
from branch_portal.systems.maps.spans import SOON, is_soon
from branch_portal.year.occurrence import Occurrence

STATIONS = ("計劃", "提醒", "實施", "歸檔", "自查", "督查", "考評", "整改")
"""The closed loop in the hub."""
_LOOP = 80.0
TITLE_SIZE, TITLE_LEAST = 46.0, 40.0
"""Of the branch's name over the wheel; a name that is too long even in the least is pressed together."""
KEY_SIZE = 9.5


@dataclass(frozen=True)
class Key:
    """One entry of the line that explains the marks: its picture stands at `x`, its words at `text_x`."""

    picture: str
    text: str
    x: float
    text_x: float


def draw(wheel: Wheel, jinja: Environment, href: Callable[[Occurrence], str], today: dt.date) -> str:
    """What stands inside of the `<svg>` of a year, for every branch that has its days; `href` gives each item's link."""
    return jinja.get_template("wheel.svg").render(
        wheel=wheel,
        href=href,
        today=today,
        soon=_soon(wheel.dial, today),
        keys=keys(wheel.tracks, today),
        stations=[_station(index, wheel.dial) for index in range(len(STATIONS))],
        row=ROW,
        line=_line,
        **_shared(wheel.dial, today),
    )


def draw_quarter(quarter: Quarter, jinja: Environment, today: dt.date) -> str:
    """What stands inside of the `<svg>` of a quarter: its discs lead to the lines of its list."""
    return jinja.get_template("wheel_quarter.svg").render(quarter=quarter, **_shared(quarter.dial, today))


def _shared(dial: Dial, today: dt.date) -> dict[str, object]:
    """What both drawings ask."""
    ends = (dial.start, dial.start + dial.sweep)
    rings = [ring_radius(dial, index) for index in range(len(RINGS))] if dial.sweep == 360 else []
    return {
        "band": lambda piece: dial.band(piece.begin, piece.end, dial.outer, dial.terms),
        "rings": rings,
        "core": min([dial.inner, *rings]) - 4,
        # An arc that ends where it begins is no arc.
        "ring_path": lambda radius: (
            dial.arc(ends[0], ends[0] + dial.sweep / 2, radius) + dial.arc(ends[0] + dial.sweep / 2, ends[1], radius)
        ),
        "point": dial.point,
        "is_soon": lambda item: is_soon(item, today),
        "dot": DOT,
    }


def _line(points: Sequence[tuple[float, float]]) -> str:
    """A path through points in whole units of the drawing, each told from the one before: half as long in a file."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = (f"{x - x0} {y - y0}" for (x0, y0), (x, y) in pairwise(whole))
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}"


def _soon(dial: Dial, today: dt.date) -> str:
    """The path along the rim for the thirty days from `today` on; empty in another year."""
    if not dial.holds(today):
        return ""
    half = dial.sweep / dial.days / 2
    end = min(dial.angle(today + dt.timedelta(days=SOON)) + half, dial.start + dial.sweep)
    return dial.arc(dial.angle(today) - half, end, dial.outer - 2.5)


def keys(tracks: Sequence[Track], today: dt.date) -> list[Key]:
    """The line below the wheel that says what the marks are; it must fit into the drawing's width."""
    texts = [(f"track-{index}", track.title) for index, track in enumerate(tracks)]
    texts += [
        ("done", "已登記"),
        ("span", "可以辦的日子到期限"),
        ("soon", f"{month_day(today)}起{SOON}天內到期"),
        ("dot", "每季、每月、每節氣要辦的（由外向內）"),
    ]
    found, x = [], 6.0
    for picture, text in texts:
        wide = 20 if picture == "span" else 8
        found.append(Key(picture, text, x, x + wide + 8))
        x += wide + 8 + text_width(text, KEY_SIZE) + 12
    return found


def head(title: str, year: int) -> Markup:
    """The branch's name over its wheel, as large as fits and never below `TITLE_LEAST`."""
    subtitle = f"{year}年度工作導航圖"
    wide = text_width(title, 1)
    beside = WIDTH - 12 - text_width(subtitle, 22) - 24
    size = min(TITLE_SIZE, max(TITLE_LEAST, beside / wide))
    pressed = (
        Markup(' textLength="{:g}" lengthAdjust="spacingAndGlyphs"').format(beside) if wide * size > beside else ""
    )
    return Markup(
        '<g font-size="{:g}"><text class="wheel-branch" x="6" y="39" dy=".35em"{}>{}</text></g>'
        '<text class="wheel-subtitle" x="{:g}" y="41" dy=".35em" text-anchor="end">{}</text>'
    ).format(round(size, 1), pressed, title, WIDTH - 6, subtitle)


def _station(index: int, dial: Dial) -> dict[str, object]:
    """A station of the loop with the arrow that leads to the next one."""
    step = 360 / len(STATIONS)
    x, y = dial.point(index * step, _LOOP)
    end = (index + 1) * step - 13
    bx, by = dial.point(end, _LOOP)
    return {
        "text": STATIONS[index],
        "x": x,
        "y": y,
        "arrow": dial.arc(index * step + 13, end, _LOOP),
        "head": f"translate({bx} {by})rotate({round(end, 1)})",
    }
