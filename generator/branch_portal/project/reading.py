"""Where people write, and what was read of it."""

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from branch_portal.ground.problems import InputProblems, Problem, ProblemLog, in_order

Found = TypeVar("Found", covariant=True)

Wording = Callable[[str, str], str]
"""Turns the text of a file, whose path below the root is given, into another script."""


@dataclass(frozen=True)
class Folders:
    """Where people write: the project's root, its three input folders, and what lies beside them.

    `home` is where the settings' layers are looked for when that is not the root, as in a copy that is only checked.
    `shown_as` stands before every path in messages; `wording` turns a file's text into the unit's script.
    """

    root: Path
    home: Path | None = None
    shown_as: str = ""
    wording: Wording | None = field(default=None, compare=False)

    @cached_property
    def data(self) -> Path:
        return self.root / "data"

    @cached_property
    def content(self) -> Path:
        return self.root / "content"

    @cached_property
    def settings(self) -> Path:
        return self.root / "site_config" / "portal.yml"

    @property
    def builder(self) -> Path:
        """What people write for MkDocs."""
        return self.root / "mkdocs.yml"

    @property
    def adopted(self) -> Path:
        """What records of lower layers said when they were copied; written by `portal adopt` alone."""
        return self.root / "site_config" / "adopted"

    @cached_property
    def ledger(self) -> Path:
        """What was published under each calendar UID; written by `portal calendar update` alone."""
        return self.data / "calendar.lock"

    def shown(self, path: Path) -> str:
        """The path as messages print it: from the root, with forward slashes."""
        written, top = str(path), f"{self.root}{os.sep}"
        if written.startswith(top):
            return self.shown_as + written[len(top) :].replace(os.sep, "/")
        return self.shown_as + path.relative_to(self.root).as_posix()

    @property
    def stands_at(self) -> Path:
        """What the layers in the settings are named from."""
        return self.home or self.root

    def read(self, path: Path) -> bytes:
        """What a file holds, in the script of the unit; bytes that are no text as they are."""
        content = path.read_bytes()
        if self.wording is None:
            return content
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content
        return self.wording(path.relative_to(self.root).as_posix(), text).encode()


@dataclass
class Reading:
    """What was read so far: the log of problems and the lines of every file, for code frames.

    `explained` counts the broken files whose slips were looked for; `kinds` are those that are read. `known` is what rules
    found before (`system/known.py`), for those who ask them after every saving. `of_files` is what files have wrong by
    themselves; with an error among it nothing that goes across records is asked.
    """

    log: ProblemLog = field(default_factory=ProblemLog)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    explained: int = 0
    kinds: tuple[Any, ...] = ()
    known: Any = None
    of_files: tuple[Problem, ...] = ()

    def lines_of(self, problem: Problem) -> tuple[str, ...]:
        """The lines of the file that a problem is in; none when that was not read."""
        return self.lines.get(problem.place.path, ())


class Checked(Protocol[Found]):
    """Reads everything and checks it on a day, but for some rules; raises `InputProblems`.

    What the program does for every command, for the rooms below that write records.
    """

    def __call__(
        self, folders: Folders, reading: Reading, as_of: dt.date, but: frozenset[str] = frozenset()
    ) -> Found: ...


def all_problems(reading: Reading, check: Callable[[], object]) -> list[Problem]:
    """Every problem that `check` finds, those it raises and those it leaves in the log of `reading`, in order."""
    failed: list[Problem] = []
    try:
        check()
    except InputProblems as error:
        failed = error.problems
    return in_order({*failed, *reading.log})
