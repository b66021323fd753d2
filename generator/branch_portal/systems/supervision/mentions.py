"""三查三訪 on the page of a problem that they registered."""

from collections.abc import Iterator

from branch_portal.system.mention import Mention
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.supervision.kinds import INSPECTIONS, INTERVIEWS


def of_finding(snapshot: Snapshot, id: str) -> Iterator[Mention]:
    for one in snapshot.book.citing("findings", id):
        page = snapshot.book.page_of(one.kind, one.record)
        if one.kind in (INSPECTIONS, INTERVIEWS) and page:
            origin = id in one.record.findings
            yield Mention(one.kind.title if origin else "以後的檢查", one.kind.called(one.record), page, origin=origin)
