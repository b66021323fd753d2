"""A paper before it has a form: its title, its paragraphs and tables, who signs it and when."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["to", "first", "second", "third", "body", "note", "sign"]
"""What a paragraph is: 主送機關, 一、, （一）, 1. or plain text, a note below, a signature at the right."""


@dataclass(frozen=True)
class Line:
    """One paragraph."""

    text: str
    kind: Kind = "body"


@dataclass(frozen=True)
class Grid:
    """A table: its heads, its rows, and how wide each column is against the others."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One paper; `number` is its 發文字號 or serial number, `organ` who sends it, `date` in words."""

    title: str
    parts: tuple[Line | Grid, ...]
    number: str = ""
    organ: str = ""
    date: str = ""


_DIGITS = "〇一二三四五六七八九"


def numeral(number: int) -> str:
    """一 to 九十九, as headings count."""
    tens, ones = divmod(number, 10)
    words = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return words + (_DIGITS[ones] if ones else "")


def first(number: int, text: str) -> Line:
    """A heading of the first level: 一、."""
    return Line(f"{numeral(number)}、{text}", "first")


def second(number: int, text: str) -> Line:
    """A heading of the second level: （一）."""
    return Line(f"（{numeral(number)}）{text}", "second")
