"""提醒單 as a published table: every batch with its days, and when it was issued."""

from collections.abc import Iterator

from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.slips.batch import batches


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
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
            for batch in snapshot.figures(batches)
        ),
        page=urls.SLIPS,
    )
