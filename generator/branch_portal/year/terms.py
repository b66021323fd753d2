"""節氣: the day of each of the 24 solar terms, from the frozen table.

A term's day is the civil date of its instant in UTC+8 (GB/T 33661-2017).
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from branch_portal.ground.digests import walked
from branch_portal.year.timing import TERM_IDS


@dataclass(frozen=True)
class TermDay:
    """One solar term of one year; it lasts from `date` to the day before `end`."""

    id: str
    year: int
    number: int
    date: dt.date
    instant: dt.datetime
    end: dt.date

    @property
    def last(self) -> dt.date:
        return self.end - dt.timedelta(days=1)


@walked
class SolarTerms:
    """All term days of the table, in order."""

    def __init__(self, table: Mapping[int, Sequence[dt.datetime]]) -> None:
        instants = [
            (year, number, instant) for year in sorted(table) for number, instant in enumerate(table[year], start=1)
        ]
        dates = [instant.date() for _, _, instant in instants]
        ends = [*dates[1:], dates[-1] + dt.timedelta(days=15)] if dates else []
        self._days = [
            TermDay(TERM_IDS[number - 1], year, number, instant.date(), instant, end)
            for (year, number, instant), end in zip(instants, ends, strict=True)
        ]
        self._dates = dates
        self._by_id = {(day.year, day.id): day for day in self._days}

    @classmethod
    def of(cls, tables: Iterable[tuple[int, tuple[dt.datetime, ...]]]) -> "SolarTerms":
        """The terms of these years, worked out once for all who ask."""
        return _of(tuple(tables))

    def cover(self, years: Iterable[int]) -> bool:
        """Whether the table has all these years."""
        return all((year, TERM_IDS[0]) in self._by_id for year in years)

    def day(self, year: int, term: str) -> TermDay:
        """The term `term` of `year`; KeyError outside the table."""
        return self._by_id[year, term]

    def of_year(self, year: int) -> list[TermDay]:
        """The 24 terms of a year, 小寒 first."""
        return [self._by_id[year, term] for term in TERM_IDS]

    def containing(self, day: dt.date) -> TermDay:
        """The term that `day` falls in (a day before 小寒 belongs to the previous year's 冬至)."""
        return self._days[max(0, bisect_right(self._dates, day) - 1)]


@lru_cache(4)
def _of(tables: tuple[tuple[int, tuple[dt.datetime, ...]], ...]) -> SolarTerms:
    return SolarTerms(dict(tables))
