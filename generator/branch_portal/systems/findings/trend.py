"""逐季趨勢: how the registered problems stood at the end of every quarter, as bars, and the sentence over them."""

from collections.abc import Sequence

from branch_portal.charts.shapes import Bar, Bars, Tone, bars
from branch_portal.systems.findings.balance import Figures
from branch_portal.year.quarter import Quarter

Course = Sequence[tuple[Quarter, Figures]]
"""Quarters with their figures, the oldest first."""

TREND_KEYS: tuple[tuple[Tone, str], ...] = (("done", "完成"), ("some", "基本完成並持續"), ("open", "未完成"))
_ROOM = 4
"""As many quarters as a year has fill the picture; more of them share it."""


def trend_bars(course: Course) -> Bars:
    """A bar a quarter, its completion rate under its name; the numbers stand in the table below."""
    years = {period.first.year for period, _ in course}
    found = []
    for period, row in course:
        parts: list[tuple[Tone, int]] = [("done", row.done), ("some", row.continuing), ("open", row.not_done)]
        told = "，".join(f"{title}{value}" for (_, title), (_, value) in zip(TREND_KEYS, parts, strict=True))
        label = period.title[5:] if len(years) == 1 else period.title[2:]
        found.append(Bar(parts, label, f"{period.title}：{told}，完成率{row.rate}", note=row.rate))
    return bars(found, room=_ROOM)


def trend_said(course: Course) -> str:
    """One sentence: how many are closed of how many by the last quarter, and what that is against the quarter before."""
    if not course:
        return "還沒有季度的數字。"
    period, row = course[-1]
    said = f"到{period.title}末累計登記{row.registered}個，完成{row.done}個，完成率{row.rate}"
    if len(course) == 1:
        return f"{said}。"
    before = course[-2][1]
    return f"{said}；上季度末登記{before.registered}個，完成{before.done}個，完成率{before.rate}。"
