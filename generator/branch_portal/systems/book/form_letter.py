"""Blank forms that are letters and minutes, as .docx after GB/T 9704-2012: the same bytes at every build."""

import re
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement

from branch_portal.papers import layout
from branch_portal.papers.docx_file import begun, finished, titled
from branch_portal.systems.book.form_text import BLANK, caption, footer, printed
from branch_portal.systems.book.model import Form, FormTable

_DATE = "日期"
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、[^。，]{1,24}$")


def letter(form: Form, organisation: str) -> bytes:
    """The form laid out like an official document.

    A first paragraph that begins with 關於 is the document's title; otherwise the form's own title is.
    A short paragraph such as 一、基本情況 is a heading; one that ends with a colon is not indented.
    """
    document = begun(form.title, f"{organisation} · {footer(form)}")
    paragraphs = list(form.paragraphs)
    headed = bool(paragraphs) and paragraphs[0].startswith("關於")
    titled(document, paragraphs.pop(0) if headed else form.title)
    for field in form.fields:
        said = f"{field.label}：{BLANK}{f'（{field.hint}）' if field.hint else ''}"
        layout.paragraph(document, said, layout.TEXT, 14, indent=False)
    for paragraph in paragraphs:
        font = layout.FIRST if _NUMBERED.match(paragraph) else layout.TEXT
        layout.paragraph(document, paragraph, font, indent=not paragraph.endswith("："))
    for table in form.tables:
        _letter_table(document, table)
    for name in form.signatures:
        text = "____年____月____日" if name == _DATE else f"{name}：{BLANK}"
        layout.paragraph(document, text, indent=False).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for number, note in enumerate(form.notes, start=1):
        layout.paragraph(document, f"填寫提示{number}：{note}（定稿時刪去本行）", layout.PLAIN, 9, indent=False)
    return finished(document)


def _letter_table(document: Any, table: FormTable) -> None:
    if table.title:
        layout.paragraph(document, table.title, layout.FIRST, 14, indent=False)
    grid = document.add_table(rows=1 + table.rows, cols=len(table.columns), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # the heading again on every page
    lines = [[caption(field) for field in table.columns], *printed(table)]
    for row, texts, font in zip(grid.rows, lines, [layout.FIRST, *[layout.TEXT] * table.rows], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            layout.run(cell.paragraphs[0], text, font, 12)
