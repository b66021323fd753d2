"""先鋒服務: how a kind of service is done stage by stage, what to open on which warning, and the times it was done.

Objects, places and rosters of a power guarantee have no field here and never enter the repository.
"""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import Date, Id, Line, OldIds, Record, Text
from branch_portal.project.since import Since

BrandKind = Literal["power_guarantee", "disaster", "repair"]
BRAND_KIND_TITLES: dict[BrandKind, str] = {
    "power_guarantee": "政治保電",
    "disaster": "守護榕城",
    "repair": "應急搶修",
}
StageId = Literal[
    "start", "prepare", "ready", "action", "before", "during", "after", "standby", "kit", "call", "dispatch", "safety",
    "restore", "review",
]  # fmt: skip
STAGE_TITLES: dict[StageId, str] = {
    "start": "啟動",
    "prepare": "備戰",
    "ready": "臨戰",
    "action": "實戰",
    "before": "災前聯防",
    "during": "災中聯信",
    "after": "災後聯動",
    "standby": "火警式候班",
    "kit": "套餐式備料",
    "call": "接單核對",
    "dispatch": "出動準備",
    "safety": "到場交底",
    "restore": "修復回訪",
    "review": "總結",
}
STAGES: dict[BrandKind, tuple[StageId, ...]] = {
    "power_guarantee": ("start", "prepare", "ready", "action", "review"),
    "disaster": ("before", "during", "after", "review"),
    "repair": ("standby", "kit", "call", "dispatch", "safety", "restore"),
}
"""The stages of each kind, in order; 總結 is this portal's own addition, a default of the sample."""


class CheckItem(Record):
    """One line of a checklist."""

    id: Id = Field(title="編號")
    what: Line = Field(title="做什麼")
    role: str = Field(title="誰來做", json_schema_extra={"refers": "roles"})
    done_when: Line = Field(title="做到什麼算完成")


class Stage(Record):
    """One stage of a playbook and its checklist, which must print on one A4."""

    id: StageId = Field(title="階段")
    timing: Line = Field(title="什麼時候")
    items: tuple[CheckItem, ...] = Field(title="檢查項", min_length=1, max_length=10)
    step: str | None = Field(default=None, title="指引裡的步驟", pattern=r"^step-[a-z0-9]+(?:-[a-z0-9]+)*$")


class Trigger(Record):
    """觸發頁: on this warning open this checklist; who, and the first steps."""

    id: Id = Field(title="編號")
    title: Line = Field(title="收到什麼")
    source: Line = Field(title="以誰發的為準")
    stage: StageId = Field(title="打開哪一階段的檢查單")
    role: str = Field(title="誰先動", json_schema_extra={"refers": "roles"})
    within: Line = Field(title="多久內")
    first_steps: tuple[Line, ...] = Field(title="頭幾步", min_length=2, max_length=6)
    never: tuple[Line, ...] = Field(default=(), title="不能做的", max_length=4)


class Kit(Record):
    """套餐: what one box for one kind of fault holds."""

    title: Line = Field(title="故障類別")
    items: tuple[Line, ...] = Field(title="料", min_length=1, max_length=12)


class ThreeMinutes(Record):
    """搶修三分鐘, as the unit itself defines it; nobody outside knows what it means."""

    starts: Line = Field(title="從什麼時刻起算")
    ends: Line = Field(title="到什麼時刻為止")
    applies: Line = Field(title="適用哪些故障和時段")
    excluded: Line = Field(title="哪些安全程序不計入")
    confirmed_by: str = Field(title="確認角色", json_schema_extra={"refers": "roles"})
    confirmed_on: Date = Field(title="確認日期")


class Playbook(Record):
    """作業指導（黨務側）: one kind of service, its stages in order, and what sets it off."""

    id: Id = Field(title="編號")
    kind: BrandKind = Field(title="類別")
    title: Line = Field(title="名稱")
    summary: Text = Field(title="一句話")
    business_effect: Text = Field(title="業務見什麼效")
    guide: Id = Field(title="相關指引", json_schema_extra={"refers": "guides"})
    forms: tuple[Id, ...] = Field(default=(), title="空白表單", json_schema_extra={"refers": "forms"})
    stages: tuple[Stage, ...] = Field(title="階段", min_length=1)
    triggers: tuple[Trigger, ...] = Field(title="觸發", min_length=1)
    kits: tuple[Kit, ...] = Field(default=(), title="備料套餐")
    three_minutes: ThreeMinutes | None = Field(default=None, title="三分鐘口徑")


class CampaignStage(Record):
    """The days of one stage."""

    stage: StageId = Field(title="階段")
    first: Date = Field(title="起")
    last: Date = Field(title="止")


class Campaign(Record):
    """行動: one time a playbook was or will be carried out, under a code name without objects and places."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="活動代號")
    playbook: Id = Field(title="作業指導", json_schema_extra={"refers": "playbooks"})
    branches: tuple[Id, ...] = Field(title="參加支部", min_length=1, json_schema_extra={"refers": "branches"})
    stages: tuple[CampaignStage, ...] = Field(title="各階段起止", min_length=1)
    merged: Line | None = Field(default=None, title="合併了哪些階段、為什麼")
    review: Text | None = Field(default=None, title="總結（只寫黨務側）")


class DrillPoint(Record):
    """What a drill showed, and what becomes of it."""

    what: Line = Field(title="看出什麼")
    mend: Line = Field(title="怎麼改")
    by: Date = Field(title="哪天前改")
    done_on: Since | None = Field(default=None, title="改好日期")


class Drill(Record):
    """演練: one time a playbook was tried out on a supposed case; counts and roles, no places, no names."""

    id: Id = Field(title="編號")
    playbook: Id = Field(title="作業指導", json_schema_extra={"refers": "playbooks"})
    branches: tuple[Id, ...] = Field(title="參加支部", min_length=1, json_schema_extra={"refers": "branches"})
    on: Since = Field(title="日期")
    supposed: Line = Field(title="假設什麼情況")
    ready_seconds: int | None = Field(default=None, title="準備用時（秒，按本單位口徑）", ge=1, le=3600)
    went_well: Line = Field(title="順的")
    points: tuple[DrillPoint, ...] = Field(title="看出的問題", min_length=1)
