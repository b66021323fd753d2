"""專題 as editors write it down."""

from pydantic import Field

from branch_portal.project.base import Date, Id, Line, OldIds, Record


class Initiative(Record):
    """專題 (`data/initiatives/<id>.yml`)."""

    id: Id = Field(title="編號")
    title: Line = Field(title="名稱")
    branch: Id = Field(title="支部", json_schema_extra={"refers": "branches"})
    due: Date = Field(title="期限")
    note: Line | None = Field(default=None, title="說明")
    old_ids: OldIds = ()
