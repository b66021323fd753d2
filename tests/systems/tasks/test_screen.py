"""The slips on the large screen: a row for each branch, or for each committee where there are too many."""

from lxml import html

from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.systems.tasks.figures import task_board
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.screen import COLUMNS, ROWS, screen
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF
from tests.snapshots import snapshot_of

BRANCHES = 40


def test_many_branches_stand_together_under_their_committee(book: Handbook, schedule: Schedule) -> None:
    some = [branch for branch in book["branches"].values() if branch.kind == "branch"]
    more = {
        f"x{number}": some[number % len(some)].model_copy(update={"id": f"x{number}", "short": f"支部{number}"})
        for number in range(BRANCHES)
    }
    large = book.having(branches={**book["branches"], **more})
    snapshot = snapshot_of(large, schedule, AS_OF)
    made = screen(snapshot, environment())
    table = html.fromstring(made.panels[0].body())
    rows = table.xpath("//tbody/tr")
    assert 1 <= len(rows) <= ROWS
    heads = {row.xpath("string(th)") for row in rows}
    assert heads <= {unit.short for unit in book["units"].values()}
    overdue = sum(item.overdue for item in snapshot.figures(task_board).assignments)
    cells = [str(cell) for cell in table.xpath("//td/a/text()")]
    assert sum(int(cell[1:]) for cell in cells if cell.startswith("逾")) == overdue
    assert made.figures[1].on(AS_OF) == overdue


def test_the_slips_due_last_are_shown(book: Handbook, schedule: Schedule) -> None:
    snapshot = snapshot_of(book, schedule, AS_OF)
    table = html.fromstring(screen(snapshot, environment()).panels[0].body())
    serials = table.xpath("//thead//a/@title")
    due = {task.title: task.due for task in book[TASKS].values()}
    assert len(serials) <= COLUMNS
    assert [due[title] for title in serials] == sorted((due[title] for title in serials), reverse=True)


def test_what_is_overdue_counts_from_the_day_after(book: Handbook, schedule: Schedule) -> None:
    made = screen(snapshot_of(book, schedule, AS_OF), environment()).figures[1]
    for (first, _), count in made.counted:
        assert first is not None
        assert made.on(first) - made.on(first.fromordinal(first.toordinal() - 1)) >= count
