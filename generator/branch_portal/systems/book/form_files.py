"""Blank forms as files: tables as .xlsx, letters as .docx, the same bytes at every build."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from branch_portal.systems.book.model import Form, FormField, FormTable

_CREATED = dt.datetime(2026, 1, 1)  # a fixed day: the files' own clock must not change their bytes
_GRID = 24  # narrow columns across a sheet; every box of the form is a merged run of them
_LABEL = 4  # grid columns of a header label
_LINE = 16  # points of height for one line of text
_DATE = "日期"
_BLANK = "____________"
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、[^。，]{1,24}$")


def suffix(form: Form) -> str:
    """`xlsx` for a sheet, `docx` for a letter."""
    return "xlsx" if form.kind == "sheet" else "docx"


def footer(form: Form) -> str:
    return "空白表單 · 填好後線下保管，不上網" if form.offline else "空白表單"


def workbook(form: Form, organisation: str) -> bytes:
    """The form as a spreadsheet on A4, one page wide, without any formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": form.title, "created": _CREATED})
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
            self.line("    ".join(f"{name}：{_BLANK}" for name in form.signatures), self.plain, 34)
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
        for texts in _printed(table):
            for text, start, width in zip(texts, starts, widths, strict=True):
                self.span(start, width, text, self.cell)
            self.sheet.set_row(self.row, self.height(*zip(texts, widths, strict=True), least=least))
            self.row += 1


def caption(field: FormField) -> str:
    """The label with its hint, or with its choices where they are short enough to be printed."""
    hint = field.hint or "／".join(field.options)
    return f"{field.label}\n（{hint}）" if hint and (field.hint or len(hint) <= 24) else field.label


def _rows(fields: Sequence[FormField]) -> list[list[FormField]]:
    rows: list[list[FormField]] = []
    for field in fields:
        alone = field.wide or field.lines > 1
        if rows and len(rows[-1]) == 1 and not alone and not (rows[-1][0].wide or rows[-1][0].lines > 1):
            rows[-1].append(field)
        else:
            rows.append([field])
    return rows


def _printed(table: FormTable) -> list[list[str]]:
    """`rows` lines of as many texts as the table has columns, the given ones first, the rest empty."""
    lines = [list(given) for given in table.given] + [[]] * (table.rows - len(table.given))
    return [[*line, *[""] * len(table.columns)][: len(table.columns)] for line in lines[: table.rows]]


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


def letter(form: Form, organisation: str) -> bytes:
    """The form as a letter laid out like an official document (margins and sizes after GB/T 9704).

    A first paragraph that begins with 關於 is the document's title; otherwise the form's own title is.
    A short paragraph such as 一、基本情況 is a heading; one that ends with a colon is not indented.
    """
    document = Document()
    _set_page(document, form, organisation)
    paragraphs = list(form.paragraphs)
    titled = bool(paragraphs) and paragraphs[0].startswith("關於")
    _line(document, paragraphs.pop(0) if titled else form.title, "黑體", 22, WD_ALIGN_PARAGRAPH.CENTER)
    for field in form.fields:
        _line(document, f"{field.label}：{_BLANK}{f'（{field.hint}）' if field.hint else ''}", "仿宋", 14)
    for paragraph in paragraphs:
        line = _line(document, paragraph, "黑體" if _NUMBERED.match(paragraph) else "仿宋", 16)
        if not paragraph.endswith("："):
            line.paragraph_format.first_line_indent = Pt(32)
    for table in form.tables:
        _letter_table(document, table)
    for name in form.signatures:
        text = "____年____月____日" if name == _DATE else f"{name}：{_BLANK}"
        _line(document, text, "仿宋", 16, WD_ALIGN_PARAGRAPH.RIGHT)
    for number, note in enumerate(form.notes, start=1):
        _line(document, f"填寫提示{number}：{note}（定稿時刪去本行）", "宋體", 9)
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_times(buffer.getvalue())


def _set_page(document: Any, form: Form, organisation: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    note = section.footer.paragraphs[0]
    note.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(note, f"{organisation} · {footer(form)}", "宋體", 9)
    properties = document.core_properties
    properties.created = properties.modified = _CREATED
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.title = form.title


def _run(paragraph: Any, text: str, font: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _line(document: Any, text: str, font: str, size: float, align: Any = None) -> Any:
    paragraph = document.add_paragraph()
    _run(paragraph, text, font, size)
    paragraph.paragraph_format.space_after = Pt(14 if size > 16 else 0)
    paragraph.paragraph_format.line_spacing = Pt(max(14, size * 1.75))
    paragraph.alignment = align
    return paragraph


def _letter_table(document: Any, table: FormTable) -> None:
    if table.title:
        _line(document, table.title, "黑體", 14)
    grid = document.add_table(rows=1 + table.rows, cols=len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # the heading again on every page
    lines = [[caption(field) for field in table.columns], *_printed(table)]
    for row, texts, font in zip(grid.rows, lines, ["黑體", *["仿宋"] * table.rows], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _run(cell.paragraphs[0], text, font, 12)


def _same_times(content: bytes) -> bytes:
    """The same archive with one fixed time for every entry."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return fresh.getvalue()
