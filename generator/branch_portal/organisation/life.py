"""支部的來去: whether a branch is there on a day, what became of it, and where it came from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.project.handbook import Shelf

_DAY = dt.timedelta(days=1)


def in_service(branch: Branch, day: dt.date) -> bool:
    """Whether the branch exists on `day`, as far as its days are recorded."""
    return (branch.founded_on or dt.date.min) <= day <= (branch.dissolved_on or dt.date.max)


@dataclass(frozen=True)
class Life:
    """One branch among all, or all that it comes from and goes on in, by their ids."""

    branch: Branch
    branches: Mapping[str, Branch]

    @property
    def split_off(self) -> list[Branch]:
        """The branches made of members of this one."""
        return [one for one in self.branches.values() if one.split_from == self.branch.id]

    @property
    def merged_in(self) -> list[Branch]:
        """The branches whose members this one took over."""
        return [one for one in self.branches.values() if one.merged_into == self.branch.id]

    @property
    def successors(self) -> list[Branch]:
        """Who goes on when the branch is dissolved: what it was merged into, else those into which it was split."""
        ends = self.branch.dissolved_on
        if ends is None:
            return []
        if self.branch.merged_into:
            return [self.branches[self.branch.merged_into]]
        return [one for one in self.split_off if in_service(one, ends + _DAY)]


def lives(book: Shelf) -> dict[str, Life]:
    """Each branch among those that it comes from and goes on in, and those alone."""
    branches = book[BRANCHES]
    kin: dict[str, set[str]] = {id: set() for id in branches}
    for id, one in branches.items():
        for other in (one.split_from, one.merged_into):
            if other is not None and other in branches:
                kin[id].add(other)
                kin[other].add(id)
    place = {id: number for number, id in enumerate(branches)}
    return {
        id: Life(branch, {other: branches[other] for other in sorted(kin[id], key=place.__getitem__)})
        for id, branch in branches.items()
    }
