"""月曆與近期事項: days of a month as weeks, and the weeks ahead, each day with what falls on it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from branch_portal.calendar.stamped import Stamped
from branch_portal.ground.day_words import month_day
from branch_portal.ground.weeks import week_of
from branch_portal.year.terms import SolarTerms
from branch_portal.year.workdays import DAY, Workdays


@dataclass(frozen=True)
class Entry:
    """One event on one of its days; `words` says which day of a longer event it is."""

    published: Stamped
    words: str = ""

    @property
    def title(self) -> str:
        return self.published.own.summary.removeprefix("【已取消】")


@dataclass(frozen=True)
class Day:
    """One day: `term` is the id of the solar term that begins on it; `closed` and `makeup` come from an official table."""

    date: dt.date
    entries: tuple[Entry, ...]
    term: str = ""
    closed: bool = False
    makeup: bool = False


@dataclass(frozen=True)
class Month:
    """One month; `blank` is how many days of its first week, Monday first, belong to the month before."""

    first: dt.date
    days: tuple[Day, ...]

    @property
    def blank(self) -> int:
        return self.first.weekday()

    @property
    def trailing(self) -> int:
        """How many days of its last week belong to the month after."""
        return -(self.blank + len(self.days)) % 7

    @cached_property
    def count(self) -> int:
        """How many events it holds."""
        return len({entry.published.own.uid for day in self.days for entry in day.entries})


@dataclass(frozen=True)
class Week:
    """One week of the agenda, Monday to Sunday: only its days with something on them."""

    first: dt.date
    days: tuple[Day, ...]

    @property
    def last(self) -> dt.date:
        return self.first + 6 * DAY


class Diary:
    """What falls on each day, for the whole company. An event of several days stands on its first and last."""

    def __init__(
        self, published: Iterable[Stamped], terms: SolarTerms, workdays: Workdays, years: Iterable[int]
    ) -> None:
        self._terms = {day.date: day.id for year in years for day in terms.of_year(year)}
        self._workdays = workdays
        self._entries: Mapping[dt.date, list[Entry]] = defaultdict(list)
        for one in published:
            event = one.event
            if event.uid.startswith("term."):
                continue
            if event.first == event.last:
                self._entries[event.first].append(Entry(one))
            else:
                self._entries[event.first].append(Entry(one, f"至{month_day(event.last)}"))
                self._entries[event.last].append(Entry(one, "最後一天"))

    def day(self, date: dt.date) -> Day:
        official = self._workdays.is_official(date)
        return Day(
            date,
            tuple(self._entries.get(date, ())),
            self._terms.get(date, ""),
            closed=official and date in self._workdays.off,
            makeup=official and date in self._workdays.work,
        )

    def month(self, first: dt.date) -> Month:
        """The month that begins on `first`."""
        days = [first + DAY * n for n in range(31) if (first + DAY * n).month == first.month]
        return Month(first, tuple(map(self.day, days)))

    def months(self, years: Iterable[int]) -> list[Month]:
        """Every month of the years, in order."""
        return [self.month(dt.date(year, month, 1)) for year in sorted(years) for month in range(1, 13)]

    def weeks(self, day: dt.date, count: int) -> Iterator[Week]:
        """The week of `day` and those after it, `count` in all; weeks with nothing on them are left out."""
        monday, _ = week_of(day)
        for number in range(count):
            first = monday + DAY * 7 * number
            days = tuple(found for n in range(7) if (found := self.day(first + DAY * n)).entries or found.term)
            if days:
                yield Week(first, days)
