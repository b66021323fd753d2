"""近鄰黨建+ on the pages of the task sheets that a pact serves."""

from collections.abc import Iterator

from branch_portal.site import urls
from branch_portal.system.mention import Mention
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.pacts.kinds import PACTS


def of_task_sheet(snapshot: Snapshot, id: str) -> Iterator[Mention]:
    for one in snapshot.book.citing("task_sheets", id):
        if one.kind is PACTS:
            yield Mention("相關協議", one.record.title, urls.pact(one.record.id))
