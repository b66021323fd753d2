"""The normal form of a text: what a reader takes it for, whatever characters, markup or escapes it is written in.

Every pattern that looks for what must not be published looks at this form, so that a disguise is undone once.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from branch_portal.ground.leak_names import SURNAMES
from branch_portal.ground.patterns import pattern

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffd\u0300-\u036f\u0483-\u0489\u20d0-\u20ff\x00-\x08\x0e-\x1f\x7f"
)
"""Characters without width, that join, turn or stand over others; U+FFFD is a byte that is no text."""


def _digits() -> dict[str, str]:
    found = {}
    # Not those of Chinese, which are words too, nor full-width ones, which are folded one for one.
    for code in chain(
        range(0x80, 0x2800),
        range(0xA620, 0xAC00),
        range(0x10100, 0x11DC0),
        range(0x1D7CE, 0x1F110),
        (*range(0x1FBF0, 0x1FBFA),),
    ):
        value = unicodedata.digit(chr(code), None)
        if value is not None:
            found[chr(code)] = str(value)
    return found


_DIGITS = _digits()
_NUMERALS = str.maketrans("〇零一二三四五六七八九幺两兩壹贰叁肆伍陆柒捌玖貳陸參叄", "00123456789122123456789" + "2633")
"""Chinese digits, those of formal writing, and those that are spoken on the telephone."""
NUMERALS = "".join(map(chr, _NUMERALS))
_LETTERS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x1D400, 0x1D7CE)
            if unicodedata.normalize("NFKC", chr(code)) != chr(code)}  # fmt: skip
_LETTERS |= {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x24B6, 0x24EA), *range(0x2F00, 0x2FD6))
}
_SPACES = dict.fromkeys(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "
)
_DOTS = dict.fromkeys("\u2027\u2219\u22c5\u30fb\uff65\u2024\u02d9", "·")
_ONE_FOR_ONE = {**_DIGITS, **_LETTERS, **_SPACES, **_DOTS}
_INLINE = "a|b|i|u|s|em|strong|span|code|mark|small|big|sub|sup|font|wbr|tspan|text|ins|del|q|bdi|bdo|ruby|rb|kbd|var|tt|abbr|nobr|strike"
_NEAR = "0-9\u3007\u4e00-\u9fff\uff10-\uff19★☆@.\\-"
_SINGLE = "".join(re.escape(one) for one in _ONE_FOR_ONE if one < "\U00010000")
_FAR = pattern("[\U00010000-\U000effff]")
"""Apart: a class of both planes is searched forty times slower, and the length in UTF-16 says whether there is any."""
_ODD = (
    pattern(f"[{_INVISIBLE}{_SINGLE}]"),
    _FAR,
    pattern(
        rf"<(?<=[{_NEAR}]<)(?:!--[^\n]{{0,120}}?-->|[Bb][Rr] ?/?>|/?(?:{_INLINE})(?:\s[^<>\n]{{0,120}})?/?>)"
        rf"(?:</?(?:{_INLINE})(?:\s[^<>\n]{{0,120}})?/?>){{0,4}}(?=[{_NEAR}&])"
    ),
    pattern(
        r"&(?:#(?!3[49];)[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|(?:nbsp|ensp|emsp|thinsp|shy|zwnj|zwj|middot|period|hyphen|commat|ast|starf?"
        r"|lpar|rpar|sol|bsol|colon|num|NoBreak|ZeroWidthSpace));"
    ),
    pattern(rf"[*_~`](?<=[{_NEAR}][*_~`])(?:[*_~`](?<=\*\*|__|~~|``))?(?=[{_NEAR}])"),
    pattern(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U000[0-9a-fA-F]{5}|\r?\n[ \t]*|\\?(?=[-._*()]))"),
)
"""What is odd, by its first character; a pattern that begins with one class of characters is many times faster."""


@dataclass(frozen=True)
class Normal:
    """A text in normal form; `at` and `was` are where pieces of it begin, here and in what was written."""

    text: str
    at: tuple[int, ...]
    was: tuple[int, ...]

    def place(self, index: int) -> int:
        """Where a character of the normal form stands in the text as it was written."""
        piece = bisect_right(self.at, index) - 1
        end = self.was[piece + 1] if piece + 1 < len(self.was) else index + self.was[-1]
        return min(self.was[piece] + index - self.at[piece], end)


def normal(text: str) -> Normal | None:
    """The normal form of a text; None where it stands in that form already, but for what is folded one to one."""
    far = len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
    odd = [one for one in _ODD if (far or one is not _FAR) and one.search(text)]
    if not odd:
        return None
    pieces: list[str] = []
    tail: list[tuple[int, str]] = []
    at, was, done, length = [0], [0], 0, 0
    masked = _with_masked_names(text)
    for match in sorted(chain.from_iterable(one.finditer(text) for one in odd), key=lambda match: match.start()):
        if match.start() < done:
            continue
        before, fresh = text[done : match.start()], _resolved(match, tail, masked)
        pieces += (before, fresh)
        length += len(before) + len(fresh)
        done = match.end()
        at.append(length)
        was.append(done)
    pieces.append(text[done:])
    length += len(text) - done
    for start, comment in tail:
        pieces.append("\n" + comment)
        at.append(length + 1)
        was.append(start)
        length += 1 + len(comment)
    return Normal("".join(pieces), tuple(at), tuple(was))


def _resolved(match: re.Match[str], tail: list[tuple[int, str]], masked: Sequence[tuple[int, int]]) -> str:
    """What one odd piece stands for; the words of a comment are put aside, to be looked at by themselves.

    `masked` are the lines of which every star stands in a name.
    """
    piece = match[0]
    if piece[0] == "&":
        return _clean(html.unescape(piece))
    if piece[0] == "\\" and piece[1:2] in ("u", "x", "U"):
        return _clean(chr(int(piece[2:], 16)))
    if piece[:3].lower() == "<br":
        return "\n"
    if piece.startswith("<!--"):
        tail.append((match.start() + 4, piece[4 : piece.index("-->")]))
    if piece == "*" and _lies_in(masked, match.start()):
        return piece
    if piece >= "\U00010000":
        return _ONE_FOR_ONE.get(piece, "" if piece >= "\U000e0000" else piece)
    return _ONE_FOR_ONE.get(piece, "")


def _with_masked_names(text: str) -> list[tuple[int, int]]:
    """The lines in which each star stands in a name, as in 張*三, and none for anything else: those come in pairs."""
    return [line.span() for line in _STARRED.finditer(text) if not _NO_NAME.search(line[0])]


def _lies_in(spans: Sequence[tuple[int, int]], at: int) -> bool:
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


_STARRED = pattern(r"^[^*\n]*\*[^\n]*", re.MULTILINE)
"""From the line's beginning on: tried at every character, a long line without a star would take the square of its length."""
_NO_NAME = pattern(f"(?<![{SURNAMES}])\\*|\\*(?![\u4e00-\u9fff])")
_GONE = pattern(f"[{_INVISIBLE}]")


def _clean(character: str) -> str:
    return _ONE_FOR_ONE.get(character, _GONE.sub("", character))


def with_digits(text: str) -> str:
    """A text with its Chinese digits as figures, one for one."""
    return text.translate(_NUMERALS)
