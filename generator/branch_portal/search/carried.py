"""What an index takes over from the last one: the passages of pages that say the same, under the numbers that they have now."""

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from branch_portal.search.passages import Section
from branch_portal.site.page import Page

Postings = Mapping[str, list[int]]
Stored = tuple[list[tuple[bytes, int]], dict[str, bytes], dict[str, bytes]]
"""Of every page in order the digest of what it is found by and how many passages it has; of every token, and of every character, its
passages as numbers of `_FORM`."""

NOTHING: Stored = ([], {}, {})
_FORM = "I"


def found_by(page: Page, sections: Sequence[Section]) -> bytes:
    """The digest of all by which a page is found: 16 bytes, the same in every build of the same program."""
    read = [(section.heading, section.passages) for section in sections]
    whole = repr((page.path, page.title, page.keywords, page.description, read))
    return hashlib.blake2b(whole.encode(), digest_size=16).digest()


@dataclass
class Carried:
    """The passages of the last index that go on, each under its new number."""

    stored: Stored = NOTHING
    _known: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    _moved: list[int] = field(default_factory=list)
    _in_order: bool = True
    _last: int = -1

    def __post_init__(self) -> None:
        number = 0
        for digest, size in self.stored[0]:
            self._known[digest] = number, size
            number += size
        self._moved = [-1] * number

    def take(self, digest: bytes, number: int) -> int | None:
        """How many passages a page goes on with, the first of which is now `number`; None where it must be read."""
        if digest not in self._known:
            return None
        start, size = self._known[digest]
        self._in_order &= start > self._last
        self._last = start
        self._moved[start : start + size] = range(number, number + size)
        return size

    def into(self, passages: dict[str, list[int]], single: dict[str, list[int]]) -> None:
        """Add what goes on to what was read anew."""
        for stored, found in zip(self.stored[1:], (passages, single), strict=True):
            for token, numbers in stored.items():
                moved = [new for old in array(_FORM, numbers) if (new := self._moved[old]) >= 0]
                fresh = found.get(token)
                if moved or fresh:
                    found[token] = moved if fresh is None and self._in_order else sorted([*moved, *(fresh or ())])


def store(digests: Sequence[bytes], sizes: Sequence[int], passages: Postings, single: Postings) -> Stored:
    """What the next index may take over."""
    plain = [{token: array(_FORM, numbers).tobytes() for token, numbers in one.items()} for one in (passages, single)]
    return [*zip(digests, sizes, strict=True)], plain[0], plain[1]
