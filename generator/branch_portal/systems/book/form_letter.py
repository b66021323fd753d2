"""Blank forms that are letters, as .docx: the same bytes at every build."""

import io
import re
import zipfile
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from branch_portal.systems.book.form_text import BLANK, CREATED, caption, footer, printed
from branch_portal.systems.book.model import Form, FormTable

_DATE = "日期"
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、[^。，]{1,24}$")


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
        _line(document, f"{field.label}：{BLANK}{f'（{field.hint}）' if field.hint else ''}", "仿宋", 14)
    for paragraph in paragraphs:
        line = _line(document, paragraph, "黑體" if _NUMBERED.match(paragraph) else "仿宋", 16)
        if not paragraph.endswith("："):
            line.paragraph_format.first_line_indent = Pt(32)
    for table in form.tables:
        _letter_table(document, table)
    for name in form.signatures:
        text = "____年____月____日" if name == _DATE else f"{name}：{BLANK}"
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
    properties.created = properties.modified = CREATED
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
    lines = [[caption(field) for field in table.columns], *printed(table)]
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
