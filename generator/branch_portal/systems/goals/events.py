"""四級貫通 in the calendar: the deadlines of all four levels, and every step of a branch's plan."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced, Shelf
from branch_portal.site import urls
from branch_portal.systems.goals.figures import Chain, Link, Paper, start_of
from branch_portal.systems.goals.model import (
    CHAIN_LEVEL_TITLES,
    POST_TITLES,
    ActionPlan,
    ChainLevel,
    Goal,
    TaskSheet,
)
from branch_portal.systems.goals.settings import GOAL_SETTINGS
from branch_portal.year.alert_days import AlertLevel, alert_days
from branch_portal.year.schedule import Schedule

_UID: dict[ChainLevel, str] = {
    "goal": "goal",
    "charter": "charter",
    "task_sheet": "task-sheet",
    "action_plan": "action-plan",
}


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """One event per deadline; those of action plans belong to their branch."""
    chain = Chain(book)
    for link in chain.links.values():
        yield _deadline(book, link, schedule)
        if isinstance(link.paper, ActionPlan):
            yield from _steps(book, link.paper, schedule)


def agenda_events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The deadlines of the goals themselves: those below stand on the pages of those who answer for them."""
    chain = Chain(book)
    return (_deadline(book, link, schedule) for link in chain.links.values() if link.level == "goal")


def _deadline(book: Shelf, link: Link, schedule: Schedule) -> Event:
    paper, metric = link.paper, link.paper.metric
    return Event(
        uid=f"{_UID[link.level]}-{first_id(paper)}.due",
        first=paper.due,
        last=paper.due,
        summary=f"{CHAIN_LEVEL_TITLES[link.level]}到期：{paper.title}",
        lines=(
            f"責任：{book.called('organisations', link.maker)}",
            f"指標：{metric.title}，目標{metric.target:g}{metric.unit}",
            f"業務見什麼效：{paper.business_effect}",
        ),
        page=urls.chain_link(link.id),
        categories=("四級貫通", CHAIN_LEVEL_TITLES[link.level]),
        branch=link.maker if isinstance(paper, ActionPlan) else "",
        role=_answers(paper),
        topic=book.settings[GOAL_SETTINGS].track or "",
        alerts=_alerts(book, paper.due, schedule),
        since=start_of(paper),
    )


def _answers(paper: Paper) -> str:
    """The role that answers for a paper of any level."""
    if isinstance(paper, Goal):
        return paper.lead_role
    return paper.responsible if isinstance(paper, TaskSheet) else paper.owner_role


def _steps(book: Shelf, plan: ActionPlan, schedule: Schedule) -> Iterator[Event]:
    for step in plan.steps:
        yield Event(
            uid=f"action-plan-{first_id(plan)}.{step.id}",
            first=step.due,
            last=step.due,
            summary=f"{step.what}（{plan.title}）",
            lines=(
                f"誰來做：{book[ROLES][step.role].title}",
                f"交什麼：{step.deliver}",
                *([f"黨建陣地：{POST_TITLES[step.post]}"] if step.post else []),
            ),
            page=f"{urls.chain_link(plan.id)}#{step.id}",
            categories=("四級貫通", "行動方案步驟"),
            branch=plan.branch,
            role=step.role,
            topic=book.settings[GOAL_SETTINGS].track or "",
            alerts=() if step.done_on else _alerts(book, step.due, schedule),
            since=plan.decided_on,
        )


def _alerts(book: Shelf, due: dt.date, schedule: Schedule) -> tuple[tuple[AlertLevel, dt.date], ...]:
    return alert_days(book.settings.alerts.chain, due, schedule.workdays).days
