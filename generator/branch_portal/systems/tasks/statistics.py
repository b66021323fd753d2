"""一鍵統計: the counts of one day, in the four ways that pages and tables show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks.figures import Assignment, Board, Counts, counts, grouped, task_board
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.terms import TermDay

CELLS: Mapping[str, tuple[str, str, str]] = {
    "verified": ("驗", "done", "已核驗"),
    "submitted": ("報", "sent", "已反饋"),
    "returned": ("退", "back", "退回"),
    "awaited": ("待", "some", "待反饋"),
    "not_due": ("未", "far", "未到期"),
    "overdue": ("逾", "late", "逾期"),
}
"""What stands in a cell of a heat map by how a slip stands: a letter, the shade under it, and what it means."""


@dataclass(frozen=True)
class Statistics:
    """Counts by task, by branch, by the department that issued the slips, and by the term in which they fall due.

    Tasks and terms are in the order of the board; `term` is each task's. Departments without a slip are left out.
    """

    by_task: Mapping[str, Counts]
    by_branch: Mapping[str, Counts]
    by_department: Mapping[str, Counts]
    by_term: Mapping[TermDay, Counts]
    term: Mapping[str, TermDay]


def statistics(snapshot: Snapshot) -> Statistics:
    """The counts on the snapshot's day."""
    board = snapshot.figures(task_board)
    term = {id: snapshot.schedule.terms.containing(snapshot.book[TASKS][id].due) for id in board.by_task}
    return Statistics(
        by_task={id: counts(items) for id, items in board.by_task.items()},
        by_branch={id: counts(items) for id, items in board.by_branch.items()},
        by_department=grouped(board.assignments, lambda item: item.task.issuer),
        by_term=grouped(board.assignments, lambda item: term[item.task.id]),
        term=term,
    )


def heat(board: Board) -> list[tuple[str, list[Assignment | None]]]:
    """Branch × slip: for each branch that has a slip, its own of every assigned one, None for none.

    The latest due first, since a phone shows the first columns only. Branches stand in the
    order of the directory, never in one of merit.
    """
    tasks = [id for id, items in board.by_task.items() if items][::-1]
    rows = {branch: {item.task.id: item for item in items} for branch, items in board.by_branch.items() if items}
    return [(branch, [own.get(id) for id in tasks]) for branch, own in rows.items()]
