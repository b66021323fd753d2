"""對外通報: a quarter's figures for readers outside the unit, the small ones hidden with their complements.

The bulletin on the site stands beside every problem it counts, each of them approved for publication, so a small
count says nothing more there. What leaves the site has no such list: a count of one or two in a tier points at whoever
had that problem.

The sheets of all quarters lie side by side before such a reader, who knows that what is registered never grows less:
a tier hidden between two sheets that show it with the same number is given back. So what is registered is either told
of every tier or of none, and what a sheet hides never rests on a number that another sheet can tell:

- no tier's registered count is small: every tier is shown with it, and the states are hidden within the sheet in a way
  that holds although the registered counts are known;
- a tier has a small one: only the whole is shown, and only when for each such tier another one has grown since the
  last sheet with tiers. Then one problem more there and one less here, in all sheets between, is as likely to a
  reader; later sheets cannot take that back, as they only tell that a tier has at least what it had;
- otherwise nothing is shown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from branch_portal.systems.findings.balance import by
from branch_portal.systems.findings.model import TIER_TITLES, Finding
from branch_portal.systems.findings.suppression import Cell, suppress
from branch_portal.year.quarter import Quarter

STATUS_TITLES = {"done": "完成", "carried": "還在整改"}
"""Fields of `Figures` that make up what is registered: two, as a third would nearly always be small."""
WHOLE = "合計"


_COUNT = re.compile(r"(?<![\d第每同某任逐這那哪十百])(\d+|[一二兩三四五六七八九])(?![\d十百])\s?(?:項|件|起|個問題)")
_DIGITS = "零一二三四五六七八九"


def tells_few(text: str, below: int) -> bool:
    """Whether a sentence tells a count of problems from 1 to `below` - 1 (一項、2件), as the sheet's table does not."""
    counts = (
        2 if said == "兩" else _DIGITS.find(said) if said in _DIGITS else int(said) for said in _COUNT.findall(text)
    )
    return any(0 < count < below for count in counts)


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


def external_sheets(
    findings: Sequence[Finding], periods: Iterable[Quarter], below: int
) -> Mapping[str, tuple[ExternalRow, ...]]:
    """By quarter, oldest first: each tier with registered problems, where tiers may be told, then the whole.

    `periods` are all published quarters, the oldest first; counts from 1 to `below` - 1 are hidden.
    """
    sheets, told = {}, dict[str, int]()
    for period in periods:
        tiers = by(findings, period, lambda one: one.tier, TIER_TITLES)
        registered = {title: row.registered for title, row in tiers}
        small = {title for title, count in registered.items() if count < below}
        grown = {title for title, count in registered.items() if count > told.get(title, 0)}
        counts = [[getattr(row, status) for status in STATUS_TITLES] for _, row in tiers]
        if not small:
            sheets[period.id] = _by_tier(list(registered), counts, below)
            told = registered
        elif sum(registered.values()) >= below and all(grown - {title} for title in small):
            whole = suppress([[sum(column) for column in zip(*counts, strict=True)]], below, totals_known=True)
            sheets[period.id] = (ExternalRow(WHOLE, whole.sums, whole.total),)
        else:
            sheets[period.id] = (ExternalRow(WHOLE, (None,) * len(STATUS_TITLES), None),)
    return sheets


def _by_tier(titles: Sequence[str], counts: Sequence[Sequence[int]], below: int) -> tuple[ExternalRow, ...]:
    if not titles:
        return (ExternalRow(WHOLE, (0,) * len(STATUS_TITLES), 0),)
    table = suppress(counts, below, totals_known=True)
    rows = zip(titles, table.cells, table.totals, strict=True)
    return (*(ExternalRow(*row) for row in rows), ExternalRow(WHOLE, table.sums, table.total))
