"""四級貫通 on the pages of the problems that task sheets take up."""

from collections.abc import Iterator

from branch_portal.site import urls
from branch_portal.system.mention import Mention
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.goals.kinds import TASK_SHEETS


def of_finding(snapshot: Snapshot, id: str) -> Iterator[Mention]:
    for one in snapshot.book.citing("findings", id):
        if one.kind is TASK_SHEETS:
            yield Mention("列入", one.record.title, urls.chain_link(one.record.id))
