"""A mistake and the problem it must give."""

from dataclasses import dataclass
from pathlib import Path

from branch_portal.build import build_site
from branch_portal.check import read_handbook
from branch_portal.ground.problems import InputProblems, Problem
from branch_portal.project.reading import Folders, Reading
from tests.sample import AS_OF


@dataclass(frozen=True)
class Case:
    """`old` is replaced by `new` in `path`; an empty `old` writes the whole file, an empty `new` deletes it."""

    rule: str
    path: str
    old: str
    new: str
    line: int
    shown: str = ""


def problems(portal: Path, site: bool = False) -> list[Problem]:
    """Everything that reading and the rules of all rooms say, warnings too; with `site` what pages and calendars do."""
    reading = Reading()
    try:
        if site:
            build_site(portal, AS_OF, reading, preview=True)
        else:
            read_handbook(Folders(portal), reading, AS_OF)
    except InputProblems as error:
        return [*error.problems, *(problem for problem in reading.log if problem not in error.problems)]
    return list(reading.log)


def edit(portal: Path, case: Case) -> None:
    file = portal / case.path
    if not case.old and not case.new:
        file.unlink()
        return
    if case.old:
        text = file.read_text("utf-8")
        assert case.old in text
        file.write_text(text.replace(case.old, case.new, 1), "utf-8")
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(case.new, "utf-8")


def check_case(portal: Path, case: Case, site: bool = False) -> None:
    """Make the case's edit and look for its problem."""
    edit(portal, case)
    found = [problem for problem in problems(portal, site) if problem.rule == case.rule]
    assert found, [str(problem) for problem in problems(portal, site)][:5]
    assert found[0].place.path.startswith(case.shown or case.path)
    if case.line:
        assert found[0].place.line == case.line
    assert found[0].message
    assert found[0].mend
