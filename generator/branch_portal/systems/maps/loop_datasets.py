"""閉環一覽 as a published table: per branch and year how many duties have a slip, and how far it is."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.maps.loop import LOOP_TITLES, closed_loop

_COLUMNS = (
    Column("branch", "支部編號"),
    Column("title", "支部"),
    Column("duties", "本支部任務", "integer"),
    *(Column(state, LOOP_TITLES[state], "integer") for state in LOOP_TITLES),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    today = snapshot.figures(closed_loop)
    for year in today.years:
        yield Dataset(
            id=f"closed-loop-{year}",
            title=f"{year}年閉環一覽",
            description="各支部全年任務裡，有任務單並已核驗的、還沒核驗的、沒有反饋記錄的各多少項。"
            "沒有反饋記錄只是門戶裡沒有發過任務單，不說明沒有辦。",
            columns=_COLUMNS,
            rows=tuple(
                {
                    "branch": id,
                    "title": snapshot.book[BRANCHES][id].title,
                    "duties": sum(counts.values()) - counts["company"],
                    **{str(state): count for state, count in counts.items()},
                }
                for id in snapshot.book[BRANCHES]
                for counts in (today.counts[id, year],)
            ),
            page=urls.BRANCHES,
            as_of=snapshot.as_of,
        )
