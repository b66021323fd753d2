"""協管黨員進網格: a grid cell, its pairing agreement, who holds it, and what both chiefs do; never a person's name."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from branch_portal.project.base import Date, Id, InYear, Line, OldIds, Record, filled

GridKind = Literal["compound", "village"]
GRID_KIND_TITLES: dict[str, str] = {"compound": "小區", "village": "村"}
TargetPeriod = Literal["month", "quarter", "half", "year"]
TARGET_PERIOD_TITLES: dict[str, str] = {"month": "每月", "quarter": "每季", "half": "每半年", "year": "每年"}
FirstChief = Literal["power", "community"]
FIRST_CHIEF_TITLES: dict[str, str] = {"power": "供電網格長先接", "community": "社區網格長先接"}


SignTitle = Annotated[str, Field(max_length=18), AfterValidator(filled)]
SignLine = Annotated[str, Field(max_length=22), AfterValidator(filled)]
"""A line that fits the width of a printed sign."""


class GridTarget(Record):
    """量化目標: a figure to reach in each period."""

    title: Line = Field(title="目標")
    value: float = Field(title="數值", ge=0)
    unit: str = Field(title="單位", max_length=12)
    period: TargetPeriod = Field(title="週期")


class Agreement(Record):
    """結對協議: its term, duties and targets; the signed paper is kept offline."""

    signed_on: Date = Field(title="簽訂日期")
    until: Date = Field(title="到期日")
    duties: tuple[SignLine, ...] = Field(title="幫帶職責", min_length=1, max_length=4)
    targets: tuple[GridTarget, ...] = Field(title="提升目標", min_length=1)


class CoManager(Record):
    """協管黨員: a term of service; `member_ref` is a number of the offline list and says nothing by itself."""

    member_ref: str = Field(title="線下名單序號", pattern=r"^m[0-9]{2,6}$")
    since: Date = Field(title="起")
    until: Date | None = Field(default=None, title="止")


class Vacancy(Record):
    """暫缺: days without a co-managing member, with the reason."""

    since: Date = Field(title="起")
    until: Date = Field(title="止")
    reason: Line = Field(title="原因")


class GridMatter(Record):
    """雙長聯絡: which chief takes a kind of matter first, and when the other hears back."""

    title: Line = Field(title="事項類別")
    first: FirstChief = Field(title="誰先接")
    reply_workdays: int = Field(title="幾個工作日內回話", ge=0, le=30)


class GridHalf(Record):
    """半年評價: four counts of matters and visits, none of persons."""

    half: Annotated[str, Field(pattern=r"^[0-9]{4}-h[12]$"), InYear] = Field(title="半年")
    visits: int = Field(title="走訪次數", ge=0)
    requests: int = Field(title="訴求件數", ge=0)
    on_time: int = Field(title="按時答覆件數", ge=0)
    revisited: int = Field(title="回訪件數", ge=0)


class Grid(Record):
    """供電網格: one cell of the power grid's service map, at the level of a compound or a village."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: SignTitle = Field(title="網格名稱")
    kind: GridKind = Field(title="類別")
    area: Line = Field(title="範圍（小區、村一級）")
    branch: Id = Field(title="所屬支部", json_schema_extra={"refers": "branches"})
    power_chief: str = Field(title="供電網格長（角色）", json_schema_extra={"refers": "roles"})
    community_org: Line = Field(title="社區網格長所在組織")
    community_chief: Line = Field(title="社區網格長（崗位）")
    agreement: Agreement = Field(title="結對協議")
    co_managers: tuple[CoManager, ...] = Field(title="協管黨員任期", min_length=1)
    vacancies: tuple[Vacancy, ...] = Field(default=(), title="暫缺")
    pledges: tuple[SignLine, ...] = Field(title="亮承諾", min_length=1, max_length=4)
    matters: tuple[GridMatter, ...] = Field(default=(), title="雙長聯絡事項")
    halves: tuple[GridHalf, ...] = Field(default=(), title="半年評價")
    guides: tuple[Id, ...] = Field(default=(), title="相關指引", json_schema_extra={"refers": "guides"})
