"""黨務公開: the four recorded steps before anything is published."""

from pydantic import Field

from branch_portal.project.base import Date, Record


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

    @property
    def in_order(self) -> bool:
        """Whether the days do not run backwards and the approver is not the proposer."""
        days = [self.proposed.on, self.reviewed.on, self.approved.on, self.published.on]
        return days == sorted(days) and self.proposed.role != self.approved.role
