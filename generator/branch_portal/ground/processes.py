"""Processes that end as they should: a second one with its parent, and the first in order when it is told to stop."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, prctl(2)
_STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def begin_second(parent: int) -> None:
    """What a second process does first: it ends with `parent`, however that ends, and leaves it to hear of Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stop in _STOPS:
        signal.signal(stop, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it had ended before we asked
            os._exit(1)


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Let whoever ends this process from outside be heard as Ctrl+C is: what was begun is cleared away."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    former = {one: signal.signal(one, stop) for one in _STOPS}
    try:
        yield
    finally:
        for one, handler in former.items():
            signal.signal(one, handler)
