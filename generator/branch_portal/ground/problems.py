"""How a mistake reads: where it is, what is wrong, why, and how to mend it."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from branch_portal.ground.redaction import redacted

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file; `line` and `column` count from 1, columns in code points."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Against:
    """What a problem was found by comparing with: the value of another field, or of another record, may be the wrong one.

    `field` and `value` are what stands at `place`; `mend` says how it would be right, where that is known.
    `said` are other words for what is wrong there than that the field says so; `instead` is what to do everywhere else
    where the value is right, if that is one thing.
    """

    place: Place
    field: str
    value: str
    mend: str = ""
    said: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Problem:
    """One mistake of an editor (never a bug of ours: that is a traceback).

    `rule` is a stable id such as ``YAML-04`` or ``TERM-03``; the texts are Chinese.
    `value` is the offending text, left out where it could be personal data. `refers` is the kind of record whose id
    belongs where a name or something like an id was written. `against` are the values that it contradicts, the likeliest
    to be wrong first: what many problems contradict is told once (`ground/causes.py`).
    """

    place: Place
    rule: str
    message: str
    mend: str
    why: str = ""
    value: str = ""
    severity: Severity = "error"
    refers: str = ""
    against: tuple[Against, ...] = field(default=(), compare=False)
    found: tuple[Place, ...] = field(default=(), compare=False)
    """Where it was found, if that is told at the value that explains it."""

    def said(self, words: Callable[[str], str]) -> "Problem":
        """The same with our own words as `words` turns them; what people have written stays."""
        if words is str:
            return self
        return replace(self, message=words(self.message), mend=words(self.mend), why=words(self.why))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By their places; last what is told of files that a command writes (`calendar.lock`), since that follows from the rest."""
    return sorted(problems, key=lambda one: (one.place.path.endswith(".lock"), one.place, one.rule))


class InputProblems(Exception):
    """The data cannot be built; carries every problem found, in the order of places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(f"{len(self.problems)} problem(s) in the input")


@dataclass
class ProblemLog:
    """Collects problems while loading and checking, so that all are reported at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        self.problems.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(in_order(self.problems))

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self if problem.severity == "error"]

    def raise_errors(self) -> None:
        """Raise `InputProblems` when at least one error was collected."""
        if self.errors:
            raise InputProblems(self.errors)


def format_problem(problem: Problem, lines: Sequence[str] = (), words: Callable[[str], str] = str) -> str:
    """Text of one problem for a terminal: the place, the sentence, a code frame, the mend; leaks are blotted out.

    `lines` are the lines of the file, without line ends; empty where it could not be decoded. Our own words are as
    `words` turns them.
    """
    problem = problem.said(words)
    word = words("錯誤" if problem.severity == "error" else "提醒")
    text = [f"{problem.place}: {word} [{problem.rule}] {problem.message}"]
    if problem.value:
        text.append(f"    {words('寫的是')}：{problem.value}")
    if 0 < problem.place.line <= len(lines):
        text += code_frame(problem.place, lines)
    if problem.why:
        text.append(f"    {words('為什麼')}：{problem.why}")
    text.append(f"    {words('怎麼改')}：{problem.mend}")
    return redacted("\n".join(text))


@dataclass(frozen=True)
class Told:
    """A problem in a log: whoever prints the log chooses the script."""

    problem: Problem
    lines: Sequence[str] = ()

    def __str__(self) -> str:
        return format_problem(self.problem, self.lines)


_SHOWN, _LOOKED_AT = 120, 600
"""Characters of a line that are shown, and that are asked for leaks: one that begins in the former ends in the latter."""


def code_frame(place: Place, lines: Sequence[str]) -> list[str]:
    """The line of a place with its neighbours and a mark below the column; leaks are blotted out."""
    first = max(1, place.line - 1)
    frame = []
    for number in range(first, min(len(lines), place.line + 1) + 1):
        line = redacted(lines[number - 1][:_LOOKED_AT]).replace("\t", "→")
        frame.append(f"    {'>' if number == place.line else ' '} {number:>4} | {line[:_SHOWN]}")
        if number == place.line and place.column <= _SHOWN + 1:
            frame.append(f"           | {' ' * display_width(line[: place.column - 1])}^")
    return frame


def display_width(text: str) -> int:
    """Columns that `text` takes in a terminal: two for a wide character, none for a combining one."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
