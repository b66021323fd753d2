"""可以併著開的會: meetings of a branch that may be held together and are due within days of each other."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.logbooks.figures import Matter, standings
from branch_portal.year.model import Duty

_NEAR = dt.timedelta(days=10)


@dataclass(frozen=True)
class Pair:
    """Two matters of a branch that one gathering could serve; each is still recorded by itself."""

    branch: str
    one: Matter
    other: Matter


def pairs(snapshot: Snapshot) -> dict[str, tuple[Pair, ...]]:
    """Every branch's pairs that are still to be held within the board's horizon; nothing of a branch without one."""
    found: dict[str, list[Pair]] = {}
    for pair in _pairs(snapshot):
        found.setdefault(pair.branch, []).append(pair)
    return {branch: tuple(own) for branch, own in found.items()}


def _pairs(snapshot: Snapshot) -> Iterator[Pair]:
    last = snapshot.as_of + dt.timedelta(days=snapshot.book.settings.alerts.horizon)
    for (branch, _), standing in snapshot.figures(standings).items():
        coming = [one for one in standing.matters if one.mark == "later" and one.occurrence.due <= last]
        for one, other in combinations(coming, 2):
            near = abs(one.occurrence.due - other.occurrence.due) <= _NEAR
            if near and (_may(one, other) or _may(other, one)):
                yield Pair(branch, one, other)


def _may(one: Matter, other: Matter) -> bool:
    duty = one.occurrence.duty
    return isinstance(duty, Duty) and other.occurrence.duty.id in duty.same_day
