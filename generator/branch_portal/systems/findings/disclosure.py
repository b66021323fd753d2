"""黨務公開: the four recorded steps before anything is published."""

from pydantic import Field

from branch_portal.project.base import Date, Record


class DisclosureStep(Record):
    """One of the four steps before publication."""

    role: str = Field(title="角色", json_schema_extra={"refers": "roles"})
    on: Date = Field(title="日期")


class Bound(Record):
    """批准的文字: what was approved, as a fingerprint of every public word and day up to a day; `portal approve` writes it."""

    text: str = Field(title="批准內容的指紋", pattern=r"^h[0-9a-f]{16}$")
    through: Date = Field(title="批到哪天的內容")
    by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})


class Disclosure(Record):
    """公開四步: 提出、審核（含保密審查）、審批、實施; `bound` holds the approval to the words that were approved."""

    proposed: DisclosureStep = Field(title="提出")
    reviewed: DisclosureStep = Field(title="審核（含保密審查）")
    approved: DisclosureStep = Field(title="審批")
    published: DisclosureStep = Field(title="實施")
    bound: Bound | None = Field(default=None, title="批准的文字")

    @property
    def in_order(self) -> bool:
        """Whether the days do not run backwards, and who proposes, who reviews and who approves are three."""
        days = [self.proposed.on, self.reviewed.on, self.approved.on, self.published.on]
        return days == sorted(days) and len({self.proposed.role, self.reviewed.role, self.approved.role}) == 3
