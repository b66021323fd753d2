"""What this room reads from the settings: the records that its pages lead to."""

from pydantic import Field

from branch_portal.project.base import Id, Record
from branch_portal.project.settings import OwnSettings


class ActionSettings(Record):
    """四進萬家: `guide` says how it is done, and the duties that name it are the season's days."""

    guide: Id | None = Field(default=None, title="怎麼做", json_schema_extra={"refers": "guides"})
    forms: tuple[Id, ...] = Field(default=(), title="空白表單", json_schema_extra={"refers": "forms"})


ACTION_SETTINGS = OwnSettings("actions", ActionSettings, "四進萬家設置")
