"""日曆收錄的月份: whole months around an anchor day that is kept in the ledger, never around a build's day."""

import datetime as dt
from dataclasses import dataclass

from branch_portal.project.settings import Window


@dataclass(frozen=True)
class Span:
    """A run of days, both included."""

    first: dt.date
    last: dt.date

    def holds(self, first: dt.date, last: dt.date) -> bool:
        """Whether any of the days `first`..`last` lies in the span."""
        return first <= self.last and last >= self.first


def span(anchor: dt.date, window: Window) -> Span:
    """The months of `window` counted from the month of `anchor`, that month included."""
    month = anchor.replace(day=1)
    after = months_later(month, window.ahead + 1)
    return Span(months_later(month, -window.back), after - dt.timedelta(days=1))


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later (earlier, when negative) month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    first = dt.date(index // 12, index % 12 + 1, 1)
    following = dt.date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(first + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1))
