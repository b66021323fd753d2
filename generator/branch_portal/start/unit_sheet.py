"""A spreadsheet of units and branches: handed out blank, and read back as the first records of a portal."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from branch_portal.ground.problems import Place, Problem
from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.project.kind import Kind, Kinds
from branch_portal.search.fold import fold
from branch_portal.sheets.entry_book import EntryBook
from branch_portal.sheets.record_columns import RecordColumn, columns
from branch_portal.sheets.record_sheet import sheet_column
from branch_portal.sheets.record_titles import Titles
from branch_portal.sheets.records import changes
from branch_portal.sheets.rows import read_rows
from branch_portal.sheets.rules import READABLE
from branch_portal.sheets.unreadable import UnreadableSheet
from branch_portal.sheets.workbook import read_sheet

NAME = "單位和支部.xlsx"
_ROWS = 400
_LEFT_OUT = ("old_ids", "extension")
_NOTES = (
    (
        "怎麼填",
        "先填「單位」：公司黨委一行，部門、縣公司黨委各一行；再填「支部」，一個支部一行，「上級」寫單位的編號。",
    ),
    ("編號", "自己定，用小寫英文字母、數字和連字符，如 city、dept-org、b01；定了不再改，網址和日曆都用它。"),
    ("不要寫", "姓名、電話、黨員名單。"),
    ("填好以後", "運行 portal init 文件夾 --from 單位和支部.xlsx"),
)


def blank_sheet(kinds: Kinds) -> bytes:
    """The spreadsheet with its two tables empty."""
    titles = Titles(kinds, {})
    book = EntryBook("單位和支部")
    for kind in (UNITS, BRANCHES):
        # There is nothing yet that could be listed to choose from.
        table = [replace(sheet_column(one, titles), listed="") for one in asked(kind)]
        book.table(kind.title, table, (), frozen=1, spare=_ROWS)
    book.notes(_NOTES)
    return book.content()


def read_units(content: bytes, name: str, kinds: Kinds) -> tuple[dict[str, bytes], list[tuple[str, Problem]]]:
    """The files of the units and branches in a filled-in sheet, by their paths; or what is wrong, each behind its worksheet."""
    files: dict[str, bytes] = {}
    problems: list[tuple[str, Problem]] = []
    titles = Titles(kinds, {})
    for kind in (UNITS, BRANCHES):
        try:
            sheet = read_sheet(content, [kind.title], fold)
        except UnreadableSheet as error:
            return {}, [(kind.title, READABLE.problem(Place(name), str(error), mend=error.mend))]
        rows = read_rows(sheet, name, kind, columns(kind.model), ())
        if isinstance(rows, list):
            problems += [(kind.title, problem) for problem in rows]
            continue
        titles = titles.with_new(kind.name, rows.rows)
        result = changes(rows, {}, titles)
        problems += [(kind.title, problem) for problem in result.problems]
        files.update(result.files)
    return files, problems


def asked(kind: Kind[Any, Any]) -> Iterator[RecordColumn]:
    """The columns that a new unit fills in."""
    return (column for column in columns(kind.model) if column.path[0] not in _LEFT_OUT)
