"""四級貫通: goal → charter → task sheet → action plan; each level names the one above it, so no cycle can be written."""

from typing import Annotated, Literal

from pydantic import Field

from branch_portal.project.base import Date, Id, InYear, Line, OldIds, Record, Text
from branch_portal.project.since import Since

ChainLevel = Literal["goal", "charter", "task_sheet", "action_plan"]
CHAIN_LEVEL_TITLES: dict[ChainLevel, str] = {
    "goal": "攻堅目標",
    "charter": "任務書",
    "task_sheet": "任務單",
    "action_plan": "行動方案",
}
CHAIN_LEVEL_MAKERS: dict[ChainLevel, str] = {
    "goal": "黨委總命題",
    "charter": "專業主謀解題",
    "task_sheet": "戰區主建應題",
    "action_plan": "支部主戰答題",
}
Trend = Literal["rise", "fall", "keep"]
TREND_TITLES: dict[str, str] = {"rise": "往高走", "fall": "往低走", "keep": "保持不變"}
Rollup = Literal["sum", "worst"]
ROLLUP_TITLES: dict[str, str] = {"sum": "下級合計", "worst": "下級都要達到"}
Origin = Literal["upper", "self_check"]
ORIGIN_TITLES: dict[str, str] = {"upper": "上級點", "self_check": "自己查"}
Post = Literal["commando", "duty_area", "model_post", "service_team"]
POST_TITLES: dict[str, str] = {
    "commando": "突擊隊",
    "duty_area": "責任區",
    "model_post": "示範崗",
    "service_team": "服務隊",
}
QuarterId = Annotated[str, Field(pattern=r"^[0-9]{4}-q[1-4]$"), InYear]
"""A quarter, written 2026-q1."""


class Actual(Record):
    """The metric's value at the end of a quarter; counts are year to date."""

    quarter: QuarterId = Field(title="季度")
    value: float = Field(title="實際值")


class Metric(Record):
    """指標: what is measured, which way is better, from where to where.

    With `rollup` the actual values are not typed: they are made from the level below.
    """

    title: Line = Field(title="指標名稱")
    unit: str = Field(title="單位", max_length=12)
    trend: Trend = Field(title="好的方向")
    baseline: float = Field(title="基線")
    target: float = Field(title="目標值")
    rollup: Rollup | None = Field(default=None, title="下級怎麼匯總")
    actuals: tuple[Actual, ...] = Field(default=(), title="各季度實際值")


class Milestone(Record):
    """What a goal must have reached by the end of a quarter."""

    quarter: QuarterId = Field(title="季度")
    what: Line = Field(title="里程碑")


class Awaiting(Record):
    """Why the level below does not exist yet, and by when it will."""

    by: Date = Field(title="何時前由下級承接")
    reason: Line = Field(title="原因")


class Midterm(Record):
    """中期評估: what the half-way look showed."""

    on: Since = Field(title="評估日期")
    said: Line = Field(title="看到什麼、怎麼調整")


Reached = Literal["reached", "partly", "missed"]
REACHED_TITLES: dict[str, str] = {"reached": "達到目標", "partly": "部分達到", "missed": "沒有達到"}


class Conclusion(Record):
    """結項: the end of a goal, a charter or a task sheet, as its maker and the level above judged it."""

    on: Since = Field(title="結項日期")
    reached: Reached = Field(title="達到沒有")
    said: Line = Field(title="結論")


class Goal(Record):
    """攻堅目標: one line of the party committee's yearly list."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="目標")
    year: int = Field(title="年度", ge=2000, le=2100)
    committee: Id = Field(title="下達黨委", json_schema_extra={"refers": "units"})
    lead_org: Id = Field(title="牽頭部門", json_schema_extra={"refers": "units"})
    lead_role: str = Field(title="牽頭角色", json_schema_extra={"refers": "roles"})
    difficulty: Text = Field(title="要攻的難題")
    party_action: Text = Field(title="黨建怎麼做")
    business_effect: Text = Field(title="業務見什麼效")
    metric: Metric = Field(title="指標")
    milestones: tuple[Milestone, ...] = Field(default=(), title="季度里程碑")
    issued_on: Since = Field(title="下達日期")
    due: Date = Field(title="時限")
    awaiting: Awaiting | None = Field(default=None, title="待下級承接")
    midterm: Midterm | None = Field(default=None, title="中期評估")
    concluded: Conclusion | None = Field(default=None, title="結項")
    guides: tuple[Id, ...] = Field(default=(), title="相關指引", json_schema_extra={"refers": "guides"})


class Charter(Record):
    """「黨建+」工程任務書: a department's answer to one goal."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="項目名稱")
    goal: Id = Field(title="對應攻堅目標", json_schema_extra={"refers": "goals"})
    department: Id = Field(title="專業部門", json_schema_extra={"refers": "units"})
    owner_role: str = Field(title="責任角色", json_schema_extra={"refers": "roles"})
    problem: Text = Field(title="要解決的問題")
    business_measures: tuple[Line, ...] = Field(title="業務措施", min_length=1)
    party_measures: tuple[Line, ...] = Field(title="黨建措施", min_length=1)
    business_effect: Text = Field(title="業務見什麼效")
    metric: Metric = Field(title="業務指標")
    check: Line = Field(title="怎樣檢查")
    issued_on: Since = Field(title="下達日期")
    due: Date = Field(title="時限")
    awaiting: Awaiting | None = Field(default=None, title="待下級承接")
    midterm: Midterm | None = Field(default=None, title="中期評估")
    concluded: Conclusion | None = Field(default=None, title="結項")
    guides: tuple[Id, ...] = Field(default=(), title="相關指引", json_schema_extra={"refers": "guides"})


class Staff(Record):
    """人員: a role and how many of it; never a name."""

    role: str = Field(title="角色", json_schema_extra={"refers": "roles"})
    count: int = Field(title="人數", ge=1, le=500)


class TaskSheet(Record):
    """項目化任務單: a support unit's sheet; 方向、目標、人員、措施、時限、責任 are all required."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="名稱")
    charter: Id = Field(title="對應任務書", json_schema_extra={"refers": "charters"})
    unit: Id = Field(title="支撐機構（戰區）", json_schema_extra={"refers": "units"})
    origin: Origin = Field(title="來源")
    origin_note: Line = Field(title="來源說明")
    direction: Line = Field(title="方向")
    metric: Metric = Field(title="目標")
    staff: tuple[Staff, ...] = Field(title="人員", min_length=1)
    measures: tuple[Line, ...] = Field(title="措施", min_length=1)
    due: Date = Field(title="時限")
    responsible: str = Field(title="責任", json_schema_extra={"refers": "roles"})
    business_effect: Text = Field(title="業務見什麼效")
    issued_on: Since = Field(title="簽發日期")
    findings: tuple[Id, ...] = Field(default=(), title="相關問題", json_schema_extra={"refers": "findings"})
    awaiting: Awaiting | None = Field(default=None, title="待下級承接")
    midterm: Midterm | None = Field(default=None, title="中期評估")
    concluded: Conclusion | None = Field(default=None, title="結項")
    guides: tuple[Id, ...] = Field(default=(), title="相關指引", json_schema_extra={"refers": "guides"})


class PlanStep(Record):
    """One step of an action plan; `id` is part of its calendar entry and stays."""

    id: Id = Field(title="編號")
    what: Line = Field(title="做什麼")
    role: str = Field(title="誰來做", json_schema_extra={"refers": "roles"})
    due: Date = Field(title="何時前")
    deliver: Line = Field(title="交什麼")
    done_on: Since | None = Field(default=None, title="做完日期")
    post: Post | None = Field(default=None, title="黨建陣地")


class Risk(Record):
    """A risk of the plan and what holds it."""

    risk: Line = Field(title="風險")
    control: Line = Field(title="控制")


class PlanReview(Record):
    """結項: what the year showed; the figures themselves are the metric's."""

    on: Since = Field(title="評價日期")
    worked: Line = Field(title="起作用的做法")
    missed: Line = Field(title="沒做到的和原因")


class ActionPlan(Record):
    """支部行動方案: one branch's plan for one task sheet."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="名稱")
    task_sheet: Id = Field(title="對應任務單", json_schema_extra={"refers": "task_sheets"})
    branch: Id = Field(title="承接支部", json_schema_extra={"refers": "branches"})
    owner_role: str = Field(title="責任角色", json_schema_extra={"refers": "roles"})
    metric: Metric = Field(title="主攻指標")
    business_effect: Text = Field(title="業務見什麼效")
    steps: tuple[PlanStep, ...] = Field(title="步驟", min_length=1)
    risks: tuple[Risk, ...] = Field(title="風險和控制", min_length=1)
    decided_on: Since = Field(title="議定日期")
    due: Date = Field(title="時限")
    midterm: Midterm | None = Field(default=None, title="中期評估")
    review: PlanReview | None = Field(default=None, title="結項評價")
    guides: tuple[Id, ...] = Field(default=(), title="相關指引", json_schema_extra={"refers": "guides"})
