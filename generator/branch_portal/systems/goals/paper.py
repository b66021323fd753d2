"""支部行動方案 as an office paper."""

from collections.abc import Mapping
from functools import partial

from branch_portal.ground.day_words import day, full_date
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.papers.paper import Grid, Line, Paper, first
from branch_portal.project.handbook import Shelf
from branch_portal.site import urls
from branch_portal.system.office_paper import OfficePaper, PaperKind
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.goals.kinds import ACTION_PLANS
from branch_portal.systems.goals.model import TREND_TITLES, ActionPlan


def plan_paper(book: Shelf, plan: ActionPlan) -> Paper:
    """A branch's plan: metric, steps, risks, and its review where there is one."""
    metric = plan.metric
    steps = tuple(
        (str(number), step.what, book[ROLES][step.role].title, full_date(step.due), step.deliver)
        for number, step in enumerate(plan.steps, 1)
    )
    risks = tuple((one.risk, one.control) for one in plan.risks)
    parts: list[Line | Grid] = [
        first(1, "主攻指標"),
        Line(
            f"{metric.title}，{TREND_TITLES[metric.trend]}：基線{metric.baseline:g}{metric.unit}，"
            f"目標{metric.target:g}{metric.unit}，{day(plan.due).partition('（')[0]}前達到。"
        ),
        Line(f"業務見什麼效：{plan.business_effect}"),
        first(2, "步驟"),
        Grid(("序號", "做什麼", "誰來做", "何時前", "交什麼"), steps, (2, 9, 4, 4, 6)),
        first(3, "風險和控制"),
        Grid(("風險", "控制"), risks),
    ]
    if plan.review:
        parts += [
            first(4, "結項評價"),
            Line(f"起作用的：{plan.review.worked}"),
            Line(f"沒做到的：{plan.review.missed}"),
        ]
    decided = day(plan.decided_on).partition("（")[0]
    return Paper(f"{plan.title}方案", tuple(parts), "", book[BRANCHES][plan.branch].title, decided)


def _papers(snapshot: Snapshot) -> Mapping[str, OfficePaper]:
    book = snapshot.book
    return {
        id: OfficePaper(urls.chain_link(id), id, partial(plan_paper, book, one))
        for id, one in book[ACTION_PLANS].items()
    }


PAPERS = PaperKind("plan", _papers)
