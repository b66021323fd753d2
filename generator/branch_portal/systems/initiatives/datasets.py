"""The tasks of all initiatives as a published table."""

from collections.abc import Iterator, Mapping

from branch_portal.organisation.kinds import ROLES
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.year.kinds import INITIATIVES, INITIATIVES_PATH

_COLUMNS = (
    Column("initiative", "專題編號"),
    Column("title", "專題"),
    Column("first", "起", "date"),
    Column("last", "止", "date"),
    Column("stage", "階段"),
    Column("task", "任務"),
    Column("level", "層級"),
    Column("due", "期限", "date"),
    Column("role", "責任角色"),
    Column("deliverable", "交什麼"),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    book = snapshot.book
    rows: list[Mapping[str, Value]] = [
        {
            "initiative": one.id,
            "title": one.title,
            "first": one.first,
            "last": one.last,
            "stage": next(stage.title for stage in one.stages if stage.id == task.stage),
            "task": task.title,
            "level": "公司" if task.level == "company" else "支部",
            "due": task.due,
            "role": book[ROLES][task.role].title,
            "deliverable": "、".join(task.deliverable),
        }
        for one in book[INITIATIVES].values()
        for task in one.tasks
    ]
    yield Dataset("initiatives", "專題任務", "各專題的階段、任務和期限。", _COLUMNS, tuple(rows), page=INITIATIVES_PATH)
