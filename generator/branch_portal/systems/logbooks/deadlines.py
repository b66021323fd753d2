"""年度任務 among the deadlines: what a branch has not recorded as done.

Where the branch keeps a logbook, what it must do stays until it is recorded; what it may leave, and the year of a
branch without a logbook, is over after its day: nobody records its end.
"""

from collections.abc import Iterator, Mapping

from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.logbooks.figures import standings
from branch_portal.year.deadline import Deadline, DeadlineKind

DUTY = DeadlineKind("duty", "年度任務", place=0)


def deadlines(snapshot: Snapshot) -> Iterator[Deadline]:
    return iter(snapshot.figures(_deadlines))  # the board and the letters both ask, of every branch


def _deadlines(snapshot: Snapshot) -> tuple[Deadline, ...]:
    return tuple(_listed(snapshot))


def _listed(snapshot: Snapshot) -> Iterator[Deadline]:
    for (branch, year), standing in snapshot.figures(standings).items():
        page = urls.branch_map(branch, year, "list")
        for matter in standing.matters:
            if matter.mark in ("late", "later"):
                item = matter.occurrence
                levels = item.green, item.yellow, item.red
                stays = standing.kept and not matter.optional
                yield Deadline(DUTY, branch, item.title, f"{page}#{item.id}", item.due, *levels, item.duty.role, stays)


def settled(snapshot: Snapshot) -> Mapping[str, Mapping[str, bool]]:
    """Branch → the occurrences that are recorded (True), or that an open slip asks for (False)."""
    found: dict[str, dict[str, bool]] = {}
    for (branch, _), standing in snapshot.figures(standings).items():
        for matter in standing.matters:
            if matter.mark in ("done", "slip"):
                found.setdefault(branch, {})[matter.occurrence.id] = matter.mark == "done"
    return found
