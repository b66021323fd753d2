"""提醒單 in the calendar: the day on which each batch is issued."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.project.handbook import Announced
from branch_portal.systems.slips.batch import slip_batches
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The day each batch is issued: recorded, or planned for its first day."""
    for batch in slip_batches(book, schedule):
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
