"""Finished HTML as tags. Only what every reader takes for the same tag is one; all else that begins like a tag is broken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

_BEGINS = re.compile(r"<(?=[A-Za-z/!?])")
_SPACE = "[ \t\n\r\f]"
_NAME = "[^\x00-\x20\"'<>/=\x7f]++"
_VALUE = "\"[^\"]*+\"|'[^']*+'|[^ \t\n\r\f\"'=<>`]++"
_ATTRIBUTE = re.compile(rf"{_SPACE}++({_NAME})(?:{_SPACE}*+={_SPACE}*+({_VALUE}))?")
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)"
    rf"(?P<attributes>(?:{_SPACE}++{_NAME}(?:{_SPACE}*+={_SPACE}*+(?:{_VALUE}))?+)*+){_SPACE}*+/?>"
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BROKEN = re.compile(r"<[^<>\n]{0,60}>?")
_UNREAD = frozenset((
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "template",
))  # fmt: skip
"""Elements whose content browsers read in other ways; it is passed over here."""


@dataclass(frozen=True)
class Token:
    """One tag as it stands in `text`; `name` and the names of `attributes` in small letters, values unescaped."""

    kind: Literal["open", "close", "comment", "broken"]
    text: str
    name: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


def tokens(html: str) -> Iterator[Token]:
    """Every tag and comment of `html`, in order."""
    position = 0
    endless: set[str] = set()
    while begins := _BEGINS.search(html, position):
        start = begins.start()
        if tag := _TAG.match(html, start):
            token = _tag(tag)
            position = tag.end()
            if token.kind == "open" and token.name in _UNREAD - endless:
                if end := _end(token.name).search(html, position):
                    position = end.end()
                else:
                    endless.add(token.name)
        elif comment := _COMMENT.match(html, start):
            token, position = Token("comment", comment[0]), comment.end()
        else:
            broken = _BROKEN.match(html, start)
            token, position = Token("broken", broken[0] if broken else "<"), start + 1
        yield token


def _tag(tag: re.Match[str]) -> Token:
    pairs = tuple((one[1].lower(), unescape(_bare(one[2] or ""))) for one in _ATTRIBUTE.finditer(tag["attributes"]))
    return Token("close" if tag["close"] else "open", tag[0], tag["name"].lower(), pairs)


def _bare(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value


def _end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}{_SPACE}*+>", re.IGNORECASE)
