"""一事一單 among the deadlines: slips that wait for a branch."""

from collections.abc import Iterator

from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks.figures import doers, task_board
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.alert_days import alert_days
from branch_portal.year.deadline import Deadline, DeadlineKind

SLIP = DeadlineKind("task", "任務單", place=1)


def deadlines(snapshot: Snapshot) -> Iterator[Deadline]:
    workdays, roles = snapshot.schedule.workdays, snapshot.book.derived(doers)
    for id, items in snapshot.figures(task_board).by_task.items():
        task = snapshot.book[TASKS][id]
        levels = alert_days(task.alerts, task.due, workdays)
        for item in items:
            if item.waits_for_branch:
                page = f"{urls.task(id)}#{urls.task_branch(item.branch)}"
                yield Deadline(SLIP, item.branch, task.title, page, task.due, *levels, roles[id, item.branch])
