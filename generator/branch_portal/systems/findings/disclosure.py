"""黨務公開: the four recorded steps before anything is published."""

import datetime as dt
from itertools import pairwise

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

    def wrong(self, found: dt.date | None = None) -> tuple[str, str] | None:
        """What is wrong in words, and the mend; None where no day runs backwards, nor before what it is about was
        `found`, and who proposes, who reviews and who approves are three."""
        steps = [("提出", self.proposed), ("審核", self.reviewed), ("審批", self.approved), ("實施", self.published)]
        days = [*([("發現", found)] if found else []), *((title, step.on) for title, step in steps)]
        for (before, first), (after, second) in pairwise(days):
            if second < first:
                return (
                    f"公開四步的日期倒過來了：{after} {second} 早於{before} {first}",
                    f"核對{after}和{before}的日期，依提出、審核、審批、實施的先後寫在 disclosure（公開四步）裡。",
                )
        for number, (after, later) in enumerate(steps[:3]):
            for before, earlier in steps[:number]:
                if later.role == earlier.role:
                    return (
                        f"公開四步裡{before}和{after}是同一個角色 {later.role}",
                        f"照實際經手的角色改{before}或{after}的 role：提出、審核、審批是三個不同的角色。",
                    )
        return None
