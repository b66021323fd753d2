"""What was read of a file is kept: `serve`, and every command that tries a change on a copy, reads the same files again."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar

from branch_portal.ground.problems import Problem, ProblemLog

A = TypeVar("A", bound=Hashable)
B = TypeVar("B", bound=Hashable)
T = TypeVar("T")
R = TypeVar("R")

_MOST = 20_000
"""Files of several portals; what was not asked for longest goes first."""

_LARGEST = 1 << 18
"""Bytes of a file that is kept; people's files are smaller by far."""


def of_itself(most: int) -> Callable[[Callable[[T], R]], Callable[[T], R]]:
    """The same function, which works once for the same object, known by itself and not by what it is equal to.

    Nobody may change the object or what is made of it. The last `most` are kept.
    """

    def once(make: Callable[[T], R]) -> Callable[[T], R]:
        known: dict[int, tuple[T, R]] = {}  # an object that is kept keeps its number

        @wraps(make)
        def again(one: T) -> R:
            found = known.get(id(one))
            if found is None:
                if len(known) >= most:
                    del known[next(iter(known))]
                found = known[id(one)] = one, make(one)
            return found[1]

        return again

    return once


def kept(read: Callable[[A, B, ProblemLog], T]) -> Callable[[A, B, ProblemLog], T]:
    """The same function, which works once for the same arguments; its problems go to the log every time.

    What it gives must depend on nothing else, and nobody may change it.
    """

    @lru_cache(_MOST)
    def once(one: A, other: B) -> tuple[T, tuple[Problem, ...]]:
        log = ProblemLog()
        return read(one, other, log), tuple(log.problems)

    @wraps(read)
    def again(one: A, other: B, log: ProblemLog) -> T:
        if isinstance(one, bytes) and len(one) > _LARGEST:
            return read(one, other, log)
        result, problems = once(one, other)
        log.extend(problems)
        return result

    return again
