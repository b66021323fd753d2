"""督辦單 as it is issued: what it says is frozen, and nobody writes it by hand."""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import Date, Id, Line, Record
from branch_portal.project.since import Since

LetterLevel = Literal["green", "yellow", "red"]
LETTER_TITLES: dict[LetterLevel, str] = {"green": "綠色督辦單", "yellow": "黃色督辦單", "red": "紅色督辦單"}
MOST_ITEMS = 12
"""How many matters one letter names: it is one A4."""


class LetterItem(Record):
    """One matter as the letter names it; `yellow` is the letter that came before a red one.

    Roles are in words, as they were called on the day: what is issued stays right when a branch has other roles later.
    """

    matter: str = Field(title="事項代號", max_length=160, pattern=r"^\S+$")
    title: Line = Field(title="事項")
    kind: Line = Field(title="類別")
    due: Date = Field(title="期限")
    role: Line = Field(title="責任角色")
    page: str = Field(title="頁面", max_length=160, pattern=r"^[a-z0-9/#._-]*$")
    yellow: Id | None = Field(default=None, title="此前的黃色督辦單")


class Letter(Record):
    """督辦單 (`data/letters/db-2026-001.yml`), written by `portal letter issue`."""

    id: Id = Field(title="編號", pattern=r"^db-[0-9]{4}-[0-9]{3,4}$")
    level: LetterLevel = Field(title="顏色")
    holder: Id = Field(title="發給", json_schema_extra={"refers": "organisations"})
    roles: tuple[Line, ...] = Field(title="收單角色", min_length=1)
    unit: Id | None = Field(default=None, title="同時發給的上級單位", json_schema_extra={"refers": "units"})
    issued_on: Since = Field(title="簽發日期")
    items: tuple[LetterItem, ...] = Field(title="事項", min_length=1, max_length=MOST_ITEMS)
    sha256: str = Field(title="簽發內容的散列值", pattern=r"^[0-9a-f]{64}$")
