"""不報、不辦的說明: why something that is asked of everybody was not done, and who agreed."""

from pydantic import Field

from branch_portal.project.base import Line, Record


class Excuse(Record):
    """A reason and the role that approved it."""

    reason: Line = Field(title="原因")
    approved_by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
