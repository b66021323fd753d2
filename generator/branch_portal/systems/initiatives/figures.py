"""What pages and tables of this room show, derived once a build."""

from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.initiatives.kinds import INITIATIVES
from branch_portal.systems.initiatives.model import Initiative


def by_day(snapshot: Snapshot) -> tuple[Initiative, ...]:
    """All records, the nearest day first."""
    return tuple(sorted(snapshot.book[INITIATIVES].values(), key=lambda one: (one.due, one.id)))
