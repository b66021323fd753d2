"""一鍵統計: who has which slip, how far each is on a day, and the counts per task, branch, department and term.

A state is a pure function of the records and the day: 未到期 (no feedback, the alert days have not begun) → 待反饋 →
已反饋 → 已核驗 or 退回. 逾期 is no state of its own: a slip is overdue after its due day while the branch still has to
act, that is while it is 待反饋 or 退回, or 已反饋 without being finished (部分辦完, 受阻). A slip is open until verified.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.organisation.life import in_service
from branch_portal.organisation.model import Branch, Unit
from branch_portal.organisation.roles import stand_in
from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks.kinds import FEEDBACK, TASKS
from branch_portal.systems.tasks.model import Assignees, Feedback, FeedbackEntry, Task
from branch_portal.year.alert_days import Levels, alert_days
from branch_portal.year.workdays import Workdays

G = TypeVar("G", bound=Hashable)

AssignmentState = Literal["not_due", "awaited", "submitted", "returned", "verified"]
STATE_TITLES: dict[AssignmentState, str] = {
    "not_due": "未到期",
    "awaited": "待反饋",
    "submitted": "已反饋",
    "returned": "退回",
    "verified": "已核驗",
}


@dataclass(frozen=True)
class Assignment:
    """One task for one branch, as it stands at the end of a day; `feedback` is None before the first was handed in.

    `green` is the day on which 未到期 turns into 待反饋. `log` holds what happened until that day.
    """

    task: Task
    branch: str
    green: dt.date
    state: AssignmentState
    overdue: bool
    feedback: Feedback | None = None
    log: tuple[FeedbackEntry, ...] = ()

    @property
    def open(self) -> bool:
        return self.state != "verified"

    @property
    def waits_for_branch(self) -> bool:
        """Whether the branch has to act."""
        unfinished = self.feedback is not None and self.feedback.status in ("partly", "blocked")
        return self.state in ("not_due", "awaited", "returned") or (self.state == "submitted" and unfinished)

    @property
    def submitted_on(self) -> dt.date | None:
        """The day of the first feedback."""
        return self.log[0].on if self.log else None

    @property
    def verified_on(self) -> dt.date | None:
        return self.log[-1].on if self.state == "verified" else None

    @property
    def late(self) -> bool:
        """Whether the first feedback came after the due day."""
        return self.submitted_on is not None and self.submitted_on > self.task.due


@dataclass(frozen=True)
class Counts:
    """Slips by state; `overdue`, `late` and `not_applicable` are parts of them, not further ones."""

    not_due: int = 0
    awaited: int = 0
    submitted: int = 0
    returned: int = 0
    verified: int = 0
    overdue: int = 0
    late: int = 0
    not_applicable: int = 0

    @property
    def assigned(self) -> int:
        return self.not_due + self.awaited + self.submitted + self.returned + self.verified

    @property
    def answered(self) -> int:
        """Slips with a feedback that was not sent back."""
        return self.submitted + self.verified

    @property
    def open(self) -> int:
        return self.assigned - self.verified


@dataclass(frozen=True)
class Board:
    """All slips on one day: issued tasks that are not withdrawn, oldest due day first.

    `by_task` and `by_branch` hold the same assignments; branches in the order of the directory.
    """

    as_of: dt.date
    by_task: Mapping[str, tuple[Assignment, ...]]
    by_branch: Mapping[str, tuple[Assignment, ...]]

    @property
    def assignments(self) -> Iterator[Assignment]:
        for assignments in self.by_task.values():
            yield from assignments


def assigned(task: Task, branches: Mapping[str, Branch]) -> tuple[str, ...]:
    """The branches that get the slip, in the order of the directory: of those that exist on the day it is issued.

    `below` names committees and support units: a branch belongs to its committee (`parent`) and its `support_unit`.
    """
    to, issued = task.to, task.issued_on
    units, named, excluded = set(to.below), set(to.branches), set(to.excluded)

    def chosen(branch: Branch) -> bool:
        if not in_service(branch, issued):
            return False
        if to.applies_to:
            return to.applies_to.takes(branch.kind, branch.traits)
        return bool(to.everyone) or branch.parent in units or branch.support_unit in units or branch.id in named

    return tuple(id for id, branch in branches.items() if chosen(branch) and id not in excluded)


def receivers(book: Shelf) -> dict[str, tuple[str, ...]]:
    """The branches that get each slip, by its id."""
    return {id: assigned(task, book[BRANCHES]) for id, task in book[TASKS].items()}


def doers(book: Shelf) -> dict[tuple[str, str], str]:
    """The role that has to do a slip in each branch that gets it, by the slip's id and the branch's."""
    tasks, branches, roles = book[TASKS], book[BRANCHES], book[ROLES]
    return {
        (id, branch): stand_in(tasks[id].role, branches[branch], roles, tasks[id].due)
        for id, ids in book.derived(receivers).items()
        for branch in ids
    }


def green_of(task: Task, workdays: Workdays) -> dt.date:
    """The first day of a task's first alert."""
    return alert_days(task.alerts, task.due, workdays).green


def assignment(task: Task, branch: str, feedback: Feedback | None, day: dt.date, green: dt.date) -> Assignment:
    """One slip at the end of `day`; `green` is its task's (`green_of`)."""
    log = tuple(entry for entry in feedback.log if entry.on <= day) if feedback else ()
    state: AssignmentState = log[-1].action if log else "awaited" if day >= min(green, task.due) else "not_due"
    item = Assignment(task, branch, green, state, overdue=False, feedback=feedback if log else None, log=log)
    return replace(item, overdue=True) if day > task.due and item.waits_for_branch else item


def live(task: Task, day: dt.date) -> bool:
    """Whether the slip counts on `day`: issued and not withdrawn."""
    return task.issued_on <= day and (task.withdrawn is None or task.withdrawn.on > day)


def board(book: Shelf, day: dt.date, workdays: Workdays) -> Board:
    """Every slip that counts on `day`."""
    by_task: dict[str, tuple[Assignment, ...]] = {}
    by_branch: dict[str, list[Assignment]] = defaultdict(list)
    for task in sorted(book[TASKS].values(), key=lambda task: (task.due, task.id)):
        if not live(task, day):
            continue
        green = green_of(task, workdays)
        by_task[task.id] = tuple(
            assignment(task, branch, book[FEEDBACK].get((task.id, branch)), day, green)
            for branch in book.derived(receivers)[task.id]
        )
        for item in by_task[task.id]:
            by_branch[item.branch].append(item)
    return Board(day, by_task, {id: tuple(by_branch[id]) for id in book[BRANCHES]})


def counts(assignments: Iterable[Assignment]) -> Counts:
    """The counts of these slips."""
    found = dict.fromkeys(STATE_TITLES, 0)
    overdue = late = not_applicable = 0
    for item in assignments:
        found[item.state] += 1
        overdue += item.overdue
        late += item.late
        not_applicable += (
            item.state == "verified" and item.feedback is not None and item.feedback.status == "not_applicable"
        )
    return Counts(**found, overdue=overdue, late=late, not_applicable=not_applicable)


def grouped(assignments: Iterable[Assignment], key: Callable[[Assignment], G]) -> dict[G, Counts]:
    """The counts per group, in the order in which the groups come up."""
    groups: dict[G, list[Assignment]] = {}
    for item in assignments:
        groups.setdefault(key(item), []).append(item)
    return {name: counts(group) for name, group in groups.items()}


def totals(task: Task, assignments: Sequence[Assignment]) -> dict[str, tuple[int, int]]:
    """For each integer field of the task: how many branches reported it, and the sum."""
    found = {}
    for field in task.fields:
        if field.kind == "integer":
            values = [item.feedback.values.get(field.key) for item in assignments if item.feedback]
            numbers = [value for value in values if isinstance(value, int)]
            found[field.key] = (len(numbers), sum(numbers))
    return found


def described(to: Assignees, units: Mapping[str, Unit], branches: Mapping[str, Branch]) -> str:
    """The assignees in words, for a slip."""
    if to.everyone:
        words = "各黨支部"
    elif to.applies_to:
        words = to.applies_to.words
    elif to.below:
        words = "、".join(f"{units[unit].short}所屬各黨支部" for unit in to.below)
    else:
        words = "、".join(branches[branch].short for branch in to.branches)
    if to.excluded:
        words += f"（{'、'.join(branches[branch].short for branch in to.excluded)}除外）"
    return words


def task_board(snapshot: Snapshot) -> Board:
    """Where every task slip stands on the snapshot's day."""
    return board(snapshot.book, snapshot.as_of, snapshot.schedule.workdays)


def slip_alerts(snapshot: Snapshot) -> Mapping[str, Levels]:
    """The days on which each task turns green, yellow and red."""
    workdays = snapshot.schedule.workdays
    return {id: alert_days(task.alerts, task.due, workdays) for id, task in snapshot.book[TASKS].items()}
