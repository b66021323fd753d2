"""What every branch has done of its year: each occurrence as it stands on the day, and the counts of them.

Recorded means: in the branch's logbook, or by a slip given for the duty that was verified. A slip that is still open
stands for its occurrence: the branch is asked once, and by the slip.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.logbooks.kinds import LOGBOOKS
from branch_portal.systems.logbooks.reading import Done, done
from branch_portal.systems.tasks.figures import Assignment, task_board
from branch_portal.year.model import Duty
from branch_portal.year.occurrence import Occurrence

Mark = Literal["done", "slip", "late", "later"]
MARK_TITLES: dict[Mark, str] = {
    "done": "已登記",
    "slip": "有任務單，還沒核驗",
    "late": "到期沒有登記",
    "later": "還沒到期",
}


@dataclass(frozen=True)
class Matter:
    """One occurrence of a branch's year on a day; `done` is what is recorded of it, `slip` a slip given for it."""

    occurrence: Occurrence
    mark: Mark
    done: Done | None = None
    slip: Assignment | None = None

    @property
    def optional(self) -> bool:
        """Whether the branch may leave it."""
        duty = self.occurrence.duty
        return isinstance(duty, Duty) and duty.importance == "optional"


@dataclass(frozen=True)
class Standing:
    """A branch's year without what the company does; `kept` says whether the branch writes a logbook for it."""

    branch: str
    year: int
    kept: bool
    matters: tuple[Matter, ...]

    @property
    def counts(self) -> Mapping[Mark, int]:
        """How many matters are in each state."""
        found = Counter(one.mark for one in self.matters)
        return {mark: found[mark] for mark in MARK_TITLES}


def standings(snapshot: Snapshot) -> Mapping[tuple[str, int], Standing]:
    """Every branch's years on the snapshot's day."""
    recorded, board = done(snapshot.book, snapshot.schedule), snapshot.figures(task_board)
    found = {}
    for branch in snapshot.book[BRANCHES]:
        for year in snapshot.schedule.company:
            slips = [one for one in board.by_branch[branch] if one.task.due.year == year]
            occurrences = snapshot.schedule.branch(branch, year)
            said = recorded.get((branch, year), {})
            matters = tuple(_matters(occurrences, said, slips, snapshot.as_of))
            found[branch, year] = Standing(branch, year, (branch, year) in snapshot.book[LOGBOOKS], matters)
    return found


def _matters(
    occurrences: Sequence[Occurrence], recorded: Mapping[str, Done], slips: Iterable[Assignment], day: dt.date
) -> Iterator[Matter]:
    given = {_nearest(occurrences, slip): slip for slip in slips if slip.task.source.duty}
    for item in occurrences:
        slip, said = given.get(item.id), recorded.get(item.id)
        if said is None and slip and slip.verified_on:
            said = Done(slip.verified_on)
        mark: Mark = "done" if said else "slip" if slip else "late" if item.due < day else "later"
        yield Matter(item, mark, said, slip)


def _nearest(occurrences: Iterable[Occurrence], slip: Assignment) -> str:
    """The occurrence that a slip was given for: the one of its duty that is due nearest to it; empty for none."""
    of_duty = [one for one in occurrences if one.duty.id == slip.task.source.duty]
    return min(of_duty, key=lambda one: abs((one.due - slip.task.due).days)).id if of_duty else ""


def begun_years(snapshot: Snapshot) -> tuple[int, ...]:
    """The portal's years that have begun: nothing can be recorded of a later one."""
    return tuple(year for year in snapshot.book.settings.years if year <= snapshot.as_of.year)
