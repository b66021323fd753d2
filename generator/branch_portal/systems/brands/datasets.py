"""品牌實踐 as published tables: campaigns, pacts, their reviews, and the totals of voluntary actions."""

from collections import Counter
from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.actions.figures import by, quarter_of, total
from branch_portal.systems.actions.kinds import ACTIONS
from branch_portal.systems.actions.model import ACTION_COUNTS, ACTION_KIND_TITLES, PLACE_KIND_TITLES, Action
from branch_portal.systems.brands.kinds import CAMPAIGNS, PLAYBOOKS
from branch_portal.systems.brands.model import BRAND_KIND_TITLES, STAGE_TITLES
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.model import OUTCOME_TITLES, PACT_KIND_TITLES, PARTNER_KIND_TITLES

_SUMS = (
    Column("actions", "行動次數", "integer"),
    Column("handled", "處（次、場）數", "integer"),
    Column("helped", "受益人數", "integer"),
    Column("few", "少於5人的行動", "integer"),
    Column("hours", "服務時長（小時）", "number"),
)


def brand_datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    """The tables of 先鋒服務 and 近鄰黨建+."""
    yield _campaigns(snapshot)
    yield _pacts(snapshot)
    yield _reviews(snapshot)


def action_datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    """The tables of 四進萬家."""
    yield _actions(snapshot)
    yield _totals(snapshot)


def _campaigns(snapshot: Snapshot) -> Dataset:
    book = snapshot.book
    rows: list[dict[str, Value]] = [
        {
            "id": campaign.id,
            "title": campaign.title,
            "kind": BRAND_KIND_TITLES[book[PLAYBOOKS][campaign.playbook].kind],
            "branches": "、".join(book[BRANCHES][branch].short for branch in campaign.branches),
            "stage": STAGE_TITLES[stage.stage],
            "first": stage.first,
            "last": stage.last,
        }
        for campaign in book[CAMPAIGNS].values()
        for stage in campaign.stages
    ]
    return Dataset(
        id="campaigns",
        title="先鋒服務行動",
        description="每次行動的每個階段一行；只有代號和起止，沒有對象、地點和名單。",
        columns=(
            Column("id", "編號"),
            Column("title", "活動代號"),
            Column("kind", "類別"),
            Column("branches", "參加支部"),
            Column("stage", "階段"),
            Column("first", "起", "date"),
            Column("last", "止", "date"),
        ),
        rows=tuple(rows),
        page=urls.BRAND,
    )


def _pacts(snapshot: Snapshot) -> Dataset:
    book = snapshot.book
    actions = Counter(action.pact for action in book[ACTIONS].values())
    rows: list[dict[str, Value]] = [
        {
            "id": pact.id,
            "title": pact.title,
            "kind": PACT_KIND_TITLES[pact.kind],
            "branch": pact.branch,
            "branch_title": book[BRANCHES][pact.branch].title,
            "partner_kind": PARTNER_KIND_TITLES[pact.partner_kind],
            "signed_on": pact.signed_on,
            "until": pact.until,
            "projects": len(pact.projects),
            "done": sum(project.done_on is not None and project.done_on <= snapshot.as_of for project in pact.projects),
            "actions": actions[pact.id],
        }
        for pact in book[PACTS].values()
    ]
    return Dataset(
        id="pacts",
        title="近鄰黨建+共建協議",
        description="每份協議一行：方向、期限、項目數和完成數。",
        columns=(
            Column("id", "編號"),
            Column("title", "名稱"),
            Column("kind", "方向"),
            Column("branch", "支部編號"),
            Column("branch_title", "支部"),
            Column("partner_kind", "對方類別"),
            Column("signed_on", "簽訂", "date"),
            Column("until", "到期", "date"),
            Column("projects", "項目", "integer"),
            Column("done", "已完成項目", "integer"),
            Column("actions", "志願行動", "integer"),
        ),
        rows=tuple(rows),
        page=urls.PACTS,
        as_of=snapshot.as_of,
    )


def _reviews(snapshot: Snapshot) -> Dataset:
    rows: list[dict[str, Value]] = [
        {
            "pact": pact.id,
            "quarter": review.quarter,
            "due": review.due,
            "held_on": review.held_on,
            "outcome": OUTCOME_TITLES[review.outcome] if review.outcome else "",
        }
        for pact in snapshot.book[PACTS].values()
        for review in pact.reviews
    ]
    return Dataset(
        id="pact-reviews",
        title="共建協議檢視",
        description="每次檢視一行：期限、檢視日期、結論。",
        columns=(
            Column("pact", "協議編號"),
            Column("quarter", "季度"),
            Column("due", "何時前檢視", "date"),
            Column("held_on", "檢視日期", "date"),
            Column("outcome", "結論"),
        ),
        rows=tuple(rows),
        page=urls.PACTS,
    )


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
