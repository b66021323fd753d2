"""The theme's own styles and scripts as one file of each kind.

They are written as one small file per system. A browser asks the server on every page view whether each file is
still fresh, so a reader's phone asks twice instead of nineteen times.
"""

from collections.abc import Sequence
from pathlib import Path


def bundled(paths: Sequence[str], folder: Path) -> dict[str, bytes | None]:
    """What becomes of those `paths` that are files in `folder`: the first holds all, the others are None, not published."""
    ours = [path for path in paths if (folder / path).is_file()]
    content = b"\n".join((folder / path).read_bytes() for path in ours)
    return {path: None if number else content for number, path in enumerate(ours)}
