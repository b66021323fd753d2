"""閉環: for each duty on a branch's map the days planned and what the records say of it — nothing more than they say.

A duty is covered when a slip (`source.duty`) was given to the branch for it, or when the branch recorded it in its
logbook; a slip says more, so it goes first. Nothing recorded does not mean that nothing was done. A slip counts for
the year that it falls due in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.logbooks.figures import Matter, begun_years, standings
from branch_portal.systems.tasks.figures import Assignment, task_board
from branch_portal.year.model import Duty, OwnItem
from branch_portal.year.occurrence import Occurrence

LoopState = Literal["verified", "open", "recorded", "partly", "none", "later"]
LOOP_TITLES: dict[LoopState, str] = {
    "verified": "任務單已核驗",
    "open": "有任務單，還沒核驗",
    "recorded": "到期的都已登記",
    "partly": "登記有缺期",
    "none": "到期沒有記錄",
    "later": "還沒到期",
}


@dataclass(frozen=True)
class Loop:
    """One duty of a branch in one year: its days in order, the slips for it, and its days as they are recorded."""

    duty: Duty | OwnItem
    planned: tuple[Occurrence, ...]
    slips: tuple[Assignment, ...] = ()
    matters: tuple[Matter, ...] = ()

    @property
    def state(self) -> LoopState:
        if self.slips:
            return "open" if any(slip.open for slip in self.slips) else "verified"
        late, done = self.count("late"), self.count("done")
        if late:
            return "partly" if done else "none"
        return "recorded" if done else "later"

    def count(self, mark: str) -> int:
        """How many of its days are done, late, later, or have a slip."""
        return sum(one.mark == mark for one in self.matters)


@dataclass(frozen=True)
class ClosedLoop:
    """Every duty of every branch as it stands on one day; `counts` are how many of a year's duties are in each state.

    `years` are those that have begun: nothing can be recorded for a later one.
    """

    years: tuple[int, ...]
    of: Mapping[tuple[str, int], Mapping[str, Loop]]
    counts: Mapping[tuple[str, int], Mapping[LoopState, int]]


def closed_loop(snapshot: Snapshot) -> ClosedLoop:
    """The closed loop of all branches on the snapshot's day, by branch and year."""
    board, standing = snapshot.figures(task_board), snapshot.figures(standings)
    found = {
        (branch, year): loops(
            snapshot.schedule.branch(branch, year), board.by_branch[branch], year, standing[branch, year].matters
        )
        for branch in snapshot.book[BRANCHES]
        for year in snapshot.book.settings.years
    }
    return ClosedLoop(begun_years(snapshot), found, {key: loop_counts(one) for key, one in found.items()})


def loops(
    occurrences: Sequence[Occurrence], slips: Iterable[Assignment], year: int, matters: Iterable[Matter]
) -> Mapping[str, Loop]:
    """Every duty of a branch's year, by its id, in the order of its first day."""
    planned: dict[str, list[Occurrence]] = {}
    for item in occurrences:
        planned.setdefault(item.duty.id, []).append(item)
    given: dict[str, list[Assignment]] = {}
    for slip in slips:
        if slip.task.source.duty and slip.task.due.year == year:
            given.setdefault(slip.task.source.duty, []).append(slip)
    marked: dict[str, list[Matter]] = {}
    for matter in matters:
        marked.setdefault(matter.occurrence.duty.id, []).append(matter)
    return {
        id: Loop(items[0].duty, tuple(items), tuple(given.get(id, ())), tuple(marked.get(id, ())))
        for id, items in planned.items()
    }


def loop_counts(found: Mapping[str, Loop]) -> dict[LoopState, int]:
    """How many duties are in each state."""
    counts = dict.fromkeys(LOOP_TITLES, 0)
    for loop in found.values():
        counts[loop.state] += 1
    return counts
