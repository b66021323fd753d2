"""提醒單: the year's occurrences as numbered batches, one per solar term or per month."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from branch_portal.project.handbook import Shelf
from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.slips.kinds import SLIP_BATCHES
from branch_portal.systems.slips.model import SlipRecord
from branch_portal.year.kinds import TERMS
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule
from branch_portal.year.terms import SolarTerms


@dataclass(frozen=True)
class SlipBatch:
    """One batch: everything that falls due from `first` to `last`, both included.

    `id` is `tx-<year>-<nn>`, nn counting the year's terms from 小寒 = 01, or its months; `term` is empty for a month.
    What falls due before the first batch of all stands in it; what falls due after the last waits for the next year.
    """

    id: str
    year: int
    term: str
    title: str
    first: dt.date
    last: dt.date
    emphasis: str
    occurrences: tuple[Occurrence, ...]
    record: SlipRecord

    @property
    def number(self) -> str:
        """The serial number as it is printed: `TX-2026-07`."""
        return self.id.upper()

    @property
    def issued_on(self) -> dt.date | None:
        return self.record.issued_on

    @property
    def path(self) -> str:
        """The address of the printable slip."""
        return urls.slip(self.year, self.term) if self.term else urls.month_slip(self.id)


def batches(snapshot: Snapshot) -> tuple[SlipBatch, ...]:
    """Every batch, for whatever shows them."""
    return slip_batches(snapshot.book, snapshot.schedule)


def slip_batches(book: Shelf, schedule: Schedule) -> tuple[SlipBatch, ...]:
    """Every batch of the configured years, in order; each occurrence is in one of them, or later than all."""
    spans = list(_spans(book, schedule.terms))
    held: dict[str, list[Occurrence]] = {id: [] for id, *_ in spans}
    for item in sorted(
        (item for year in schedule.company.values() for item in year), key=lambda item: (item.due, item.id)
    ):
        batch = next((id for id, _, _, _, _, last in spans if item.due <= last), None)
        if batch:
            held[batch].append(item)
    return tuple(
        SlipBatch(
            id=id,
            year=year,
            term=term,
            title=title,
            first=first,
            last=last,
            emphasis=record.emphasis or (book[TERMS][term].emphasis if term else ""),
            occurrences=tuple(held[id]),
            record=record,
        )
        for id, year, term, title, first, last in spans
        for record in (book[SLIP_BATCHES].get(id, SlipRecord(id=id)),)
    )


def _spans(book: Shelf, terms: SolarTerms) -> Iterator[tuple[str, int, str, str, dt.date, dt.date]]:
    for year in book.settings.years:
        if book.settings.slips == "term":
            for day in terms.of_year(year):
                last = day.end - dt.timedelta(days=1)
                yield f"tx-{year}-{day.number:02}", year, day.id, book[TERMS][day.id].title, day.date, last
        else:
            for month in range(1, 13):
                last = dt.date(year, month, calendar.monthrange(year, month)[1])
                yield f"tx-{year}-{month:02}", year, "", f"{month}月", last.replace(day=1), last
