"""What a page's body says, as sections with their anchors and passages of a few lines each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import chain

SHORT = 80
"""Characters a passage gathers from neighbouring cells and lines before it is full."""
LONG = 160
"""Characters beyond which a paragraph is cut at the end of a sentence."""
ROW = 240
"""Characters up to which a row of a table stays in one passage."""
CELL = "\t"
"""Begins a line that goes on with the row of the line before: the next cell of a table's row, what is said of a term."""

_UNREAD = re.compile(
    r"<(svg|script|style|template|form|label|button)\b.*?</\1>|<a class=\"headerlink\".*?</a>|<!--.*?-->", re.DOTALL
)
_BLOCK = re.compile(
    r"<(/?)(h[1-6]|p|li|ul|ol|dl|dt|dd|table|thead|tbody|tr|td|th|caption|div|section|article|figure|figcaption|"
    r"details|summary|blockquote|pre|br|hr|header|footer|nav|aside|form|label|option|select|button)\b([^>]*)>"
)
_ROW_BEGINS = ("tr", "dt")
_ROW_ENDS = ("tr", "dl")
_ID = re.compile(r'\bid="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=[。！？；])")


@dataclass
class Section:
    """A part of a page with an address of its own; `passages` are tuples of lines that stand close together."""

    anchor: str
    heading: str = ""
    passages: list[tuple[str, ...]] = field(default_factory=list)


@lru_cache(maxsize=10_000)
def _plain(html: str) -> str:
    return _SPACE.sub(" ", unescape(_TAG.sub("", html))).strip()


def sections(html: str) -> list[Section]:
    """Sections in order, beginning with what stands before the first anchor; drawings, scripts and controls are left out."""
    parts = _BLOCK.split(_UNREAD.sub("", html))
    found = [Section("")]
    lines: list[str] = []
    heading = row = cells = False
    for index in range(0, len(parts), 4):
        if text := parts[index].strip() and _plain(parts[index]):
            if heading and not lines and not found[-1].heading and not found[-1].passages:
                found[-1].heading = text
            else:
                lines.append(CELL + text if cells else text)
                cells = row
        if index + 1 == len(parts):
            break
        closing, tag, attributes = parts[index + 1 : index + 4]
        if tag in (_ROW_ENDS if closing else _ROW_BEGINS):
            row, cells = not closing, False
        if closing:
            heading = False
            continue
        heading = tag[0] == "h" and tag not in ("hr", "header", "h1")
        if attributes and tag != "h1" and (match := _ID.search(attributes)):
            _close(found[-1], lines)
            lines, cells = [], False
            found.append(Section(match[1]))
    _close(found[-1], lines)
    return [section for section in found if section.heading or section.passages]


def _close(section: Section, lines: list[str]) -> None:
    parts = chain.from_iterable((line,) if len(line) <= LONG else _cut(line) for line in lines)
    section.passages.extend(together(parts))


def together(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Neighbouring lines as passages, each full at `SHORT` characters; a row is not divided before `ROW`."""
    passage: list[str] = []
    length = 0
    for line in lines:
        if length >= (ROW if line.startswith(CELL) else SHORT):
            yield tuple(passage)
            passage, length = [], 0
        passage.append(line)
        length += len(line)
    if passage:
        yield tuple(passage)


@lru_cache(maxsize=10_000)
def _cut(line: str) -> tuple[str, ...]:
    parts = [""]
    for sentence in _SENTENCE.split(line):
        if parts[-1] and len(parts[-1]) + len(sentence) > LONG:
            parts.append("")
        parts[-1] += sentence
    return tuple(part for part in parts if part)
