"""Blank forms that are tables, as .xlsx: the same bytes at every build."""

import io
import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from branch_portal.systems.book.form_text import BLANK, CREATED, caption, footer, printed
from branch_portal.systems.book.model import Form, FormField, FormTable

_GRID = 24  # narrow columns across a sheet; every box of the form is a merged run of them
_LABEL = 4  # grid columns of a header label
_LINE = 16  # points of height for one line of text


def workbook(form: Form, organisation: str) -> bytes:
    """The form as a spreadsheet on A4, one page wide, without any formula."""
    import xlsxwriter  # slow to import

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": form.title, "created": CREATED})
    _Sheet(book, form).fill(organisation)
    book.close()
    return buffer.getvalue()


class _Sheet:
    """A worksheet being filled from the top; `row` is the next free row."""

    def __init__(self, book: Any, form: Form) -> None:
        self.form = form
        self.row = 0
        self.unit = 5.2 if form.orientation == "landscape" else 3.5  # characters in a grid column
        self.sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", "", form.title)[:31])
        self.sheet.set_paper(9)
        if form.orientation == "landscape":
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()
        self.sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        self.sheet.set_footer(f'&C&"宋體"&9{footer(form)}    第&P頁，共&N頁')
        self.sheet.hide_gridlines(2)
        self.sheet.set_column(0, _GRID - 1, self.unit)
        base = {"font_name": "宋體", "font_size": 11, "text_wrap": True, "valign": "vcenter", "num_format": "@"}
        head = {**base, "border": 1, "bold": True, "align": "center", "bg_color": "#F3ECE4"}
        self.title = book.add_format({**base, "font_name": "黑體", "font_size": 18, "align": "center"})
        self.heading = book.add_format({**head, "font_name": "黑體", "bold": False, "align": "left"})
        self.label = book.add_format(head)
        self.cell = book.add_format({**base, "border": 1})
        self.plain = book.add_format(base)
        self.note = book.add_format({**base, "font_size": 9, "font_color": "#555555"})

    def fill(self, organisation: str) -> None:
        form = self.form
        self.line(form.title, self.title, 34)
        self.line(f"{organisation}    用途：{form.purpose}", self.note)
        self.header()
        for table in form.tables:
            self.table(table)
        for paragraph in form.paragraphs:
            self.line(paragraph, self.cell)
        if form.signatures:
            self.line("    ".join(f"{name}：{BLANK}" for name in form.signatures), self.plain, 34)
        for number, note in enumerate(form.notes, start=1):
            self.line(f"填寫提示{number}：{note}", self.note)

    def span(self, column: int, width: int, text: str, style: Any) -> None:
        if width > 1:
            self.sheet.merge_range(self.row, column, self.row, column + width - 1, "", style)
        self.sheet.write_string(self.row, column, text, style)

    def line(self, text: str, style: Any, height: float = 0) -> None:
        """One text across the sheet."""
        self.span(0, _GRID, text, style)
        self.sheet.set_row(self.row, height or self.height((text, _GRID)))
        self.row += 1

    def height(self, *boxes: tuple[str, int], least: int = 1) -> float:
        """Points for the tallest of `boxes`, each a text and its width in grid columns."""
        lines = [sum(-(-_columns(part) // max(1, int(width * self.unit) - 1)) or 1 for part in text.split("\n"))
                 for text, width in boxes]  # fmt: skip
        return _LINE * max(least, *lines) + 6

    def choices(self, field: FormField, last: int, column: int) -> None:
        """A drop-down from the current row to `last`; other words may still be typed."""
        if field.options:
            options = {"validate": "list", "source": list(field.options), "error_type": "information"}
            self.sheet.data_validation(self.row, column, last, column, options)

    def header(self) -> None:
        """The fields above the tables: two to a row, wide ones alone."""
        for fields in _rows(self.form.fields):
            width = _GRID // len(fields)
            for position, field in enumerate(fields):
                self.span(position * width, _LABEL, caption(field), self.label)
                self.span(position * width + _LABEL, width - _LABEL, "", self.cell)
                self.choices(field, self.row, position * width + _LABEL)
            labels = [(caption(field), _LABEL) for field in fields]
            self.sheet.set_row(self.row, self.height(*labels, least=max(field.lines for field in fields)))
            self.row += 1

    def table(self, table: FormTable) -> None:
        if table.title:
            self.line(table.title, self.heading)
        widths = _widths(table)
        starts = list(accumulate(widths, initial=0))[:-1]
        for field, start, width in zip(table.columns, starts, widths, strict=True):
            self.span(start, width, caption(field), self.label)
        labels = [(caption(field), width) for field, width in zip(table.columns, widths, strict=True)]
        self.sheet.set_row(self.row, self.height(*labels))
        if len(self.form.tables) == 1:
            self.sheet.repeat_rows(self.row)
        self.row += 1
        for field, start in zip(table.columns, starts, strict=True):
            self.choices(field, self.row + table.rows - 1, start)
        least = max(field.lines for field in table.columns)
        for texts in printed(table):
            for text, start, width in zip(texts, starts, widths, strict=True):
                self.span(start, width, text, self.cell)
            self.sheet.set_row(self.row, self.height(*zip(texts, widths, strict=True), least=least))
            self.row += 1


def _rows(fields: Sequence[FormField]) -> list[list[FormField]]:
    rows: list[list[FormField]] = []
    for field in fields:
        alone = field.wide or field.lines > 1
        if rows and len(rows[-1]) == 1 and not alone and not (rows[-1][0].wide or rows[-1][0].lines > 1):
            rows[-1].append(field)
        else:
            rows.append([field])
    return rows


def _columns(text: str) -> int:
    """Width of `text` in half-width characters."""
    return sum(1 if character.isascii() else 2 for character in text)


def _widths(table: FormTable) -> list[int]:
    """How many grid columns each column of the table takes: at least one, together the whole grid.

    A wide column weighs three times a plain one; words already printed ask for room as well.
    """
    weights = []
    for index, field in enumerate(table.columns):
        texts = [given[index] for given in table.given if index < len(given)]
        printed = max((len(text) for text in texts), default=0)
        weights.append(max(6 if field.wide else 2, min(len(field.label), 4), min(printed / 2, 8)))
    total = sum(weights)
    ends = [round(_GRID * end / total) for end in accumulate(weights)]
    return [max(1, end - start) for start, end in zip([0, *ends], ends, strict=False)]
