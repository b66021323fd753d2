"""Whole numbers as printable text: one character below 64, so that lists of small gaps stay small when compressed."""

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import sub

_ALPHABET = [chr(code) for code in range(35, 127) if chr(code) not in "\\|"]
_LAST, _MORE = _ALPHABET[:64], _ALPHABET[64:]


class _Codes(dict[int, str]):
    def __missing__(self, number: int) -> str:
        text, rest = _LAST[number % 64], number // 64
        while rest:
            text, rest = _MORE[rest % 26] + text, rest // 26
        self[number] = text
        return text


_CODES = _Codes()


def encode(numbers: Iterable[int]) -> str:
    """Every number ≥ 0: leading digits to base 26 from the end of the alphabet, a last one to base 64."""
    return "".join(map(_CODES.__getitem__, numbers))


def steps(values: Iterable[int]) -> Iterator[int]:
    """The steps from one number to the next, the first from 0: forward ones even, backward ones odd."""
    before = 0
    for value in values:
        yield 2 * (value - before) if value >= before else 2 * (before - value) - 1
        before = value


def gaps(rising: list[int]) -> str:
    """Rising numbers as the steps between them, the first from 0."""
    return "".join(map(_CODES.__getitem__, map(sub, rising, chain((0,), rising))))
