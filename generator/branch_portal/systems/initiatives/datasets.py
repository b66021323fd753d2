"""The published table of this room."""

from collections.abc import Iterator, Mapping

from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.initiatives.figures import by_day
from branch_portal.systems.initiatives.kinds import PATH

_COLUMNS = (
    Column("id", "編號"),
    Column("title", "名稱"),
    Column("branch", "支部"),
    Column("due", "期限", "date"),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    rows: list[Mapping[str, Value]] = [
        {"id": one.id, "title": one.title, "branch": one.branch, "due": one.due} for one in snapshot.figures(by_day)
    ]
    yield Dataset("initiatives", "專題", "每條專題一行。", _COLUMNS, tuple(rows), page=PATH)
