"""One class for every character: Traditional, Simplified, variants, full width and case."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from sys import intern

import opencc

from branch_portal.ground.patterns import pattern

_HAN = [*range(0x3400, 0xA000), *range(0xF900, 0xFB00)]
_SAME = (
    "覆复", "乾干", "著着", "瞭了", "帳账賬帐", "臺台", "綫線线", "羣群", "裏裡里", "麼么", "甚什", "徵征", "衆眾众", "爲為为",
    "纔才", "佔占", "佈布", "週周", "遊游", "唸念", "鬱郁", "藉借", "祇只", "嚐尝", "曆历歷", "摺折", "溼濕湿", "牀床", "峯峰",
    "砲炮", "註注", "証證证", "黏粘", "夥伙", "僱雇", "燻熏", "譁哗", "儘尽盡", "癥症", "彙汇匯", "託托", "憑凭",
)  # fmt: skip
"""Characters that one-to-one conversion keeps apart though readers type either."""
_UNIT = pattern("[0-9]+|[a-z\u00c0-\u024f]+|[\u3007\u3400-\u9fff\U00020000-\U0003ffff]")
_RUN = pattern("(?:[0-9a-z\u00c0-\u024f]+|[\u3007\u3400-\u9fff\U00020000-\U0003ffff])+")
_WORD = pattern("[0-9a-z\u00c0-\u024f]")
LONGEST_SEAM = 6
"""Units of a phrase that is told from its parts standing apart."""


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


def units(folded: str) -> list[str]:
    """The Han characters, Latin words and numbers of a text in order, with "" where runs of them end.

    `P2605` is a word and a number, so it is found by its number too.
    """
    found: list[str] = []
    for run in _RUN.findall(folded):
        found += _UNIT.findall(run) if _WORD.search(run) else run
        found.append("")
    return found


def tokens(parts: Sequence[str]) -> set[str]:
    """Every two neighbours among units, and the last unit of a run alone: a unit is found as a beginning of tokens."""
    return {intern(one + other) for one, other in pairwise(parts) if one}  # most stand in many texts


def seams(parts: Sequence[str]) -> set[tuple[str, str]]:
    """Units that do not follow one another here though what they begin and end with does: (`ab`, `c`) where `ab` and `bc`
    stand but not `abc`, (`ab`, `cd`) where `abc` and `bcd` stand but not `abcd`, and so on up to `LONGEST_SEAM` units.

    Pairs alone would find them. They come about around what stands here more than once.
    """
    repeated = {unit for unit, count in Counter(parts).items() if count > 1 and unit}
    around: dict[str, set[tuple[str, str]]] = defaultdict(set)
    pairs: dict[str, list[int]] = defaultdict(list)
    place = -1
    for before, unit, after in zip(("", *parts), parts, parts[1:], strict=False):
        place += 1
        if unit in repeated:
            around[unit].add((before, after))
            if after in repeated:
                pairs[unit + after].append(place)
    found = {
        (before + unit, after)
        for unit, sides in around.items()
        if len(sides) > 1
        for before, _ in sides
        if before
        for _, after in sides
        if after and (before, after) not in sides
    }
    found.update(_longer_seams(parts, [places for places in pairs.values() if len(places) > 1]))
    return found


def _longer_seams(parts: Sequence[str], stretches: list[list[int]]) -> Iterator[tuple[str, str]]:
    """Those around two units or more; `stretches` are the places of every two neighbours that stand here again."""
    for length in range(2, LONGEST_SEAM - 1):
        longer = []
        for places in stretches:
            afters: dict[str, list[int]] = {}
            for place in places:
                afters.setdefault(parts[place + length], []).append(place)
            if len(afters) == 1:
                longer.append(places)
                continue
            longer += [more for more in afters.values() if len(more) > 1]
            first, rest = parts[places[0]], "".join(parts[places[0] + 1 : places[0] + length])
            befores = {
                parts[place - 1]: {parts[other + length] for other in places if parts[other - 1] == parts[place - 1]}
                for place in places
                if place
            }
            for before, known in befores.items():
                if before:
                    yield from ((before + first, rest + after) for after in afters if after and after not in known)
        stretches = [places for places in longer if parts[places[0] + length]]


def variants(characters: Iterable[str]) -> list[tuple[str, str]]:
    """What folds into one of these folded characters, with that character, in the order of the first."""
    wanted = set(characters)
    return sorted(
        (other, one)
        for code, one in fold_table().items()
        # A browser normalises before it looks here.
        if one in wanted and unicodedata.is_normalized("NFKC", other := chr(code))
    )
