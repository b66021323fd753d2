"""The ids of a kind that there are, and those that a new record may not have."""

import re
from collections.abc import Callable, Collection
from typing import Any

from branch_portal.project.kind import Kind
from branch_portal.project.library import sample_roots
from branch_portal.project.reading import Folders
from branch_portal.project.records import Records


def known_ids(kind: Kind[Any, Any], records: Records) -> Collection[str]:
    """The ids of a kind, for the shape they have: the portal's own, else the sample's."""
    return list(records[kind]) or sample_ids(kind)


def sample_ids(kind: Kind[Any, Any]) -> Collection[str]:
    """The ids of a kind that the sample has: the shape of the first one of a portal."""
    files = (file for root in sample_roots() for file in sorted((root / kind.folder).rglob("*.*")))
    return [f"{file.parent.name}/{file.stem}" if kind.nested else file.stem for file in files]


Taken = Callable[[Kind[Any, Any]], Collection[str]]
"""The ids of a kind that a new record may not have, beside those that are shown."""


def of_files(folders: Folders) -> Taken:
    """The ids of a kind's files, published or not: for the preview, whose reader has the files."""
    return lambda kind: [file.stem for file in (folders.root / kind.folder).rglob("*.*")]


def nobody_s(kind: Kind[Any, Any]) -> Collection[str]:
    """No ids: what is not published is not told by a gap."""
    return ()


def taken_ids(kind: Kind[Any, Any], records: Records, folders: Folders) -> Collection[str]:
    """Ids that a new record may not have: present and former ones, hidden ones, and what calendars were told of."""
    ids = set(records[kind]) | {name for of, name in records.layering.hidden if of == kind.name}
    # Files count that cannot be read yet, such as those a person has just begun.
    own = folders.root / kind.folder
    ids.update(file.relative_to(own).with_suffix("").as_posix() for file in own.rglob("*.*"))
    for located in records[kind].values():
        ids.update(getattr(kind.fields(located.record), "old_ids", ()))
    if folders.ledger.is_file():
        # A published event's name is the kind, the id, and the period: duty-a01.2026-03
        ids.update(re.findall(r"-([a-z]+[0-9]+)(?=[.\"',}\s])", folders.ledger.read_text("utf-8", errors="replace")))
    return ids
