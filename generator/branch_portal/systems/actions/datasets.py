"""四進萬家 as published tables: every action, and the totals."""

from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.actions.figures import by, quarter_of, total
from branch_portal.systems.actions.kinds import ACTIONS
from branch_portal.systems.actions.model import ACTION_COUNTS, ACTION_KIND_TITLES, PLACE_KIND_TITLES, Action

_SUMS = (
    Column("actions", "行動次數", "integer"),
    Column("handled", "處（次、場）數", "integer"),
    Column("helped", "受益人數", "integer"),
    Column("few", "少於5人的行動", "integer"),
    Column("hours", "服務時長（小時）", "number"),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    yield _actions(snapshot)
    yield _totals(snapshot)


def _actions(snapshot: Snapshot) -> Dataset:
    book = snapshot.book
    rows: list[dict[str, Value]] = [
        {
            "id": action.id,
            "kind": ACTION_KIND_TITLES[action.kind],
            "on": action.on,
            "branch": action.branch,
            "branch_title": book[BRANCHES][action.branch].title,
            "place_kind": PLACE_KIND_TITLES[action.place_kind],
            "topic": action.topic,
            "handled": action.handled,
            "unit": ACTION_COUNTS[action.kind][1],
            "helped": None if action.helped == "few" else action.helped,
            "hours": action.hours,
            "pact": action.pact or "",
        }
        for action in sorted(book[ACTIONS].values(), key=lambda one: (one.on, one.id))
    ]
    return Dataset(
        id="actions",
        title="四進萬家行動",
        description="每次行動一行；受益少於5人的，人數一欄空著。",
        columns=(
            Column("id", "編號"),
            Column("kind", "行動"),
            Column("on", "日期", "date"),
            Column("branch", "支部編號"),
            Column("branch_title", "支部"),
            Column("place_kind", "場所類型"),
            Column("topic", "主題"),
            Column("handled", "處（次、場）數", "integer"),
            Column("unit", "單位"),
            Column("helped", "受益人數", "integer"),
            Column("hours", "服務時長（小時）", "number"),
            Column("pact", "協議編號"),
        ),
        rows=tuple(rows),
        page=urls.ACTIONS,
    )


def _totals(snapshot: Snapshot) -> Dataset:
    def key(action: Action) -> str:
        return f"{quarter_of(action)}/{action.kind}/{action.branch}"

    rows: list[dict[str, Value]] = []
    for name, group in sorted(by(snapshot.book[ACTIONS].values(), key).items()):
        quarter, _, branch = name.split("/")
        sums = total(group)
        rows.append(
            {
                "quarter": quarter,
                "kind": ACTION_KIND_TITLES[group[0].kind],
                "branch": branch,
                "actions": sums.actions,
                "handled": sums.handled,
                "helped": sums.helped,
                "few": sums.few,
                "hours": sums.hours,
            }
        )
    return Dataset(
        id="action-totals",
        title="四進萬家合計",
        description="按季度、行動、支部合計；受益人數不含少於5人的各次。",
        columns=(Column("quarter", "季度"), Column("kind", "行動"), Column("branch", "支部編號"), *_SUMS),
        rows=tuple(rows),
        page=urls.ACTIONS,
    )
