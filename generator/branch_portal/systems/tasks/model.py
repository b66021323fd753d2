"""一事一單: tasks given to branches, one slip each, and the feedback that comes back for each branch."""

from typing import Literal

from pydantic import Field, model_validator

from branch_portal.organisation.applicability import AppliesTo
from branch_portal.project.base import Basis, Date, Id, Line, OldIds, Record, Text, exactly_one
from branch_portal.project.since import Since
from branch_portal.year.model import AlertDays
from branch_portal.year.timing import TermId

Status = Literal["done", "partly", "blocked", "not_applicable"]
STATUS_TITLES: dict[str, str] = {
    "done": "辦完",
    "partly": "部分辦完",
    "blocked": "受阻",
    "not_applicable": "不適用",
}
Action = Literal["submitted", "returned", "verified"]
ACTION_TITLES: dict[str, str] = {"submitted": "反饋", "returned": "退回", "verified": "核驗"}
FieldKind = Literal["integer", "text", "date", "choice"]
FIELD_KIND_TITLES: dict[str, str] = {"integer": "整數", "text": "文字", "date": "日期", "choice": "選項"}


class TaskSource(Record):
    """來源: why there is this task; exactly one."""

    term: TermId | None = Field(default=None, title="節氣重點")
    duty: Id | None = Field(default=None, title="年度任務", json_schema_extra={"refers": "duties"})
    finding: Id | None = Field(default=None, title="問題", json_schema_extra={"refers": "findings"})
    goal: Id | None = Field(default=None, title="攻堅目標或下級", json_schema_extra={"refers": "goal_papers"})
    notice: Line | None = Field(default=None, title="臨時安排")

    EXACTLY_ONE = ("source_one", ("term", "duty", "finding", "goal", "notice"))
    _one = model_validator(mode="after")(exactly_one)


class Assignees(Record):
    """分派對象: the branches that get the slip, named in exactly one way."""

    everyone: Literal[True] | None = Field(default=None, title="全部支部")
    applies_to: AppliesTo | None = Field(default=None, title="適用條件")
    below: tuple[Id, ...] = Field(default=(), title="所屬黨委或戰區", json_schema_extra={"refers": "units"})
    branches: tuple[Id, ...] = Field(default=(), title="點名的支部", json_schema_extra={"refers": "branches"})
    excluded: tuple[Id, ...] = Field(
        default=(), alias="except", title="除外的支部", json_schema_extra={"refers": "branches"}
    )

    EXACTLY_ONE = ("assignees_one", ("everyone", "applies_to", "below", "branches"))
    _one = model_validator(mode="after")(exactly_one)


class FeedbackField(Record):
    """反饋欄目: one figure or fact that every branch reports with this task.

    `people` marks a count of people: one of 1 to 4 may not be written, it would point at persons.
    """

    key: str = Field(title="欄目代號", pattern=r"^[a-z][a-z_]*$", max_length=20)
    title: str = Field(title="欄目名稱", max_length=20)
    kind: FieldKind = Field(title="類型")
    options: tuple[Line, ...] = Field(default=(), title="可選項", max_length=8)
    optional: bool = Field(default=False, title="可不填")
    people: bool = Field(default=False, title="是否人數")


class Withdrawal(Record):
    """撤回: a slip that no longer counts, since a day, with the reason."""

    on: Since = Field(title="日期")
    by: str = Field(title="角色", json_schema_extra={"refers": "roles"})
    reason: Line = Field(title="原因")


class Task(Record):
    """任務單: one matter on one slip, given to branches on a day, to be answered by another."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    serial: str = Field(title="單號", pattern=r"^[A-Z]{2}-[0-9]{4}-[0-9]{3}$")
    title: Line = Field(title="任務")
    track: Id = Field(title="泳道", json_schema_extra={"refers": "tracks"})
    issued_on: Since = Field(title="簽發日期")
    issuer: Id = Field(title="簽發部門", json_schema_extra={"refers": "units"})
    issuer_role: str = Field(title="簽發角色", json_schema_extra={"refers": "roles"})
    source: TaskSource = Field(title="來源")
    to: Assignees = Field(title="分派對象")
    role: str = Field(title="責任角色", json_schema_extra={"refers": "roles"})
    verifier: str = Field(title="核驗角色", json_schema_extra={"refers": "roles"})
    due: Date = Field(title="期限")
    alerts: AlertDays = Field(default=AlertDays(green=10, yellow=3, red=0), title="提醒天數")
    what: Text = Field(title="辦什麼")
    standard: tuple[Line, ...] = Field(title="辦到什麼程度", min_length=1, max_length=6)
    deliverable: tuple[Line, ...] = Field(title="交什麼", min_length=1, max_length=6)
    archive: tuple[str, ...] = Field(title="放哪裡", max_length=4, json_schema_extra={"refers": "carriers"})
    guides: tuple[Id, ...] = Field(title="照哪頁辦", min_length=1, max_length=4, json_schema_extra={"refers": "guides"})
    forms: tuple[Id, ...] = Field(default=(), title="用什麼表單", json_schema_extra={"refers": "forms"})
    materials: tuple[Id, ...] = Field(
        default=(), title="學習材料", max_length=4, json_schema_extra={"refers": "materials"}
    )
    fields: tuple[FeedbackField, ...] = Field(default=(), title="反饋欄目", max_length=6)
    basis: tuple[Basis, ...] = Field(default=(), title="依據")
    looked_at: Date | None = Field(default=None, title="條款變動後再看日期")
    withdrawn: Withdrawal | None = Field(default=None, title="撤回")


class Approval(Record):
    """批准: by which role, on which day."""

    role: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
    on: Date = Field(title="批准日期")


class FeedbackEntry(Record):
    """One step of a feedback's life: handed in, sent back, or verified."""

    on: Since = Field(title="日期")
    action: Action = Field(title="動作")
    by: str = Field(title="角色", json_schema_extra={"refers": "roles"})
    note: Line | None = Field(default=None, title="說明")


class Feedback(Record):
    """反饋: one branch's answer to one task (`data/feedback/<task>/<branch>.yml`)."""

    task: Id = Field(title="任務單", json_schema_extra={"refers": "tasks"})
    branch: Id = Field(title="支部", json_schema_extra={"refers": "branches"})
    status: Status = Field(title="辦理結果")
    done_on: Date | None = Field(default=None, title="辦完日期")
    summary: str = Field(title="辦理情況", min_length=4, max_length=200)
    evidence: tuple[Line, ...] = Field(default=(), title="佐證種類", max_length=8)
    values: dict[str, int | str | None] = Field(
        default={}, title="欄目數據", json_schema_extra={"columns": ["task", "tasks", "fields"]}
    )
    obstacle: Line | None = Field(default=None, title="卡在哪裡")
    expected_on: Date | None = Field(default=None, title="預計辦完日")
    approval: Approval | None = Field(default=None, title="不適用的批准")
    log: tuple[FeedbackEntry, ...] = Field(title="經過", min_length=1)

    @property
    def id(self) -> str:
        return f"{self.task}/{self.branch}"
