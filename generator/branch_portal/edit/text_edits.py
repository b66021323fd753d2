"""Words of a file changed where they stand, everything else kept as it is: comments, order, how lists are written."""

from collections.abc import Iterable
from dataclasses import dataclass

from branch_portal.ground.problems import Place


@dataclass(frozen=True)
class Edit:
    """At a line and column of a file, both from 1, `old` becomes `new`."""

    line: int
    column: int
    old: str
    new: str


class NotThere(Exception):
    """A file does not say at a place what was read of it; the message is the place."""


def at(place: Place, old: str, new: str) -> Edit:
    """The edit of a value that was read at `place`."""
    return Edit(place.line, place.column, old, new)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """`text` with every edit made; raises `NotThere` where it says something else."""
    lines = text.split("\n")
    # From the back, so that the places of the others stay true.
    for edit in sorted(set(edits), key=lambda one: (one.line, one.column), reverse=True):
        line = lines[edit.line - 1]
        begin = edit.column - 1
        begin += line[begin : begin + 1] in ("'", '"')
        if not line.startswith(edit.old, begin):
            raise NotThere(f"{edit.line}:{edit.column}")
        lines[edit.line - 1] = line[:begin] + edit.new + line[begin + len(edit.old) :]
    return "\n".join(lines)
