"""逐字對照: what one text has that the other has not, word by word; and texts in two columns of a terminal."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from branch_portal.ground.problems import display_width

_WORD = re.compile(r"[A-Za-z0-9_.-]+|\s+|.", re.DOTALL)
GONE, NEW = ("〔-", "-〕"), ("〔+", "+〕")
"""What stands around words that are gone, and around new ones."""


def marked(old: str, new: str) -> str:
    """`new` with what it has more than `old` marked, and in place what is gone."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    text = ""
    for gone, fresh, same in _changes(matcher, before, after):
        if gone:
            text += gone.join(GONE)
        if fresh:
            text += fresh.join(NEW)
        text += same
    return text


def _changes(
    matcher: "SequenceMatcher[str]", before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Words gone, new words, and the words after them that stay; a single word between two changes belongs to them."""
    gone = fresh = ""
    codes = matcher.get_opcodes()
    for number, (what, start, stop, from_, to) in enumerate(codes):
        old, new = "".join(before[start:stop]), "".join(after[from_:to])
        if what != "equal" or (stop - start == 1 and 0 < number < len(codes) - 1):
            gone, fresh = gone + old, fresh + new
        else:
            yield gone, fresh, old
            gone = fresh = ""
    if gone or fresh:
        yield gone, fresh, ""


def columns(left: Sequence[str], right: Sequence[str], width: int) -> Iterator[str]:
    """Two texts side by side, each `width` columns of a terminal wide."""
    sides = [[part for line in lines for part in wrapped(line, width)] for lines in (left, right)]
    for one, other in zip_longest(*sides, fillvalue=""):
        yield f"{one}{' ' * (width - display_width(one))} │ {other}".rstrip()


def wrapped(text: str, width: int) -> Iterator[str]:
    """`text` in lines of at most `width` columns of a terminal."""
    line = ""
    for char in text:
        if display_width(line + char) > width:
            yield line
            line = ""
        line += char
    yield line
