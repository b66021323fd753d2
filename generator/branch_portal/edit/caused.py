"""哪些錯是新的: the mistakes of two states of a portal held against each other."""

from collections import Counter
from collections.abc import Iterable, Sequence

from branch_portal.ground.problems import Problem


def new_and_gone(before: Sequence[Problem], after: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    """The problems that only `after` has, and those that only `before` had.

    Lines above a mistake move it, so its place is its file; the same mistake a second time in a file is a new one.
    """
    return _beyond(after, before), _beyond(before, after)


def _beyond(these: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    known = Counter(map(_same, others))
    found = []
    for problem in these:
        if known[_same(problem)] > 0:
            known[_same(problem)] -= 1
        else:
            found.append(problem)
    return found


def _same(problem: Problem) -> tuple[str, ...]:
    return problem.place.path, problem.rule, problem.message, problem.value, problem.severity
