"""A workbook that people fill in: a table with drop-downs, notes on how to fill it in, and the ids they may name.

The same bytes at every run; text stays text, whatever it begins with.
"""

import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from branch_portal.sheets.column import SheetColumn
from branch_portal.sheets.workbook import Cell

LISTS = "編號對照"
NOTES = "填寫說明"

_CREATED = dt.datetime(2026, 1, 1)  # a fixed day: the files' own clock must not change their bytes
_MOST_OPTIONS = 255  # characters that a drop-down can hold
_HINT_LINE = 16  # characters on one line of a comment


class EntryBook:
    """One workbook; `lists` are ids with their titles, by the kind that columns name as `listed`, under its heading.

    `words` turns the names of sheets and columns, hints and notes into another script, but nothing in a row.
    """

    def __init__(
        self,
        title: str,
        lists: Mapping[str, tuple[str, Mapping[str, str]]] | None = None,
        words: Callable[[str], str] = str,
    ) -> None:
        import xlsxwriter  # slow to import

        self._buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties({"title": title, "created": _CREATED})
        self._lists = lists or {}
        self._words = words
        base = {"font_name": "宋體", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1}
        head = {**base, "font_name": "黑體", "bg_color": "#F3ECE4", "num_format": "@"}
        self._head = self._book.add_format(head)
        self._given = self._book.add_format({**base, "bg_color": "#F2F2F2", "num_format": "@"})
        forms = {"text": "@", "date": "yyyy-mm-dd", "integer": "0", "number": "General"}
        self._formats = {kind: self._book.add_format({**base, "num_format": form}) for kind, form in forms.items()}

    def table(
        self, name: str, columns: Sequence[SheetColumn], rows: Sequence[Mapping[str, Cell]], frozen: int, spare: int = 0
    ) -> None:
        """The table itself: titles in the first row, then `rows` by the columns' keys, and `spare` rows for new ones."""
        sheet = self._book.add_worksheet(self._words(name))
        sheet.freeze_panes(1, frozen)
        for number, column in enumerate(columns):
            sheet.write_string(0, number, self._words(column.title), self._head)
            hidden = {"hidden": True} if column.hidden else {}
            sheet.set_column(number, number, column.width, self._formats[column.kind], hidden)
            if column.hint:
                high = sum(-(-len(line) // _HINT_LINE) for line in column.hint.split("\n"))
                sheet.write_comment(
                    0, number, self._words(column.hint), {"author": "", "width": 240, "height": 24 + 18 * high}
                )
            for line, row in enumerate(rows, start=1):
                style = self._given if column.given else self._formats[column.kind]
                _write(sheet, line, number, row.get(column.key), style)
            if rows or spare:
                self._offer(sheet, len(rows) + spare, number, column)

    def hidden(self, name: str, columns: Sequence[SheetColumn], rows: Sequence[Mapping[str, Cell]]) -> None:
        """The same table where nobody sees it, to be compared with what comes back."""
        sheet = self._book.add_worksheet(self._words(name))
        sheet.very_hidden()
        for number, column in enumerate(columns):
            sheet.write_string(0, number, self._words(column.title))
            for line, row in enumerate(rows, start=1):
                _write(sheet, line, number, row.get(column.key), self._formats[column.kind])

    def notes(self, facts: Iterable[tuple[str, str]]) -> None:
        """What to know before filling in, one fact a row."""
        sheet = self._book.add_worksheet(self._words(NOTES))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 80)
        for line, (name, words) in enumerate(facts):
            sheet.write_string(line, 0, self._words(name), self._head)
            sheet.write_string(line, 1, self._words(words), self._formats["text"])

    def content(self) -> bytes:
        """The finished file."""
        if self._lists:
            sheet = self._book.add_worksheet(self._words(LISTS))
            sheet.freeze_panes(1, 0)
            for number, (heading, ids) in enumerate(self._lists.values()):
                sheet.set_column(2 * number, 2 * number, 20)
                sheet.set_column(2 * number + 1, 2 * number + 1, 36)
                sheet.write_string(0, 2 * number, self._words(f"{heading}：編號"), self._head)
                sheet.write_string(0, 2 * number + 1, self._words(f"{heading}：名稱"), self._head)
                for line, (id, title) in enumerate(ids.items(), start=1):
                    sheet.write_string(line, 2 * number, id, self._formats["text"])
                    sheet.write_string(line, 2 * number + 1, title, self._formats["text"])
        self._book.close()
        return self._buffer.getvalue()

    def _offer(self, sheet: Any, last: int, number: int, column: SheetColumn) -> None:
        """What may be chosen or typed in the rows of one column."""
        fits = sum(len(option) + 1 for option in column.options) <= _MOST_OPTIONS
        source = self._range(column.listed) if column.listed else list(column.options) if fits else None
        if source:
            choice = {
                "validate": "list",
                "source": source,
                "error_title": self._words("只能選"),
                "error_message": self._words("請從下拉列表裡選。"),
            }
            sheet.data_validation(1, number, last, number, choice)
        elif column.kind == "integer":
            whole = {
                "validate": "integer",
                "criteria": ">=" if column.least is not None else "between",
                "error_title": self._words("只填整數"),
                "error_message": self._words("只填數字，不帶單位。"),
            }
            bounds = {"value": column.least} if column.least is not None else {"minimum": -(10**9), "maximum": 10**9}
            sheet.data_validation(1, number, last, number, {**whole, **bounds})

    def _range(self, kind: str) -> str | None:
        """Where the ids of a kind stand."""
        ids = self._lists[kind][1]
        from xlsxwriter.utility import xl_col_to_name

        letter = xl_col_to_name(2 * list(self._lists).index(kind))
        return f"='{self._words(LISTS)}'!${letter}$2:${letter}${len(ids) + 1}" if ids else None


def _write(sheet: Any, line: int, number: int, value: Cell, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(line, number, None, style)
    elif isinstance(value, dt.date):
        sheet.write_datetime(line, number, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(line, number, value, style)
    else:
        sheet.write_string(line, number, value, style)
