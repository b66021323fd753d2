"""組織: units, branches, roles, tracks of the year's work, and the documents rules rest on."""

import datetime as dt
from typing import Literal, get_args

from pydantic import Field

from branch_portal.organisation.applicability import BRANCH_KIND_TITLES as BRANCH_KIND_TITLES
from branch_portal.organisation.applicability import TRAIT_TITLES, BranchKind, Declared, Power, Trait
from branch_portal.project.base import Date, Id, Line, OldIds, Record, Text

UnitKind = Literal["city_committee", "department", "support_unit", "county_committee"]
UNIT_KIND_TITLES: dict[str, str] = {
    "city_committee": "公司黨委",
    "department": "部門",
    "support_unit": "支撐機構（戰區）",
    "county_committee": "縣公司黨委",
}
DECLARED_TITLES: dict[str, str] = {trait: TRAIT_TITLES[trait][0] for trait in get_args(Declared)}
POWER_TITLES: dict[str, str] = {power: TRAIT_TITLES[power][0] for power in get_args(Power)}
DOCUMENT_STATUS_TITLES: dict[str, str] = {"effective": "現按有效引用", "replaced": "已被替代", "to_verify": "待核對"}


class Unit(Record):
    """單位: a committee, department or support unit above the branches."""

    id: Id = Field(title="編號")
    title: Line = Field(title="名稱")
    short: str = Field(title="簡稱", max_length=12)
    kind: UnitKind = Field(title="類別")
    parent: Id | None = Field(default=None, title="上級", json_schema_extra={"refers": "units"})


class Extension(Record):
    """延期換屆: a later day for the election, approved by the upper organisation before the term ended."""

    until: Date = Field(title="延期到")
    approved_by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
    approved_on: Date = Field(title="批准日期")
    document: Line = Field(title="批覆文件")


class Approval(Record):
    """批准設立: who set a temporary branch up, by which document, and what it may do beside its task.

    The regulation on branches: a temporary branch as a rule develops no members, collects no dues and elects nobody.
    """

    approved_by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
    approved_on: Date = Field(title="批准日期")
    document: Line = Field(title="批覆文件")
    allows: tuple[Power, ...] = Field(default=(), title="批覆允許做什麼")


class Branch(Record):
    """黨支部: the basic unit that the portal's year is made for.

    `members` feeds the rules of structure and nothing else: no page, feed or dataset shows it. What falls due before
    `founded_on` or after `dissolved_on` is not the branch's. `merged_into` and `split_from` say where its members went
    and came from: its subscribers are told, its pages lead there. Without `has` nobody has said
    what the branch has, and whatever asks for it is given to the branch too.
    """

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="名稱")
    short: str = Field(title="簡稱", max_length=12)
    kind: BranchKind = Field(title="類別")
    parent: Id = Field(title="上級", json_schema_extra={"refers": "units"})
    support_unit: Id | None = Field(default=None, title="所屬戰區", json_schema_extra={"refers": "units"})
    business: Line = Field(title="主要業務")
    has_committee: bool = Field(title="是否設支部委員會")
    groups: int = Field(title="黨小組數", ge=0, le=30)
    members: int | None = Field(default=None, title="正式黨員數", ge=1, le=500)
    elected_on: Date | None = Field(default=None, title="本屆選舉日期")
    term_years: Literal[3, 5] = Field(default=3, title="任期年數")
    extension: Extension | None = Field(default=None, title="延期換屆")
    has: tuple[Declared, ...] | None = Field(default=None, title="有什麼")
    approval: Approval | None = Field(default=None, title="批准設立")
    founded_on: Date | None = Field(default=None, title="設立日期")
    dissolved_on: Date | None = Field(default=None, title="撤銷日期")
    merged_into: Id | None = Field(default=None, title="併入哪個支部", json_schema_extra={"refers": "branches"})
    split_from: Id | None = Field(default=None, title="從哪個支部分出", json_schema_extra={"refers": "branches"})

    @property
    def traits(self) -> frozenset[str]:
        """What conditions may ask of it, as `organisation.applicability` names it."""
        powers = get_args(Power)
        if self.kind == "temporary_branch":
            powers = self.approval.allows if self.approval else ()
        declared = get_args(Declared) if self.has is None else self.has
        found = {
            *powers,
            *declared,
            *(("committee",) if self.has_committee else ()),
            *(("groups",) if self.groups else ()),
        }
        return frozenset(found if "development" in found else found - {"candidates"})

    @property
    def not_allowed(self) -> tuple[str, ...]:
        """What every branch does and this one does not, in words."""
        return tuple(TRAIT_TITLES[power][1] for power in get_args(Power) if power not in self.traits)

    @property
    def serves_a_term(self) -> bool:
        """Whether it elects for a term: a temporary branch is set up for a task and ends with it."""
        return "elections" in self.traits

    def lives_in(self, year: int) -> bool:
        """Whether it exists on any day of a year."""
        return (self.founded_on or dt.date.min).year <= year <= (self.dissolved_on or dt.date.max).year


class Role(Record):
    """角色: who does the work; the portal names roles and never persons.

    Where a branch has not what the role `needs` (a committee, groups), it has no such role, and `otherwise` does the work.
    So it does on days before `first` and after `last`: what was due, issued or told for other days stays as it was.
    """

    id: str = Field(title="編號", pattern=r"^[a-z][a-z_]*$")
    old_ids: OldIds = ()
    title: Line = Field(title="名稱")
    duty: Text = Field(title="在門戶裡做什麼")
    needs: Trait | None = Field(default=None, title="哪樣的支部才有")
    otherwise: str | None = Field(default=None, title="沒有時由誰辦", json_schema_extra={"refers": "roles"})
    first: Date | None = Field(default=None, alias="from", title="從哪天起設")
    last: Date | None = Field(default=None, alias="until", title="設到哪天為止")

    def in_place(self, day: dt.date) -> bool:
        """Whether there is such a role on `day`."""
        return (self.first or dt.date.min) <= day <= (self.last or dt.date.max)


class Track(Record):
    """泳道: one lane of the navigation map; `order` 1 is the outermost."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    order: int = Field(title="從外到內第幾圈", ge=1, le=6)
    title: Line = Field(title="名稱")
    summary: Line = Field(title="包括什麼")


class BasisDocument(Record):
    """依據文件: a regulation or notice that rules and guides cite."""

    id: str = Field(title="編號", pattern=r"^[a-z][a-z_]*$")
    title: Line = Field(title="名稱")
    issued: str = Field(title="印發時間", max_length=40)
    status: Literal["effective", "replaced", "to_verify"] = Field(title="效力狀態")
    replaced_by: str | None = Field(default=None, title="被何文件替代", json_schema_extra={"refers": "basis"})
    confirmed: Text = Field(title="已核對的內容")
    note: Text | None = Field(default=None, title="說明")
