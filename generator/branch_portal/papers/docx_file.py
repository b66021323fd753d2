"""A paper as a .docx file."""

import datetime as dt
import io
import zipfile
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from branch_portal.papers import layout
from branch_portal.papers.paper import Grid, Line, Paper

CREATED = dt.datetime(2026, 1, 1)
"""A fixed day: a file's own clock must not change its bytes."""
_FONTS: dict[str, str] = {"first": layout.FIRST, "second": layout.SECOND}
_TABLE_SIZE = 12.0


def docx_file(paper: Paper) -> bytes:
    """The paper laid out after GB/T 9704-2012."""
    document = begun(paper.title)
    if paper.number:
        made = layout.paragraph(document, paper.number, indent=False)
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    titled(document, paper.title)
    for part in paper.parts:
        add_part(document, part)
    for text, right in ((paper.organ, 2), (paper.date, 4)):
        if text:
            made = layout.paragraph(document, text, indent=False)
            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            made.paragraph_format.right_indent = Pt(right * layout.SIZE)
    return finished(document)


def begun(title: str, note: str = "") -> Any:
    """An empty document with its page."""
    document = Document()
    layout.set_page(document, title, note)
    document.core_properties.created = document.core_properties.modified = CREATED
    return document


def titled(document: Any, title: str) -> Any:
    """The title: 2 號小標宋, in the middle, a line free below."""
    made = layout.paragraph(document, title, layout.TITLE, layout.TITLE_SIZE, indent=False)
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    layout.exact(made, Pt(36))
    made.paragraph_format.space_after = layout.LINE
    return made


def add_part(document: Any, part: Line | Grid) -> Any:
    """One paragraph or table."""
    if isinstance(part, Grid):
        return _table(document, part)
    if part.kind == "note":
        return layout.paragraph(document, part.text, layout.PLAIN, 10.5)
    made = layout.paragraph(
        document, part.text, _FONTS.get(part.kind, layout.TEXT), indent=part.kind not in ("to", "sign")
    )
    if part.kind == "sign":
        made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return made


def _table(document: Any, grid: Grid) -> Any:
    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # the heads again on every page
    widths = grid.widths or (1,) * len(grid.heads)
    for number, texts in enumerate((grid.heads, *grid.rows)):
        for index, (cell, text) in enumerate(zip(table.rows[number].cells, texts, strict=True)):
            cell.width = Mm(156 * widths[index] / sum(widths))
            layout.exact(cell.paragraphs[0], Pt(18))
            layout.run(cell.paragraphs[0], text, layout.FIRST if number == 0 else layout.TEXT, _TABLE_SIZE)
    return table


def finished(document: Any) -> bytes:
    """The file: the fonts that may stand in named, one fixed time for every entry."""
    buffer = io.BytesIO()
    document.save(buffer)
    fresh = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(buffer.getvalue())) as old,
        zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            content = old.read(name)
            new.writestr(entry, _fonts() if name == "word/fontTable.xml" else content)
    return fresh.getvalue()


def _fonts() -> bytes:
    """The table of fonts, each with those that stand in for it."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, others in layout.FALLBACK.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()
