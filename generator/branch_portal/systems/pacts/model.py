"""近鄰黨建+: a pact with a neighbouring organisation, its lists, its reviews and its term."""

from typing import Annotated, Literal

from pydantic import Field

from branch_portal.project.base import Date, Id, InYear, Line, OldIds, Record
from branch_portal.project.since import Since, since

PactKind = Literal["community_service", "rule_of_law", "comprehensive_governance"]
PACT_KIND_TITLES: dict[str, str] = {
    "community_service": "近鄰黨建+社區服務",
    "rule_of_law": "近鄰黨建+法治建設",
    "comprehensive_governance": "近鄰黨建+綜合治理",
}
PartnerKind = Literal["community", "village", "government", "construction", "school", "enterprise"]
PARTNER_KIND_TITLES: dict[str, str] = {
    "community": "社區",
    "village": "村",
    "government": "政府機關",
    "construction": "建設單位",
    "school": "學校",
    "enterprise": "企業",
}
Outcome = Literal["go_on", "adjust", "renew", "end"]
OUTCOME_TITLES: dict[str, str] = {"go_on": "照常進行", "adjust": "調整內容", "renew": "續簽", "end": "終止"}


class PactProject(Record):
    """項目: something both sides finish by a day."""

    title: Line = Field(title="項目")
    due: Date = Field(title="時限")
    done_on: Annotated[Date, since(("effect",))] | None = Field(default=None, title="完成日期")
    effect: Line | None = Field(default=None, title="業務見什麼效")


class PactReview(Record):
    """檢視: due once in its quarter; `outcome` is written when it was held."""

    quarter: Annotated[str, Field(pattern=r"^[0-9]{4}-q[1-4]$"), InYear] = Field(title="季度")
    due: Date = Field(title="何時前檢視")
    held_on: (
        Annotated[
            Date,
            since(
                (
                    "outcome",
                    "note",
                )
            ),
        ]
        | None
    ) = Field(default=None, title="檢視日期")
    outcome: Outcome | None = Field(default=None, title="結論")
    note: Line | None = Field(default=None, title="說明")


class Pact(Record):
    """共建協議: between a branch and an organisation next door; contacts are posts, never persons."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="名稱")
    kind: PactKind = Field(title="方向")
    branch: Id = Field(title="簽訂支部", json_schema_extra={"refers": "branches"})
    partner: Line = Field(title="對方組織")
    partner_kind: PartnerKind = Field(title="對方類別")
    contact: str = Field(title="本方聯絡崗位", json_schema_extra={"refers": "roles"})
    partner_contact: Line = Field(title="對方聯絡崗位")
    signed_on: Since = Field(title="簽訂日期")
    until: Date = Field(title="到期日")
    topics: tuple[Line, ...] = Field(title="共建內容", min_length=1)
    needs: tuple[Line, ...] = Field(title="需求清單", min_length=1)
    resources: tuple[Line, ...] = Field(title="資源清單", min_length=1)
    projects: tuple[PactProject, ...] = Field(title="項目清單", min_length=1)
    reviews: tuple[PactReview, ...] = Field(title="檢視", min_length=1)
    grids: tuple[Id, ...] = Field(default=(), title="相關網格", json_schema_extra={"refers": "grids"})
    task_sheets: tuple[Id, ...] = Field(default=(), title="相關任務單", json_schema_extra={"refers": "task_sheets"})
    guides: tuple[Id, ...] = Field(default=(), title="相關指引", json_schema_extra={"refers": "guides"})
