"""What this room reads from the settings: the day of the reviews, and what its pages lead to, and the lane of its events."""

from pydantic import Field

from branch_portal.project.base import Id, MonthDay, Record
from branch_portal.project.settings import OwnSettings


class Inspectors(Record):
    """三查由誰: the role in whose calendar each kind of inspection stands."""

    talk: str | None = Field(default=None, title="督導訪談", json_schema_extra={"refers": "roles"})
    spot: str | None = Field(default=None, title="一線督查", json_schema_extra={"refers": "roles"})
    appraisal: str | None = Field(default=None, title="一線考核", json_schema_extra={"refers": "roles"})


class SupervisionSettings(Record):
    """三審、三查、三訪: when the reviews end, what the pages lead to, and the lane of the events."""

    review_by: MonthDay = Field(default="02-03", title="年度計劃三審截止")
    review_guide: Id | None = Field(default=None, title="三審怎麼做", json_schema_extra={"refers": "guides"})
    visit_guide: Id | None = Field(default=None, title="三查與三訪怎麼做", json_schema_extra={"refers": "guides"})
    forms: tuple[Id, ...] = Field(default=(), title="空白表單", json_schema_extra={"refers": "forms"})
    inspectors: Inspectors = Field(default=Inspectors(), title="三查進誰的日曆")
    track: Id | None = Field(default=None, title="日曆事項歸哪條泳道", json_schema_extra={"refers": "tracks"})


SUPERVISION_SETTINGS = OwnSettings("supervision", SupervisionSettings, "監督設置")
