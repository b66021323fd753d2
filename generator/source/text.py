"""From bytes to text: the encoding, and the characters that no one can see."""

import re
from collections.abc import Iterator

from generator.problems import Place, Problem
from generator.source.messages import ENCODING, INVISIBLE, SIZE

MAX_BYTES = 20_000_000

_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]|(?m:^[ ]*[\t\u3000]+)|\r(?!\n)"
)
_NAMES = {
    "\t": "製表符（Tab）", "\u3000": "全角空格", "\u00a0": "不換行空格", "\u200b": "零寬空格", "\ufeff": "文件中間的 BOM",
    "\u2028": "行分隔符", "\u2029": "段分隔符", "\u0085": "換行符 NEL", "\r": "單獨的回車符",
}  # fmt: skip


def decode(content: bytes, path: str) -> str | Problem:
    """The text of a file, or the one problem that makes it unreadable. A BOM at the start is dropped."""
    if len(content) > MAX_BYTES:
        return SIZE.problem(Place(path), f"文件有{len(content) // 1_000_000}MB")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:64].count(0) > len(content[:64]) // 4:
        return ENCODING.problem(Place(path), "文件是 UTF-16 編碼，應為 UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        try:
            content.decode("gb18030")
            guess = "，像是 GBK（ANSI）編碼"
        except UnicodeDecodeError:
            guess = ""
        return ENCODING.problem(Place(path, line, column), f"文件不是 UTF-8 編碼{guess}")


def invisible(text: str, path: str) -> Iterator[Problem]:
    """Every character of `text` that cannot be seen, at its place."""
    for match in _SUSPECT.finditer(text):
        char = match[0][-1]
        line = text.count("\n", 0, match.start()) + 1
        column = match.end() - (text.rfind("\n", 0, match.start()) + 1)
        name = _NAMES.get(char, "看不見的字符")
        yield INVISIBLE.problem(Place(path, line, column), f"這裡有{name}（U+{ord(char):04X}）")
