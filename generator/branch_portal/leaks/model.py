"""放行記錄: the few public values that look private, each with who approved it and until when."""

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from branch_portal.project.base import Date, Id, Line, Record


class Exemption(Record):
    """放行: one office line, role mailbox or office address that the scan lets pass, written out or as its SHA-256.

    The hash is of the value without spaces, hyphens and brackets, in lower case.
    """

    id: Id = Field(title="編號")
    value: Line | None = Field(default=None, title="放行的內容")
    sha256: str | None = Field(default=None, title="放行內容的散列值", pattern=r"^[0-9a-f]{64}$")
    purpose: Line = Field(title="用途")
    approved_by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
    approved_on: Date = Field(title="批准日期")
    expires: Date = Field(title="有效期至")

    @model_validator(mode="after")
    def _one_of(self) -> "Exemption":
        if (self.value is None) == (self.sha256 is None):
            raise PydanticCustomError("exemption_one", "exemption")
        return self
