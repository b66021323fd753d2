"""What this room reads from the settings: the records that its pages and events lead to."""

from pydantic import Field

from branch_portal.project.base import Id, Record
from branch_portal.project.settings import OwnSettings


class PactSettings(Record):
    """共建: what its pages lead to, and the lane of its events."""

    guide: Id | None = Field(default=None, title="怎麼做", json_schema_extra={"refers": "guides"})
    forms: tuple[Id, ...] = Field(default=(), title="空白表單", json_schema_extra={"refers": "forms"})
    track: Id | None = Field(default=None, title="日曆事項歸哪條泳道", json_schema_extra={"refers": "tracks"})


PACT_SETTINGS = OwnSettings("pacts", PactSettings, "共建設置")
