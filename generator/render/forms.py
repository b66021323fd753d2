"""Blank forms as files: tables as .xlsx, letters as .docx, the same bytes at every build."""

import datetime as dt
import io
import zipfile
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from generator.model.guide import Form, FormTable

_CREATED = dt.datetime(2026, 1, 1)  # a fixed day: the files' own clock must not change their bytes
_WIDTH = 12


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
    sheet = book.add_worksheet(form.title[:31])
    sheet.set_paper(9)
    if form.orientation == "landscape":
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.set_footer(f"&C{footer(form)}  第 &P 頁 共 &N 頁")
    sheet.hide_gridlines(2)
    sheet.set_column(0, _WIDTH - 1, 10 if form.orientation == "landscape" else 7.2)
    base = {"font_name": "宋體", "font_size": 11, "text_wrap": True, "valign": "vcenter"}
    formats = {
        "title": book.add_format({**base, "font_name": "黑體", "font_size": 16, "align": "center"}),
        "label": book.add_format({**base, "border": 1, "bold": True, "align": "center", "bg_color": "#F3ECE4"}),
        "cell": book.add_format({**base, "border": 1, "num_format": "@"}),
        "note": book.add_format({**base, "font_size": 9, "font_color": "#555555"}),
    }
    _span(sheet, 0, 0, _WIDTH, form.title, formats["title"])
    sheet.set_row(0, 30)
    row = _header(sheet, form, formats, 1)
    for table in form.tables:
        row = _table(sheet, table, formats, row + 1)
    for paragraph in form.paragraphs:
        _span(sheet, row, 0, _WIDTH, paragraph, formats["cell"])
        sheet.set_row(row, 18 * (len(paragraph) // 42 + 1))
        row += 1
    if form.signatures:
        text = "    ".join(f"{name}：____________" for name in form.signatures)
        _span(sheet, row + 1, 0, _WIDTH, text, book.add_format(base))
        sheet.set_row(row + 1, 26)
        row += 2
    for note in (*form.notes, f"用途：{form.purpose}", f"單位：{organisation}"):
        _span(sheet, row, 0, _WIDTH, note, formats["note"])
        row += 1
    book.close()
    return buffer.getvalue()


def _span(sheet: Any, row: int, column: int, width: int, text: str, style: Any) -> None:
    if width > 1:
        sheet.merge_range(row, column, row, column + width - 1, "", style)
    sheet.write_string(row, column, text, style)


def _header(sheet: Any, form: Form, formats: dict[str, Any], row: int) -> int:
    """The fields above the tables: two to a row, wide ones alone; gives the next free row."""
    column = 0
    for field in form.fields:
        half = _WIDTH // 2
        if column and (field.wide or field.lines > 1):
            row, column = row + 1, 0
        wide = field.wide or field.lines > 1
        _span(sheet, row, column, 2, field.label, formats["label"])
        width = (_WIDTH if wide else half) - 2
        _span(sheet, row, column + 2, width, field.hint or "", formats["cell"])
        if field.options:
            sheet.data_validation(row, column + 2, row, column + 2, {"validate": "list", "source": list(field.options)})
        sheet.set_row(row, 22 * field.lines)
        if wide or column:
            row, column = row + 1, 0
        else:
            column = half
    return row + 1 if column else row


def _table(sheet: Any, table: FormTable, formats: dict[str, Any], row: int) -> int:
    if table.title:
        _span(sheet, row, 0, _WIDTH, table.title, formats["label"])
        row += 1
    widths = _column_widths(len(table.columns))
    column = 0
    sheet.set_row(row, 32)
    for field, width in zip(table.columns, widths, strict=True):
        label = f"{field.label}\n（{field.hint}）" if field.hint else field.label
        _span(sheet, row, column, width, label, formats["label"])
        if field.options:
            options = {"validate": "list", "source": list(field.options)}
            sheet.data_validation(row + 1, column, row + table.rows, column, options)
        column += width
    for index in range(table.rows):
        given = table.given[index] if index < len(table.given) else ()
        column = 0
        sheet.set_row(row + 1 + index, 24)
        for position, width in enumerate(widths):
            text = given[position] if position < len(given) else ""
            _span(sheet, row + 1 + index, column, width, text, formats["cell"])
            column += width
    return row + 1 + table.rows


def _column_widths(columns: int) -> list[int]:
    """How many of the twelve narrow columns each of `columns` takes; more than twelve take one each."""
    if columns >= _WIDTH:
        return [1] * columns
    least, extra = divmod(_WIDTH, columns)
    return [least + (index >= columns - extra) for index in range(columns)]


def letter(form: Form, organisation: str) -> bytes:
    """The form as a letter: title, paragraphs to complete, tables, signatures."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    section.footer.paragraphs[0].text = footer(form)
    document.core_properties.created = document.core_properties.modified = _CREATED
    document.core_properties.author = ""
    document.core_properties.title = form.title
    _line(document, form.title, "黑體", 20, WD_ALIGN_PARAGRAPH.CENTER)
    for field in form.fields:
        _line(document, f"{field.label}：{field.hint or '____________________'}", "仿宋", 14)
    for paragraph in form.paragraphs:
        _line(document, paragraph, "仿宋", 16).paragraph_format.first_line_indent = Pt(32)
    for table in form.tables:
        _letter_table(document, table)
    for name in form.signatures:
        _line(document, f"{name}：____________", "仿宋", 14, WD_ALIGN_PARAGRAPH.RIGHT)
    for note in form.notes:
        _line(document, note, "宋體", 9)
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_times(buffer.getvalue())


def _line(document: Any, text: str, font: str, size: float, align: Any = None) -> Any:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _letter_table(document: Any, table: FormTable) -> None:
    grid = document.add_table(rows=1 + table.rows, cols=len(table.columns), style="Table Grid")
    for index, field in enumerate(table.columns):
        grid.rows[0].cells[index].text = field.label
    for index, given in enumerate(table.given[: table.rows], start=1):
        for column, text in enumerate(given[: len(table.columns)]):
            grid.rows[index].cells[column].text = text


def _same_times(content: bytes) -> bytes:
    """The same archive with one fixed time for every entry."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fresh.getvalue()
