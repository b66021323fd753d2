"""Python's search for cyclic garbage, switched off where it would take most of the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cyclic_gc() -> Iterator[None]:
    """For a block that makes millions of small objects and no cycles: parsed values, numbers, text."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
