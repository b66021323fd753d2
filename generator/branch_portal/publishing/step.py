"""The one step by which a new folder takes the place of another: both are exchanged, or a link is swung.

Where a disk exchanges no folders, a link to the site leads to `site` and to `site.other` by turns; what it no longer leads to is
deleted. A plain folder then is missing for a moment, between two renames (`unfinished.py`).
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE, rename(2)
_OTHER = ".other"


def exchange(one: Path, other: Path) -> bool:
    """Whether two folders have changed places in one step; False where the system or the file system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def first_of(target: Path) -> Path:
    """The one of both by which what lies beside them is named: `site`."""
    return target.with_name(target.name.removesuffix(_OTHER))


def other_of(target: Path) -> Path:
    """Where the next one will stand: `site.other` beside `site`, and the other way round."""
    first = first_of(target)
    return first if target != first else target.with_name(target.name + _OTHER)


def link_to(target: Path) -> Path | None:
    """The link that leads from `target` to a folder, the last of several; None where it is the folder itself.

    Raises OSError for links that lead round in a circle.
    """
    links: list[Path] = []
    while target.is_symlink():
        if target in links:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
        links.append(target)
        target = Path(os.path.normpath(target.parent / target.readlink()))
    return links[-1] if links else None


def step_of(link: Path) -> Path:
    """The link that is about to take the place of `link`; a killed build leaves it."""
    return link.with_name(f".{link.name}-next-link")


def swing(link: Path, fresh: Path, target: Path) -> Path:
    """Let `link`, which leads to `target`, lead to the folder `fresh` in its new place, and give that.

    Killed before the last step the old site is served, after it the new one. Raises OSError; then everything is as it was.
    """
    new, step = other_of(target), step_of(link)
    fresh.rename(new)
    try:
        told = link.readlink()  # a link of few words goes on where folders are mounted elsewhere
        step.unlink(missing_ok=True)
        step.symlink_to(told.with_name(new.name) if told.name == target.name else new)
        step.replace(link)
    except BaseException:
        new.rename(fresh)
        raise
    return new
