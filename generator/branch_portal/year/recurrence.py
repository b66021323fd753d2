"""時間規則 → days: the closed recurrence language, expanded for one year.

Each rule is a pure function of the rule, the year, the working days and the solar terms. The period is
the nominal one and does not move with the day: a day put past the month's end keeps its month.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from branch_portal.year.model import Occasion
from branch_portal.year.terms import SolarTerms
from branch_portal.year.timing import (
    DayOfMonth,
    EachTerm,
    EveryYears,
    HalfYearly,
    Monthly,
    Offset,
    Quarterly,
    Recurrence,
    Yearly,
)
from branch_portal.year.workdays import Workdays


@dataclass(frozen=True)
class Dated:
    """One day a rule gives: the nominal period with its first and last day, and the due day."""

    period: str
    first: dt.date
    last: dt.date
    due: dt.date
    provisional: bool


def expand(
    when: Recurrence,
    year: int,
    workdays: Workdays,
    terms: SolarTerms,
    occasions: Mapping[str, Occasion],
) -> Iterator[Dated]:
    """The days of `when` whose nominal period lies in `year`, in order."""
    for period, first, last, due, guessed in _nominal(when, year, workdays, terms, occasions):
        shifted = workdays.shift(due, when.if_closed)
        if isinstance(when, Monthly) and when.within == "month" and shifted.month != due.month:
            shifted = workdays.shift(due, "previous" if shifted > due else "next")
        uses_workdays = when.if_closed != "keep" or _counts_workdays(when)
        unofficial = uses_workdays and not (workdays.is_official(due) and workdays.is_official(shifted))
        yield Dated(period, first, last, shifted, guessed or unofficial)


_Nominal = tuple[str, dt.date, dt.date, dt.date, bool]


def _nominal(
    when: Recurrence, year: int, workdays: Workdays, terms: SolarTerms, occasions: Mapping[str, Occasion]
) -> Iterator[_Nominal]:
    new_year, year_end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    match when:
        case Monthly():
            for month in range(1, 13):
                first, last = _month(year, month)
                if due := _day_of_month(when, year, month, workdays):
                    yield f"{year}-{month:02}", first, last, due, False
        case Quarterly():
            for quarter in range(1, 5):
                months = 3 * (quarter - 1) + when.by.month
                falls_in, month = (year, months) if months <= 12 else (year + 1, months - 12)
                first, last = dt.date(year, 3 * quarter - 2, 1), _month(year, 3 * quarter)[1]
                if due := _day_of_month(when.by, falls_in, month, workdays):
                    yield f"{year}-q{quarter}", first, last, due, False
        case HalfYearly():
            for half, text in enumerate(when.on, start=1):
                first, last = (new_year, dt.date(year, 6, 30)) if half == 1 else (dt.date(year, 7, 1), year_end)
                yield f"{year}-h{half}", first, last, in_year(text, year), False
        case EachTerm():
            for term in terms.of_year(year):
                due = _plus(term.date, when.plus, workdays)
                yield f"{year}-{term.id}", term.date, term.end - dt.timedelta(days=1), due, False
        case Yearly() if when.on:
            yield str(year), new_year, year_end, in_year(when.on, year), False
        case Yearly():
            assert when.start
            if when.start.term:
                start, guessed = terms.day(year, when.start.term).date, False
            else:
                assert when.start.occasion
                occasion = occasions.get(when.start.occasion)  # one that is not there is told elsewhere
                dates = [day for day in occasion.dates if day.year == year] if occasion else []
                if occasion is None or not dates:
                    return
                start, guessed = dates[0], year in occasion.provisional
            yield str(year), new_year, year_end, _plus(start, when.plus, workdays), guessed
        case EveryYears():
            if year >= when.anchor.year and (year - when.anchor.year) % when.every.years == 0:
                yield str(year), new_year, year_end, in_year(f"{when.anchor:%m-%d}", year), False


def _counts_workdays(when: Recurrence) -> bool:
    match when:
        case Monthly():
            return when.workday is not None
        case Quarterly():
            return when.by.workday is not None
        case EachTerm() | Yearly():
            return when.plus.workdays is not None
    return False


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _day_of_month(rule: DayOfMonth, year: int, month: int, workdays: Workdays) -> dt.date | None:
    last = _month(year, month)[1]
    if rule.workday is not None:
        return workdays.nth_of_month(year, month, rule.workday)
    if rule.day == "last":
        return last
    assert rule.day is not None
    # A day the month does not have gives nothing here; the rules make editors write `day: last`.
    return dt.date(year, month, rule.day) if rule.day <= last.day else None


def in_year(month_day: str, year: int) -> dt.date:
    """`MM-DD` in a year; 29 February becomes the month's last day."""
    month, day = map(int, month_day.split("-"))
    return min(dt.date(year, month, 1) + dt.timedelta(days=day - 1), _month(year, month)[1])


def _plus(start: dt.date, offset: Offset, workdays: Workdays) -> dt.date:
    if offset.workdays is not None:
        return workdays.add(start, offset.workdays)
    return start + dt.timedelta(days=offset.days or 0)
