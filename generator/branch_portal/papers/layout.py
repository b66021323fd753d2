"""版面: the measures of GB/T 9704-2012, and how python-docx is told of them.

A4, margins 37 (top) and 28 (left) mm, type area 156 × 225 mm, 22 lines of 28 characters, text 3 號 (16 pt) 仿宋, title 2 號
(22 pt) 小標宋, 一、 黑體, （一） 楷體, page numbers 4 號 (14 pt) between dashes, right on odd pages and left on even ones.
"""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

TITLE, TEXT, FIRST, SECOND, PLAIN = "方正小標宋簡體", "仿宋", "黑體", "楷體", "宋體"
FALLBACK: dict[str, str] = {
    "方正小標宋簡體": "方正小标宋_GBK;FZXiaoBiaoSong-B05S;華文中宋;STZhongsong;宋體;SimSun",
    "仿宋": "仿宋_GB2312;FangSong;STFangsong;華文仿宋",
    "黑體": "SimHei;STHeiti;華文黑體",
    "楷體": "楷體_GB2312;KaiTi;STKaiti;華文楷體",
    "宋體": "SimSun;STSong;華文宋體",
}
"""What a machine without a font takes instead: named in the file, so that every program takes the same."""
SIZE, TITLE_SIZE, NUMBER_SIZE = 16.0, 22.0, 14.0
LINE = Twips(579)
"""225 mm in 22 lines, a hair less so that all of them fit."""
_SQUEEZE = -5
"""156 mm hold 28 characters of 16 pt only when each is a quarter of a point narrower (in twentieths of a point)."""


def set_page(document: Any, title: str, note: str = "") -> None:
    """The page: size, margins, page numbers; nothing of the machine or the clock in the properties.

    A `note` stands above the page number on every page.
    """
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(22)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        below = footer.paragraphs[0]
        if note:
            below.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run(below, note, PLAIN, 9)
            below = footer.add_paragraph()
        _number(below, side)
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.title = title


def _number(paragraph: Any, side: Any) -> None:
    """— 1 —, one character from the edge."""
    paragraph.alignment = side
    edge = "right_indent" if side == WD_ALIGN_PARAGRAPH.RIGHT else "left_indent"
    setattr(paragraph.paragraph_format, edge, Pt(NUMBER_SIZE))
    run(paragraph, "— ", PLAIN, NUMBER_SIZE)
    field(paragraph, "PAGE", "1", NUMBER_SIZE)
    run(paragraph, " —", PLAIN, NUMBER_SIZE)


def run(paragraph: Any, text: str, font: str = TEXT, size: float = SIZE, squeeze: bool = False) -> Any:
    """Text in a font, for Chinese and Latin alike."""
    made = paragraph.add_run(text)
    made.font.size, made.font.name = Pt(size), font
    made._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if squeeze:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(_SQUEEZE))
        made._element.rPr.append(spacing)
    return made


def field(paragraph: Any, code: str, shown: str, size: float, font: str = PLAIN) -> None:
    """A field that the program works out itself; `shown` stands there until it has."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        made = run(paragraph, "", font, size)
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            made._element.append(mark)
        elif kind == "text":
            made.text = text
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            made._element.append(instruction)


def paragraph(document: Any, text: str, font: str = TEXT, size: float = SIZE, indent: bool = True) -> Any:
    """A paragraph on the grid: an exact line, two characters in, no space around it."""
    made = document.add_paragraph()
    exact(made)
    if indent:
        made.paragraph_format.first_line_indent = Pt(2 * SIZE + 2 * _SQUEEZE / 20)
    run(made, text, font, size, squeeze=size == SIZE)
    return made


def exact(made: Any, line: Any = LINE) -> None:
    """No space around, every line equally high, no ragged breaking by pairs of lines."""
    form = made.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    form.widow_control = False
