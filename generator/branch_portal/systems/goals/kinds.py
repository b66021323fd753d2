"""The kinds of record of the four levels."""

from branch_portal.project.kind import Kind, Union
from branch_portal.site import urls
from branch_portal.systems.goals.model import ActionPlan, Charter, Goal, TaskSheet

_LISTED = ("四級貫通", urls.GOALS)


def _page(paper: Goal | Charter | TaskSheet | ActionPlan) -> str:
    return urls.chain_link(paper.id)


GOALS: Kind[str, Goal] = Kind("goals", Goal, "攻堅目標", page=_page, listed=_LISTED, whole=True)
CHARTERS: Kind[str, Charter] = Kind("charters", Charter, "任務書", page=_page, listed=_LISTED, whole=True)
TASK_SHEETS: Kind[str, TaskSheet] = Kind("task_sheets", TaskSheet, "任務單", page=_page, listed=_LISTED, whole=True)
ACTION_PLANS: Kind[str, ActionPlan] = Kind(
    "action_plans", ActionPlan, "行動方案", page=_page, listed=_LISTED, whole=True
)
GOAL_PAPERS = Union("goal_papers", "攻堅目標、任務書、任務單或行動方案", (GOALS, CHARTERS, TASK_SHEETS, ACTION_PLANS))
