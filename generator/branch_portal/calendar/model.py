"""日曆台賬: what was published under each calendar UID, and the record of what was withdrawn."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from branch_portal.organisation.applicability import EVERY_BRANCH, AppliesTo, BranchKind
from branch_portal.project.base import Date, Id, Line, Record

ChangeKind = Literal["added", "moved", "reworded", "alarms", "withdrawn", "restored", "waived"]
CHANGE_TITLES: dict[str, str] = {
    "added": "新增",
    "moved": "改期",
    "reworded": "改文字",
    "alarms": "改提醒",
    "withdrawn": "取消",
    "restored": "恢復",
    "waived": "未發布",
}
"""`alarms` is a change of nothing but the reminders; `waived` is a branch's exemption that was there before the duty was first published: nobody ever saw the event."""


Reach = Literal["", "company", "branches"]
"""Whose a company's event is: nobody's in particular, the company's own, or each branch's for which it is (`applies`)."""


@dataclass(frozen=True)
class Change:
    """One revision of one event: `at` in UTC; `note` is the former day of a moved event, the reason of a withdrawal."""

    at: dt.datetime
    kind: ChangeKind
    note: str = ""


@dataclass(frozen=True)
class Scope:
    """Which of the events for branches a branch's feed takes: by the branch's kind, what it has, and its days."""

    kind: BranchKind = "branch"
    since: dt.date | None = None
    until: dt.date | None = None
    traits: frozenset[str] = frozenset()

    def takes(self, applies: AppliesTo, day: dt.date) -> bool:
        """Whether an event on `day` for the branches that it `applies` to is this one's."""
        lives = (self.since or dt.date.min) <= day <= (self.until or dt.date.max)
        return lives and applies.takes(self.kind, self.traits)


@dataclass(frozen=True)
class Entry:
    """What was last published under one UID, and how it came to be so; `changes` in order of time.

    `alerts` are the first days of green, yellow and red, or none. `digest` is of everything a subscriber sees.
    `branch`, `role`, `topic`, `owners` and `reach` say in which feeds it stands (`Event`). A feed has an entry of its own,
    with uid `feed-<name>` and without days; `scope` is what a branch's feed takes of the events for branches,
    `applies` for which branches a company's event is.
    `base` is what the sequence has beside its changes: a branch's own event goes on counting from the company's, and
    two editors' revisions of one number stand both in the history after a merge (then it is below 0).
    """

    uid: str
    first: dt.date | None
    last: dt.date | None
    summary: str
    digest: str
    sequence: int
    changes: tuple[Change, ...]
    branch: str = ""
    role: str = ""
    topic: str = ""
    reach: Reach = ""
    scope: Scope = Scope()
    applies: AppliesTo = EVERY_BRANCH
    editors_only: bool = False
    alerts: tuple[dt.date, ...] = ()
    base: int = 0
    owners: tuple[str, ...] = ()

    @property
    def created(self) -> dt.datetime:
        return self.changes[0].at

    @property
    def revised(self) -> dt.datetime:
        return self.changes[-1].at

    @property
    def live(self) -> bool:
        """Whether the event stands in the feeds as it is, neither withdrawn nor never published."""
        return self.changes[-1].kind not in ("withdrawn", "waived")

    @property
    def withdrawn(self) -> bool:
        return self.changes[-1].kind == "withdrawn"


@dataclass(frozen=True)
class Tally:
    """How many lines, and how many revisions (the sum of their sequences)."""

    lines: int = 0
    revisions: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.lines + other.lines, self.revisions + other.revisions)

    @classmethod
    def of(cls, entries: Collection[Entry]) -> "Tally":
        return cls(len(entries), sum(entry.sequence for entry in entries))


@dataclass(frozen=True)
class SetBack:
    """收錄月份改回: at which moment (UTC) a person took the anchor from `before` back to `after`, why, and who approved."""

    at: dt.datetime
    before: dt.date
    after: dt.date
    reason: str
    approved_by: str


@dataclass(frozen=True)
class Ledger:
    """Every UID ever published and the first day of the month from which the feeds' windows are counted.

    `gone` counts what was let go because it is long over: with it, what a ledger has held in all never falls.
    `set_back` says how the anchor was taken back after a wrong clock, which no update does. `host` is the host in every UID
    that was published; empty in a ledger from before it was kept.
    """

    anchor: dt.date | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    gone: Tally = Tally()
    set_back: tuple[SetBack, ...] = ()
    host: str = ""

    @property
    def held(self) -> Tally:
        """All that the ledger has ever held."""
        return Tally.of(self.entries.values()) + self.gone

    @property
    def revised(self) -> dt.datetime | None:
        """The newest revision of all; None for a ledger without entries."""
        return max((entry.revised for entry in self.entries.values()), default=None)


class Withdrawal(Record):
    """取消的日曆事項: published events that are taken back, why, and who approved it."""

    id: Id = Field(title="編號")
    events: tuple[str, ...] = Field(title="日曆標識", min_length=1)
    reason: Line = Field(title="原因")
    approved_by: str = Field(title="批准角色", json_schema_extra={"refers": "roles"})
    approved_on: Date = Field(title="批准日期")
