"""四級貫通 as published tables: the records, their metrics by quarter, and the matrix goal × branch."""

from collections import Counter
from collections.abc import Iterator

from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.goals.figures import Chain, goal_chain, parent_of, start_of
from branch_portal.systems.goals.kinds import ACTION_PLANS
from branch_portal.systems.goals.model import CHAIN_LEVEL_TITLES, ROLLUP_TITLES, TREND_TITLES


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    chain = snapshot.figures(goal_chain)
    yield _records(snapshot, chain)
    yield _metrics(chain)
    yield _matrix(snapshot, chain)
    yield _steps(snapshot)


def _records(snapshot: Snapshot, chain: Chain) -> Dataset:
    columns = (
        Column("id", "編號"),
        Column("level", "層級"),
        Column("title", "名稱"),
        Column("parent", "上一級編號"),
        Column("goal", "攻堅目標編號"),
        Column("maker", "責任單位編號"),
        Column("maker_title", "責任單位"),
        Column("started_on", "下達或議定日期", "date"),
        Column("due", "時限", "date"),
        Column("metric", "指標"),
        Column("unit", "單位"),
        Column("trend", "好的方向"),
        Column("baseline", "基線", "number"),
        Column("target", "目標值", "number"),
        Column("rollup", "下級怎麼匯總"),
        Column("latest_quarter", "最近一季"),
        Column("latest_value", "最近實際值", "number"),
    )
    rows: list[dict[str, Value]] = []
    for link in chain.links.values():
        paper, metric, latest = link.paper, link.paper.metric, link.latest
        rows.append(
            {
                "id": link.id,
                "level": CHAIN_LEVEL_TITLES[link.level],
                "title": paper.title,
                "parent": parent_of(paper) or "",
                "goal": chain.goal(link.id).id,
                "maker": link.maker,
                "maker_title": snapshot.book.called("organisations", link.maker),
                "started_on": start_of(paper),
                "due": paper.due,
                "metric": metric.title,
                "unit": metric.unit,
                "trend": TREND_TITLES[metric.trend],
                "baseline": metric.baseline,
                "target": metric.target,
                "rollup": ROLLUP_TITLES[metric.rollup] if metric.rollup else "",
                "latest_quarter": latest[0] if latest else "",
                "latest_value": latest[1] if latest else None,
            }
        )
    return Dataset(
        id="goals",
        title="四級貫通",
        description="攻堅目標、任務書、任務單、行動方案，一行一條，上下級用編號相連",
        columns=columns,
        rows=tuple(rows),
        page=urls.GOALS,
    )


def _metrics(chain: Chain) -> Dataset:
    rows: list[dict[str, Value]] = [
        {"id": link.id, "quarter": quarter, "value": value, "rolled_up": link.paper.metric.rollup is not None}
        for link in chain.links.values()
        for quarter, value in link.actuals.items()
    ]
    return Dataset(
        id="goal-metrics",
        title="四級貫通各季度實際值",
        description="每條記錄每季度一行；次數類是年初至季末累計；下級匯總的值由下級算出",
        columns=(
            Column("id", "編號"),
            Column("quarter", "季度"),
            Column("value", "實際值", "number"),
            Column("rolled_up", "是否由下級匯總", "flag"),
        ),
        rows=tuple(rows),
        page=urls.GOALS,
    )


def _matrix(snapshot: Snapshot, chain: Chain) -> Dataset:
    plans = Counter((chain.goal(id).id, plan.branch) for id, plan in snapshot.book[ACTION_PLANS].items())
    rows: list[dict[str, Value]] = [
        {
            "goal": goal.id,
            "goal_title": goal.paper.title,
            "branch": branch.id,
            "branch_title": branch.title,
            "plans": plans[goal.id, branch.id],
        }
        for goal in chain.roots
        for branch in snapshot.book[BRANCHES].values()
    ]
    return Dataset(
        id="goal-branches",
        title="攻堅目標由哪些支部承接",
        description="目標×支部，每格是行動方案個數",
        columns=(
            Column("goal", "目標編號"),
            Column("goal_title", "攻堅目標"),
            Column("branch", "支部編號"),
            Column("branch_title", "支部"),
            Column("plans", "行動方案", "integer"),
        ),
        rows=tuple(rows),
        page=urls.GOAL_MATRIX,
    )


def _steps(snapshot: Snapshot) -> Dataset:
    book = snapshot.book
    rows: list[dict[str, Value]] = [
        {
            "plan": plan.id,
            "branch": plan.branch,
            "step": step.id,
            "what": step.what,
            "role": book[ROLES][step.role].title,
            "due": step.due,
            "done_on": step.done_on,
        }
        for plan in book[ACTION_PLANS].values()
        for step in plan.steps
    ]
    return Dataset(
        id="action-plan-steps",
        title="行動方案步驟",
        description="每個支部行動方案的每一步：誰來做、何時前、哪天做完",
        columns=(
            Column("plan", "方案編號"),
            Column("branch", "支部編號"),
            Column("step", "步驟編號"),
            Column("what", "做什麼"),
            Column("role", "誰來做"),
            Column("due", "何時前", "date"),
            Column("done_on", "做完日期", "date"),
        ),
        rows=tuple(rows),
        page=urls.GOAL_MATRIX,
    )
