"""What this room reads from the settings: the records that its pages and events lead to."""

from pydantic import Field

from branch_portal.project.base import Id, Record
from branch_portal.project.settings import OwnSettings


class RoundSettings(Record):
    """排查: what its pages lead to, and the lane of its events."""

    guide: Id | None = Field(default=None, title="怎麼做", json_schema_extra={"refers": "guides"})
    track: Id | None = Field(default=None, title="日曆事項歸哪條泳道", json_schema_extra={"refers": "tracks"})


ROUND_SETTINGS = OwnSettings("rounds", RoundSettings, "排查設置")
