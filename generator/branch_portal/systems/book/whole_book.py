"""整本指引 as one paper: contents with page numbers, every guide once, an outline for whoever reads it on a screen."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from branch_portal.papers import layout
from branch_portal.papers.docx_file import add_part, begun, finished, titled
from branch_portal.papers.paper import Grid, Line
from branch_portal.systems.book.model import PART_TITLES, Guide

_ANCHOR = re.compile(r"\s*\{#[^}]*\}\s*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|`|<[^>]+>")


def whole_book(title: str, organisation: str, guides: Iterable[Guide]) -> bytes:
    """The guides of every part, in their order."""
    chosen = list(guides)
    document = begun(title)
    titled(document, title)
    made = layout.paragraph(document, organisation, indent=False)
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _heading(document, "目錄", "", 0)
    marks = [(_mark(guide.id), guide.title, PART_TITLES[guide.meta.part]) for guide in chosen]
    part = ""
    for mark, name, of in marks:
        if of != part:
            layout.paragraph(document, of, layout.FIRST, indent=False)
            part = of
        _entry(document, name, mark)
    part = ""
    for number, (guide, (mark, name, of)) in enumerate(zip(chosen, marks, strict=True)):
        if of != part:
            _break(document)
            _heading(document, of, "", 1)
            part = of
        elif number:
            _break(document)
        _heading(document, name, mark, 2)
        add_part(document, Line(guide.meta.summary))
        for line in lines(guide.body):
            add_part(document, line)
    return finished(document)


def lines(markdown: str) -> Iterator[Line | Grid]:
    """A guide's text as paragraphs and tables: headings by their marks, links as their words."""
    table: list[tuple[str, ...]] = []
    for raw in [*markdown.splitlines(), ""]:
        text = raw.strip()
        if text.startswith("|"):
            cells = tuple(_plain(cell) for cell in text.strip("|").split("|"))
            if not all(re.fullmatch(r":?-+:?", cell.strip()) for cell in cells):
                table.append(cells)
            continue
        if table:
            yield _grid(table)
            table = []
        if not text or text.startswith(("!!!", "???", "<!--")):
            continue
        marks = len(text) - len(text.lstrip("#"))
        words = _plain(_ANCHOR.sub("", text.lstrip("#").strip()))
        if marks:
            yield Line(words, "first" if marks <= 2 else "second")
        elif words:
            yield Line(re.sub(r"^[-*]\s+", "· ", words))


def _grid(table: Sequence[tuple[str, ...]]) -> Grid:
    width = len(table[0])
    rows = tuple(tuple((*row, *[""] * width)[:width]) for row in table[1:])
    return Grid(table[0], rows)


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()


def _mark(id: str) -> str:
    return f"guide_{id.replace('-', '_')}"


def _break(document: Any) -> None:
    made = document.paragraphs[-1] if document.paragraphs else document.add_paragraph()
    made.add_run().add_break(WD_BREAK.PAGE)


def _heading(document: Any, text: str, mark: str, level: int) -> None:
    """A heading of the outline, with the mark that the contents count from."""
    made = layout.paragraph(document, "", indent=False)
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER if level < 2 else None
    if level:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        made._p.get_or_add_pPr().append(outline)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    if mark:
        number = str(sum(ord(letter) * (index + 1) for index, letter in enumerate(mark)))
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), mark)
        end.set(qn("w:id"), number)
        made._p.append(start)
    layout.run(made, text, layout.TITLE if level < 2 else layout.FIRST, layout.TITLE_SIZE if level < 2 else 18)
    layout.exact(made, Mm(12))
    if mark:
        made._p.append(end)


def _entry(document: Any, name: str, mark: str) -> None:
    """A line of the contents: the name, dots, the page that its mark is on."""
    made = layout.paragraph(document, "", indent=False)
    made.paragraph_format.tab_stops.add_tab_stop(Mm(155), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    layout.run(made, f"{name}\t", layout.TEXT, 14)
    layout.field(made, f"PAGEREF {mark} \\h", "…", 14)
