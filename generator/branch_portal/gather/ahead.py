"""今後六週: what the company's own days ask of each role in the six weeks from the day of reading on.

The page holds more days than it shows: the reader's browser moves the marks, so that a screen which nobody touches is
right every morning.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.ground.weeks import week_of
from branch_portal.organisation.kinds import ROLES
from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.screen import ScreenPanel
from branch_portal.system.snapshot import Snapshot
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.workdays import DAY

DAYS = 42
"""As many days are shown at a time."""
NAME = 4
"""As many days as the name of a day takes on a large screen: nearer to the end it stands before its line."""
AHEAD = dt.timedelta(days=120)
"""How long after the build the screen is right by itself; a portal is built far more often."""
ROWS = 6
"""As many roles have a row of their own; where there are more, the last row is for all others."""


@dataclass(frozen=True)
class Mark:
    """What is due on one day in one row."""

    due: dt.date
    items: tuple[Occurrence, ...]

    @property
    def titles(self) -> str:
        return "、".join(item.title for item in self.items)

    def level(self, day: dt.date) -> str:
        """The colour on `day`, that of the most urgent: red, yellow, green or none."""
        levels = (("red", self.red), ("yellow", self.yellow), ("green", self.green))
        return next((name for name, since in levels if since <= day), "none")

    @property
    def green(self) -> dt.date:
        return min(item.green for item in self.items)

    @property
    def yellow(self) -> dt.date:
        return min(item.yellow for item in self.items)

    @property
    def red(self) -> dt.date:
        return min(item.red for item in self.items)


@dataclass(frozen=True)
class Lane:
    """One role, or the others: `spans` are the days on which something may be done, joined where they touch."""

    title: str
    spans: tuple[tuple[dt.date, dt.date], ...]
    marks: tuple[Mark, ...]


def panel(snapshot: Snapshot, jinja: Environment) -> ScreenPanel:
    """The panel across the bottom of the screen."""
    as_of = snapshot.as_of
    years = snapshot.book.settings.years

    def page(day: dt.date) -> str:
        """The day on its month's page, which lists what is due; a day after the years of the portal is in no month."""
        return f"{urls.month(day.year, day.month)}#day-{day.day}" if day.year in years else urls.CALENDAR

    values = {
        "as_of": as_of,
        "page": page,
        "days": DAYS,
        "lanes": lanes(snapshot),
        "mondays": mondays(as_of),
        "share": lambda day: f"{(day - as_of).days / DAYS:.4%}",
        "noon": lambda day: f"{((day - as_of).days + 0.5) / DAYS:.4%}",
        "near_end": lambda day: (day - as_of).days > DAYS - NAME,
        "wide": lambda first, last: f"{((last - first).days + 1) / DAYS:.4%}",
        "last": as_of + DAY * (DAYS - 1),
    }

    def body() -> Markup:
        return fragment(jinja, "screen_ahead.html", urls.SCREEN, **values)

    note = "最左是今天；條＝可以辦的日子，圈＝期限和項數；顏色只表示時間"
    return ScreenPanel("screen-ahead", "今後六週：公司統一的期限", note, "bottom", body)


def lanes(snapshot: Snapshot) -> list[Lane]:
    """The roles with something due until the screen is too old, in the order of the directory."""
    first, last = snapshot.as_of, snapshot.as_of + AHEAD + DAY * DAYS
    found: dict[str, list[Occurrence]] = {role: [] for role in snapshot.book[ROLES]}
    for items in snapshot.schedule.company.values():
        for item in items:
            if first <= item.due <= last and item.duty.role in found:
                found[item.duty.role].append(item)
    found = {role: items for role, items in found.items() if items}
    fullest = sorted(found, key=lambda role: -len(found[role]))[: ROWS if len(found) <= ROWS else ROWS - 1]
    made = [_lane(snapshot.book[ROLES][role].title, found[role]) for role in found if role in fullest]
    others = [item for role, items in found.items() if role not in fullest for item in items]
    return [*made, _lane("其他角色", others)] if others else made


def _lane(title: str, items: Sequence[Occurrence]) -> Lane:
    days = sorted({item.due for item in items})
    marks = tuple(Mark(day, tuple(item for item in items if item.due == day)) for day in days)
    return Lane(title, tuple(joined((item.opens, item.due) for item in items)), marks)


def joined(spans: Iterable[tuple[dt.date, dt.date]]) -> list[tuple[dt.date, dt.date]]:
    """The same days in as few spans as there can be, in order; spans that touch are one."""
    found: list[tuple[dt.date, dt.date]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + DAY:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def mondays(as_of: dt.date) -> list[dt.date]:
    """Every Monday that may be on the screen."""
    first = week_of(as_of)[0]
    weeks = (AHEAD.days + DAYS) // 7 + 1
    return [first + DAY * 7 * number for number in range(weeks + 1)]
