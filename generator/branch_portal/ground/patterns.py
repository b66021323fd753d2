"""Patterns that are dear to compile, kept as Python keeps its modules: a class of Chinese characters takes it a millisecond,
and those that look for leaks have hundreds.

What is kept is the code that the engine runs. It is taken only by the very version of Python and of its engine that made it, and
`re.compile` stands behind it where the engine does not take it, or another Python keeps its compiler elsewhere.
"""

import importlib
import re
import sys
from array import array
from functools import lru_cache
from typing import Any

from branch_portal.ground.beside import Kept, kept_beside

_ENGINE: Any = importlib.import_module("_sre")
_MADE_BY = f"{sys.version} {_ENGINE.MAGIC} {_ENGINE.CODESIZE}"
KEPT = kept_beside(__file__, ".patterns", lambda: _MADE_BY, most=3000)

Made = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, groups, and the groups' names by both ways."""


@lru_cache(5000)
def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile(text, flags)`, for what is dear."""
    return compiled(text, flags, KEPT)


def compiled(text: str, flags: int, kept: Kept) -> re.Pattern[str]:
    flags = int(flags)
    made: Made | None = kept.get((text, flags))
    try:
        if made is None:
            kept.put((text, flags), made := _made(text, flags))
        flags_of, code, groups, names, numbers = made
        found: re.Pattern[str] = _ENGINE.compile(text, flags_of, array("I", code).tolist(), groups, names, numbers)
        return found
    except (ImportError, AttributeError, RuntimeError, TypeError, ValueError, OverflowError):
        return re.compile(text, flags)


def _made(text: str, flags: int) -> Made:
    """What the engine is given for a pattern."""
    compiler: Any = importlib.import_module("re._compiler")
    parsed = importlib.import_module("re._parser").parse(text, flags)
    code = array("I", compiler._code(parsed, flags)).tobytes()
    names = dict(parsed.state.groupdict)
    numbers: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        numbers[number] = name
    return flags | parsed.state.flags, code, parsed.state.groups - 1, names, tuple(numbers)
