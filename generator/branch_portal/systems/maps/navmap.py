"""一圖: where everything stands on a branch's year wheel, and on the quarters that a phone shows; nothing is drawn here.

Duties of once or twice a year are numbered: each has its span of days, its disc and its name beside the rim. What
comes round more often is dots in the inner rings. What finds no room stands in the list below only.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from branch_portal.organisation.model import Track
from branch_portal.systems.maps.dots import Dot, place_dots
from branch_portal.systems.maps.names import Name, place_names
from branch_portal.systems.maps.plane import Dial, quarter_dial, year_dial
from branch_portal.systems.maps.spans import Span, place_spans
from branch_portal.year.occurrence import Occurrence

MONTH_SIZE, TERM_SIZE, NUMBER_SIZE = 18.0, 13.0, 9.0
"""Type sizes, in units of the drawing; wheel.css repeats them."""


@dataclass(frozen=True)
class LegendEntry:
    """A numbered item in words."""

    number: int
    occurrence: Occurrence


@dataclass(frozen=True)
class Piece:
    """A term or a month: its piece of the ring from angle `begin` to `end`, its name at `x`, `y`, turned by `turn`.

    `season` counts from spring, 0 to 3; a piece too short for its name has none.
    """

    text: str
    season: int
    begin: float
    end: float
    x: float
    y: float
    turn: float


@dataclass(frozen=True)
class Face:
    """A dial with everything on it."""

    dial: Dial
    terms: tuple[Piece, ...]
    months: tuple[Piece, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Quarter(Face):
    """A quarter, 1 to 4, by itself, with the numbered items that fall due in it."""

    number: int
    legend: tuple[LegendEntry, ...]


@dataclass(frozen=True)
class Wheel(Face):
    """A year, placed. `unplaced` are one-off duties without room on a ring: their names and the list have them."""

    dots: tuple[Dot, ...]
    year: int
    tracks: tuple[Track, ...]
    names: tuple[Name, ...]
    legend: tuple[LegendEntry, ...]
    unplaced: tuple[Occurrence, ...]
    quarters: tuple[Quarter, ...]

    @property
    def items(self) -> Iterator[tuple[Occurrence, int, Name | None, Span | None]]:
        """What is drawn of each numbered item, its name and its span, where they found room."""
        names, spans = {one.number: one for one in self.names}, {one.number: one for one in self.spans}
        for entry in self.legend:
            yield entry.occurrence, entry.number, names.get(entry.number), spans.get(entry.number)

    def rank(self, item: Occurrence) -> int:
        """The lane of an item, from 0."""
        return [track.id for track in self.tracks].index(item.duty.track)


@dataclass(frozen=True)
class InWords:
    """The numbered items of each quarter, and those of the year without room on a ring."""

    quarters: tuple[tuple[LegendEntry, ...], ...]
    unplaced: tuple[Occurrence, ...]


def layout(
    year: int,
    term_days: Sequence[tuple[str, dt.date]],
    tracks: Sequence[Track],
    occurrences: Sequence[Occurrence],
) -> Wheel:
    """Place a year's occurrences; `term_days` are the names and days of the 24 terms, the year's first first."""
    numbered = _numbered(occurrences)
    ones = {item.id for _, item in numbered}
    routine = [item for item in occurrences if item.id not in ones]
    ranks = [track.id for track in tracks]
    dial = year_dial(year)
    spans, unplaced = place_spans(numbered, ranks, dial)
    quarters = []
    for quarter in range(1, 5):
        part = quarter_dial(year, quarter)
        due = _of_quarter(numbered, year, quarter)
        quarters.append(
            Quarter(
                part,
                tuple(_terms(term_days, part)),
                tuple(_months(year, part)),
                tuple(place_spans(due, ranks, part)[0]),
                quarter,
                tuple(LegendEntry(*one) for one in due),
            )
        )
    return Wheel(
        dial,
        tuple(_terms(term_days, dial)),
        tuple(_months(year, dial)),
        tuple(spans),
        tuple(place_dots(routine, dial)),
        year,
        tuple(tracks),
        tuple(place_names(numbered, dial)),
        tuple(LegendEntry(*one) for one in numbered),
        tuple(unplaced),
        tuple(quarters),
    )


def in_words(year: int, tracks: Sequence[Track], occurrences: Sequence[Occurrence]) -> InWords:
    """What the pages of a wheel say beside it, for which little of it has to be placed."""
    numbered = _numbered(occurrences)
    _, unplaced = place_spans(numbered, [track.id for track in tracks], year_dial(year))
    quarters = (_of_quarter(numbered, year, quarter) for quarter in range(1, 5))
    return InWords(tuple(tuple(LegendEntry(*one) for one in due) for due in quarters), tuple(unplaced))


def _of_quarter(numbered: Sequence[tuple[int, Occurrence]], year: int, quarter: int) -> list[tuple[int, Occurrence]]:
    """What falls due in a quarter, or after the year for its last."""
    return [one for one in numbered if (min(one[1].due, dt.date(year, 12, 31)).month + 2) // 3 == quarter]


def _numbered(occurrences: Sequence[Occurrence]) -> list[tuple[int, Occurrence]]:
    """Duties done once or twice a year, numbered by day; the routine ones stay without."""
    times = Counter(item.duty.id for item in occurrences)
    dated = sorted((item for item in occurrences if times[item.duty.id] <= 2), key=lambda item: (item.due, item.id))
    return list(zip(count(1), dated))


def _terms(term_days: Sequence[tuple[str, dt.date]], dial: Dial) -> Iterator[Piece]:
    """The band of terms, from one term's day to the next; the first days belong to the term before."""
    half, last = dial.sweep / dial.days / 2, dial.start + dial.sweep
    days = [(name, day, ((index - 2) // 6) % 4) for index, (name, day) in enumerate(term_days)]
    days = [("", dial.first - dt.timedelta(days=400), 3), *days, ("", dial.first + dt.timedelta(days=800), 3)]
    for (name, day, season), (_, following, _) in pairwise(days):
        if (following - dial.first).days <= 0 or (day - dial.first).days >= dial.days:
            continue
        begin = dial.angle(day) - half if dial.holds(day) else dial.start
        end = dial.angle(following) - half if dial.holds(following) else last
        yield _piece(name, season, begin, end, (dial.outer + dial.terms) / 2, TERM_SIZE * 2 + 6, dial)


def _months(year: int, dial: Dial) -> Iterator[Piece]:
    half = dial.sweep / dial.days / 2
    for month in range(1, 13):
        first = dt.date(year, month, 1)
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        if dial.holds(first):
            begin, end = dial.angle(first) - half, dial.angle(last) + half
            yield _piece(f"{month}月", 0, begin, end, (dial.terms + dial.months) / 2, 0, dial)


def _piece(text: str, season: int, begin: float, end: float, radius: float, needs: float, dial: Dial) -> Piece:
    middle = (begin + end) / 2
    room = (end - begin) / 360 * 6.283 * radius
    # A name that would stand on its head is turned round.
    turn = middle + 180 if 90 < middle < 270 else middle
    return Piece(text if room >= needs else "", season, begin, end, *dial.point(middle, radius), round(turn % 360, 1))
