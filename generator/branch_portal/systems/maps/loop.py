"""閉環: for each duty on a branch's map the days planned and what the records say of it — nothing more than they say.

A duty is covered when a slip (`source.duty`) was given to the branch for it; it is verified when every such slip is.
No slip means no record here, and does not mean that nothing was done. A slip counts for the year that it falls due in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks.figures import Assignment, task_board
from branch_portal.year.model import Duty, OwnItem
from branch_portal.year.occurrence import Occurrence

LoopState = Literal["verified", "open", "none", "company"]
LOOP_TITLES: dict[LoopState, str] = {
    "verified": "已核驗",
    "open": "有任務單，還沒核驗",
    "none": "沒有反饋記錄",
    "company": "公司統一辦",
}


@dataclass(frozen=True)
class Loop:
    """One duty of a branch in one year: its days in order, and the slips for it as they stand."""

    duty: Duty | OwnItem
    planned: tuple[Occurrence, ...]
    slips: tuple[Assignment, ...] = ()

    @property
    def state(self) -> LoopState:
        if self.slips:
            return "open" if any(slip.open for slip in self.slips) else "verified"
        return "company" if isinstance(self.duty, Duty) and self.duty.level == "company" else "none"


@dataclass(frozen=True)
class ClosedLoop:
    """Every duty of every branch with its slips, on one day; `counts` are how many of a year's duties are in each state.

    `years` are those that have begun: nothing can be recorded for a later one.
    """

    years: tuple[int, ...]
    of: Mapping[tuple[str, int], Mapping[str, Loop]]
    counts: Mapping[tuple[str, int], Mapping[LoopState, int]]


def closed_loop(snapshot: Snapshot) -> ClosedLoop:
    """The closed loop of all branches on the snapshot's day, by branch and year."""
    board, years = snapshot.figures(task_board), snapshot.book.settings.years
    found = {
        (branch, year): loops(snapshot.schedule.branch(branch, year), board.by_branch[branch], year)
        for branch in snapshot.book[BRANCHES]
        for year in years
    }
    begun = tuple(year for year in years if year <= snapshot.as_of.year)
    return ClosedLoop(begun, found, {key: loop_counts(one) for key, one in found.items()})


def loops(occurrences: Sequence[Occurrence], slips: Iterable[Assignment], year: int) -> Mapping[str, Loop]:
    """Every duty of a branch's year, by its id, in the order of its first day."""
    planned: dict[str, list[Occurrence]] = {}
    for item in occurrences:
        planned.setdefault(item.duty.id, []).append(item)
    given: dict[str, list[Assignment]] = {}
    for slip in slips:
        if slip.task.source.duty and slip.task.due.year == year:
            given.setdefault(slip.task.source.duty, []).append(slip)
    return {id: Loop(items[0].duty, tuple(items), tuple(given.get(id, ()))) for id, items in planned.items()}


def loop_counts(found: Mapping[str, Loop]) -> dict[LoopState, int]:
    """How many duties are in each state."""
    counts = dict.fromkeys(LOOP_TITLES, 0)
    for loop in found.values():
        counts[loop.state] += 1
    return counts
