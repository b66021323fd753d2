"""辦理登記 as a published table: of each branch's year how many matters are recorded, and how many are not."""

from collections.abc import Iterator, Mapping

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.logbooks.figures import MARK_TITLES, begun_years, standings
from branch_portal.systems.logbooks.kinds import PATH

_COLUMNS = (
    Column("branch", "支部編號"),
    Column("title", "支部"),
    Column("matters", "全年期次", "integer"),
    *(Column(mark, title, "integer") for mark, title in MARK_TITLES.items()),
    Column("kept", "有登記", "flag"),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    found = snapshot.figures(standings)
    for year in begun_years(snapshot):
        rows: list[Mapping[str, Value]] = []
        for id, branch in snapshot.book[BRANCHES].items():
            one = found[id, year]
            counts = {str(mark): count for mark, count in one.counts.items()}
            rows.append({"branch": id, "title": branch.title, "matters": len(one.matters), **counts, "kept": one.kept})
        yield Dataset(
            f"logbooks-{year}",
            f"{year}年辦理登記",
            "各支部全年要辦的期次裡，已登記的、有任務單還沒核驗的、到期沒有登記的、還沒到期的各多少；公司統一辦的不計。"
            "只計次數，不排名；沒有登記不等於沒有辦。",
            _COLUMNS,
            tuple(rows),
            page=PATH,
            as_of=snapshot.as_of,
        )
