"""提醒單: what is recorded of a batch of slips — drafted, issued, frozen, corrected."""

from typing import Annotated

from pydantic import Field

from branch_portal.project.base import Date, Id, InYear, Line, Record, Text


class IssuedItem(Record):
    """One item as it was issued: its id, its due day, and a digest of its words."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[0-9]{4}(-[a-z0-9]+)?$"), InYear] = Field(title="任務期次")
    due: Date = Field(title="期限")
    digest: str = Field(title="內容摘要", pattern=r"^[0-9a-f]{12}$")


class SlipCorrection(Record):
    """更正: a dated, visible change of an issued batch; `sha256` is the batch's content from then on."""

    on: Date = Field(title="更正日期")
    what: Line = Field(title="更正什麼")
    approved_by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
    sha256: str = Field(title="更正後的散列值", pattern=r"^[0-9a-f]{64}$")


class SlipRecord(Record):
    """提醒單批次 (`data/slip_batches/tx-2026-07.yml`).

    A draft has words of its own only; `portal slip issue` adds the day, the items and the hash of the content.
    """

    id: Id = Field(title="編號", pattern=r"^tx-[0-9]{4}-[0-9]{2}$")
    emphasis: Text | None = Field(default=None, title="本期要點")
    forms: tuple[Id, ...] = Field(default=(), title="隨單表單", json_schema_extra={"refers": "forms"})
    materials: tuple[Id, ...] = Field(default=(), title="隨單學習材料", json_schema_extra={"refers": "materials"})
    none: Line | None = Field(default=None, title="本期沒有任務的原因")
    issued_on: Date | None = Field(default=None, title="簽發日期")
    items: tuple[IssuedItem, ...] = Field(default=(), title="簽發時的任務")
    sha256: str | None = Field(default=None, title="簽發內容的散列值", pattern=r"^[0-9a-f]{64}$")
    corrections: tuple[SlipCorrection, ...] = Field(default=(), title="更正")

    @property
    def frozen(self) -> str | None:
        """The hash that the content must have now; None for a draft."""
        return self.corrections[-1].sha256 if self.corrections else self.sha256
