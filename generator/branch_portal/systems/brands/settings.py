"""What this room reads from the settings: the lane of its events, and what 三分鐘 means in this unit."""

from pydantic import Field

from branch_portal.project.base import Id, Record
from branch_portal.project.settings import OwnSettings
from branch_portal.systems.brands.model import ThreeMinutes


class BrandSettings(Record):
    """品牌實踐: the lane of the campaigns' stages; 三分鐘, which the library cannot say and each unit says for itself."""

    track: Id | None = Field(default=None, title="日曆事項歸哪條泳道", json_schema_extra={"refers": "tracks"})
    three_minutes: ThreeMinutes | None = Field(default=None, title="三分鐘口徑")


BRAND_SETTINGS = OwnSettings("brands", BrandSettings, "品牌設置")
