"""Files that say what they said before keep their time: who copies or fetches a site takes only what has changed."""

import os
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from branch_portal.publishing.target import MARKER, read_marker


@dataclass(frozen=True)
class Changes:
    """How many files of a folder are new, have other bytes, say what they said, or are gone."""

    new: int
    changed: int
    same: int
    gone: int


def take_over(target: Path, fresh: Path, files: Iterable[str]) -> None:
    """Let `files` of `target` stand in `fresh` too, as they are; raises OSError where one cannot."""
    folders: set[Path] = set()
    for name in files:
        file = fresh / name
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        stand_in_both(target / name, file)


def stand_in_both(old: Path, new: Path) -> None:
    """Let `new` be what `old` is, without a copy where the disk can; raises OSError where it cannot at all."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def keep_times(fresh: Path, target: Path, files: Collection[str], same: Collection[str] = ()) -> Changes:
    """Give those of `files` in `fresh`, and its list, whose bytes a build put into `target` the time they have there.

    `same` are files that were taken over.

    A time that cannot be read or set stays new: nothing but
    a copy more depends on it.
    """
    _, there = read_marker(target) or (None, frozenset[str]())
    _kept(fresh / MARKER, target / MARKER)
    kept = len(same) + sum(_kept(fresh / name, target / name) for name in files if name in there and name not in same)
    new = sum(name not in there for name in files)
    return Changes(new, len(files) - new - kept, kept, len(there.difference(files)))


def _kept(one: Path, other: Path) -> bool:
    """Whether both have the same bytes; the first has the other's time then."""
    try:
        before = other.stat()
        if one.stat().st_size != before.st_size or one.read_bytes() != other.read_bytes():
            return False
        os.utime(one, ns=(before.st_atime_ns, before.st_mtime_ns))
    except OSError:
        return False
    return True
