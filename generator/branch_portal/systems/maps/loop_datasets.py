"""閉環一覽 as a published table: per branch and year how many duties have a slip, and how far it is."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.maps.loop import LOOP_TITLES, LoopState, loop_counts, loops
from branch_portal.systems.tasks.figures import Board, task_board

_COLUMNS = (
    Column("branch", "支部編號"),
    Column("title", "支部"),
    Column("duties", "本支部任務", "integer"),
    *(Column(state, LOOP_TITLES[state], "integer") for state in LOOP_TITLES),
)


def closed_loop(snapshot: Snapshot, today: Board, year: int) -> dict[str, dict[LoopState, int]]:
    """For each branch, in the order of the directory, how many of the year's duties are in each state."""
    return {
        id: loop_counts(loops(snapshot.schedule.branch(id, year), today.by_branch[id], year))
        for id in snapshot.book[BRANCHES]
    }


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    today = snapshot.figures(task_board)
    for year in snapshot.book.settings.years:
        if year > snapshot.as_of.year:
            continue  # nothing can be recorded yet
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
                for id, counts in closed_loop(snapshot, today, year).items()
            ),
            page=urls.BRANCHES,
            as_of=snapshot.as_of,
        )
