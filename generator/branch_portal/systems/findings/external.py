"""對外通報: a quarter's figures for readers outside the unit, the small ones hidden with their complements.

The bulletin on the site stands beside every problem it counts, each of them approved for publication, so a small
count says nothing more there. What leaves the site has no such list: a count of one or two in a tier points at whoever
had that problem. Only one table leaves, so that no second one gives back what the first hides.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from branch_portal.systems.findings.balance import by
from branch_portal.systems.findings.model import TIER_TITLES, Finding
from branch_portal.systems.findings.suppression import Cell, suppress
from branch_portal.year.quarter import Quarter

STATUS_TITLES = {"done": "完成", "carried": "還在整改"}
"""Fields of `Figures` that make up what is registered: two, as a third would nearly always be small."""


@dataclass(frozen=True)
class ExternalRow:
    """One tier, or the whole; None where a count is hidden."""

    title: str
    statuses: tuple[Cell, ...]
    registered: Cell

    @property
    def rate(self) -> str:
        """Done of registered in percent, where both are shown."""
        done = self.statuses[0]
        return f"{100 * done / self.registered:.1f}%" if self.registered and done is not None else "—"


def external_rows(findings: Iterable[Finding], period: Quarter, below: int) -> tuple[ExternalRow, ...]:
    """Each tier with registered problems, then the whole; counts from 1 to `below` - 1 are hidden."""
    tiers = by(tuple(findings), period, lambda one: one.tier, TIER_TITLES)
    table = suppress([[getattr(row, status) for status in STATUS_TITLES] for _, row in tiers], below)
    rows = zip(tiers, table.cells, table.totals, strict=True)
    whole = ExternalRow("合計", table.sums, table.total) if tiers else ExternalRow("合計", (0,) * len(STATUS_TITLES), 0)
    return (*(ExternalRow(title, cells, total) for (title, _), cells, total in rows), whole)
