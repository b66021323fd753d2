"""專題包: a study campaign or special action in one file, with its stages and tasks; the tasks are part of the year."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from branch_portal.organisation.applicability import EVERY_BRANCH, AppliesTo
from branch_portal.project.alert_settings import AlertDays
from branch_portal.project.base import Basis, Date, Id, Line, OldIds, Record, Text
from branch_portal.project.since import Since
from branch_portal.year.model import Duty
from branch_portal.year.timing import Yearly

InitiativeKind = Literal["study", "action"]
INITIATIVE_KIND_TITLES: dict[InitiativeKind, str] = {"study": "學習教育", "action": "專項行動"}


class Stage(Record):
    """階段: a part of the time, both days included."""

    id: Id = Field(title="編號")
    title: Line = Field(title="名稱")
    first: Date = Field(alias="from", title="起")
    last: Date = Field(alias="to", title="止")
    what: Line = Field(title="做什麼")


class InitiativeTask(Record):
    """專題任務: what the company or each branch does once, by a day."""

    id: Annotated[Id, Field(max_length=16)] = Field(title="編號")
    title: Line = Field(title="任務")
    level: Literal["company", "branch"] = Field(title="層級")
    applies_to: AppliesTo = Field(default=EVERY_BRANCH, title="適用條件")
    stage: Id = Field(title="階段")
    due: Date = Field(title="期限")
    track: Id = Field(title="泳道", json_schema_extra={"refers": "tracks"})
    role: str = Field(title="責任角色", json_schema_extra={"refers": "roles"})
    deliverable: tuple[Line, ...] = Field(title="交什麼", min_length=1)
    archive: tuple[str, ...] = Field(title="放哪裡", json_schema_extra={"refers": "carriers"})
    guides: tuple[Id, ...] = Field(title="照哪頁辦", min_length=1, json_schema_extra={"refers": "guides"})
    alerts: AlertDays = Field(default=AlertDays(green=10, yellow=3, red=0), title="提醒天數")


class Question(Record):
    """問答: what people ask about it."""

    ask: Line = Field(title="問")
    answer: Text = Field(title="答")


class Closing(Record):
    """收尾: what came of it, in numbers and matters, without names."""

    on: Since = Field(title="收尾日期")
    summary: Text = Field(title="小結")
    kept: tuple[Line, ...] = Field(default=(), title="長期堅持的", max_length=8)


class Initiative(Record):
    """專題包 (`data/initiatives/<id>.yml`): name, basis, time, stages, tasks, forms, materials, questions, closing.

    It is current from `first` to `last`, both included, and over after that. Tasks due before `entered_on` were given
    before the portal had the initiative: they stand on its page alone, and not in the year.
    """

    id: Annotated[Id, Field(max_length=16)] = Field(title="編號")
    old_ids: OldIds = ()
    title: Line = Field(title="名稱")
    kind: InitiativeKind = Field(title="類別")
    basis: tuple[Basis, ...] = Field(title="依據", min_length=1)
    first: Date = Field(alias="from", title="起")
    last: Date = Field(alias="until", title="止")
    entered_on: Date = Field(title="登記日期")
    lead: Id = Field(title="牽頭部門", json_schema_extra={"refers": "units"})
    about: Text = Field(title="做什麼")
    stages: tuple[Stage, ...] = Field(title="階段", min_length=1, max_length=6)
    tasks: tuple[InitiativeTask, ...] = Field(title="任務", min_length=1, max_length=20)
    forms: tuple[Id, ...] = Field(default=(), title="表單", json_schema_extra={"refers": "forms"})
    materials: tuple[Id, ...] = Field(default=(), title="學習材料", json_schema_extra={"refers": "materials"})
    questions: tuple[Question, ...] = Field(default=(), title="問答", max_length=12)
    closing: Closing | None = Field(default=None, title="收尾")

    def state(self, day: dt.date) -> Literal["coming", "current", "over"]:
        """Whether it is to come, current or over on a day."""
        return "coming" if day < self.first else "over" if day > self.last else "current"

    def duties(self) -> Iterator[Duty]:
        """Its tasks as duties of one day each, those that are given with the portal."""
        for task in self.tasks:
            if task.due >= self.entered_on:
                yield Duty.model_construct(
                    id=f"{self.id}-{task.id}", old_ids=tuple(f"{old}-{task.id}" for old in self.old_ids),
                    title=task.title, level=task.level, applies_to=task.applies_to, track=task.track, role=task.role,
                    when=Yearly(every="year", on=f"{task.due:%m-%d}"), first=task.due, last=task.due,
                    movable="until_due", alerts=task.alerts, importance="core", deliverable=task.deliverable,
                    archive=task.archive, guides=task.guides, step=None, basis=self.basis, season=self.title[:20],
                )  # fmt: skip
