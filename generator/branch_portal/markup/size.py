"""太大的正文: what Markdown would take minutes for, found before anything reads it.

Its patterns look for the end of every bracket that is open, each from its own place to the end of the paragraph.
"""

import re
from collections.abc import Iterator

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule

TOO_MUCH = rule(
    "PAGE-23",
    "正文排得出來",
    "一頁太長，或者一段裡有成百個沒有合上的括號，排版要等很久，別人也讀不了。",
    "刪去多出的符號；要照原樣顯示，放進反引號裡。太長的一頁分成幾頁。",
)
MOST_CHARACTERS = 300_000
"""Of one page: as many as a book has."""
_MOST_OPEN = 60
"""Brackets of one kind that may be open at once in a paragraph; of links and notes in one another there are three."""
_MOST_MARKS = 2_000
"""Fences or comments of one page."""
_RUN = re.compile(r"([`*_~<>\[\]!#|&\\-])\1{400}")
_BLANK = re.compile(r"\n[ \t]*\n")
_BRACKETS = (("[", re.compile(r"[\[\]]")), ("(", re.compile("[()]")), ("<", re.compile("[<>]")))


def too_much(text: str, path: str) -> Iterator[Problem]:
    """The first thing for which the page at `path` cannot be set; nothing for every page that people write."""
    if len(text) > MOST_CHARACTERS:
        yield TOO_MUCH.problem(Place(path), f"這一頁有{len(text)}個字符，最多{MOST_CHARACTERS}個")
    elif text.count("```") + text.count("~~~") > _MOST_MARKS or text.count("<!--") > _MOST_MARKS:
        yield TOO_MUCH.problem(Place(path), f"這一頁的代碼塊或者註釋超過{_MOST_MARKS}處")
    elif run := _RUN.search(text):
        yield TOO_MUCH.problem(_place(path, text, run.start()), f"這裡連着寫了幾百個「{run[1]}」")
    else:
        start = 0
        for end in (*(match.start() for match in _BLANK.finditer(text)), len(text)):
            if (found := _deepest(text, start, end)) is not None:
                at, bracket = found
                yield TOO_MUCH.problem(_place(path, text, at), f"這一段有{_MOST_OPEN}個以上沒有合上的「{bracket}」")
                return
            start = end


def _deepest(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where in a paragraph too many brackets are open at once, and which."""
    for bracket, either in _BRACKETS:
        if text.count(bracket, start, end) <= _MOST_OPEN:
            continue
        opened = 0
        for match in either.finditer(text, start, end):
            opened = opened + 1 if match[0] == bracket else max(0, opened - 1)
            if opened > _MOST_OPEN:
                return match.start(), bracket
    return None


def _place(path: str, text: str, at: int) -> Place:
    return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
