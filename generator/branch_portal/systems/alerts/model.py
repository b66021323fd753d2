"""綠、黃、紅: the thresholds of the time alerts, and the steps counted back from a deadline."""

from typing import Literal

from pydantic import Field

from branch_portal.project.base import BASIS_STATUS_TITLES as BASIS_STATUS_TITLES
from branch_portal.project.base import BasisStatus, Date, Id, Line, Record

COUNTDOWN_TITLES: dict[str, str] = {"election": "換屆", "membership": "接收預備黨員"}
COUNTS_TITLES: dict[str, str] = {"before": "往前", "after": "往後"}


class CountdownStep(Record):
    """One step, `days` before (negative: after) the day everything is counted from.

    With `counts_clause` the days are counted from the day that lies the clause's figure (a year, three months) before
    or after that day.
    """

    days: int = Field(title="提前天數", ge=-60, le=400)
    title: Line = Field(title="做什麼")
    paper: Line | None = Field(default=None, title="用什麼紙")
    step: str = Field(title="指引步驟", json_schema_extra={"refers": "guide_steps"})
    status: BasisStatus = Field(title="天數的依據狀態")
    counts_clause: Literal["before", "after"] | None = Field(default=None, title="按條款卡的數往前還是往後數")
    clause: Id | None = Field(default=None, title="條款卡", json_schema_extra={"refers": "clauses"})
    looked_at: Date | None = Field(default=None, title="條款變動後再看日期")


class Countdown(Record):
    """倒排步驟: what to do how many days before a deadline."""

    id: Literal["election", "membership"] = Field(title="編號")
    title: Line = Field(title="名稱")
    counted_from: Line = Field(title="從哪天倒排")
    steps: tuple[CountdownStep, ...] = Field(title="步驟", min_length=1)
