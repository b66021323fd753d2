"""小工具設置: which clause cards the tools take their figures from; what is not named has no tool."""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import Id, Line, Record
from branch_portal.project.settings import OwnSettings


class MeetingKind(Record):
    """一種會: the cards that say who must come and how many votes it takes; without `passed` nothing is voted on."""

    title: Line = Field(title="什麼會")
    who: str = Field(default="黨員", title="數的是誰", max_length=12)
    quorum: Id = Field(title="到會線的條款卡", json_schema_extra={"refers": "clauses"})
    passed: Id | None = Field(default=None, title="通過線的條款卡", json_schema_extra={"refers": "clauses"})
    word: str = Field(default="通過", title="通過叫什麼", max_length=6)
    of: Literal["expected", "present"] = Field(default="expected", title="通過線按應到還是實到")
    written: Id | None = Field(default=None, title="書面意見計票的條款卡", json_schema_extra={"refers": "clauses"})
    also: tuple[Id, ...] = Field(default=(), title="還要看的條款卡", json_schema_extra={"refers": "clauses"})


class DuesTool(Record):
    """黨費: the cards of the bands, the lowest first; the first figure is the rate, the second the band's end."""

    bands: tuple[Id, ...] = Field(default=(), title="各檔的條款卡", json_schema_extra={"refers": "clauses"})
    retired: tuple[Id, ...] = Field(default=(), title="離退休各檔的條款卡", json_schema_extra={"refers": "clauses"})
    also: tuple[Id, ...] = Field(default=(), title="還要看的條款卡", json_schema_extra={"refers": "clauses"})
    guide: Id | None = Field(default=None, title="相關指引", json_schema_extra={"refers": "guides"})


class ToolPaper(Record):
    """一份文稿: `{n}` in it becomes the day of the n-th step."""

    title: Line = Field(title="名稱")
    text: str = Field(title="文稿", max_length=1200)


class CountdownTool(Record):
    """倒排: the papers that go with a countdown."""

    countdown: Id = Field(title="倒排步驟", json_schema_extra={"refers": "countdowns"})
    papers: tuple[ToolPaper, ...] = Field(default=(), title="文稿")
    guide: Id | None = Field(default=None, title="相關指引", json_schema_extra={"refers": "guides"})


class ToolSettings(Record):
    """小工具 (`tools` in the settings)."""

    meetings: tuple[MeetingKind, ...] = Field(default=(), title="人數一算")
    meeting_guide: Id | None = Field(default=None, title="人數一算的指引", json_schema_extra={"refers": "guides"})
    dues: DuesTool = Field(default=DuesTool(), title="黨費一算")
    countdowns: tuple[CountdownTool, ...] = Field(default=(), title="倒排")


TOOL_SETTINGS = OwnSettings("tools", ToolSettings, "小工具")
