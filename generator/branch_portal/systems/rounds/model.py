"""排查: a round of self-checks over the organisations in its scope, and what each of them reported."""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import Date, Id, Line, OldIds, Record, Text
from branch_portal.project.excuse import Excuse
from branch_portal.project.since import Since

RoundSource = Literal["inspection", "assessment", "special"]
ROUND_SOURCE_TITLES: dict[str, str] = {"inspection": "巡察", "assessment": "考評", "special": "專項"}


class Stage(Record):
    """One stage of a round, both days included; in the stage marked `selfcheck` the units report."""

    id: Id = Field(title="編號")
    name: Line = Field(title="階段")
    first: Date = Field(alias="from", title="起")
    last: Date = Field(alias="to", title="止")
    measure: Line = Field(title="做什麼")
    selfcheck: bool = Field(default=False, title="各單位在這個階段上報自查")


class Point(Record):
    """對照點: one of the things that every unit looks at in a round."""

    id: Id = Field(title="編號")
    what: Line = Field(title="對照什麼")


class Round(Record):
    """排查: who checks what in which stages; `closed_on` is set when every unit has reported or is excused."""

    id: Id = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="名稱")
    source: RoundSource = Field(title="來源")
    lead: Id = Field(title="牽頭單位", json_schema_extra={"refers": "units"})
    purpose: Text = Field(title="查什麼")
    scope: tuple[Id, ...] = Field(title="範圍", min_length=1, json_schema_extra={"refers": "organisations"})
    stages: tuple[Stage, ...] = Field(title="階段", min_length=1)
    points: tuple[Point, ...] = Field(default=(), title="對照點")
    form: Id | None = Field(default=None, title="表單", json_schema_extra={"refers": "forms"})
    guides: tuple[Id, ...] = Field(default=(), title="相關指引", json_schema_extra={"refers": "guides"})
    closed_on: Since | None = Field(default=None, title="收官日期")

    @property
    def selfcheck(self) -> Stage:
        """The stage in which the units report; there is exactly one in a valid round."""
        return next(stage for stage in self.stages if stage.selfcheck)


class LevelCounts(Record):
    """Numbers of problems by level."""

    occasional_minor: int = Field(default=0, title="偶發輕微問題", ge=0)
    frequent_general: int = Field(default=0, title="多發一般問題", ge=0)
    key_difficult: int = Field(default=0, title="重點難點問題", ge=0)
    needs_upper: int = Field(default=0, title="需上級研究解決問題", ge=0)


class Answer(Record):
    """What a unit looked at for one point, and whether it found something."""

    point: Id = Field(title="對照點")
    found: bool = Field(default=False, title="有問題")
    looked: Line = Field(title="看了什麼、看出什麼")


class SelfCheck(Record):
    """自查: what one unit reported in one round (`<round>-<unit>.yml`), or why it did not."""

    id: Id = Field(title="編號")
    round: Id = Field(title="排查", json_schema_extra={"refers": "rounds"})
    unit: Id = Field(title="單位", json_schema_extra={"refers": "organisations"})
    done_on: Date | None = Field(default=None, title="完成日期")
    checked: Line | None = Field(default=None, title="核對了什麼")
    answers: tuple[Answer, ...] = Field(default=(), title="逐點對照")
    counts: LevelCounts = Field(default=LevelCounts(), title="查出問題數")
    findings: tuple[Id, ...] = Field(default=(), title="登記的問題", json_schema_extra={"refers": "findings"})
    excused: Excuse | None = Field(default=None, title="不參加的說明")
