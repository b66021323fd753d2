"""Whether a served folder is one complete site: every file of its list as it was made, and no other."""

import hashlib
import json
from pathlib import Path

from branch_portal.publishing.target import KEPT, MARKER, files_below, read_kept

_DIGESTS: dict[tuple[int, int, int, int], str] = {}


def not_whole(site: Path) -> str:
    """The first file of a site that is missing, not what its list says, or not on it."""
    if not (site / MARKER).is_file():
        return MARKER
    listed = json.loads((site / MARKER).read_text("ascii"))["files"]
    listed |= {name: one.digest for name, one in read_kept(site).items()}
    for name, digest in listed.items():
        try:
            if _digest(site / name) != digest:
                return str(name)
        except FileNotFoundError:
            return str(name)
    return next((name for name in files_below(site) if name not in listed and name not in (MARKER, KEPT)), "")


def _digest(file: Path) -> str:
    """Read once: a folder is looked at thousands of times."""
    now = file.stat()
    key = (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns)
    if key not in _DIGESTS:
        _DIGESTS[key] = hashlib.sha256(file.read_bytes()).hexdigest()
    return _DIGESTS[key]
