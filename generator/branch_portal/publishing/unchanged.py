"""Files that say what they said before keep their time: who copies or fetches a site takes only what has changed."""

import os
from collections.abc import Collection
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


def keep_times(fresh: Path, target: Path, files: Collection[str]) -> Changes:
    """Give those of `files` in `fresh`, and its list, whose bytes a build put into `target` the time they have there.

    A time that cannot be read or set stays new: nothing but
    a copy more depends on it.
    """
    _, there = read_marker(target) or (None, frozenset[str]())
    _kept(fresh / MARKER, target / MARKER)
    kept = sum(_kept(fresh / name, target / name) for name in files if name in there)
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
