"""一鍵統計 on the large screen: how many slips are verified, how many overdue, and which branch has which."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.site import urls
from branch_portal.site.templates import fragment
from branch_portal.system.screen import ALWAYS, Screen, ScreenPanel, Span, figure
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks.figures import Assignment, Board, task_board
from branch_portal.systems.tasks.model import Task
from branch_portal.systems.tasks.statistics import CELLS
from branch_portal.year.workdays import DAY

ROWS = 14
"""As many rows as a screen has room for; where more branches have slips, they stand together under their committee."""
COLUMNS = 12
"""As many slips, those due last."""


@dataclass(frozen=True)
class Cell:
    """The slips of one row for one task: a branch's own, or those of all branches below a committee."""

    items: tuple[Assignment, ...]

    @property
    def verified(self) -> int:
        return sum(not item.open for item in self.items)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The days on which they are overdue, as long as the records say nothing new."""
        return tuple((item.task.due + DAY, None) for item in self.items if item.waits_for_branch)

    @property
    def shade(self) -> str:
        """The state that stands for all: overdue where one is, verified where all are."""
        return "late" if self.overdue else "some" if self.verified < len(self.items) else "done"

    @property
    def overdue(self) -> int:
        return sum(item.overdue for item in self.items)


@dataclass(frozen=True)
class Row:
    """A branch, or a committee with its branches; `cells` stand in the order of the tasks."""

    title: str
    page: str
    cells: tuple[Cell, ...]


def screen(snapshot: Snapshot, jinja: Environment) -> Screen:
    """Two figures and the heat map; without a slip the map says so."""
    board = snapshot.figures(task_board)
    items = list(board.assignments)
    late = Cell(tuple(items)).spans
    every = [found[0].task for found in board.by_task.values() if found]
    tasks = every[: -COLUMNS - 1 : -1]
    rows, together = _rows(snapshot, board, tasks)
    values = {"tasks": tasks, "rows": rows[:ROWS], "together": together, "left_out": rows[ROWS:], "marks": CELLS}

    def body() -> Markup:
        return fragment(jinja, "screen_heat.html", urls.SCREEN, book=snapshot.book, **values)

    note = f"行是{'上級黨委' if together else '支部'}，列是任務單，最近到期的在前"
    return Screen(
        figures=(
            figure("任務單已核驗", urls.TASK_STATISTICS, [ALWAYS] * (len(items) - _open(items)), of=len(items)),
            figure("任務單逾期", f"{urls.TASK_STATISTICS}#overdue", late, alarming=True),
        ),
        panels=(ScreenPanel("screen-tasks", "任務單：到了哪一步", note, "left", body),),
    )


def _open(items: Sequence[Assignment]) -> int:
    return sum(item.open for item in items)


def _rows(snapshot: Snapshot, board: Board, tasks: Sequence[Task]) -> tuple[list[Row], bool]:
    """The rows, and whether they are committees; always in the order of the directory, never in one of merit."""
    book = snapshot.book
    shown = {task.id for task in tasks}
    held = {id: [one for one in items if one.task.id in shown] for id, items in board.by_branch.items()}
    held = {id: items for id, items in held.items() if items}
    if len(held) <= ROWS:
        return [_row(book[BRANCHES][id].short, urls.branch(id), items, tasks) for id, items in held.items()], False
    below: dict[str, list[Assignment]] = {}
    for id, items in held.items():
        below.setdefault(book[BRANCHES][id].parent, []).extend(items)
    return [_row(book[UNITS][id].short, urls.BRANCHES, items, tasks) for id, items in below.items()], True


def _row(title: str, page: str, items: Sequence[Assignment], tasks: Sequence[Task]) -> Row:
    return Row(title, page, tuple(Cell(tuple(one for one in items if one.task.id == task.id)) for task in tasks))
