"""條款卡: one clause that the portal relies on – its gist in our words, its figures, and who checked it when."""

import datetime as dt
from typing import Literal

from pydantic import Field

from branch_portal.organisation.figure import Figure
from branch_portal.project.base import Date, Id, Line, OldIds, Record, Text, clause_number

CLAUSE_STATUS_TITLES: dict[str, str] = {"confirmed": "核對過", "to_verify": "待核對"}


class ClauseCheck(Record):
    """核對: who read the clause in which text, and when."""

    by: str = Field(title="核對角色", json_schema_extra={"refers": "roles"})
    on: Date = Field(title="核對日期")
    text: Line = Field(title="對照的文本")


class Clause(Record):
    """條款卡: what one clause of a document says.

    `article` is written only when its number has been checked. `changed_on` is the day since which the clause, or what
    we know of it, is another: whatever cites the card has to be looked at again after it. `rules` are the checks that
    count with its first figure: without such a card the check asks nothing.
    """

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="管什麼")
    document: str = Field(title="文件", pattern=r"^[a-z][a-z_]*$", json_schema_extra={"refers": "basis"})
    article: str | None = Field(default=None, title="條款", max_length=20)
    gist: Text = Field(title="大意")
    figures: tuple[Figure, ...] = Field(default=(), title="數字", max_length=4)
    rules: tuple[Literal["ORG-05", "ORG-06", "ORG-07"], ...] = Field(default=(), title="哪些檢查照它的數字")
    status: Literal["confirmed", "to_verify"] = Field(title="核對情況")
    checked: ClauseCheck | None = Field(default=None, title="核對")
    note: Line | None = Field(default=None, title="說明")
    changed_on: Date | None = Field(default=None, title="變動日期")
    change: Line | None = Field(default=None, title="變了什麼")
    replaced_by: Id | None = Field(default=None, title="被哪張卡替代", json_schema_extra={"refers": "clauses"})

    @property
    def figure(self) -> Figure:
        """The first figure. Raises `IndexError` for a clause that sets none."""
        return self.figures[0]

    @property
    def where(self) -> str:
        """第11條, 第三項; empty while the number is not checked."""
        return clause_number(self.article)

    @property
    def said(self) -> str:
        """Its figures as an office says them: 3天以上、24學時以上; empty where it sets none."""
        return "、".join(figure.words for figure in self.figures)

    def unseen(self, looked_at: dt.date | None) -> bool:
        """Whether it has changed since somebody looked at what cites it."""
        return self.changed_on is not None and (looked_at is None or looked_at < self.changed_on)
