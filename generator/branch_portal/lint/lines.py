"""Content lines: bytes become unfolded lines of text, each with its line number in the file."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from branch_portal.lint.rule import Finding, rule

BOM = rule("LINE-01", "RFC 5545 §3.1.4；ical.js 讀不了", "文件開頭沒有字節順序標記（BOM）")
LINE_END = rule("LINE-02", "RFC 5545 §3.1", "每一行（包括最後一行）都以 CRLF 結束")
TOO_LONG = rule("LINE-03", "RFC 5545 §3.1", "一行不超過75個字節，超過的折行")
NOT_UTF8 = rule("LINE-04", "RFC 5545 §3.1.4、§6", "文件是 UTF-8 編碼")
SPLIT_CHARACTER = rule("LINE-05", "RFC 5545 §3.1；Thunderbird 存成亂碼", "折行不切開一個漢字")
CONTROL = rule("LINE-06", "RFC 5545 §3.1（CONTROL）", "沒有控制字符")
SEPARATOR = rule("LINE-07", "閱讀程序把它當換行", "沒有 U+0085、U+2028、U+2029 等不可見的分隔符", "readers")
BLANK = rule("LINE-08", "RFC 5545 §3.1", "沒有空行")
STRAY_FOLD = rule("LINE-09", "RFC 5545 §3.1", "第一行不以空格開頭")
SPLIT_ESCAPE = rule("LINE-10", "閱讀程序各不相同", "折行不切開反斜杠和它後面的字符", "readers")
NOT_NFC = rule("LINE-11", "Unicode UAX #15", "文字用合成形式（NFC），同一個字只有一種寫法", "readers")
BROKEN_TEXT = rule("LINE-12", "Unicode（U+FFFD）", "沒有代表壞字的「�」", "readers")
TOO_MUCH = rule("LINE-13", "閱讀程序讀不動", "文件不超過20萬行，錯處不超過1萬處")

MOST_BYTES = 10_000_000
"""Of a whole feed; more is not read."""
_MOST_LINES = 200_000
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_SEPARATORS = re.compile("[\x80-\x9f\u2028\u2029\ufeff]")


@dataclass(frozen=True)
class ContentLine:
    """One unfolded line; `line` is the number of its first line in the file."""

    text: str
    line: int


def read(feed: bytes) -> tuple[list[ContentLine], list[Finding]]:
    """The feed's content lines and what is wrong with its bytes; never fails, bad bytes become U+FFFD."""
    findings = []
    if feed.startswith(b"\xef\xbb\xbf"):
        findings.append(BOM.at(1, "開頭有 BOM（EF BB BF）"))
        feed = feed[3:]
    raw = feed.split(b"\n", _MOST_LINES)
    if len(raw) > _MOST_LINES:
        findings.append(TOO_MUCH.at(_MOST_LINES + 1, f"超過{_MOST_LINES // 10_000}萬行，從這裡起沒有檢查"))
        raw[-1] = b""
    findings += _line_ends(raw)
    if raw[-1] == b"":
        raw.pop()
    physical = [line.removesuffix(b"\r") for line in raw]
    lines = []
    for number, parts in _unfolded(physical):
        findings += _bytes(number, parts)
        text = b"".join((parts[0], *(part[1:] for part in parts[1:]))).decode("utf-8", "replace")
        findings += _characters(number, text)
        if text.strip():
            lines.append(ContentLine(text, number))
        else:
            findings.append(BLANK.at(number, "這一行是空的"))
    return lines, findings


def _line_ends(raw: list[bytes]) -> Iterator[Finding]:
    bare = [number for number, line in enumerate(raw[:-1], start=1) if not line.endswith(b"\r")]
    if bare:
        yield LINE_END.at(bare[0], f"以 LF 結束，不是 CRLF，共{len(bare)}行")
    if raw[-1]:
        yield LINE_END.at(len(raw), "文件的最後一行沒有結束符")
    for number, line in enumerate(raw, start=1):
        if b"\r" in line[:-1]:
            yield LINE_END.at(number, "行的中間有單獨的 CR")


def _unfolded(physical: list[bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """Groups of physical lines that make one content line, with the number of the first."""
    group: list[bytes] = []
    start = 1
    for number, line in enumerate(physical, start=1):
        if line[:1] in (b" ", b"\t") and group:
            group.append(line)
            continue
        if group:
            yield start, group
        group, start = [line], number
    if group:
        yield start, group


def _bytes(number: int, parts: list[bytes]) -> Iterator[Finding]:
    """What is wrong with the bytes of one content line, whose first physical line is `number`."""
    if number == 1 and parts[0][:1] in (b" ", b"\t"):
        yield STRAY_FOLD.at(1, "文件以續行開頭")
    for offset, part in enumerate(parts):
        if len(part) > 75:
            yield TOO_LONG.at(number + offset, f"這一行有{len(part)}個字節")
    whole = b"".join((parts[0], *(part[1:] for part in parts[1:])))
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError as error:
        yield NOT_UTF8.at(number, f"第{error.start + 1}個字節起不是 UTF-8")
        return
    for offset, part in enumerate(parts[:-1]):
        trailing = len(part) - len(part.rstrip(b"\\"))
        if trailing % 2:
            yield SPLIT_ESCAPE.at(number + offset, "折行正好在反斜杠之後")
        if not _whole_characters(part):
            yield SPLIT_CHARACTER.at(number + offset, "折行切開了一個漢字的字節")


def _whole_characters(part: bytes) -> bool:
    try:
        part.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end < len(part)
    return True


def _characters(number: int, text: str) -> Iterator[Finding]:
    if text.isascii() and text.isprintable():
        return
    if found := _CONTROLS.search(text.replace("\r", "")):
        yield CONTROL.at(number, f"有控制字符 U+{ord(found[0]):04X}")
    if found := _SEPARATORS.search(text):
        yield SEPARATOR.at(number, f"有不可見字符 U+{ord(found[0]):04X}")
    if not unicodedata.is_normalized("NFC", text):
        yield NOT_NFC.at(number, "文字不是 NFC 形式")
    if "\ufffd" in text:
        yield BROKEN_TEXT.at(number, "有壞字「�」")
