"""反饋表: one task's feedback as a spreadsheet to fill in, a row for every branch that still has to answer.

The columns are those of `columns(task)`, in the first row; reading the sheet back is `branch_portal.sheets.workbook`'s and
`branch_portal.systems.tasks.feedback_import`'s work.
"""

from collections.abc import Iterable

from branch_portal.organisation.kinds import BRANCHES, ROLES, UNITS
from branch_portal.project.handbook import Shelf
from branch_portal.sheets.entry_book import EntryBook
from branch_portal.sheets.workbook import Cell
from branch_portal.systems.tasks.feedback_columns import columns
from branch_portal.systems.tasks.figures import Assignment
from branch_portal.systems.tasks.model import STATUS_TITLES, Feedback, Task

SHEET = "反饋"


def feedback_sheet(book: Shelf, task: Task, items: Iterable[Assignment]) -> bytes:
    """The spreadsheet for the slips `items` of `task`; what was handed in before is filled in."""
    entry = EntryBook(f"{task.serial}{task.title}")
    entry.table(SHEET, columns(task, book), [_row(book, item) for item in items], frozen=3)
    entry.notes(_notes(book, task))
    return entry.content()


def _row(book: Shelf, item: Assignment) -> dict[str, Cell]:
    answer = item.feedback
    row: dict[str, Cell] = {
        "serial": item.task.serial,
        "branch": item.branch,
        "branch_title": book[BRANCHES][item.branch].title,
        "by": book[ROLES][item.task.role].title,
    }
    return {**row, **_written(book, answer)} if answer else row


def _written(book: Shelf, answer: Feedback) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "status": STATUS_TITLES[answer.status],
        "done_on": answer.done_on,
        "summary": answer.summary,
        "evidence": "、".join(answer.evidence),
        "obstacle": answer.obstacle,
        "expected_on": answer.expected_on,
    }
    if answer.approval:
        row |= {"approval_role": book[ROLES][answer.approval.role].title, "approval_on": answer.approval.on}
    return {**row, **{f"values.{key}": value for key, value in answer.values.items()}}


def _notes(book: Shelf, task: Task) -> list[tuple[str, str]]:
    return [
        ("任務單", f"{task.serial} {task.title}"),
        ("辦什麼", task.what),
        ("期限", task.due.isoformat()),
        ("交什麼", "、".join(task.deliverable)),
        (
            "怎麼填",
            "一個支部一行。灰色的列不要改；辦理結果選好再填後面的列，不相干的列空著；沒有要報的支部，辦理結果空著就不導入。",
        ),
        (
            "核驗",
            f"由{book[ROLES][task.verifier].title}填最後三列：通過，或者退回並寫原因。支部填的內容不改的，只記核驗；改了又核驗的，先記一次反饋。",
        ),
        ("不要寫", "姓名、電話、金額。不滿5人的人數不填。"),
        ("填好以後", f"交{book[UNITS][task.issuer].title}，運行 portal import feedback 文件名，核對後提交。"),
    ]
