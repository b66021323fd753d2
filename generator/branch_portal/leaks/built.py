"""The scan of a finished site: every byte that is published, each line once."""

import gzip
import os
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from pathlib import Path

from branch_portal.ground.cycles import no_cyclic_gc
from branch_portal.ground.output import done_by_two
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.redaction import KIND_TITLES, Leak, LeakKind, may_hold_numbers
from branch_portal.leaks import attachments
from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.rules import RULES
from branch_portal.leaks.scan import TEXT, first_leaks, scan_attachment, scan_names
from branch_portal.leaks.tags import Tags, as_read, read_otherwise, said
from branch_portal.search.files import PARTS

Files = list[tuple[str, Path]]
"""Files to look into, each with its path below the site's folder."""

_OFFICE = attachments.OFFICE | {".pdf"}
_FONTS = frozenset((".woff", ".woff2", ".ttf", ".otf", ".ico"))
_BY_THE_OTHER = _OFFICE | {".ics"}
"""What the second process looks into: about half of the work, with hardly a line that stands on a page too."""


def scan_site(site: Path, foreign: Collection[str], allowed: Allowed, apart: bool = False) -> list[Problem]:
    """Every file of a finished site; `foreign` are the paths of the theme's own files, which we do not write.

    With `apart` a second process takes a part of the files.
    """
    files = [(shown, path) for shown, path in _files(site) if path.suffix.lower() not in _FONTS]
    files = [(shown, path) for shown, path in files if shown not in foreign]
    here: Files = [file for file in files if file[1].suffix.lower() not in _BY_THE_OTHER]
    there: Files = [file for file in files if file[1].suffix.lower() in _BY_THE_OTHER]
    mine, others = done_by_two(partial(scan_files, allowed=allowed), here, there, apart=apart)
    named = scan_names([f"site/{shown}" for shown, _ in files], allowed)
    return [*mine, *others, *named]


def _files(site: Path) -> Files:
    found = [Path(folder, name) for folder, _, names in os.walk(site) for name in names]
    return sorted((path.relative_to(site).as_posix(), path) for path in found)


def scan_files(files: Files, allowed: Allowed) -> list[Problem]:
    """The leaks of some files of a site. Most lines of a site stand on many pages: each is looked at once."""
    lines = _Lines(allowed)
    seen: attachments.Seen = set()
    problems: list[Problem] = []
    with no_cyclic_gc():
        for path, file in files:
            suffix, shown, data = file.suffix.lower(), f"site/{path}", file.read_bytes()
            if path.startswith(PARTS):
                data = data.translate(_NO_FIGURES)
            if suffix == ".gz" and path == "sitemap.xml.gz":
                problems += lines.scan(gzip.decompress(data), shown, ".xml")
            elif suffix not in TEXT and (suffix in attachments.NAMED or attachments.is_opened(data)):
                problems += scan_attachment(data, shown, allowed, seen)
            else:
                problems += lines.scan(data, shown, suffix)
        problems += lines.rest()
    return problems


@dataclass
class _Lines:
    """The lines already seen, as hashes, and the scan of those that are new."""

    allowed: Allowed
    seen: set[int] = field(default_factory=set)
    tags: Tags = field(default_factory=Tags)
    taken: list[tuple[str, list[bytes], list[bytes], bytes, str]] = field(default_factory=list)
    size: int = 0

    def scan(self, data: bytes, shown: str, suffix: str) -> Iterator[Problem]:
        """Take the lines of a file; they are looked at with those of others, since each look has its price."""
        if suffix == ".ics":
            data = data.replace(b"\r\n ", b"")
            pieces: Iterable[bytes] = data.split(b"\r\n")
            if not self._may_be_ascii(data):
                # Only words are left to be found, and all of them are Chinese: an identifier needs no look.
                pieces = [line for line in set(pieces) if not line.isascii()]
        elif suffix == ".json":
            pieces = _FIELD.split(data)
        elif suffix == ".js":
            pieces = data.split(b'","')  # most of the search's strings stand on many pages
        else:
            pieces = data.split(b"\n")
        fresh = self._fresh(pieces)
        if suffix in (".html", ".svg"):
            self._take_apart(fresh, data, shown)
        else:
            self._take(fresh, fresh, data, shown)
        if self.size > _TOGETHER:
            yield from self.rest()

    def _take_apart(self, lines: list[bytes], data: bytes, shown: str) -> None:
        """Take the words of a page, and what its tags say, each once."""
        words, tags = self.tags.apart(b"\n\n".join(lines))
        self._take(words.split(b"\n\n"), lines, data, shown)
        others = list(read_otherwise(words, lines))
        self._take([read for read, _ in others], [line for _, line in others], data, shown)
        plain = [tag for tag in tags if b"%" not in tag]
        self._take(plain, plain, data, shown)
        for tag in tags:
            if b"%" in tag:
                fields = self._fresh(said(tag))
                self._take([as_read(field) for field in fields], [tag] * len(fields), data, shown)

    def _take(self, read: list[bytes], written: list[bytes], data: bytes, shown: str) -> None:
        """Take some lines as they are read, each with what was written."""
        if read:
            text = b"\n\n".join(read).decode("utf-8", "replace")
            self.taken.append((text, read, written, data, shown))
            self.size += len(text)

    def rest(self) -> Iterator[Problem]:
        """The leaks of what has been taken and not looked at."""
        taken, self.taken, self.size = self.taken, [], 0
        told: set[tuple[Place, LeakKind]] = set()
        starts = list(accumulate((len(text) + 2 for text, *_ in taken), initial=0))
        for leak in first_leaks("\n\n".join(text for text, *_ in taken), self.allowed):
            index = bisect_right(starts, leak.start) - 1
            text, read, written, data, shown = taken[index]
            if _PACKED.search(shown) and _is_chance(leak, text[leak.start - starts[index] : leak.end - starts[index]]):
                continue
            ends = accumulate(len(one.decode("utf-8", "replace")) + 2 for one in read)
            line = next(line for line, end in zip(written, ends, strict=True) if leak.start - starts[index] < end)
            before = max(0, data.find(line))
            place = Place(shown, data.count(b"\n", 0, before) + 1)
            if (place, leak.kind) in told:
                continue
            told.add((place, leak.kind))
            yield RULES[leak.kind].problem(place, f"生成的頁面裡有{KIND_TITLES[leak.kind]}（不顯示內容）")

    def _may_be_ascii(self, data: bytes) -> bool:
        """Whether a feed can hold a number, or an address that is not one of its own identifiers."""
        own = sum(data.count(f"@{host}".encode()) for host in self.allowed.own_hosts)
        return data.count(b"@") != own or may_hold_numbers(data)

    def _fresh(self, pieces: Iterable[bytes]) -> list[bytes]:
        fresh = [piece for piece in set(pieces) if hash(piece) not in self.seen]
        self.seen.update(map(hash, fresh))
        return fresh


_NO_FIGURES = bytes.maketrans(b"0123456789", b"." * 10)
"""The search's lists of places are printable numbers, which may look like anybody's; its words stand on pages too."""
_PACKED = re.compile(r"/search/parts/[0-9a-f]{10}/[^/]+\.js$")
"""The parts of the search's index: words of pages, each followed by where it stands, packed in letters and signs."""
_LEAST = 10
_BY_CHANCE: tuple[LeakKind, ...] = ("account", "secret", "staff", "secrecy")
"""Words of the index that stand alone between bars are no marks, and packed numbers look like Latin letters once in thousands of
builds (`{Vx:xNgUcgx(`); the pages themselves, and the search's texts, are asked for all kinds."""


def _is_chance(leak: Leak, written: str) -> bool:
    """Whether packed numbers look like this now and then; an address of so many small letters they never do."""
    return leak.kind in _BY_CHANCE or (leak.kind == "mail" and not (written.islower() and len(written) >= _LEAST))


_TOGETHER = 200_000
"""Characters that are looked at together."""
_FIELD = re.compile(rb',\s*(?="[A-Za-z0-9_-]{1,40}":)')
"""Where a field of a record ends: most of a table's fields stand in many of its records."""
