"""One class for every character: Traditional, Simplified, variants, full width and case."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import opencc

_HAN = [*range(0x3400, 0xA000), *range(0xF900, 0xFB00)]
_SAME = (
    "覆复", "乾干", "著着", "瞭了", "帳账賬帐", "臺台", "綫線线", "羣群", "裏裡里", "麼么", "甚什", "徵征", "衆眾众", "爲為为",
    "纔才", "佔占", "佈布", "週周", "遊游", "唸念", "鬱郁", "藉借", "祇只", "嚐尝", "曆历歷", "摺折", "溼濕湿", "牀床", "峯峰",
    "砲炮", "註注", "証證证", "黏粘", "夥伙", "僱雇", "燻熏", "譁哗", "儘尽盡", "癥症", "彙汇匯", "託托", "憑凭",
)  # fmt: skip
"""Characters that one-to-one conversion keeps apart though readers type either."""
_UNIT = re.compile("[0-9a-z\u00c0-\u024f]+|[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_RUN = re.compile("(?:[0-9a-z\u00c0-\u024f]+|[\u3007\u3400-\u9fff\U00020000-\U0003ffff])+")
_WORD = re.compile("[0-9a-z\u00c0-\u024f]")


@lru_cache(maxsize=1)
def fold_table() -> dict[int, str]:
    """Code point → the character that stands for its class (a Simplified one), where it is another."""
    characters = [chr(code) for code in _HAN]
    lines = "\n".join(characters)
    pairs: list[tuple[str, str]] = []
    for config in ("t2s", "tw2s", "hk2s"):
        pairs += zip(characters, opencc.OpenCC(config).convert(lines).split("\n"), strict=True)
    pairs += [(one, group[-1]) for group in _SAME for one in group]
    target: dict[str, str] = {}

    def root(character: str) -> str:
        while (parent := target.get(character, character)) != character:
            character = parent
        return character

    for one, other in pairs:
        if len(other) == 1 and (start := root(one)) != (end := root(other)):
            target[start] = end
    return {ord(one): root(one) for one in target}


def fold(text: str) -> str:
    """The text as the index and a query see it; may be longer than `text` where one sign stands for several."""
    return unicodedata.normalize("NFKC", text).lower().translate(fold_table())


def units(folded: str) -> list[list[str]]:
    """The runs of a folded text, each as its single Han characters and its Latin words and numbers."""
    return [_UNIT.findall(run) for run in _RUN.findall(folded)]


def tokens(folded: str) -> set[str]:
    """Every two neighbours of each run, and its last unit alone: a unit is found as the beginning of tokens."""
    found: set[str] = set()
    for run in _RUN.findall(folded):
        parts = _UNIT.findall(run) if _WORD.search(run) else run
        found.update(map(str.__add__, parts, parts[1:]))
        found.add(parts[-1])
    return found


def variants(characters: Iterable[str]) -> dict[str, str]:
    """For each folded character the others of its class, as one string; classes of one are left out."""
    wanted = set(characters)
    classes: dict[str, str] = defaultdict(str)
    for code, representative in fold_table().items():
        if representative in wanted:
            classes[representative] += chr(code)
    return dict(sorted(classes.items()))
