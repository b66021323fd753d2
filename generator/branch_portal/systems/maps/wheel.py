"""The year wheel as one inline SVG: classes and presentation attributes only, so a strict policy allows it."""

from collections.abc import Callable, Mapping

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.systems.maps.marks import Lane
from branch_portal.systems.maps.navmap import Wheel
from branch_portal.systems.maps.plane import CENTRE, GAP, INNER, OUTER, SIZE, SMALL, point
from branch_portal.year.occurrence import Occurrence

STATIONS = ("計劃", "提醒", "實施", "歸檔", "自查", "督查", "考評", "整改")
"""The closed loop in the hub."""
_LOOP = 128.0
MARKERS = (
    "M0-1A1 1 0 1 1 0 1A1 1 0 1 1 0-1Z",
    "M-.84-.84H.84V.84H-.84Z",
    "M0-1.15L1.15 0L0 1.15L-1.15 0Z",
    "M0-1.2L1 .68H-1Z",
    "M-.55-.95H.55L1.1 0L.55.95H-.55L-1.1 0Z",
    "M-.48-1.08H.48V-.48H1.08V.48H.48V1.08H-.48V.48H-1.08V-.48H-.48Z",
)
"""One outline per lane, of about unit radius: lanes differ without colour."""


def draw(
    wheel: Wheel,
    jinja: Environment,
    title: str,
    href: Callable[[Occurrence], str],
    roles: Mapping[str, str] | None = None,
    held: Callable[[str], Markup] = lambda id: Markup(),
) -> str:
    """The `<svg>`; `href` gives each item's link, `roles` the names of the roles by id, `held` the day it was done."""
    return jinja.get_template("wheel.svg").render(
        wheel=wheel,
        title=title,
        href=href,
        roles=roles or {},
        held=held,
        small=SMALL,
        groups=[(lane.index, [mark for mark in wheel.marks if mark.lane == lane.index]) for lane in wheel.lanes],
        size=int(SIZE),
        centre=CENTRE,
        gap=GAP,
        inner=INNER,
        outer=OUTER,
        markers=MARKERS,
        rings=[_ring(lane) for lane in wheel.lanes],
        stations=[_station(index) for index in range(len(STATIONS))],
    )


def _ring(lane: Lane) -> dict[str, object]:
    """A lane's band (an arc that leaves the gap open) and the place of its name."""
    start, end = GAP / 2, 360 - GAP / 2
    (ax, ay), (bx, by) = point(start, lane.outer), point(end, lane.outer)
    (cx, cy), (dx, dy) = point(end, lane.inner), point(start, lane.inner)
    band = f"M{ax} {ay}A{lane.outer:g} {lane.outer:g} 0 1 1 {bx} {by}L{cx} {cy}A{lane.inner:g} {lane.inner:g} 0 1 0 {dx} {dy}Z"
    return {"lane": lane, "band": band, "name_y": round(CENTRE - (lane.inner + lane.outer) / 2, 1)}


def _station(index: int) -> dict[str, object]:
    """A station of the loop with the arrow that leads to the next one."""
    step = 360 / len(STATIONS)
    x, y = point(index * step, _LOOP)
    (ax, ay), (bx, by) = point(index * step + 13, _LOOP), point((index + 1) * step - 13, _LOOP)
    turn = round((index + 1) * step - 13, 1)
    return {
        "text": STATIONS[index],
        "x": x,
        "y": y,
        "arrow": f"M{ax} {ay}A{_LOOP:g} {_LOOP:g} 0 0 1 {bx} {by}",
        "head": f"translate({bx} {by})rotate({turn})",
    }
