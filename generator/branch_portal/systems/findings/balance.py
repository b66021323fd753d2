"""季度的賬: the figures of problems for a quarter, of all and by group.

The balance of a quarter counts problems: 期初 (open when it began) + 新增 (registered in it, or reopened
in it after having been closed) = 銷號 (closed at its end) + 結轉 (open at its end). The completion rate is
closed / registered, both to date; 長期堅持 is shown apart and is not completion. Counts are of problems
that are all published beside them, so small ones are not suppressed here; `external` does it for what leaves the site.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from branch_portal.systems.findings.model import LEVEL_TITLES, TIER_TITLES, Finding
from branch_portal.systems.findings.states import state_on
from branch_portal.year.quarter import Quarter


@dataclass(frozen=True)
class Figures:
    """Counts of problems at the end of a quarter and over it."""

    opening: int
    new: int
    closed: int
    carried: int
    registered: int
    done: int
    continuing: int

    @property
    def not_done(self) -> int:
        return self.registered - self.done - self.continuing

    @property
    def rate(self) -> str:
        """Completion to date in percent with one decimal; a dash when nothing is registered."""
        return f"{100 * self.done / self.registered:.1f}%" if self.registered else "—"


def figures(findings: Iterable[Finding], period: Quarter) -> Figures:
    """The figures of `findings` for a quarter."""
    opening = new = closed = registered = done = continuing = 0
    before = period.first - dt.timedelta(days=1)
    for finding in findings:
        at_start, at_end = state_on(finding, before), state_on(finding, period.last)
        if at_end is None:
            continue
        registered += 1
        done += at_end == "closed"
        continuing += at_end == "long_term"
        was_open = at_start not in (None, "closed")
        came = at_start is None or (at_start == "closed" and _reopened(finding, period))
        opening += was_open
        new += came
        closed += (was_open or came) and at_end == "closed"
    return Figures(opening, new, closed, opening + new - closed, registered, done, continuing)


def _reopened(finding: Finding, period: Quarter) -> bool:
    return any(entry.state == "reopened" and period.first <= entry.on <= period.last for entry in finding.log)


def by(
    findings: Sequence[Finding], period: Quarter, key: Callable[[Finding], str], titles: Mapping[str, str]
) -> list[tuple[str, Figures]]:
    """Figures per group, in the order of `titles`; groups without registered problems are left out."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    rows = [(title, figures(groups[id], period)) for id, title in titles.items() if id in groups]
    return [(title, row) for title, row in rows if row.registered]


def by_tier_and_level(findings: Iterable[Finding], period: Quarter) -> Iterator[tuple[str, str, Figures]]:
    """Figures of each level inside each tier, the empty ones left out."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.tier, finding.level), []).append(finding)
    for tier in TIER_TITLES:
        for level in LEVEL_TITLES:
            row = figures(groups.get((tier, level), ()), period)
            if row.registered:
                yield tier, level, row
