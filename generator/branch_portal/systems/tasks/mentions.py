"""一事一單 on the pages of what a slip was given for."""

from collections.abc import Iterator

from branch_portal.ground.day_words import full_date
from branch_portal.site import urls
from branch_portal.system.mention import Mention
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.model import Task


def of_goal_paper(snapshot: Snapshot, id: str) -> Iterator[Mention]:
    """Every slip given because of a record of the four levels."""
    for task in _citing(snapshot, "goal_papers", id):
        more = f"（{full_date(task.due)}前{'，已撤回' if task.withdrawn else ''}）"
        yield Mention("列入任務單", f"{task.serial} {task.title}", urls.task(task.id), more)


def of_finding(snapshot: Snapshot, id: str) -> Iterator[Mention]:
    """The slips issued by the day because of a problem."""
    for task in _citing(snapshot, "findings", id):
        if task.issued_on <= snapshot.as_of:
            yield Mention("列入", task.title, urls.task(task.id))


def _citing(snapshot: Snapshot, refers: str, id: str) -> Iterator[Task]:
    return (one.record for one in snapshot.book.citing(refers, id) if one.kind is TASKS)
