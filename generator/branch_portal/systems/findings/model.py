"""整改: problems found by inspection and self-check, from registration to the look back."""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import Date, Id, Line, Record, Text
from branch_portal.project.since import Since
from branch_portal.systems.findings.disclosure import Disclosure

Tier = Literal["city_committee", "branch", "county_committee"]
TIER_TITLES: dict[str, str] = {
    "city_committee": "公司黨委",
    "branch": "基層支部",
    "county_committee": "縣公司黨委",
}
Level = Literal["occasional_minor", "frequent_general", "key_difficult", "needs_upper"]
LEVEL_TITLES: dict[str, str] = {
    "occasional_minor": "偶發輕微問題",
    "frequent_general": "多發一般問題",
    "key_difficult": "重點難點問題",
    "needs_upper": "需上級研究解決問題",
}
State = Literal[
    "found", "assigned", "rectifying", "submitted", "verifying", "closed", "returned", "long_term", "reopened", "escalated"
]  # fmt: skip
STATE_TITLES: dict[str, str] = {
    "found": "發現登記",
    "assigned": "明確責任",
    "rectifying": "整改中",
    "submitted": "申請銷號",
    "verifying": "驗收",
    "closed": "銷號",
    "returned": "退回重改",
    "long_term": "長期堅持",
    "reopened": "回頭看反彈",
    "escalated": "提請上級",
}
Mode = Literal["immediate", "time_limited", "long_term"]
MODE_TITLES: dict[str, str] = {"immediate": "立行立改", "time_limited": "限期整改", "long_term": "長期堅持"}
Source = Literal["inspection", "assessment", "self_check", "supervision", "visit"]
SOURCE_TITLES: dict[str, str] = {
    "inspection": "巡察",
    "assessment": "考評",
    "self_check": "自查",
    "supervision": "督查",
    "visit": "訪談",
}

LOOKBACK_TITLES: dict[str, str] = {"firm": "鞏固", "rebound": "反彈"}


class LogEntry(Record):
    """One change of state, on a day, by a role."""

    on: Since = Field(title="日期")
    state: State = Field(title="狀態")
    by: str = Field(title="角色", json_schema_extra={"refers": "roles"})
    note: Line = Field(title="說明")


class Measure(Record):
    """One measure of rectification: what, who, until when."""

    what: Line = Field(title="措施")
    owner: Id = Field(title="責任單位", json_schema_extra={"refers": "organisations"})
    due: Date = Field(title="時限")


class Milestone(Record):
    """里程碑: what a hard problem has reached by a day."""

    what: Line = Field(title="節點")
    due: Date = Field(title="時限")
    reached_on: Since | None = Field(default=None, title="完成日期")


class Extension(Record):
    """延期: a later time limit, approved before the one it replaces ran out."""

    on: Since = Field(title="批准日期")
    due: Date = Field(title="新時限")
    approved_by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
    reason: Line = Field(title="原因")


class LookBack(Record):
    """回頭看: whether a closed problem has stayed closed."""

    on: Since = Field(title="日期")
    by: str = Field(title="角色", json_schema_extra={"refers": "roles"})
    result: Literal["firm", "rebound"] = Field(title="結果")
    note: Line = Field(title="說明")


class Finding(Record):
    """問題: one entry of the three-tier problem library."""

    id: Id = Field(title="編號")
    tier: Tier = Field(title="所在問題庫")
    level: Level = Field(title="層次")
    level_reason: Line | None = Field(default=None, title="為什麼是這一層次")
    source: Source = Field(title="來源")
    selfcheck: Id | None = Field(default=None, title="自查編號", json_schema_extra={"refers": "selfchecks"})
    inspection: Id | None = Field(default=None, title="三查編號", json_schema_extra={"refers": "inspections"})
    interview: Id | None = Field(default=None, title="三訪編號", json_schema_extra={"refers": "interviews"})
    unit: Id = Field(title="責任主體", json_schema_extra={"refers": "organisations"})
    category: Line = Field(title="類別")
    statement: Text = Field(title="問題（公開表述）")
    cause: Text = Field(title="原因")
    measures: tuple[Measure, ...] = Field(title="措施", min_length=1)
    owner_role: str = Field(title="責任角色", json_schema_extra={"refers": "roles"})
    supervisor: Id = Field(title="督導單位", json_schema_extra={"refers": "organisations"})
    mode: Mode = Field(title="整改方式")
    leader: str | None = Field(default=None, title="包案領導角色", json_schema_extra={"refers": "roles"})
    milestones: tuple[Milestone, ...] = Field(default=(), title="里程碑")
    occurrences: int = Field(default=1, title="發生次數", ge=1, le=999)
    recurs_of: Id | None = Field(default=None, title="上次發生的編號", json_schema_extra={"refers": "findings"})
    found_on: Date = Field(title="發現日期")
    due: Date = Field(title="整改時限")
    extensions: tuple[Extension, ...] = Field(default=(), title="延期")
    log: tuple[LogEntry, ...] = Field(title="經過", min_length=1)
    evidence: tuple[Line, ...] = Field(default=(), title="佐證種類")
    guides: tuple[Id, ...] = Field(default=(), title="相關指引", json_schema_extra={"refers": "guides"})
    system_made: Line | None = Field(default=None, title="建立的制度")
    next_review: Date | None = Field(default=None, title="下次檢視日")
    lookback_on: Date | None = Field(default=None, title="回頭看日期")
    lookbacks: tuple[LookBack, ...] = Field(default=(), title="回頭看結果")
    escalated_to: Id | None = Field(default=None, title="上報到", json_schema_extra={"refers": "findings"})
    escalated_from: Id | None = Field(default=None, title="來自", json_schema_extra={"refers": "findings"})
    public: bool = Field(title="是否公開")
    disclosure: Disclosure | None = Field(default=None, title="公開四步")
