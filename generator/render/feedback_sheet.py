"""反饋表: one task's feedback as a spreadsheet to fill in, a row for every branch that still has to answer.

The columns are those of `columns(task)`, in the first row; reading the sheet back is `generator.source.sheet`'s and
`generator.feedback_import`'s work.
"""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from generator.derive.feedback_columns import Cell, columns
from generator.derive.tasks import Assignment
from generator.handbook import Handbook
from generator.model.tasks import STATUS_TITLES, Feedback, Task

_CREATED = dt.datetime(2026, 1, 1)  # a fixed day: the files' own clock must not change their bytes
_MOST_OPTIONS = 255  # characters that a drop-down can hold
SHEET = "反饋"


def feedback_sheet(book: Handbook, task: Task, items: Iterable[Assignment]) -> bytes:
    """The spreadsheet for the slips `items` of `task`; what was handed in before is filled in."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": f"{task.serial}{task.title}", "created": _CREATED})
    base = {"font_name": "宋體", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
    head = workbook.add_format({**base, "font_name": "黑體", "bg_color": "#F3ECE4", "num_format": "@"})
    given = workbook.add_format({**base, "bg_color": "#F2F2F2", "num_format": "@"})
    text = workbook.add_format({**base, "num_format": "@"})
    formats = {"text": text, "date": workbook.add_format({**base, "num_format": "yyyy-mm-dd"}),
               "integer": workbook.add_format({**base, "num_format": "0"})}  # fmt: skip
    sheet = workbook.add_worksheet(SHEET)
    sheet.freeze_panes(1, 3)
    rows = [_row(book, item) for item in items]
    for number, column in enumerate(columns(task, book)):
        sheet.write_string(0, number, column.title, head)
        sheet.set_column(number, number, column.width, formats[column.kind])
        if column.hint:
            sheet.write_comment(0, number, column.hint, {"author": ""})
        for line, row in enumerate(rows, start=1):
            style = given if column.given else formats[column.kind]
            _write(sheet, line, number, row.get(column.key), style)
        if rows:
            _offer(sheet, len(rows), number, column.options, column.kind)
    _notes(workbook, book, task, head, text)
    workbook.close()
    return buffer.getvalue()


def _row(book: Handbook, item: Assignment) -> dict[str, Cell]:
    answer = item.feedback
    row: dict[str, Cell] = {
        "serial": item.task.serial,
        "branch": item.branch,
        "branch_title": book.branches[item.branch].title,
        "by": book.roles[item.task.role].title,
    }
    return {**row, **_written(book, answer)} if answer else row


def _written(book: Handbook, answer: Feedback) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "status": STATUS_TITLES[answer.status],
        "done_on": answer.done_on,
        "summary": answer.summary,
        "evidence": "、".join(answer.evidence),
        "obstacle": answer.obstacle,
        "expected_on": answer.expected_on,
    }
    if answer.approval:
        row |= {"approval_role": book.roles[answer.approval.role].title, "approval_on": answer.approval.on}
    return {**row, **{f"values.{key}": value for key, value in answer.values.items()}}


def _write(sheet: Any, line: int, number: int, value: Cell, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(line, number, None, style)
    elif isinstance(value, dt.date):
        sheet.write_datetime(line, number, value, style)
    elif isinstance(value, int):
        sheet.write_number(line, number, value, style)
    else:
        sheet.write_string(line, number, value, style)


def _offer(sheet: Any, last: int, number: int, options: Sequence[str], kind: str) -> None:
    """What may be chosen or typed in the rows of one column."""
    if options and sum(len(option) + 1 for option in options) <= _MOST_OPTIONS:
        choice = {
            "validate": "list",
            "source": list(options),
            "error_title": "只能選",
            "error_message": "請從下拉列表裡選。",
        }
        sheet.data_validation(1, number, last, number, choice)
    elif kind == "integer":
        whole = {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "只填整數",
            "error_message": "只填數字，不帶單位。",
        }
        sheet.data_validation(1, number, last, number, whole)


def _notes(workbook: Any, book: Handbook, task: Task, head: Any, text: Any) -> None:
    sheet = workbook.add_worksheet("填寫說明")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 70)
    facts = [
        ("任務單", f"{task.serial} {task.title}"),
        ("辦什麼", task.what),
        ("期限", task.due.isoformat()),
        ("交什麼", "、".join(task.deliverable)),
        (
            "怎麼填",
            "一個支部一行。灰色的列不要改；辦理結果選好再填後面的列，不相干的列空著；沒有要報的支部，辦理結果空著就不導入。",
        ),
        ("不要寫", "姓名、電話、金額。不滿5人的人數不填。"),
        ("填好以後", f"交{book.units[task.issuer].title}，運行 portal import feedback 文件名，核對後提交。"),
    ]
    for line, (name, words) in enumerate(facts):
        sheet.write_string(line, 0, name, head)
        sheet.write_string(line, 1, words, text)
