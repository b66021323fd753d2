"""What is carried in another form: mails, RTF, folded lines, encoded pieces, and the words of markup beside one another."""

import binascii
import email
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from urllib.parse import unquote

from branch_portal.ground.patterns import pattern

_HEADER = re.compile(rb"[!-9;-~]{1,60}:[ \t][^\n]{0,998}\n")
_MAIL = re.compile(rb"^(?:content-type|mime-version|content-transfer-encoding):|=\?[\w-]{2,20}\?[bq]\?", re.I | re.M)
_RTF = pattern(
    r"\\u(?P<code>-?[0-9]{1,5}) ?(?:\\'[0-9a-fA-F]{2}|[^\\{}])?|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<end>par|line|row|sect|page|cell|tab)(?![a-z])-?[0-9]{0,9} ?|\\[a-z]{1,32}-?[0-9]{0,9} ?|\\(?P<sign>[\\{}])|\\[^a-z]|[{}\r\n]|(?P<text>[^\\{}\r\n]+)"
)
_FOLDED = pattern(r"\r?\n[ \t]")
_MANY = 500
"""Pieces that are looked at one by one: each look has its price."""
_PERCENT = pattern(r"[^\s\"'<>]{0,200}%[0-9A-Fa-f]{2}[^\s\"'<>]{0,2000}")
_PACKED = pattern(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}={0,2}")
_LETTERS = bytes(65 if chr(one).isascii() and (chr(one).isalnum() or chr(one) in "+/") else 32 for one in range(256))
_RUN = b"A" * 20
"""What `_PACKED` must have: a quick look before the slow one."""
_TENTH_POWERS = tuple(f"{letter}{sign}10" for letter in "eE" for sign in ("", "+"))
"""Looked for first: `_FLOAT` looks at every digit."""
_FLOAT = pattern(r"(?<![0-9.])1\.[3-9][0-9]{4,9}[eE]\+?10(?![0-9])")
_DRAWN = pattern(r"<(?:text|tspan|span|td|div|p|li|b|i|em|strong|font)\b[^<>]*>[^<>]{1,40}</")
_PART_OF_A_WORD = pattern(r"</?(?:tspan|span|b|i|em|strong|font)\b[^<>]*>")
_CELL, _TEXT = pattern(r"</t[dh]>\s*<t[dh]\b[^<>]*>"), pattern(r"</text>\s*<text\b[^<>]*>")
_BETWEEN, _TAG = pattern(r">\s+<"), pattern(r"<[^<>]*>")


def is_carrier(data: bytes) -> bool:
    """Whether a file is a mail or RTF, whatever it is called."""
    return data.startswith(b"{\\rtf") or bool(_HEADER.match(data[:1100]) and _MAIL.search(data[:20_000]))


def held_in(data: bytes) -> Iterator[str | bytes]:
    """The words of a mail's headers or of RTF, and the parts of a mail as they were before they were packed."""
    if data.startswith(b"{\\rtf"):
        yield _rtf(data.decode("latin-1"))
        return
    for part in email.message_from_bytes(data).walk():
        for name, value in part.items():
            yield f"{name}: {_header(str(value)[:4000])}"
        held = None if part.is_multipart() else part.get_payload(decode=True)
        if isinstance(held, bytes):
            yield held


def _header(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value


def _rtf(text: str) -> str:
    """The words of RTF: its control words taken away, its escapes resolved; bytes are those of Chinese Windows."""
    pieces: list[str] = []
    plain = bytearray()

    def end(piece: str) -> None:
        pieces.extend((plain.decode("gb18030", "replace"), piece))
        plain.clear()

    for match in _RTF.finditer(text):
        if match["text"]:
            plain += match["text"].encode("latin-1")
        elif match["sign"]:
            plain += match["sign"].encode()
        elif match["byte"]:
            plain.append(int(match["byte"], 16))
        elif match["code"]:
            end(chr(int(match["code"]) % 65536))
        elif match["end"]:
            end("|" if match["end"] in ("cell", "tab") else "\n")
    end("")
    return "".join(pieces)


def carried(text: str) -> Iterable[tuple[int, str]]:
    """Pieces of a text as they are read where they are used, each with where it begins; very many together, where the first does."""
    pieces = list(_pieces(text))
    return pieces if len(pieces) < _MANY else [(pieces[0][0], "\n\n".join(piece for _, piece in pieces))]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    if text[:8].upper().startswith("BEGIN:V"):
        yield 0, _FOLDED.sub("", text)
    if "%" in text:
        yield from ((match.start(), unquote(match[0])) for match in _PERCENT.finditer(text))
    if _RUN in text.encode("utf-8", "replace").translate(_LETTERS):
        for match in _PACKED.finditer(text):
            if (held := _unpacked(match[0])) is not None:
                yield match.start(), held
    if any(power in text for power in _TENTH_POWERS):
        for match in _FLOAT.finditer(text):
            yield match.start(), f"{float(match[0]):.0f}{text[match.end() : match.end() + 12]}"
    if drawn := _DRAWN.search(text):
        yield drawn.start(), words_beside(text[drawn.start() :])


def words_beside(markup: str) -> str:
    """The words of markup without it: pieces of a word joined, cells and drawn texts side by side."""
    joined = _PART_OF_A_WORD.sub("", _BETWEEN.sub("><", markup))
    return _TAG.sub("\n", _TEXT.sub(" ", _CELL.sub("|", joined)))


def _unpacked(packed: str) -> str | None:
    """The text that a piece in base64 stands for; None where it stands for none."""
    try:
        held = b64decode(packed + "=" * (-len(packed) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return held if "".join(held.split()).isprintable() else None
