"""Which guides go into a printed book: all, those a role takes part in, or those a branch's year needs."""

from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.book.model import PART_TITLES, Guide


def chosen_guides(snapshot: Snapshot, role: str | None = None, branch: str | None = None) -> list[Guide]:
    """Every guide once, by part and in the order of its id; `role` and `branch` leave out what they do not need."""
    needed: set[str] | None = None
    if branch:
        needed = {
            guide
            for year in snapshot.schedule.company
            for item in snapshot.schedule.branch(branch, year)
            for guide in item.duty.guides
        }
    order = list(PART_TITLES)
    chosen = [
        guide
        for guide in snapshot.book[GUIDES].values()
        if (role is None or role in guide.meta.actors or guide.meta.owner == role)
        and (needed is None or guide.id in needed)
    ]
    return sorted(chosen, key=lambda guide: (order.index(guide.meta.part), guide.id))
