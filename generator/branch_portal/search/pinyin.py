"""Pinyin: the Chinese words of titles and keywords, and how their characters are read."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from branch_portal.search.fold import fold

FREQUENT = b"".join(bytes((0xB0 + place // 94, 0xA1 + place % 94)) for place in range(3755)).decode("gb2312")
"""The characters of GB 2312's first level in its order, which is that of their sounds."""

_HAN = re.compile("[\u3007\u3400-\u9fff]+")


def runs(terms: Iterable[str]) -> list[str]:
    """The distinct unbroken stretches of at least two folded Han characters in `terms`, sorted."""
    return sorted({run for term in terms for run in _HAN.findall(fold(term)) if len(run) > 1})


def readings(stretches: Iterable[str]) -> dict[str, str]:
    """Syllable → the characters read so in one of the stretches; the words around decide among several readings."""
    from pypinyin import lazy_pinyin  # slow to import

    found: dict[str, set[str]] = defaultdict(set)
    for run in stretches:
        for character, syllable in zip(run, lazy_pinyin(run), strict=True):
            if syllable.isalpha() and syllable.isascii():
                found[syllable].add(character)
    return {syllable: "".join(sorted(characters)) for syllable, characters in sorted(found.items())}


@lru_cache(maxsize=1)
def frequent() -> list[tuple[str, int]]:
    """The syllables of the `FREQUENT` characters, each with how many follow one another."""
    from pypinyin import lazy_pinyin  # slow to import

    syllables = (lazy_pinyin(character)[0] for character in FREQUENT)
    return [(syllable, len(list(group))) for syllable, group in groupby(syllables)]
