"""學習材料 derived: by topic, by guide and step, when each is to be reviewed, and the published table."""

import datetime as dt
from collections.abc import Iterator, Mapping

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced, Shelf
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.learning.kinds import MATERIALS, TOPICS
from branch_portal.systems.learning.model import MATERIAL_KIND_TITLES, RIGHTS_TITLES, Material
from branch_portal.year.schedule import Schedule

_COLUMNS = (
    Column("id", "編號"),
    Column("title", "名稱"),
    Column("kind", "類別"),
    Column("topics", "主題"),
    Column("guides", "用在哪裡"),
    Column("audience", "適用對象"),
    Column("minutes", "用時（分鐘）", "integer"),
    Column("file", "文件"),
    Column("size", "大小（字節）", "integer"),
    Column("sha256", "校驗值"),
    Column("source", "出處"),
    Column("rights", "使用範圍"),
    Column("secrecy_reviewed_on", "保密審查日期", "date"),
    Column("reviewed_on", "內容覆核日", "date"),
    Column("review_due", "下次覆核", "date"),
)


def review_due(material: Material) -> dt.date:
    """The last day on which the last review still holds: the same day of a later month, or that month's last."""
    months = material.reviewed_on.year * 12 + material.reviewed_on.month - 1 + material.review_in_months
    year, month = divmod(months, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(material.reviewed_on.day, (following - dt.timedelta(days=1)).day))


def by_topic(book: Shelf) -> dict[str, list[Material]]:
    """The materials of each topic; one with several topics stands on several shelves."""
    return {
        topic: [material for material in book[MATERIALS].values() if topic in material.topics] for topic in book[TOPICS]
    }


def by_step(materials: Mapping[str, Material], guide: str) -> dict[str, list[Material]]:
    """The materials of a guide by the anchor of the step they help with; "" for the whole page."""
    found: dict[str, list[Material]] = {}
    for material in materials.values():
        for use in material.used_in:
            if use.guide == guide:
                found.setdefault(use.step or "", []).append(material)
    return found


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


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    book = snapshot.book
    yield Dataset(
        id="materials",
        title="學習材料",
        description="每份材料的主題、文件、出處和審查情況。",
        columns=_COLUMNS,
        rows=tuple(
            {
                "id": material.id,
                "title": material.title,
                "kind": MATERIAL_KIND_TITLES[material.kind],
                "topics": "、".join(book[TOPICS][topic].title for topic in material.topics),
                "guides": "、".join(dict.fromkeys(book[GUIDES][use.guide].title for use in material.used_in)),
                "audience": "、".join(book[ROLES][role].title for role in material.audience),
                "minutes": material.minutes,
                "file": material.file,
                "size": material.size,
                "sha256": material.sha256,
                "source": material.source,
                "rights": RIGHTS_TITLES[material.rights],
                "secrecy_reviewed_on": material.secrecy_review.on,
                "reviewed_on": material.reviewed_on,
                "review_due": review_due(material),
            }
            for material in book[MATERIALS].values()
        ),
        page=urls.LEARNING,
    )
