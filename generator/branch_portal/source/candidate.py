"""One guess at what an editor meant by a line that does not read."""

from dataclasses import dataclass

from branch_portal.ground.rules import Rule
from branch_portal.source.messages import SYNTAX


@dataclass(frozen=True)
class Candidate:
    """Other words for some lines, by index (from 0); None takes a line away.

    `at` is the line and `column` (from 1) that the message is about; `how` says in words what to do.
    """

    at: int
    column: int
    lines: dict[int, str | None]
    message: str
    how: str
    rule: Rule = SYNTAX


KEY = r"(?P<pad>[ ]*(?:- +)*)(?P<key>[A-Za-z_][\w-]*)(?P<colon>[ ]*:)(?P<gap>[ ]*)(?P<value>.*)"
"""A line with a field."""
