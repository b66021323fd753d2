"""A mistake on a small portal, and what its mend says to do, done to the letter."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from branch_portal.ground.problems import Problem
from tests.mending import mended
from tests.portal import Portal

Edits = Mapping[str, tuple[str, str] | str | None]
"""By path: words and what stands in their place, a whole text, or None for a file that is taken away."""

DAY = dt.date(2026, 11, 30)


@dataclass(frozen=True)
class Mistake:
    """`edits` make it; it gives one problem of `rule`, whose mend holds `mend`. `after` is that mend done, where it is not
    a line to be copied: those are taken from the message itself."""

    name: str
    edits: Edits
    rule: str
    mend: str = ""
    after: Edits = field(default_factory=dict)
    message: str = ""
    many: bool = False
    """Whether other things are told as well, which the same mend puts right."""


def do(root: Path, edits: Edits) -> None:
    for path, what in edits.items():
        file = root / path
        if what is None:
            file.unlink()
            if not any(file.parent.iterdir()):
                file.parent.rmdir()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(what, str):
            file.write_text(what, "utf-8", newline="\n")
        else:
            text = file.read_text("utf-8")
            assert what[0] in text, (path, what[0])
            file.write_text(text.replace(what[0], what[1], 1), "utf-8", newline="\n")


def tried(portal: Portal, mistake: Mistake) -> None:
    """Make the mistake, look at what is said, do it, and look again."""
    before = set(portal.problems())
    do(portal.root, mistake.edits)
    told = [problem for problem in portal.problems() if problem not in before]
    assert told, "nobody would be told"
    found = [problem for problem in told if problem.rule == mistake.rule]
    assert found, told
    if not mistake.many:
        assert len(told) == 1, told
    problem = found[0]
    assert mistake.mend in problem.mend, problem.mend
    assert mistake.message in problem.message, problem.message
    assert_readable(problem)
    if mistake.after:
        do(portal.root, mistake.after)
    else:
        file = portal.root / problem.place.path
        file.write_text(mended(file.read_text("utf-8"), problem.mend), "utf-8", newline="\n")
    assert [problem for problem in portal.problems() if problem not in before] == []


def assert_readable(problem: Problem) -> None:
    """The words are Chinese; a bare English word of the program never stands where a person looks for a sentence."""
    for text in (problem.message, problem.mend, problem.why):
        assert re.search("[\u4e00-\u9fff]", text), text
