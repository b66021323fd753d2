"""From bytes to text: the encoding, and the characters that no one can see."""

import re
from collections.abc import Iterator

from branch_portal.ground.patterns import pattern
from branch_portal.ground.problems import Place, Problem
from branch_portal.source.messages import ENCODING, INVISIBLE, SIZE

MAX_BYTES = 2_000_000
"""Of a text that people write; the longest of the sample has a two-hundredth of it."""
_MOST_REPORTED = 50

_HIDDEN = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u061c\u115f\u1160\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]|\r(?!\n)"
)
_IN_YAML = pattern(rf"{_HIDDEN}|\t|(?m:^[ ]*\u3000)")
_IN_PROSE = pattern(rf"{_HIDDEN}|(?m:^[ ]*[\t\u3000])")
HIDDEN = pattern(f"{_HIDDEN}|[\t\u3000]")
"""A character that has no business in a key."""

_NAMES = {
    "\t": "製表符（Tab）", "\u3000": "全角空格", "\u00a0": "不換行空格", "\u200b": "零寬空格", "\ufeff": "文件中間的 BOM",
    "\u2028": "行分隔符", "\u2029": "段分隔符", "\u0085": "換行符 NEL", "\r": "單獨的回車符", "\u200e": "文字方向符",
    "\u200f": "文字方向符", "\u00ad": "軟連字符",
} | {chr(code): "文字方向符" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}  # fmt: skip
_SIGNATURES = {b"PK\x03\x04": "Excel、Word 或壓縮包", b"\xd0\xcf\x11\xe0": "舊版 Excel 或 Word", b"%PDF": "PDF"}


def decode(content: bytes, path: str) -> str | Problem:
    """The text of a file, or the one problem that makes it unreadable. A BOM at the start is dropped."""
    if len(content) > MAX_BYTES:
        return SIZE.problem(Place(path), f"文件有{len(content) / 1_000_000:.1f}MB")
    if content[:4] in _SIGNATURES:
        kind = _SIGNATURES[content[:4]]
        return ENCODING.problem(Place(path), f"這是{kind}文件，不是文本文件", mend="換成文本文件，不要只改擴展名。")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:64].count(0) > len(content[:64]) // 6:
        return ENCODING.problem(Place(path), "文件是 UTF-16（Unicode）編碼，應為 UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _not_utf8(content, path)


def as_far_as_readable(content: bytes) -> str:
    """What a file that cannot be read looks like, for the lines beside a message: no more of it than could be read."""
    return content[:MAX_BYTES].decode("utf-8-sig", errors="replace")


def _not_utf8(content: bytes, path: str) -> Problem:
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
    place = Place(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    if re.search("[\u3400-\u9fff]", before):
        return ENCODING.problem(
            place,
            "這裡的字節不是 UTF-8，前面卻是，文件可能損壞或拼接過",
            mend="從原來的文件重新複製這一段，再「另存為」UTF-8。",
        )
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return ENCODING.problem(place, "文件不是 UTF-8 編碼")
    return ENCODING.problem(place, "文件不是 UTF-8 編碼，像是 GBK（ANSI）編碼")


_LONE_RETURNS = 1
"""From more on it is the whole file that another program has written, no slip of a finger."""


def invisible(text: str, path: str, prose: bool = False) -> Iterator[Problem]:
    """Every character of `text` that cannot be seen, at its place; the first fifty.

    In YAML a tab is refused anywhere, in prose (Markdown) only as indentation.
    """
    if not prose and text.count("\r") > text.count("\r\n") + _LONE_RETURNS:
        saved = "用記事本或編輯器打開，換行符選 Windows（CRLF）或 Unix（LF），再保存。"
        yield INVISIBLE.problem(Place(path), "換行用的是單獨的回車符（舊式 Mac 的換行），整個文件成了一行", mend=saved)
        return
    line, line_start = 1, 0
    for number, match in enumerate((_IN_PROSE if prose else _IN_YAML).finditer(text)):
        if number == _MOST_REPORTED:
            return
        at = match.end() - 1
        line += text.count("\n", line_start, at)
        line_start = text.rfind("\n", 0, at) + 1
        mend = None
        if text[at] not in "\t\u3000\u00a0" and not prose:
            whole = text[line_start : text.find("\n", at) if "\n" in text[at:] else len(text)]
            clean = re.sub(_HIDDEN, "", whole)
            mend = f"看不見，刪去整行重打：第{line}行改成「{clean}」。" if clean.strip() and len(clean) <= 120 else None
        if text[at] in "\t\u3000":
            begins = not text[line_start:at].strip(" \t\u3000")
            mend = "換成半角空格，與同層的行左對齊。" if begins else "換成一個半角空格。"
        yield INVISIBLE.problem(Place(path, line, at - line_start + 1), f"這裡有{name_of(text[at])}", mend=mend)


def name_of(char: str) -> str:
    """What to call a character that cannot be seen."""
    return f"{_NAMES.get(char, '看不見的字符')}（U+{ord(char):04X}）"
