"""What the tools count with: the figures of the clause cards, and the working days, as the page carries them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from branch_portal.organisation.figure import Figure
from branch_portal.organisation.kinds import CLAUSES
from branch_portal.project.handbook import Shelf
from branch_portal.systems.alerts.kinds import COUNTDOWNS
from branch_portal.systems.alerts.model import Countdown, CountdownStep
from branch_portal.systems.tools.settings import TOOL_SETTINGS, CountdownTool, MeetingKind
from branch_portal.year.kinds import WORKDAYS

Data = dict[str, Any]


def meeting_kinds(book: Shelf) -> list[Data]:
    """Every kind of meeting with its two lines."""
    return [_meeting(book, kind) for kind in book.settings[TOOL_SETTINGS].meetings]


def _meeting(book: Shelf, kind: MeetingKind) -> Data:
    return {
        "title": kind.title,
        "who": kind.who,
        "word": kind.word,
        "of": kind.of,
        "written": kind.written is not None,
        "quorum": _figure(book[CLAUSES][kind.quorum].figure),
        "pass": _figure(book[CLAUSES][kind.passed].figure) if kind.passed else None,
    }


def _figure(figure: Figure) -> Data:
    number = figure.number
    return {"n": number.numerator, "d": number.denominator, "relation": figure.relation, "words": figure.words}


def dues_tables(book: Shelf) -> dict[str, list[Data]]:
    """The bands of those who work and of those who have retired; `most` is the last yuan of a band."""
    tool = book.settings[TOOL_SETTINGS].dues
    bands = {"working": tool.bands, "retired": tool.retired}
    return {name: [_band(*book[CLAUSES][id].figures[:2]) for id in ids] for name, ids in bands.items()}


def _band(rate: Figure, end: Figure) -> Data:
    number = rate.number
    most = int(end.number) if end.relation in ("at_most", "within") else None
    return {"n": number.numerator, "d": number.denominator, "most": most, "rate": rate.words}


def countdown_data(book: Shelf, tool: CountdownTool) -> Data:
    """A countdown's steps as (months, days) from its day, with the days that are closed against the calendar."""
    countdown: Countdown = book[COUNTDOWNS][tool.countdown]
    return {
        "name": countdown.id,
        "title": countdown.title,
        "steps": [_step(book, step) for step in countdown.steps],
        "calendar": working_days(book),
        "papers": [paper.model_dump() for paper in tool.papers],
    }


def _step(book: Shelf, step: CountdownStep) -> Data:
    months, days = step_offset(book, step)
    return {"months": months, "days": days, "title": step.title, "paper": step.paper or ""}


def step_offset(book: Shelf, step: CountdownStep) -> tuple[int, int]:
    """How far a step is from the day, in months and in days, negative before it: the card's figure where it names one."""
    if not step.counts_clause:
        return 0, -step.days
    figure = book[CLAUSES][step.clause or ""].figure
    count = int(figure.number)
    months = {"年": 12 * count, "個月": count}.get(figure.unit or "", 0)
    days = count if figure.unit == "天" else 0
    sign = 1 if step.counts_clause == "after" else -1
    return sign * months, sign * days - step.days


def working_days(book: Shelf) -> dict[str, list[Any]]:
    """Days off that are no Saturday or Sunday, weekends that are worked, and the years of which these are official."""
    off, makeup, years = [], [], []
    for year in book[WORKDAYS].values():
        off += [str(day) for one in year.holidays for day in _days(one.first, one.last)]
        makeup += [str(day) for day in year.makeup_days]
        if year.status == "official":
            years.append(year.year)
    return {"off": sorted(set(off)), "makeup": sorted(set(makeup)), "years": sorted(years)}


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for number in range((last - first).days + 1):
        yield first + dt.timedelta(days=number)
