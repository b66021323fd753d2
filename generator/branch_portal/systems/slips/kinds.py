"""The kind of record that freezes an issued slip."""

from branch_portal.project.kind import Kind
from branch_portal.systems.slips.model import SlipRecord

SLIP_BATCHES: Kind[str, SlipRecord] = Kind(
    "slip_batches", SlipRecord, "提醒單批次", happened=lambda slip: (slip.issued_on,) if slip.issued_on else ()
)
