"""What stands in a site and of what the last build made it: a file that would be made of the same bytes is taken over.

Beside `site` lies `.site-made`, which is never served. It says of every file what it was before the editions were made, and
by what program, settings and list of exemptions it was looked through and converted. It holds only for the very site it
was written for. Whatever it does not prove is made anew; it is no source of anything but time.
"""

import hashlib
import marshal
import stat
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import branch_portal
from branch_portal.editions.publish import Answers, own_addresses
from branch_portal.ground.output import replace_file
from branch_portal.publishing.step import first_of
from branch_portal.publishing.target import MARKER, files_below, made_with, read_hashes
from branch_portal.site.page import Site

_FORM = 2
"""Of the file itself."""


@dataclass(frozen=True)
class Made:
    """A file as it was made: `source` is the SHA-256 of its bytes before the editions were made of it.

    `own` says whether each edition has it itself; `asked` are the files that its editions had to know the same of.
    """

    source: bytes
    own: bool
    asked: Answers


@dataclass(frozen=True)
class LastBuild:
    """The last build of `target`: the files that still stand there as it left them, and the SHA-256 of all that do.

    `parts` say of them what they were made from (`publishing/proven.py`), None where nobody noted it.
    """

    target: Path
    made: Mapping[str, Made] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    parts: Any = None

    def holds(self, address: str, source: bytes) -> bool:
        """Whether a file made of these bytes stands there, in every edition."""
        known = self.made.get(address)
        return known is not None and known.source == source


@dataclass
class Taken:
    """What a build takes over from the `last` one, file by file."""

    last: LastBuild
    sources: dict[str, bytes] = field(default_factory=dict)
    same: set[str] = field(default_factory=set)
    own: frozenset[str] = frozenset()

    def needed(self, address: str, content: bytes) -> bool:
        """Whether a file must be written: it does not stand there as it is. Every file is to be asked for."""
        source = self.sources[address] = hashlib.sha256(content).digest()
        return not self.last.holds(address, source)

    def spare(self, folder: Path, site: Site) -> bool:
        """Delete from the unfinished `folder` what the last build left; False where it cannot be used after all.

        Pages in another edition lead to a file in it, or to the one that all editions share: when a file has come, gone
        or become the other, a page of the same bytes is another page.
        """
        there = files_below(folder)
        for address in there:
            self.needed(address, (folder / address).read_bytes())
        self.same = {address for address, source in self.sources.items() if self.last.holds(address, source)}
        known = self.last.made
        fresh = [address for address in there if address not in self.same]
        own = own_addresses(lambda address: (folder / address).read_bytes(), fresh, site.editions)
        self.own = own | {address for address in self.same if known[address].own}
        if any((file in self.own) is not found for one in self.same for file, found in known[one].asked):
            return False
        for address in self.same.intersection(there):
            (folder / address).unlink()
        return True

    def files(self, site: Site) -> dict[str, str]:
        """All files that are taken over, with their SHA-256."""
        found = (one for address in self.same for one in files_of(address, address in self.own, site))
        return {one: self.last.hashes[one] for one in found}

    def record(self, answers: Mapping[str, Answers]) -> Mapping[str, Made]:
        """What was made of what, for the next build; `answers` are those of files that were not taken over."""
        return {
            address: self.last.made[address]
            if address in self.same
            else Made(source, address in self.own, answers.get(address, ()))
            for address, source in self.sources.items()
        }


def files_of(address: str, own: bool, site: Site) -> list[str]:
    """The files of the finished site that one becomes."""
    return [f"{edition.folder}{address}" for edition in site.editions.published] if own else [address]


def read_last(target: Path, site: Site, told: Callable[[str], None]) -> LastBuild:
    """The last build of `target`, as far as it can be used for `site`; where nothing can be, `told` gets a sentence."""
    nothing = LastBuild(target)
    if not _file(target).is_file():  # to read from a pipe would never end
        return nothing
    try:
        whole = _file(target).read_bytes()
    except OSError:
        return nothing
    try:
        content = memoryview(whole)[32:]
        if hashlib.sha256(content).digest() != whole[:32]:
            raise ValueError("damaged")
        form, key, marker, made, stands, parts = marshal.loads(content)
        listed = read_hashes(target)
        if (form, key, marker) != (_FORM, _key(site), _marker(target)) or listed is None:
            raise ValueError("another's")
    except (OSError, ValueError, TypeError, EOFError):
        told("上一次生成的記錄這次用不上（程序、設置或者網站變過，或者記錄壞了），全部重新生成。")
        return nothing
    intact = {file for file, about in stands.items() if _stands(target / file) == about}
    found = {address: Made(*one) for address, one in made.items()}
    whole_ones = {address: one for address, one in found.items() if intact.issuperset(files_of(address, one.own, site))}
    return LastBuild(target, whole_ones, listed[0], parts)


def write_record(target: Path, site: Site, made: Mapping[str, Made], parts: Any = None) -> None:
    """Keep for the next build what the finished site at `target` was made of, as far as that can be kept."""
    with suppress(OSError):
        stands = {file: _stands(target / file) for file in _all_files(made, site)}
        plain = {address: (one.source, one.own, one.asked) for address, one in made.items()}
        content = marshal.dumps((_FORM, _key(site), _marker(target), plain, stands, parts))
        replace_file(_file(target), hashlib.sha256(content).digest() + content)


def _all_files(made: Mapping[str, Made], site: Site) -> Collection[str]:
    return {file for address, one in made.items() for file in files_of(address, one.own, site)}


def _file(target: Path) -> Path:
    return target.with_name(f".{first_of(target).name}-made")


def _marker(target: Path) -> bytes:
    return hashlib.sha256((target / MARKER).read_bytes()).digest()


def _stands(file: Path) -> tuple[int, int] | None:
    """Size and time of an ordinary file; None where there is none."""
    try:
        found = file.lstat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _key(site: Site) -> bytes:
    """All but a file's bytes that decides how it is looked through and what its editions are."""
    editions = site.editions
    words = [(script, list(pairs.items())) for script, pairs in editions.words.items()]
    decides = (_program(), sys.version, made_with(), site.url, editions.source, editions.published, words, site.passes)
    return hashlib.sha256(repr(decides).encode()).digest()


@cache
def _program() -> str:
    """The SHA-256 of the program: its code, and the templates, styles and lists that lie with it."""
    package = Path(branch_portal.__file__).parent
    found = hashlib.sha256()
    for file in sorted(package.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            found.update(f"{file.relative_to(package)}\n".encode())
            found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()
