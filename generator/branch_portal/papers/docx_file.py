"""A paper as a .docx file."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from branch_portal.papers import layout
from branch_portal.papers.paper import Grid, Line, Paper

CREATED = dt.datetime(2026, 1, 1)
"""A fixed day: a file's own clock must not change its bytes."""
_FONTS: dict[str, str] = {"first": layout.FIRST, "second": layout.SECOND}
_TABLE_SIZE = 12.0


def docx_file(paper: Paper) -> bytes:
    """The paper laid out after GB/T 9704-2012."""
    before, after, others = _skeleton()
    body = "".join(_body(paper))
    title = escape(paper.title)
    return _packed(
        {"word/document.xml": f"{before}{body}{after}".encode()}
        | {name: content.replace(_HOLE.encode(), title.encode()) for name, content in others.items()}
    )


def _body(paper: Paper) -> Iterator[str]:
    if paper.number:
        yield _filled(_shape("number"), paper.number)
    yield _filled(_shape("title"), paper.title)
    for part in paper.parts:
        if isinstance(part, Line):
            yield _filled(_shape(part.kind), part.text)
            continue
        begin, head, row, end = _table_shape(len(part.heads), part.widths)
        yield begin + _filled(head, *part.heads)
        yield from (_filled(row, *texts) for texts in part.rows)
        yield end
    for kind, text in (("organ", paper.organ), ("date", paper.date)):
        if text:
            yield _filled(_shape(kind), text)


_HOLE = "\ue000"
"""Where a text goes in a shape."""


def _filled(shape: str, *texts: str) -> str:
    """A shape with its texts; a line's end in one begins a new line."""
    made = (escape(text).replace("\n", _BREAK) for text in texts)
    pieces = shape.split(_HOLE)
    return "".join(piece for pair in zip(pieces, (*made, ""), strict=True) for piece in pair)


_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


@cache
def _scratch() -> Any:
    """A document that nobody keeps: what python-docx makes in it is read as text."""
    return begun("")


@cache
def _shape(kind: str) -> str:
    """A paragraph of a kind, made once with python-docx, as text with a hole: a paper is then a matter of joining."""
    document = _scratch()
    if kind == "title":
        return _text(titled(document, _HOLE))
    if kind == "number":
        made = layout.paragraph(document, _HOLE, indent=False)
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return _text(made)
    if kind in ("organ", "date"):
        made = layout.paragraph(document, _HOLE, indent=False)
        made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        made.paragraph_format.right_indent = Pt((2 if kind == "organ" else 4) * layout.SIZE)
        return _text(made)
    return _text(add_part(document, Line(_HOLE, kind)))  # type: ignore[arg-type]


@cache
def _table_shape(count: int, widths: tuple[int, ...]) -> tuple[str, str, str, str]:
    """A table's beginning, its row of heads, one row, its end."""
    holes = (_HOLE,) * count
    text = _text(add_part(_scratch(), Grid(holes, (holes,), widths)))
    begin, _, rest = text.partition("<w:tr>")
    head, _, rest = rest.partition("</w:tr>")
    row, _, end = rest.partition("</w:tr>")
    return begin, f"<w:tr>{head}</w:tr>", f"{row}</w:tr>", end


def _text(made: Any) -> str:
    """An element as text, without the namespaces that the document declares."""
    text = serialize_part_xml(made._element).decode().partition("?>")[2].strip()
    return re.sub(r' xmlns:\w+="[^"]+"', "", text).replace("<w:t>", '<w:t xml:space="preserve">')


@cache
def _skeleton() -> tuple[str, str, Mapping[str, bytes]]:
    """A paper's document before and after its body, and the other files."""
    with zipfile.ZipFile(io.BytesIO(finished(begun(_HOLE)))) as made:
        files = {name: made.read(name) for name in made.namelist()}
    before, mark, after = files.pop("word/document.xml").decode().partition("<w:sectPr")
    return before, f"{mark}{after}", files


def begun(title: str, note: str = "") -> Any:
    """An empty document with its page."""
    document = Document(io.BytesIO(_template()))
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
    with zipfile.ZipFile(io.BytesIO(buffer.getvalue())) as old:
        files = {name: old.read(name) for name in old.namelist()}
    return _packed(files | {"word/fontTable.xml": _fonts()})


def _packed(files: Mapping[str, bytes]) -> bytes:
    """The files in one order and of one time: the same bytes at every build."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            new.writestr(entry, files[name])
    return fresh.getvalue()


_STYLES = re.compile(
    "Normal|DefaultParagraphFont|NoList|Table(?:Normal|Grid)|(?:Header|Footer|Heading[1-9]|TOC[1-9])(?:Char)?"
)
_UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml")


@cache
def _template() -> bytes:
    """python-docx's empty document without a picture of itself and 700 KB of styles, which no paper has a use for."""
    document = Document()
    for relations in (document.part.package.rels, document.part.rels):
        for id in [id for id, one in relations.items() if one.reltype.endswith(_UNUSED)]:
            del relations[id]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if not _STYLES.fullmatch(style.get(qn("w:styleId"))):
            styles.remove(style)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def _fonts() -> bytes:
    """The table of fonts, each with those that stand in for it."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, others in layout.FALLBACK.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()
