"""工作日: which days are worked, from the official table of a year or, without one, Monday to Friday."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.year.model import WorkdayYear
from branch_portal.year.timing import IfClosed

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Workdays:
    """Working days of all years; a day in a year without an official table is provisional."""

    off: frozenset[dt.date]
    work: frozenset[dt.date]
    official_years: frozenset[int]

    @classmethod
    def from_tables(cls, tables: Mapping[int, WorkdayYear]) -> "Workdays":
        off: set[dt.date] = set()
        work: set[dt.date] = set()
        for table in tables.values():
            work.update(table.makeup_days)
            for days in table.holidays:
                off.update(days.first + DAY * n for n in range((days.last - days.first).days + 1))
        official = frozenset(year for year, table in tables.items() if table.status == "official")
        return cls(frozenset(off), frozenset(work), official)

    def is_open(self, day: dt.date) -> bool:
        """Whether `day` is worked; make-up days at weekends are."""
        return day in self.work or (day.weekday() < 5 and day not in self.off)

    def is_official(self, day: dt.date) -> bool:
        return day.year in self.official_years

    def shift(self, day: dt.date, rule: IfClosed) -> dt.date:
        """`day` itself when open or kept, else the next, previous or nearest open day (a tie goes forward)."""
        if rule == "keep" or self.is_open(day):
            return day
        following, previous = day, day
        while not self.is_open(following):
            following += DAY
        while not self.is_open(previous):
            previous -= DAY
        if rule == "next":
            return following
        if rule == "previous":
            return previous
        return following if following - day <= day - previous else previous

    def add(self, day: dt.date, count: int) -> dt.date:
        """The `count`-th open day after (before, when negative) `day`; 0 is `day`."""
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_open(day):
                day += step
        return day

    def nth_of_month(self, year: int, month: int, n: int) -> dt.date | None:
        """The n-th open day of a month, counted from its end when negative; None when there are fewer."""
        first = dt.date(year, month, 1)
        days = [first + DAY * k for k in range(31) if (first + DAY * k).month == month]
        opened = [day for day in days if self.is_open(day)]
        index = n - 1 if n > 0 else n
        return opened[index] if -len(opened) <= index < len(opened) else None
