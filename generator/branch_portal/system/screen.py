"""一屏: what one system adds to the page for the large screen of a meeting room.

A figure says from which day to which each thing counts, so that the reader's browser counts anew on the day of
reading, and at midnight, without asking anybody. A panel that changes with the day does so in the room's own script,
which hears of a new day by the event `portalday` of the document (its `detail` is the day, `2026-12-01`).
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

Span = tuple[dt.date | None, dt.date | None]
"""The first and the last day on which a thing counts, both included; None where that end is open."""

PlaceOnScreen = Literal["left", "top", "middle", "right", "bottom"]
"""`top` and `middle` stand over one another between `left` and `right`; `bottom` goes all the way across."""


@dataclass(frozen=True)
class Figure:
    """大數字: one number, with `of` what it is a part of; `page` has the list behind it.

    With `alarming` it is red while it is not nought.
    """

    title: str
    page: str
    counted: tuple[tuple[Span, int], ...]
    of: int | None = None
    alarming: bool = False

    def on(self, day: dt.date) -> int:
        """How many count on `day`."""
        return sum(
            count
            for (first, last), count in self.counted
            if (first or dt.date.min) <= day and day <= (last or dt.date.max)
        )


@dataclass(frozen=True)
class ScreenPanel:
    """One part of the screen: `anchor` is its id, `note` says in a few words how to read it."""

    anchor: str
    title: str
    note: str
    place: PlaceOnScreen
    body: Callable[[], Markup]


@dataclass(frozen=True)
class Screen:
    """What one system shows: figures for the row on top, and panels."""

    figures: tuple[Figure, ...] = ()
    panels: tuple[ScreenPanel, ...] = ()


def figure(title: str, page: str, spans: Iterable[Span], *, of: int | None = None, alarming: bool = False) -> Figure:
    """A figure that counts one for each of `spans`; equal spans are counted together."""
    counted = sorted(Counter(spans).items(), key=lambda one: (one[0][0] or dt.date.min, one[0][1] or dt.date.max))
    return Figure(title, page, tuple(counted), of, alarming)


ALWAYS: Span = (None, None)
"""What no day changes."""
