"""辦理登記 as branches write it down: a file for each branch and year, in it a line a month."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from branch_portal.project.base import Date, Id, InYear, Record
from branch_portal.systems.logbooks.entry import better_entry, written_entry


def _entry(value: str) -> str:
    if written_entry(value) is None:
        raise PydanticCustomError("entry_form", "entry", {"better": better_entry(value)})
    return value


EntryText = Annotated[str, Field(max_length=60), AfterValidator(_entry)]
"""One matter: 任務[.期次] 日 [應到/實到], such as `m01 14 5/5`, `m06.2026-xiaohan 9`."""


class LogMonth(Record):
    """一個月: everything that was done in it, however many matters, in one line; counts only, never names."""

    month: Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$"), InYear] = Field(title="月份")
    held: tuple[EntryText, ...] = Field(title="辦了什麼", min_length=1)


class StepDone(Record):
    """換屆 as far as it is: one of the numbered steps of the countdown, and the day it was taken."""

    step: int = Field(title="第幾步", ge=1, le=30)
    on: Date = Field(title="辦完日期")


class DrillDone(Record):
    """演練: one time a playbook was tried out, and how many took part; never who."""

    playbook: Id = Field(title="作業指導", json_schema_extra={"refers": "playbooks"})
    on: Date = Field(title="演練日期")
    people: int | None = Field(default=None, title="參加人數", ge=5, le=500)


class Logbook(Record):
    """辦理登記 of one branch in one year (`data/logbooks/<branch>-<year>.yml`)."""

    id: Id = Field(title="編號")
    branch: Id = Field(title="支部", json_schema_extra={"refers": "branches"})
    year: int = Field(title="年度", ge=2000, le=2100)
    months: tuple[LogMonth, ...] = Field(title="一月一行", min_length=1)
    election: tuple[StepDone, ...] = Field(default=(), title="換屆辦到第幾步")
    drills: tuple[DrillDone, ...] = Field(default=(), title="演練")
