"""閉環一覽 as a published table: per branch and year how many duties are recorded, by slip or logbook, and how far they are."""

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
            description="各支部全年任務裡，任務單已核驗的、還沒核驗的、照辦理登記到期都已辦的、有缺期的、"
            "到期沒有記錄的、還沒到期的各多少項。沒有記錄只是門戶裡沒有登記，不說明沒有辦。",
            columns=_COLUMNS,
            rows=tuple(
                {
                    "branch": id,
                    "title": snapshot.book[BRANCHES][id].title,
                    "duties": sum(counts.values()),
                    **{str(state): count for state, count in counts.items()},
                }
                for id, branch in snapshot.book[BRANCHES].items()
                if branch.lives_in(year)
                for counts in (today.counts[id, year],)
            ),
            page=urls.BRANCHES,
            as_of=snapshot.as_of,
        )
