"""What this room reads from the settings: the lane of its events."""

from pydantic import Field

from branch_portal.project.base import Id, Record
from branch_portal.project.settings import OwnSettings


class BrandSettings(Record):
    """品牌實踐: the lane of the campaigns' stages."""

    track: Id | None = Field(default=None, title="日曆事項歸哪條泳道", json_schema_extra={"refers": "tracks"})


BRAND_SETTINGS = OwnSettings("brands", BrandSettings, "品牌設置")
