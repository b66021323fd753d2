"""Files with a hash in their name that the new site has no more: they stay a while, so that open pages go on working.

A page that was opened before a site was replaced still asks for the parts of search and the scripts that it was made with. They are
listed in `KEPT`, beside the list of the site's own files, and go when their time is over. Texts of search hold words of pages:
where something was withdrawn that nobody may read any more, a build is told to keep nothing.
"""

import json
from collections.abc import Collection
from pathlib import Path

from branch_portal.publishing.target import HASHED, KEPT, MARKER, Kept, read_hashes, read_kept
from branch_portal.publishing.unchanged import stand_in_both

DAYS = 2
"""How long such a file stays after a build has made it superfluous."""
BUILDS = 5
"""Of how many builds such files stay: each leaves thousands, which every build would link again. An older page says that it is to be loaded anew."""


def keep_hashed(fresh: Path, target: Path, files: Collection[str]) -> None:
    """Let what pages opened before may ask for stay in `fresh`, whose own `files` and list are finished.

    The time is that of the list in `fresh`: the disk's clock, when the site is published. What cannot be read or linked is left out.
    """
    now = int((fresh / MARKER).stat().st_mtime)
    before, _ = read_hashes(target) or ({}, {})
    # A clock that was wrong for a while must not let words stay for years.
    known = {name: Kept(one.digest, min(one.since, now)) for name, one in read_kept(target).items()}
    known |= {name: Kept(digest, now) for name, digest in before.items() if HASHED.fullmatch(name)}
    latest = sorted({one.since for name, one in known.items() if name not in files}, reverse=True)[:BUILDS]
    folders: set[Path] = set()
    kept = {
        name: one
        for name, one in sorted(known.items())
        if name not in files
        and one.since in latest
        and now - one.since < DAYS * 86_400
        and _is_linked(target / name, fresh / name, folders)
    }
    if kept:
        listed = {name: [one.digest, one.since] for name, one in kept.items()}
        (fresh / KEPT).write_text(json.dumps(listed, indent=0) + "\n", "ascii", newline="\n")


def _is_linked(old: Path, new: Path, folders: set[Path]) -> bool:
    """Whether `new` has become what `old` is, without a copy where the disk can; `folders` are those that are there."""
    try:
        if new.parent not in folders:
            new.parent.mkdir(parents=True, exist_ok=True)
            folders.add(new.parent)
        stand_in_both(old, new)
    except OSError:
        return False
    return True
