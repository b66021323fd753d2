"""Tokens with their passages as texts of a few kilobytes, and which text holds a token."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from branch_portal.search.index import EXACT, NOT
from branch_portal.search.numbers import encode, gaps, steps

PART_SIZE = 1_500
"""Characters at which a part is full; one token's passages are never divided."""
FREQUENT = 3_000
"""Passages from which on a token is a part of its own: a browser loads it last, and for questions not at all."""
FEW = 2
"""Files that somebody may load who types a single character."""
_WORDS_END = "\u0300"
"""Above every Latin word and number, below every Han character."""
_DIGITS = encode(range(4))


@dataclass(frozen=True)
class Shelf:
    """Neighbouring tokens, from `begin` to where the next shelf begins, in one part or more.

    What begins with one frequent Han character is one shelf: the code of a token's second character says in which of its
    parts it stands. So a browser need not be told where every part begins, only where the shelves do.
    """

    begin: str
    parts: list[str]


def shelves(passages: Mapping[str, list[int]]) -> Iterator[Shelf]:
    """All tokens that are not frequent, in order; those that are marked stand in the part of the pair that they begin with."""
    rare = sorted(token for token, found in passages.items() if len(found) <= FREQUENT)
    shelf: dict[str, str] = {}
    begin = last = ""
    size = 0
    for first, group in groupby(rare, key=lambda token: token[0]):
        texts = {token: _text(token, passages) for token in group}
        whole = first > _WORDS_END
        sizes = [min(len(text), PART_SIZE) + 3 for text in texts.values()]
        count = round(sum(sizes) / PART_SIZE) if whole and first <= "\uffff" else 0
        if shelf and (count > 1 or (whole and size + sum(sizes) > PART_SIZE)):
            yield Shelf(begin, [_part(shelf)])
            shelf, size = {}, 0
        if count > 1:
            yield Shelf(first, _divided(texts, count))
            last = first
            continue
        for (token, text), length in zip(texts.items(), sizes, strict=True):
            if shelf and not whole and size + length > PART_SIZE and not token.endswith(EXACT) and NOT not in token:
                yield Shelf(begin, [_part(shelf)])
                shelf, size = {}, 0
            if not shelf:
                begin = _between(last, token)
            shelf[token] = text
            size += length
            last = token
    if shelf:
        yield Shelf(begin, [_part(shelf)])


def frequent(passages: Mapping[str, list[int]]) -> dict[str, str]:
    """The frequent tokens in order, each with its part."""
    tokens = sorted(token for token, found in passages.items() if len(found) > FREQUENT)
    return {token: _part({token: _text(token, passages)}) for token in tokens}


def singles(stand: Sequence[Shelf], often: Iterable[str], single: Mapping[str, list[int]]) -> list[str]:
    """Of each character whose tokens fill more than `FEW` files, in the order of the shelves, what `single` has: somebody who types it alone loads
    one file and not all of these. The browser counts the same way which characters they are."""
    beginning = Counter(token[0] for token in often)
    return [
        gaps(single.get(shelf.begin, []))
        for shelf in stand
        if len(shelf.begin) == 1 and shelf.begin <= "\uffff" and len(shelf.parts) + beginning[shelf.begin] > FEW
    ]


def _text(token: str, passages: Mapping[str, list[int]]) -> str:
    """A token's passages as gaps; those of `ab` + NOT + `c` as places in the list of `ab`, which every query for `abc`
    has too."""
    found = passages[token]
    if NOT not in token:
        return gaps(found)
    return gaps([*map(partial(bisect_left, passages[token[: token.index(NOT)]]), found)])


def _divided(texts: Mapping[str, str], count: int) -> list[str]:
    """In at most `count` parts, none of them empty."""
    parts: list[dict[str, str]] = [{} for _ in range(count)]
    for token, text in texts.items():
        second = ord(token[1:2] or "\0")
        lead = second if second <= 0xFFFF else 0xD800 + (second - 0x10000 >> 10)  # as a browser sees it
        parts[lead % count][token] = text
    return [_part(part) for part in parts] if all(parts) else _divided(texts, count - 1)


def _part(texts: Mapping[str, str]) -> str:
    """`token|passages|token|passages…`; a token is how many of at most three characters it shares with the one before, and
    the rest."""
    pieces: list[str] = []
    before = ""
    for token, text in texts.items():
        if before[:1] != token[:1]:
            shared = 0
        elif before[:2] != token[:2]:
            shared = 1
        else:
            shared = 3 if before[:3] == token[:3] else 2
        pieces += (_DIGITS[shared] + token[shared:], text)
        before = token
    return "|".join(pieces)


def beginnings(made: Sequence[Shelf]) -> str:
    """Where the shelves begin as printable numbers: characters shared with the beginning before, characters left, and
    their codes as steps from those that stood there before."""
    numbers: list[int] = []
    before = ""
    for shelf in made:
        text = shelf.begin
        shared = _shared(before, text)
        numbers += [shared, len(text) - shared]
        for place in range(shared, len(text)):
            numbers += [*steps([ord(before[place]) if place == shared < len(before) else 0, ord(text[place])])][1:]
        before = text
    return encode(numbers)


def _between(one: str, other: str) -> str:
    """A text above `one` and not above `other`, of a round code at its end, which takes less room in `beginnings`."""
    shared = _shared(one, other)
    low = ord(one[shared]) if shared < len(one) else 0
    code = ord(other[shared])
    for bits in range(code.bit_length()):
        if (rounded := code >> bits << bits) <= low:
            break
        code = rounded
    return other[:shared] + chr(code)


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
