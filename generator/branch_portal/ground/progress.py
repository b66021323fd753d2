"""What a long work is doing, told to whoever listens; nobody does unless a command asks to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int], None]
"""Is given what is being done, in Chinese, and how many of how many are finished; 0 of 0 where nobody counts."""


def _nobody(what: str, done: int, of: int) -> None:
    pass


_LISTENER: ContextVar[Listener] = ContextVar("listener", default=_nobody)


def doing(what: str, done: int = 0, of: int = 0) -> None:
    """Say what is done from now on."""
    _LISTENER.get()(what, done, of)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Let `listener` hear what is done while the block runs."""
    before = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(before)
