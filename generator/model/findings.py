"""整改: problems found by inspection and self-check, and the quarters they are published in."""

from typing import Literal

from pydantic import Field

from generator.model.base import Date, Id, Line, Record, Text

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


class LogEntry(Record):
    """One change of state, on a day, by a role."""

    on: Date = Field(title="日期")
    state: State = Field(title="狀態")
    by: str = Field(title="角色", json_schema_extra={"refers": "roles"})
    note: Line = Field(title="說明")


class Measure(Record):
    """One measure of rectification: what, who, until when."""

    what: Line = Field(title="措施")
    owner: Id = Field(title="責任單位", json_schema_extra={"refers": "organisations"})
    due: Date = Field(title="時限")


class DisclosureStep(Record):
    """One of the four steps before publication."""

    role: str = Field(title="角色", json_schema_extra={"refers": "roles"})
    on: Date = Field(title="日期")


class Disclosure(Record):
    """公開四步: 提出、審核（含保密審查）、審批、實施."""

    proposed: DisclosureStep = Field(title="提出")
    reviewed: DisclosureStep = Field(title="審核（含保密審查）")
    approved: DisclosureStep = Field(title="審批")
    published: DisclosureStep = Field(title="實施")


class Finding(Record):
    """問題: one entry of the three-tier problem library."""

    id: Id = Field(title="編號")
    tier: Tier = Field(title="所在問題庫")
    level: Level = Field(title="層次")
    source: Source = Field(title="來源")
    unit: Id = Field(title="責任主體", json_schema_extra={"refers": "organisations"})
    category: Line = Field(title="類別")
    statement: Text = Field(title="問題（公開表述）")
    cause: Text = Field(title="原因")
    measures: tuple[Measure, ...] = Field(title="措施", min_length=1)
    owner_role: str = Field(title="責任角色", json_schema_extra={"refers": "roles"})
    supervisor: Id = Field(title="督導單位", json_schema_extra={"refers": "organisations"})
    mode: Mode = Field(title="整改方式")
    found_on: Date = Field(title="發現日期")
    due: Date = Field(title="整改時限")
    log: tuple[LogEntry, ...] = Field(title="經過", min_length=1)
    evidence: tuple[Line, ...] = Field(default=(), title="佐證種類")
    guides: tuple[Id, ...] = Field(default=(), title="相關指引", json_schema_extra={"refers": "guides"})
    system_made: Line | None = Field(default=None, title="建立的制度")
    next_review: Date | None = Field(default=None, title="下次檢視日")
    escalated_to: Id | None = Field(default=None, title="上報到", json_schema_extra={"refers": "findings"})
    escalated_from: Id | None = Field(default=None, title="來自", json_schema_extra={"refers": "findings"})
    public: bool = Field(title="是否公開")
    disclosure: Disclosure | None = Field(default=None, title="公開四步")


class Totals(Record):
    """What a closed quarter declared, to be checked against the records."""

    opening: int = Field(title="期初", ge=0)
    new: int = Field(title="新增", ge=0)
    closed: int = Field(title="銷號", ge=0)
    carried: int = Field(title="結轉", ge=0)


class Release(Record):
    """季度通報: one quarter's published results (`2026-q1.yml`)."""

    id: str = Field(title="編號", pattern=r"^[0-9]{4}-q[1-4]$")
    cutoff: Date = Field(title="統計截止日")
    published_on: Date = Field(title="發布日期")
    totals: Totals = Field(title="合計")
    summary: tuple[Text, ...] = Field(title="主要情況", min_length=1)
    good_practice: tuple[Text, ...] = Field(default=(), title="好的做法")
    disclosure: Disclosure = Field(title="公開四步")
