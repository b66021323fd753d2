"""全年到期項數: how much falls due in each week of the year, as the company's own days have it."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.charts.shapes import Bar, Bars, Tone, bars
from branch_portal.gather.ahead import AHEAD
from branch_portal.ground.day_words import month_day
from branch_portal.ground.weeks import week_of
from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.screen import ScreenPanel
from branch_portal.system.snapshot import Snapshot
from branch_portal.year.workdays import DAY

WEEK = 7 * DAY
KEYS: tuple[tuple[Tone, str], ...] = (("soft", "已過"), ("late", "本週"), ("open", "以後"))
NAMED = (1, 4, 7, 10)
"""The months that are named under the bars."""


@dataclass(frozen=True)
class YearOfWeeks:
    """One year's picture; `monday` begins its first week, `fullest` is the Monday of the fullest one, with its count."""

    year: int
    monday: dt.date
    picture: Bars
    fullest: tuple[dt.date, int]


def panel(snapshot: Snapshot, jinja: Environment) -> ScreenPanel:
    """The years that the screen may be read in."""
    as_of = snapshot.as_of
    counted = weeks(snapshot)
    years = [one for one in counted if as_of.year <= one <= (as_of + AHEAD).year]
    link = partial(urls.relative, page=urls.SCREEN)
    made = [year_of_weeks(year, counted[year], as_of, link) for year in years]

    def body() -> Markup:
        return fragment(jinja, "screen_weeks.html", urls.SCREEN, years=made, as_of=as_of, keys=KEYS)

    return ScreenPanel("screen-weeks", "全年每週到期項數", "公司統一的期限", "middle", body)


def weeks(snapshot: Snapshot) -> Mapping[int, Counter[dt.date]]:
    """How many things fall due, by year and by the Monday of their week."""
    found: dict[int, Counter[dt.date]] = {year: Counter() for year in snapshot.book.settings.years}
    for items in snapshot.schedule.company.values():
        for item in items:
            if item.due.year in found:
                found[item.due.year][week_of(item.due)[0]] += 1
    return {year: counted for year, counted in found.items() if counted}


def year_of_weeks(year: int, counted: Counter[dt.date], as_of: dt.date, link: partial[str]) -> YearOfWeeks:
    """Every week of a year, those without anything too; the weeks at its ends belong to it with its own days only."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    monday, found = week_of(first)[0], []
    for number in range((last - monday).days // 7 + 1):
        begins = monday + number * WEEK
        day = max(begins, first)
        ends = min(begins + WEEK - DAY, last)
        label = next((f"{month}月" for month in NAMED if day <= dt.date(year, month, 1) <= ends), "")
        says = f"{month_day(day)}至{month_day(ends)}{counted[begins]}項"
        target = link(f"{urls.month(day.year, day.month)}#day-{day.day}")
        found.append(Bar([(tone(begins, as_of), counted[begins])], label, says, target))
    most = max(counted.values())
    return YearOfWeeks(year, monday, bars(found), (min(one for one in counted if counted[one] == most), most))


def tone(monday: dt.date, day: dt.date) -> Tone:
    """Whether a week is over, the present one, or still to come."""
    if monday + WEEK <= day:
        return "soft"
    return "late" if monday <= day else "open"
