"""Pinyin: the Chinese words of titles and keywords, and how their characters are read."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
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
    lazy_pinyin = reader()
    found: dict[str, set[str]] = defaultdict(set)
    for run in stretches:
        for character, syllable in zip(run, lazy_pinyin(run), strict=True):
            if syllable.isalpha() and syllable.isascii():
                found[syllable].add(character)
    return {syllable: "".join(sorted(characters)) for syllable, characters in sorted(found.items())}


@lru_cache(maxsize=1)
def reader() -> Callable[[str], list[str]]:
    """What gives the syllables of a text. The package is slow to import, and of its 47,000 phrases each has lists of its own,
    37 MB of them: a syllable is kept once."""
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    same: dict[tuple[str, ...], list[str]] = {}
    for syllables in PHRASES_DICT.values():
        syllables[:] = [same.setdefault(tuple(one), one) for one in syllables]
    return lazy_pinyin


@lru_cache(maxsize=1)
def frequent() -> list[tuple[str, int]]:
    """The syllables of the `FREQUENT` characters, each with how many follow one another."""
    lazy_pinyin = reader()
    syllables = (lazy_pinyin(character)[0] for character in FREQUENT)
    return [(syllable, len(list(group))) for syllable, group in groupby(syllables)]
