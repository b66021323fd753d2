"""學習材料 as a published table: what each is about, its file, its source and its reviews."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import ROLES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.learning.figures import review_due
from branch_portal.systems.learning.kinds import MATERIALS, TOPICS
from branch_portal.systems.learning.model import MATERIAL_KIND_TITLES, RIGHTS_TITLES

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
