"""What this room reads from the settings: the records that its pages lead to."""

from pydantic import Field

from branch_portal.project.base import Id, Record
from branch_portal.project.settings import OwnSettings


class GridSettings(Record):
    """黨員進網格: what its pages lead to."""

    guide: Id | None = Field(default=None, title="怎麼做", json_schema_extra={"refers": "guides"})
    forms: tuple[Id, ...] = Field(default=(), title="空白表單", json_schema_extra={"refers": "forms"})


GRID_SETTINGS = OwnSettings("grids", GridSettings, "網格設置")
