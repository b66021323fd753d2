"""Which pages and files need not even be made: those of which the last build noted what they were made from, all of it the same now.

It is noted while they are made (`ground/reads.py`), and compared by content (`system/proof.py`). What the search has read of a page is
kept with it. Who cannot be proven is made.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from branch_portal.ground.output import Render, write_files
from branch_portal.ground.reads import Read, noted
from branch_portal.publishing.last_build import Taken
from branch_portal.search.passages import Section
from branch_portal.site.page import Asset, Page, Site

T = TypeVar("T")
Stored = tuple[bytes, list[tuple[str, str, bytes]], dict[str, Any]]
"""What every page depends on; every read with the digest of what it gave; the parts with the numbers of their reads."""

NOTHING: Stored = (b"", [], {})


class Part(NamedTuple):
    """How a file was made: the digest of what its page holds and of what stands around it, what was read, what the search took in.

    `more` is what else its maker wants to know of it.
    """

    key: bytes
    frame: bytes
    reads: tuple[Read, ...]
    sections: list[Any] | None = None
    more: Any = None


MadeApart = tuple[Mapping[str, bytes], Mapping[str, Part]]
"""What another process has to tell of the files it made: the SHA-256 of each, and how it was made."""


@dataclass
class Proven:
    """What of the `stored` parts of the last build still holds for `site`, and the parts of this one.

    `taken` says which files still stand as the last build left them.
    """

    site: Site
    taken: Taken
    stored: Stored = NOTHING
    parts: dict[str, Part] = field(default_factory=dict)
    _keys: dict[str, bytes] = field(default_factory=dict)
    _frames: dict[str, bytes] = field(default_factory=dict)
    _last: dict[str, Part] = field(default_factory=dict)
    _same: list[bool] | None = None

    def __post_init__(self) -> None:
        proof = self.site.proof
        if proof is None or proof.base is None:
            return
        everything: Iterable[Page | Asset] = (*self.site.pages, *self.site.assets)
        for one in everything:
            # What is Markdown is told apart by its text: `say`.
            if not getattr(one, "markdown", False) and (key := proof.key(one)):
                self._keys[address_of(one)] = key
        base, reads, _ = self.stored
        if base != proof.base:
            return
        self._same = [proof.now((name, what)) == digest for name, what, digest in reads]
        for address in self._keys:
            self._hold(address)

    def _hold(self, address: str) -> None:
        """Find of the last build how a file was made, where that is the same now."""
        _, reads, parts = self.stored
        if self._same is None or address not in parts:
            return
        key, frame, numbers, sections, more = parts[address]
        if self._keys[address] == key and all(self._same[number] for number in numbers):
            found = tuple(reads[number][:2] for number in numbers)
            self._last[address] = Part(key, frame, found, sections, more)

    def say(self, address: str, key: bytes, frame: bytes) -> None:
        """All that a page is made from is in the digests `key` and `frame`, whatever it holds."""
        self._keys[address], self._frames[address] = key, frame
        self._hold(address)

    def made(self, address: str, more: Any) -> None:
        """A page of which that was said is made, with `more` to know of it."""
        if address in self._frames:
            self.parts[address] = Part(self._keys[address], self._frames[address], (), None, more)

    def take(self, address: str, frame: bytes = b"") -> Part | None:
        """The part of a file that need not be made, which is taken over; None where it must be."""
        part = self._last.get(address)
        if part is None or part.frame != frame or address not in self.taken.last.made:
            return None
        self.taken.sources[address] = self.taken.last.made[address].source
        self.parts[address] = part
        return part

    def watched(self, address: str, render: Callable[[], T], frame: bytes = b"") -> Callable[[], T]:
        """The same, and what is read while it is made is noted."""

        def made() -> T:
            reads: dict[Read, None] = {}
            with noted(reads):
                content = render()
            if address in self._keys:
                self.parts[address] = Part(self._keys[address], frame, tuple(reads))
            return content

        return made

    def write_assets(self, pages: Path, files: Iterable[tuple[str, Render]]) -> MadeApart:
        """Write what must be made; what this gives is for `told` where another process has done it."""
        new = ((address, self.watched(address, render)) for address, render in files if not self.take(address))
        write_files(pages, new, self.taken.needed)
        return self.taken.sources, self.parts

    def told(self, assets: MadeApart) -> None:
        sources, parts = assets
        self.taken.sources.update(sources)
        self.parts.update(parts)

    def nothing(self, taken: Taken) -> None:
        """All has to be made after all."""
        self.taken, self._last, self.parts = taken, {}, {}

    def store(self, sections: Callable[[str], Iterable[Section] | None]) -> Stored:
        """What the next build may compare; `sections` are what the search has taken in of a page's file."""
        proof = self.site.proof
        if proof is None or proof.base is None:
            return NOTHING
        numbers: dict[Read, int | None] = {}
        reads: list[tuple[str, str, bytes]] = []
        parts: dict[str, Any] = {}
        same: dict[str, str] = {}
        for address, part in self.parts.items():
            for read in part.reads:
                if read not in numbers:
                    digest = proof.now(read)
                    numbers[read] = len(reads) if digest else None
                    if digest:
                        reads.append((*read, digest))
            own = [numbers[read] for read in part.reads]
            if None not in own:
                taken_in = part.sections if part.sections is not None else _plain(sections(address), same)
                parts[address] = (part.key, part.frame, tuple(own), taken_in, part.more)
        return proof.base, reads, parts


def address_of(one: Page | Asset) -> str:
    """The file that a page or an asset becomes."""
    return f"{one.path}index.html" if isinstance(one, Page) else one.path


def sections_of(part: Part) -> list[Section]:
    """What the search has taken in of a page."""
    return [Section(anchor, heading, [*passages]) for anchor, heading, passages in part.sections or ()]


def _plain(sections: Iterable[Section] | None, same: dict[str, str]) -> list[Any] | None:
    """As it is stored: a line that stands on many pages is there once."""
    if sections is None:
        return None
    once: Callable[[str], str] = lambda line: same.setdefault(line, line)  # noqa: E731
    return [
        (once(one.anchor), once(one.heading), [tuple(map(once, lines)) for lines in one.passages]) for one in sections
    ]


def frame_digest(pieces: Iterable[str], values: Mapping[str, str]) -> bytes:
    """What stands around the body of a page."""
    said = "\0".join((*pieces, *(f"{name}\0{value}" for name, value in values.items())))
    return hashlib.blake2b(said.encode(), digest_size=16).digest()
