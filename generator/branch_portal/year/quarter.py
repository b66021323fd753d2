"""季度: the four quarters of a year, named as in `2026-q1`."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Quarter:
    """One quarter of a year; `id` as in `2026-q1`."""

    id: str
    first: dt.date
    last: dt.date

    @property
    def title(self) -> str:
        return f"{self.first.year}年第{'一二三四'[(self.first.month - 1) // 3]}季度"

    def next(self) -> "Quarter":
        after = self.last + dt.timedelta(days=1)
        return quarter(f"{after.year}-q{(after.month + 2) // 3}")


def quarter(id: str) -> Quarter:
    """The quarter with this id."""
    year, number = int(id[:4]), int(id[-1])
    end = dt.date(year + number // 4, number % 4 * 3 + 1, 1) - dt.timedelta(days=1)
    return Quarter(id, dt.date(year, 3 * number - 2, 1), end)


def is_quarter(id: str) -> bool:
    """Whether this names a quarter, as in `2026-q1`."""
    return re.fullmatch(r"\d{4}-q[1-4]", id) is not None


def quarters(first: str, last: str) -> Iterator[Quarter]:
    """The quarters from one id to another, both included."""
    period = quarter(first)
    while period.id <= last:
        yield period
        period = period.next()
