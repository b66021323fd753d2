"""Work on files from outside, done by a process of its own: what a library does with them may take all memory, or abort."""

import faulthandler
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

R = TypeVar("R")

MOST_SECONDS = 60
"""Processor time of one piece of work."""
PATIENCE = 12
"""How many times as much the clock may show: on a busy machine a file is not broken because others had the processor."""
MOST_MEMORY = 2 << 30
"""Bytes of memory beyond what this process has already."""


class EndedError(Exception):
    """The work was ended: it took too much time or memory, or its process died."""


def done_apart(work: Callable[[], R], *, seconds: int = MOST_SECONDS, memory: int = MOST_MEMORY) -> R:
    """What `work` gives, which must be fit for pickling as must be what it raises. Raises that, or `EndedError`.

    Only Linux can fork safely; elsewhere the work is done here, without bounds.
    """
    if sys.platform != "linux":
        return work()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    other = context.Process(target=_bounded, args=(work, theirs, seconds, memory), daemon=True)
    other.start()
    theirs.close()
    try:
        if not ours.poll(PATIENCE * seconds):
            raise EndedError
        given, error = ours.recv()
    except EOFError:
        raise EndedError from None
    finally:
        other.kill()
        other.join()
        ours.close()
    if error is not None:
        raise error
    return given  # type: ignore[no-any-return]


def _bounded(work: Callable[[], R], answer: Connection, seconds: int, memory: int) -> None:
    import resource  # not there on every system

    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a library in Rust says why it aborts
    used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    for what, most in ((resource.RLIMIT_AS, used + memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        bound = resource.getrlimit(what)[1]  # nobody may go beyond what this process may itself
        most = most if bound == resource.RLIM_INFINITY else min(most, bound)
        resource.setrlimit(what, (most, most))
    try:
        answer.send((work(), None))
    except Exception as error:
        answer.send((None, error))
