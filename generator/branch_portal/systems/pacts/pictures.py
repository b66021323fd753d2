"""圖樣: a pact that goes on as a new record, for the editors' first page."""

import datetime as dt

from branch_portal.site.picture import FilePicture
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.model import Pact
from branch_portal.systems.pacts.rules import REVIEW_WITHIN, ended
from branch_portal.writing.flow import flow

_REVIEWED = dt.timedelta(days=REVIEW_WITHIN // 2)


def renewal(snapshot: Snapshot) -> FilePicture | None:
    """The pact that ends first, signed again on the day of the build for another year."""
    pacts = [one for one in snapshot.book[PACTS].values() if not ended(one)]
    if not pacts:
        return None
    pact = min(pacts, key=lambda one: (one.until, one.id))
    return FilePicture(f"data/pacts/{pact.id}-2.yml", _again(pact, snapshot.as_of))


def _again(pact: Pact, day: dt.date) -> str:
    until = dt.date(day.year + 1, 12, 31)
    review = until - _REVIEWED
    lists = {"topics": pact.topics, "needs": pact.needs, "resources": pact.resources}
    same = {key: getattr(pact, key) for key in ("partner", "partner_kind", "contact", "partner_contact")}
    return "".join(
        (
            f"id: {pact.id}-2\ntitle: {flow(f'{pact.title}（續簽）')}\nkind: {pact.kind}\nbranch: {pact.branch}\n",
            *(f"{key}: {flow(value)}\n" for key, value in same.items()),
            f"signed_on: {day}\nuntil: {until}\n",
            *(f"{key}: {flow(list(value))}\n" for key, value in lists.items()),
            f"projects:\n  - {{title: {flow(pact.projects[0].title)}, due: {until}}}\n",
            f"reviews:\n  - {{quarter: {review.year}-q{(review.month + 2) // 3}, due: {review}}}\n",
        )
    )
