"""The kind of record that freezes an issued slip."""

from branch_portal.project.kind import Kind
from branch_portal.project.settings import Settings
from branch_portal.site import urls
from branch_portal.systems.slips.model import SlipRecord
from branch_portal.year.timing import TERM_IDS


def _page(slip: SlipRecord, settings: Settings) -> str:
    """A slip's number is that of a solar term, or of a month."""
    _, year, number = slip.id.split("-")
    return urls.slip(int(year), TERM_IDS[int(number) - 1]) if settings.slips == "term" else urls.month_slip(slip.id)


SLIP_BATCHES: Kind[str, SlipRecord] = Kind(
    "slip_batches",
    SlipRecord,
    "提醒單批次",
    happened=lambda slip: (slip.issued_on,) if slip.issued_on else (),
    page_by=_page,
    issued="portal slip issue",
    called=lambda slip: f"提醒單 {slip.id.upper()}",
)
