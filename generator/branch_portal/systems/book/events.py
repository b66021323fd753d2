"""When the book is to be looked at again, as calendar events."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.calendar.window import months_later
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.year.schedule import Schedule


def review_events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """When each guide is to be reviewed, for editors."""
    for guide in book[GUIDES].values():
        meta = guide.meta
        due = months_later(meta.last_reviewed_on, meta.review_in_months)
        yield Event(
            uid=f"guide-{first_id(meta)}.review",
            first=due,
            last=due,
            summary=f"覆核指引：{meta.title}",
            lines=(
                f"上次覆核：{meta.last_reviewed_on}，每{meta.review_in_months}個月覆核一次。",
                f"誰來辦：{book[ROLES][meta.owner].title}",
                "核對依據、步驟和表單，改好後更新 last_reviewed_on。",
            ),
            page=urls.guide(meta.id),
            categories=("指引覆核",),
            role=meta.owner,
            editors_only=True,
        )
