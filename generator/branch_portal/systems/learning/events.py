"""學習材料 in the editors' calendar: the day by which each is to be reviewed again."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.learning.figures import review_due
from branch_portal.systems.learning.kinds import MATERIALS
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """For editors: the day by which each material is to be reviewed again."""
    for material in book[MATERIALS].values():
        due = review_due(material)
        yield Event(
            uid=f"material-{first_id(material)}.review",
            first=due,
            last=due,
            summary=f"覆核學習材料：{material.title}",
            lines=(
                f"維護：{book[ROLES][material.owner].title}",
                f"上次覆核：{material.reviewed_on}，{material.review_in_months}個月一次",
                f"文件：content/learning/{material.file}",
            ),
            page=urls.material(material.id),
            categories=("學習平台", "覆核"),
            role=material.owner,
            editors_only=True,
        )
