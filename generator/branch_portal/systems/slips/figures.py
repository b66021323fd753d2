"""提醒單: the year's occurrences as numbered batches, one per solar term or per month, and what each says."""

import calendar
import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.handbook import Announced, Shelf
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset
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


def slip_batches(
    book: Shelf, terms: SolarTerms, company: Mapping[int, tuple[Occurrence, ...]]
) -> tuple[SlipBatch, ...]:
    """Every batch of the configured years, in order; each occurrence is in one of them, or later than all."""
    spans = list(_spans(book, terms))
    held: dict[str, list[Occurrence]] = {id: [] for id, *_ in spans}
    for item in sorted((item for year in company.values() for item in year), key=lambda item: (item.due, item.id)):
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


def item_digest(book: Shelf, item: Occurrence) -> str:
    """A digest of what the slip prints of an item besides its day."""
    said = [item.title, book[ROLES][item.duty.role].title, *item.duty.deliverable]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:12]


def content_hash(book: Shelf, batch: SlipBatch) -> str:
    """The SHA-256 of what the batch tells people to do: items, days, roles, deliverables, emphasis, attachments.

    How the page looks, the links and the titles of terms are not in it.
    """
    content: dict[str, object] = {
        "emphasis": batch.emphasis,
        "forms": list(batch.record.forms),
        "items": [[item.id, item.due.isoformat(), item_digest(book, item)] for item in batch.occurrences],
        "number": batch.number,
    }
    if batch.record.materials:  # batches issued before materials could be attached keep their hash
        content["materials"] = list(batch.record.materials)
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Change:
    """How an item differs from what was issued: `was` is the day issued, None for an item that was not there."""

    id: str
    was: dt.date | None
    now: dt.date | None
    reworded: bool


def changes(book: Shelf, batch: SlipBatch) -> tuple[Change, ...]:
    """What changed in an issued batch since it was issued; empty for a draft."""
    if batch.issued_on is None:
        return ()
    issued = {item.id: item for item in batch.record.items}
    current = {item.id: item for item in batch.occurrences}
    found = []
    for id in dict.fromkeys((*issued, *current)):
        before, now = issued.get(id), current.get(id)
        reworded = bool(before and now and before.digest != item_digest(book, now))
        if before is None or now is None or before.due != now.due or reworded:
            found.append(Change(id, before.due if before else None, now.due if now else None, reworded))
    return tuple(found)


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The day each batch is issued: recorded, or planned for its first day."""
    for batch in slip_batches(book, schedule.terms, schedule.company):
        day = batch.issued_on or batch.first
        yield Event(
            uid=f"slip-{batch.id}",
            first=day,
            last=day,
            summary=f"重點工作提醒單 {batch.number}（{batch.title}）",
            lines=(f"{len(batch.occurrences)}項任務，{batch.first}至{batch.last}到期", "計劃清單和回應清單按單回覆。"),
            page=batch.path,
            categories=("提醒單",),
        )


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    batches = slip_batches(snapshot.book, snapshot.schedule.terms, snapshot.schedule.company)
    yield Dataset(
        id="slip-batches",
        title="提醒單批次",
        description="每批重點工作提醒單的編號、起止、項數、簽發日和更正次數；簽發日空著的，還沒有簽發。",
        columns=(
            Column("number", "編號"),
            Column("title", "節氣或月份"),
            Column("first", "起", "date"),
            Column("last", "止", "date"),
            Column("items", "項數", "integer"),
            Column("issued_on", "簽發日期", "date"),
            Column("corrections", "更正次數", "integer"),
        ),
        rows=tuple(
            {
                "number": batch.number,
                "title": batch.title,
                "first": batch.first,
                "last": batch.last,
                "items": len(batch.occurrences),
                "issued_on": batch.issued_on,
                "corrections": len(batch.record.corrections),
            }
            for batch in batches
        ),
        page=urls.SLIPS,
    )
