"""The kinds of record of the four levels."""

from branch_portal.project.kind import Kind, Union
from branch_portal.systems.goals.model import ActionPlan, Charter, Goal, TaskSheet

GOALS: Kind[str, Goal] = Kind("goals", Goal, "攻堅目標")
CHARTERS: Kind[str, Charter] = Kind("charters", Charter, "任務書")
TASK_SHEETS: Kind[str, TaskSheet] = Kind("task_sheets", TaskSheet, "任務單")
ACTION_PLANS: Kind[str, ActionPlan] = Kind("action_plans", ActionPlan, "行動方案")
GOAL_PAPERS = Union("goal_papers", "攻堅目標、任務書、任務單或行動方案", (GOALS, CHARTERS, TASK_SHEETS, ACTION_PLANS))
