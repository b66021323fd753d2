"""Pinyin: which characters of titles and keywords stand together, and how each is read."""

import re
from collections import defaultdict
from collections.abc import Iterable

from generator.search.fold import fold

BEGINS, ENDS, WHOLE = 1, 2, 4
"""Marks of a character that follows another: the two begin a title or keyword, end one, are a whole one."""

_HAN = re.compile("[\u3007\u3400-\u9fff]+")


def runs(terms: Iterable[str]) -> list[str]:
    """The distinct unbroken stretches of folded Han characters in `terms`, in order."""
    return list(dict.fromkeys(run for term in terms for run in _HAN.findall(fold(term))))


def followers(stretches: Iterable[str]) -> dict[str, str]:
    """After one or two characters: the characters that follow in some stretch, each with the sum of its marks.

    Two characters are known by the one before, more by the two before, so no path leads from one title into another
    unless they share three characters.
    """
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for run in stretches:
        last = len(run) - 1
        for place in range(1, len(run)):
            mark = ENDS if place == last else 0
            if place > 1:
                found[run[place - 2 : place]][run[place]] |= mark
            mark |= BEGINS if place == 1 else 0
            found[run[place - 1]][run[place]] |= mark | (WHOLE if mark == BEGINS | ENDS else 0)
    return {
        before: "".join(f"{after}{marks}" for after, marks in sorted(group.items()))
        for before, group in sorted(found.items())
    }


def readings(stretches: Iterable[str]) -> dict[str, str]:
    """Syllable → the characters read so in one of the stretches; the words around decide among several readings."""
    from pypinyin import lazy_pinyin  # slow to import

    found: dict[str, set[str]] = defaultdict(set)
    for run in stretches:
        for character, syllable in zip(run, lazy_pinyin(run), strict=True):
            if syllable.isalpha() and syllable.isascii():
                found[syllable].add(character)
    return {syllable: "".join(sorted(characters)) for syllable, characters in sorted(found.items())}
