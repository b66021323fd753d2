"""四進萬家: one voluntary action, with counts only; there is no field for a person, a household or an address."""

from typing import Annotated, Literal

from pydantic import Field

from branch_portal.project.base import Id, Line, Record
from branch_portal.project.since import Since

ActionKind = Literal["lighting", "blessing", "helping", "preaching"]
ACTION_KIND_TITLES: dict[ActionKind, str] = {
    "lighting": "亮燈",
    "blessing": "送福",
    "helping": "幫扶",
    "preaching": "宣教",
}
ACTION_COUNTS: dict[ActionKind, tuple[str, str]] = {
    "lighting": ("整治處數", "處"),
    "blessing": ("送福次數", "次"),
    "helping": ("培訓指導場次", "場"),
    "preaching": ("宣講場次", "場"),
}
"""What `handled` counts in each kind, and its unit."""
PlaceKind = Literal["compound", "village", "school", "enterprise", "station", "care_home"]
PLACE_KIND_TITLES: dict[str, str] = {
    "compound": "小區",
    "village": "村",
    "school": "學校",
    "enterprise": "企業",
    "station": "文明實踐點、志願服務驛站",
    "care_home": "養老、助殘機構",
}
SMALL = 5
"""Fewer helped people than this are not written down as a figure, so no total can give them away."""

FEW_TITLES: dict[str, str] = {"few": "少於5人"}


class Action(Record):
    """志願行動: on a day, at a kind of place, with counts; fewer than five helped people are written `few`."""

    id: Id = Field(title="編號")
    kind: ActionKind = Field(title="行動")
    on: Since = Field(title="日期")
    branch: Id = Field(title="支部", json_schema_extra={"refers": "branches"})
    place_kind: PlaceKind = Field(title="場所類型")
    topic: Line = Field(title="主題")
    handled: int = Field(title="處數、次數或場次", ge=1, le=2000)
    helped: Annotated[int, Field(ge=0, le=20000)] | Literal["few"] = Field(title="受益人數")
    hours: float = Field(title="服務時長（小時）", ge=0, le=2000)
    pact: Id | None = Field(default=None, title="相關協議", json_schema_extra={"refers": "pacts"})
    grid: Id | None = Field(default=None, title="相關網格", json_schema_extra={"refers": "grids"})
