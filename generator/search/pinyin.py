"""Pinyin: which characters of titles and keywords stand together, and how each is read."""

import re
from collections import defaultdict
from collections.abc import Iterable

from generator.search.fold import fold

WHOLE, START, INSIDE = 9, 5, 2
"""Weights of two neighbouring characters: a whole keyword or title, the beginning of one, within one."""

_HAN = re.compile("[\u3007\u3400-\u9fff]+")


def runs(terms: Iterable[str]) -> list[str]:
    """The distinct unbroken stretches of folded Han characters in `terms`, in order."""
    return list(dict.fromkeys(run for term in terms for run in _HAN.findall(fold(term))))


def neighbours(stretches: Iterable[str]) -> dict[str, int]:
    """The highest weight of every two neighbouring characters."""
    found: dict[str, int] = {}
    for run in stretches:
        for place in range(len(run) - 1):
            pair = run[place : place + 2]
            found[pair] = max(found.get(pair, 0), WHOLE if len(run) == 2 else INSIDE if place else START)
    return dict(sorted(found.items()))


def readings(stretches: Iterable[str]) -> dict[str, str]:
    """Syllable → the characters read so in one of the stretches; the words around decide among several readings."""
    from pypinyin import lazy_pinyin  # slow to import

    found: dict[str, set[str]] = defaultdict(set)
    for run in stretches:
        for character, syllable in zip(run, lazy_pinyin(run), strict=True):
            if syllable.isalpha() and syllable.isascii():
                found[syllable].add(character)
    return {syllable: "".join(sorted(characters)) for syllable, characters in sorted(found.items())}
