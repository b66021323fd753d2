"""每週的負擔 as pictures: a bar for every week of a branch's year, on one scale for all branches."""

import datetime as dt
from collections.abc import Iterable, Mapping

from branch_portal.charts.shapes import Bar, Bars, Tone, bars
from branch_portal.ground.day_words import month_day
from branch_portal.ground.weeks import week_of
from branch_portal.systems.loads.figures import Load

KEYS: tuple[tuple[Tone, str], ...] = (("soft", "年度任務"), ("done", "任務單"), ("late", "督辦單"))
"""The tone of each kind of ask, from below."""


def week_bars(load: Load, limit: int, most: int, today: dt.date) -> Bars:
    """A bar for each week that begins in the year or reaches into it, the first of every month named."""
    week, _ = week_of(dt.date(load.year, 1, 1))
    found, month = [], 0
    while week <= dt.date(load.year, 12, 31):
        kinds: Mapping[str, int] = load.kinds.get(week, {})
        last = week + dt.timedelta(days=6)
        begins = last.month if last.year == load.year and last.month != month and last.day <= 7 else 0
        month = begins or month
        parts = [(tone, kinds.get(kind, 0)) for tone, kind in KEYS]
        found.append(Bar(parts, f"{begins}月" if begins else "", "", current=week <= today <= last))
        week += dt.timedelta(days=7)
    return bars(found, limit, most)


def said(load: Load, limit: int) -> str:
    """One sentence: the fullest week of a branch's year, and how many go over the limit."""
    if load.fullest is None:
        return f"{load.year}年還沒有要辦的事。"
    week, count = load.fullest
    return f"{load.year}年最多的一週{count}件（{month_day(week)}起），超過{limit}件的有{over(load, limit)}週。"


def said_of_all(loads: Mapping[str, Load], limit: int) -> str:
    """One sentence over all branches of a year."""
    full = [one for one in loads.values() if over(one, limit)]
    most = highest(loads.values())
    if not full:
        return f"{len(loads)}個支部都沒有超過{limit}件的週，最多的一週{most}件。"
    weeks = sum(over(one, limit) for one in full)
    return f"{len(loads)}個支部裡{len(full)}個有超過{limit}件的週，合計{weeks}週；最多的一週{most}件。"


def over(load: Load, limit: int) -> int:
    """How many weeks have more than the limit."""
    return sum(count > limit for count in load.weeks.values())


def highest(loads: Iterable[Load]) -> int:
    """The most that any branch has in a week."""
    return max((max(one.weeks.values(), default=0) for one in loads), default=0)


def month_depth(loads: Mapping[str, Load]) -> Mapping[tuple[str, int], int]:
    """How deep the cell of a branch and a month is, 0 to 4, against the fullest month of all."""
    most = max((count for one in loads.values() for count in one.months.values()), default=1)
    return {(id, month): -(-count * 4 // most) for id, one in loads.items() for month, count in one.months.items()}
