"""What this room reads from the settings: time limits, thresholds, the guides that its pages lead to, and the lane of its events."""

from pydantic import Field

from branch_portal.project.base import Id, Record
from branch_portal.project.settings import OwnSettings


class LevelLimits(Record):
    """Days from registration to the time limit, by level; 需上級研究解決 has none of its own."""

    occasional_minor: int = Field(default=15, title="偶發輕微問題", ge=1, le=730)
    frequent_general: int = Field(default=60, title="多發一般問題", ge=1, le=730)
    key_difficult: int = Field(default=180, title="重點難點問題", ge=1, le=730)


class FindingSettings(Record):
    """整改的默認值: time limits by level, how often a limit may be extended, the smallest count told outside."""

    limits: LevelLimits = Field(default=LevelLimits(), title="各層次的默認時限（天）")
    max_extensions: int = Field(default=1, title="最多延期幾次", ge=0, le=9)
    external_from: int = Field(default=3, title="對外通報從幾個起寫數", ge=1, le=20)
    guide: Id | None = Field(default=None, title="怎麼整改", json_schema_extra={"refers": "guides"})
    release_guide: Id | None = Field(default=None, title="季度通報怎麼做", json_schema_extra={"refers": "guides"})
    track: Id | None = Field(default=None, title="日曆事項歸哪條泳道", json_schema_extra={"refers": "tracks"})


FINDING_SETTINGS = OwnSettings("findings", FindingSettings, "整改設置")
