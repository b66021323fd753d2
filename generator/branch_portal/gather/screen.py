"""一屏: one page for the large screen of a meeting room, made of what every room shows there."""

from collections.abc import Iterator, Mapping
from typing import get_args

from jinja2 import Environment

from branch_portal.gather import ahead, weeks
from branch_portal.ground.reads import remembered
from branch_portal.site import urls
from branch_portal.site.page import Page
from branch_portal.site.templates import body
from branch_portal.system.room import systems
from branch_portal.system.screen import PlaceOnScreen, Screen, ScreenPanel
from branch_portal.system.snapshot import Snapshot
from branch_portal.year.kinds import TERMS

PLACES: tuple[PlaceOnScreen, ...] = get_args(PlaceOnScreen)


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    """The one page; what a portal has no room for is not on it, and what is left takes the place."""
    values = remembered(lambda: _values(snapshot, jinja))
    yield Page(
        path=urls.SCREEN,
        title="一屏",
        render=lambda: body(jinja, "screen.html", urls.SCREEN, values()),
        description="會議室大屏：任務單、目標、問題、全年和今後六週，全部數字可點開",
        kind="home",
        keywords=("大屏", "看板", "黨建一屏"),
        wide=True,
    )


def _values(snapshot: Snapshot, jinja: Environment) -> Mapping[str, object]:
    shown = screens(snapshot, jinja)
    panels = [
        *(panel for one in shown for panel in one.panels),
        weeks.panel(snapshot, jinja),
        ahead.panel(snapshot, jinja),
    ]
    until = snapshot.as_of + ahead.AHEAD
    terms = (day for year in snapshot.book.settings.years for day in snapshot.schedule.terms.of_year(year))
    return {
        "book": snapshot.book,
        "as_of": snapshot.as_of,
        "until": until,
        "figures": [figure for one in shown for figure in one.figures],
        "columns": columns(panels),
        "below": [panel for panel in panels if panel.place == "bottom"],
        "terms": [
            (snapshot.book[TERMS][day.id].title, day)
            for day in terms
            if day.last >= snapshot.as_of and day.date <= until
        ],
    }


def screens(snapshot: Snapshot, jinja: Environment) -> list[Screen]:
    """What the systems show, in the order of the register."""
    found = (system.screen(snapshot, jinja) for system in systems(snapshot.rooms))
    return [one for one in found if one]


def columns(panels: list[ScreenPanel]) -> list[list[ScreenPanel]]:
    """The panels of each column that has any, from left to right."""
    found = [[one for one in panels if one.place in places] for places in (("left",), ("top", "middle"), ("right",))]
    return [column for column in found if column]
