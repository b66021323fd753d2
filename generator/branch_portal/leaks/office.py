"""The parts of office files as text: runs of a paragraph joined, cells of a row side by side, and what attributes say."""

import html
import re

from branch_portal.ground.patterns import pattern

_BREAK = pattern(
    r"</(?:\w+:)?(?:p|tr|row|si|tc|c|comment|h|table-row|table-cell|list-item|style|sp|xf|font|fill|border)>|<(?:\w+:)?(?:br|line-break)\b[^<>]*>"
)
_TAG = pattern(r"<[^<>]*>")  # with [^>] each "<" of a megabyte of them would look to its end
_ATTRIBUTES = "descr|title|name|alt|Target|tooltip|display|author|initials|href|formatCode|lastClr|sqref|text|value|v|val|w:val|w:name|w:author|xlink:href"
_SAID = pattern(rf'[adfhilnstTvwx](?<=\b(?=(?:{_ATTRIBUTES})=").)[\w:]*="([^"<>]{{2,2000}})"')
"""What attributes say; a pattern that begins with a class of characters is many times faster."""
_VALUE = pattern(r"<v>([^<>]{0,400})</v>")
_PLAIN_CELL = pattern(r'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?(?: t="s")?><v>[^<>]{0,400}</v></c>')
_FLOAT = pattern(r"[0-9]\.[0-9]{4,17}[Ee]\+?0?[0-9]{1,2}|[0-9]{11,19}\.0+")

HIDDEN_ROWS = re.compile(rb'<(?:row|col)\b[^<>]*\bhidden="(?:1|true)"')
EXTERNAL = re.compile(rb'TargetMode="External"[^<>]*Target="(?:file:|\\\\)|Target="(?:file:|\\\\)')
HIDDEN_SLIDE = re.compile(rb'<p:sld\b[^<>]*\bshow="(?:0|false)"')
MANAGER = re.compile(rb"<Manager(?:\s[^<>]*)?>[^<]")


class TooLongError(ValueError):
    """The cells of a sheet are more than anybody has written: they name a long text again and again."""


def decoded(data: bytes) -> str:
    """The text of a part, in UTF-8 or with a mark that says UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def xml_text(data: bytes) -> str:
    """The words of a part, paragraph by paragraph, and what its attributes say."""
    return _xml_text(decoded(data))


def _xml_text(text: str) -> str:
    said = "\n".join(dict.fromkeys(_SAID.findall(text)))
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text)) + "\n" + said)


def cells_text(data: bytes) -> str:
    """The same of a sheet, without the plain cells of its rows, which `rows` gives, and each line by itself."""
    inside, end, after = decoded(data).rpartition("</row>")
    return "\n\n".join(dict.fromkeys(_xml_text(_PLAIN_CELL.sub("", inside) + end + after).split("\n")))


def shared_strings(data: bytes) -> list[str]:
    """The strings that cells of a workbook name by number."""
    items = decoded(data).split("</si>")[:-1]
    return [html.unescape(_TAG.sub("", item[item.rfind("<si") :].partition("<rPh")[0])) for item in items]


def rows(data: bytes, shared: list[str], most: int) -> str:
    """The cells of a sheet side by side, a row a line, numbers as one would read them; up to `most` characters."""
    left = most
    read: dict[tuple[bool, str], str] = {}
    lines = []
    for row in decoded(data).split("</row>")[:-1]:
        cells = []
        for cell in row.split("</c>")[:-1]:
            about, _, held = cell[cell.rfind("<c ") :].partition(">")
            key = ('t="s"' in about, held)
            if key not in read:
                read[key] = _cell(*key, shared)
            cells.append(read[key])
        lines.append("|".join(cells))
        left -= len(lines[-1])
        if left < 0:
            raise TooLongError
    return "\n".join(lines)


def _cell(is_shared: bool, held: str, shared: list[str]) -> str:
    value = _VALUE.search(held)
    if value and is_shared:
        index = int(value[1]) if value[1].isascii() and value[1].isdigit() and len(value[1]) < 8 else len(shared)
        return shared[index] if index < len(shared) else ""
    text = value[1] if value else _TAG.sub("", held)
    return f"{float(text):.0f}" if _FLOAT.fullmatch(text) else html.unescape(text)


_WORDS = pattern("[\t\r\n -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def _wide(data: bytes) -> str | None:
    """The text of two or four bytes a character without a mark that says so; None where it is none."""
    for code in ("utf-16-le", "utf-16-be", "utf-32"):
        begins = data[:4000].decode(code, "replace")
        if len(_WORDS.findall(begins)) > 0.85 * len(begins):
            return data.decode(code, "replace")
    return None


def text_of(data: bytes) -> str | None:
    """The text of a file of any name, whatever it is encoded in; None where it is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096]:
        return _wide(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if (wide := _wide(data)) is not None:
        return wide
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")
