"""頻次: how often a kind of meeting has to be held, as data with its basis."""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import Basis, Id, Line, Record

PER_TITLES: dict[str, str] = {"month": "每月", "quarter": "每季", "year": "每年"}


class Cadence(Record):
    """組織生活頻次: at least one occurrence of `duty` in every month, quarter or year, in the branches the duty applies to."""

    id: Id = Field(title="編號")
    title: Line = Field(title="名稱")
    order: int = Field(title="排在第幾", ge=1, le=99)
    duty: Id = Field(title="任務", json_schema_extra={"refers": "duties"})
    per: Literal["month", "quarter", "year"] = Field(title="每月、每季或每年")
    basis: tuple[Basis, ...] = Field(title="依據", min_length=1)
    appraised_in: Id | None = Field(default=None, title="在哪項任務裡考評", json_schema_extra={"refers": "duties"})
