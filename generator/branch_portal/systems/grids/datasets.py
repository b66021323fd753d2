"""網格 as published tables: the cells, their targets and the half-yearly counts; no member's number leaves the files."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.grids.figures import held_on
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.grids.model import GRID_KIND_TITLES, TARGET_PERIOD_TITLES


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    yield _cells(snapshot)
    yield _targets(snapshot)
    yield _halves(snapshot)


def _cells(snapshot: Snapshot) -> Dataset:
    book = snapshot.book
    rows: list[dict[str, Value]] = []
    for grid in book[GRIDS].values():
        held = held_on(grid, snapshot.as_of)
        rows.append(
            {
                "id": grid.id,
                "title": grid.title,
                "kind": GRID_KIND_TITLES[grid.kind],
                "branch": grid.branch,
                "branch_title": book[BRANCHES][grid.branch].title,
                "power_chief": book[ROLES][grid.power_chief].title,
                "community_org": grid.community_org,
                "signed_on": grid.agreement.signed_on,
                "until": grid.agreement.until,
                "held": held is not None and not held.vacant,
            }
        )
    return Dataset(
        id="grids",
        title="供電網格",
        description="每個網格一行：所屬支部、雙長、協議起止、有沒有協管黨員",
        columns=(
            Column("id", "編號"),
            Column("title", "網格"),
            Column("kind", "類別"),
            Column("branch", "支部編號"),
            Column("branch_title", "支部"),
            Column("power_chief", "供電網格長"),
            Column("community_org", "社區網格長所在組織"),
            Column("signed_on", "協議簽訂", "date"),
            Column("until", "協議到期", "date"),
            Column("held", "有協管黨員", "flag"),
        ),
        rows=tuple(rows),
        page=urls.GRIDS,
        as_of=snapshot.as_of,
    )


def _targets(snapshot: Snapshot) -> Dataset:
    rows: list[dict[str, Value]] = [
        {
            "grid": grid.id,
            "title": target.title,
            "value": target.value,
            "unit": target.unit,
            "period": TARGET_PERIOD_TITLES[target.period],
        }
        for grid in snapshot.book[GRIDS].values()
        for target in grid.agreement.targets
    ]
    return Dataset(
        id="grid-targets",
        title="網格結對目標",
        description="協議裡的量化目標，一項一行",
        columns=(
            Column("grid", "網格編號"),
            Column("title", "目標"),
            Column("value", "數值", "number"),
            Column("unit", "單位"),
            Column("period", "週期"),
        ),
        rows=tuple(rows),
        page=urls.GRIDS,
    )


def _halves(snapshot: Snapshot) -> Dataset:
    rows: list[dict[str, Value]] = [
        {
            "grid": grid.id,
            "half": half.half,
            "visits": half.visits,
            "requests": half.requests,
            "on_time": half.on_time,
            "revisited": half.revisited,
        }
        for grid in snapshot.book[GRIDS].values()
        for half in grid.halves
    ]
    return Dataset(
        id="grid-halves",
        title="網格半年評價",
        description="走訪次數、訴求件數、按時答覆件數、回訪件數；只有件數，沒有人",
        columns=(
            Column("grid", "網格編號"),
            Column("half", "半年"),
            Column("visits", "走訪次數", "integer"),
            Column("requests", "訴求件數", "integer"),
            Column("on_time", "按時答覆", "integer"),
            Column("revisited", "回訪", "integer"),
        ),
        rows=tuple(rows),
        page=urls.GRIDS,
    )
