"""What may be made to hold the portal up must end soon."""

from collections.abc import Callable

from branch_portal.source.apart import done_apart

LARGE = 400_000
"""Characters: what grows with the square takes minutes for them already."""
SECONDS = 8
MEMORY = 1 << 29
"""Processor time and bytes that anything here may take; before the bounds each took minutes, or gigabytes."""


def soon(work: Callable[[], object]) -> object:
    """What `work` gives, which must come soon."""
    return done_apart(work, seconds=SECONDS, memory=MEMORY)


def many(piece: str, size: int = LARGE) -> str:
    return piece * (size // len(piece))
