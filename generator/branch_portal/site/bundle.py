"""The rooms' own styles and scripts as one file of each kind.

They are written as small files in each room's `static/`. A browser asks the server on every page view whether each
file is still fresh, so a reader's phone asks twice instead of twenty times.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from branch_portal.site.page import Asset

STYLES = "assets/portal.css"
SCRIPTS = "assets/portal.js"


def assets(rooms: Iterable[Path]) -> Iterator[Asset]:
    """The two files, from what lies in the folders of `rooms`, in their order: a later room adds to an earlier one."""
    folders = list(rooms)
    for path in (STYLES, SCRIPTS):
        pattern = f"static/*{Path(path).suffix}"
        yield Asset(path, partial(_joined, [file for folder in folders for file in sorted(folder.glob(pattern))]))


def _joined(files: Sequence[Path]) -> bytes:
    return b"\n".join(file.read_bytes() for file in files)
