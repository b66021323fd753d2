"""What a year asks for by solar terms, as bars: what branches do and what the company does itself."""

import datetime as dt
from collections.abc import Callable, Sequence

from branch_portal.charts.shapes import Bar, Bars, Tone, bars
from branch_portal.systems.terms.year_table import TermSheet

KEYS: tuple[tuple[Tone, str], ...] = (("soft", "支部辦"), ("done", "公司統一辦"))


def term_bars(sheets: Sequence[TermSheet], today: dt.date, link: Callable[[TermSheet], str]) -> Bars:
    """A bar a term, in the order of the year; `link` says where one leads."""
    found = []
    for sheet in sheets:
        own = sum(item.of_company for item in sheet.occurrences)
        parts: tuple[tuple[Tone, int], ...] = (("soft", len(sheet.occurrences) - own), ("done", own))
        title, days = sheet.text.title, (sheet.day.date, sheet.last)
        says = f"{title}：支部辦{parts[0][1]}項，公司統一辦{own}項"
        found.append(Bar(parts, title, says, link(sheet), days[0] <= today <= days[1], days=days))
    return bars(found)


def said(sheets: Sequence[TermSheet]) -> str:
    """One sentence: how much the year asks for, and in which term most and least falls due; of equals the earlier one."""
    most = max(sheets, key=lambda sheet: len(sheet.occurrences))
    least = min(sheets, key=lambda sheet: len(sheet.occurrences))
    count = sum(len(sheet.occurrences) for sheet in sheets)
    return (
        f"全年{count}項到期：{most.text.title}最多，{len(most.occurrences)}項；"
        f"{least.text.title}最少，{len(least.occurrences)}項。"
    )
