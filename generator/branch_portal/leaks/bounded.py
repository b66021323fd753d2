"""Opening a file from outside: whatever it is, it takes bounded time and memory, and an end of its reader is a message."""

import hashlib
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from branch_portal.leaks.attachments import PACKED, PDFS, Contents, UnreadableError, contents
from branch_portal.source.apart import EndedError, done_apart

R = TypeVar("R")

SECONDS, MEMORY = 6, 320 << 20
"""What opening one file may take: seconds of processor time, and bytes."""
_SMALL = 4_000_000
"""Bytes of a file, unpacked, that is opened without precautions: our own readers take a second for so much."""


def contents_in_bounds(data: bytes) -> Contents:
    """The contents of a file; where it may take long, a process of its own opens it. Raises `UnreadableError`."""
    return looked_at(data, _as_they_are)[0]


def looked_at(data: bytes, look: Callable[[Contents], tuple[Contents, R]]) -> tuple[Contents, R]:
    """What `look` gives for the contents of a file, and these; it is done within the same bounds. Raises `UnreadableError`."""
    if not _may_take_long(data):
        return look(contents(data, set()))
    try:
        found = done_apart(lambda: look(contents(data, set())), seconds=SECONDS, memory=MEMORY)
    except (EndedError, MemoryError):
        raise UnreadableError from None
    if data.startswith(b"%PDF"):
        PDFS[hashlib.sha256(data).digest()] = found[0]
    return found


def _as_they_are(held: Contents) -> tuple[Contents, None]:
    return held, None


def _may_take_long(data: bytes) -> bool:
    """Whether a file is large, or grows when it is unpacked, or is read by a library that may do anything."""
    if data.startswith(b"%PDF"):
        return hashlib.sha256(data).digest() not in PDFS
    if len(data) > _SMALL or not data.startswith(b"PK"):
        return len(data) > _SMALL or data.startswith(PACKED)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist()) > _SMALL
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
