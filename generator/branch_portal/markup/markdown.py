"""A text in Markdown as the finished HTML of its page, and what must not be published in it, at its line."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from markdown import Markdown

from branch_portal.markup.allowed import ADMONITIONS
from branch_portal.markup.judgement import Fault, judge
from branch_portal.markup.tokens import Token, tokens
from branch_portal.source.comments import fences, unfinished, without_comments

EXTENSIONS = ("toc", "tables", "fenced_code", "admonition", "attr_list")
"""Those of `mkdocs.yml`, and the three that MkDocs has always on."""
OPTIONS: dict[str, dict[str, Any]] = {"tables": {"use_align_attribute": True}}
"""Those of `mkdocs.yml` that decide which attributes come out."""
_MOST_REPORTED = 20
_TAIL = '\n\n<div id="end-of-text"></div>\n'
"""What we put below a text begins with a tag too: it ends a tag that the text leaves open."""


@dataclass(frozen=True)
class Found:
    """One fault at its line and column, from 1."""

    line: int
    column: int
    fault: Fault


@lru_cache(maxsize=512)
def faults(text: str, known: str | None = None) -> tuple[Found, ...]:
    """The first twenty things in a text that must not be published, in the order of the page.

    Links that begin with `known` are somebody else's to judge.
    """
    return () if is_plain(text, known) else judged(text, known)


def judged(text: str, known: str | None = None) -> tuple[Found, ...]:
    """The same, by what comes out of the text."""
    markdown = without_comments(text)
    found = []
    if (start := unfinished(text)) is not None:
        line, column = _position(text, start)
        mend = "在註釋末尾補上 -->，或刪去 <!--；要照原樣顯示，放進反引號裡。"
        found.append(Found(line, column, Fault("broken", Token("broken", "<!--"), "註釋沒有結束", mend)))
    spotted = tuple(tokens(_html(markdown)))
    judged = (one for one in judge(spotted) if not (known and one.kind == "link" and one.needle.startswith(known)))
    wrong = list(islice(judged, _MOST_REPORTED - len(found)))
    return (*found, *_placed(markdown, spotted, wrong)) if wrong else tuple(found)


_PLAIN_LINK = re.compile(r"\]\((?:https?://|\.\.?/|[\w#])[\w\-./#%?=,;~+]*\)")
_PLAIN_ID = re.compile(r"\{#[A-Za-z][\w-]*\}")
_PLAIN_BOX = re.compile(rf"^!!! (?:{'|'.join(ADMONITIONS)})(?: \"[^\"\n]*\")?$", re.MULTILINE)
_PLAIN_FENCE = re.compile(r"^```\w*$", re.MULTILINE)
_TELLING = re.compile("[\x00-\x08\x0b-\x1f\x7f<&\\\\{]|!\\[|\\]\\(|\\] ?\\[|\\]:|!!!|```|~~~|^\\W*_", re.MULTILINE)
"""All that more than paragraphs, lists, tables and emphasis can come of; what begins with "_" may be a heading whose anchor does."""


def is_plain(text: str, known: str | None = None) -> bool:
    """Whether it is seen without conversion that nothing which is to be judged can come out of a text; most are so.

    Links that begin with `known` are somebody else's to judge.
    """
    if known:
        text = text.replace(f"]({known}", "](")
    for plain in (_PLAIN_LINK, _PLAIN_ID, _PLAIN_BOX, _PLAIN_FENCE):
        text = plain.sub("", text)
    return not _TELLING.search(text)


def _html(markdown: str) -> str:
    return str(Markdown(extensions=list(EXTENSIONS), extension_configs=OPTIONS).convert(markdown + _TAIL))


def _placed(markdown: str, spotted: Sequence[Token], wrong: Sequence[Fault]) -> list[Found]:
    """The faults with their places: a tag stands where the shortest beginning of the text ends that has it too."""
    lines = markdown.split("\n")
    code = fences(markdown)

    @cache
    def seen(count: int) -> Counter[str]:
        """How often each tag comes out of the first `count` lines; a piece of code counts when it is whole."""
        count = next((first - 1 for first, last in code if first <= count < last), count)
        return Counter(token.text for token in tokens(_html("\n".join(lines[:count]))))

    placed = []
    for fault in wrong:
        text = fault.token.text
        number = 1 + [token.text for token in spotted[: _index(spotted, fault.token)]].count(text)
        least, most = 0, len(lines)
        while most - least > 1:
            middle = (least + most) // 2
            least, most = (least, middle) if seen(middle)[text] >= number else (middle, most)
        most = next((first for first, last in code if most == last), most)  # only the first line of code makes tags
        placed.append(Found(*_exact(lines, most, fault), fault))
    return placed


def _index(spotted: Sequence[Token], token: Token) -> int:
    return next(index for index, one in enumerate(spotted) if one is token)


def _exact(lines: Sequence[str], line: int, fault: Fault) -> tuple[int, int]:
    """Line and column of what is wrong in a tag that ends in `line`."""
    before = sum(len(one) + 1 for one in lines[: line - 1])
    end = before + len(lines[line - 1])
    text = "\n".join(lines[:line])
    start = text.rfind(fault.token.text)
    if start >= 0 and start + len(fault.token.text) > before:
        return _position(text, start)
    column = lines[line - 1].find(fault.needle) if fault.needle else -1
    return _position(text, before + column if column >= 0 else min(before, end))


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
