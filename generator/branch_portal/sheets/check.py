"""The whole check over what an import would leave behind, before anything is written."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from branch_portal.calendar.agreement_rules import BEHIND
from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.project.reading import Folders, Reading, all_problems
from branch_portal.project.trial import trial
from branch_portal.sheets.rows import RecordRows
from branch_portal.source.front_matter import find_head
from branch_portal.source.yaml_source import read_text


@dataclass(frozen=True)
class Outcome:
    """What the check says of the project with the new files.

    `in_cells` have a cell as their place; `in_files` stand in no cell; `before` were there without the import as well.
    `calendar` says whether the ledger has to follow, `files` which file each of `in_cells` would stand in.
    """

    in_cells: list[Problem] = field(default_factory=list)
    in_files: list[Problem] = field(default_factory=list)
    before: list[Problem] = field(default_factory=list)
    calendar: bool = False
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    files: list[str] = field(default_factory=list)

    @property
    def errors(self) -> int:
        found = [*self.in_cells, *self.in_files, *self.before]
        return sum(problem.severity == "error" for problem in found)


Check = Callable[[Folders, dt.date, Reading], object]
"""Checks a whole project on a day; raises `InputProblems`, warnings go to the reading's log."""


def check_result(
    folders: Folders, day: dt.date, files: Mapping[str, bytes], check: Check, *tables: RecordRows
) -> Outcome:
    """What `portal check` would say on `day` once `files` are written; warnings only of those files."""
    with trial(folders, files) as copy:
        found, lines = _problems(copy, day, check)
    wrong = [one for one in found if one.severity == "error" and one.rule != BEHIND.id]
    elsewhere = any(one.place.path not in files for one in wrong)
    old = {_said(one) for one in _problems(folders, day, check)[0]} if elsewhere else set()
    outcome = Outcome(calendar=any(one.rule == BEHIND.id for one in found), lines=lines)
    for problem in found:
        ours = problem.place.path in files
        if problem.rule == BEHIND.id or (problem.severity == "warning" and not ours):
            continue
        if _said(problem) in old and not ours:
            outcome.before.append(problem)
        elif place := next(filter(None, (_cell(problem.place, table, lines) for table in tables)), None):
            outcome.in_cells.append(replace(problem, place=place))
            outcome.files.append(problem.place.path)
        else:
            outcome.in_files.append(problem)
    return outcome


def _problems(folders: Folders, day: dt.date, check: Check) -> tuple[list[Problem], dict[str, tuple[str, ...]]]:
    reading = Reading()
    return all_problems(reading, partial(check, folders, day, reading)), reading.lines


def _said(problem: Problem) -> tuple[Place, str, str]:
    return problem.place, problem.rule, problem.message


def _cell(place: Place, table: RecordRows, lines: Mapping[str, tuple[str, ...]]) -> Place | None:
    """The cell of the field that begins last before `place`; None when that stands in no column of the sheet."""
    id = next((id for id in table.rows if table.file(id) == place.path), None)
    text = "\n".join(lines.get(place.path, ()))
    head = find_head(text) if place.path.endswith(".md") else None
    source = read_text(head[1] if head else text, place.path, ProblemLog(), offset=bool(head)) if id else None
    if id is None or source is None:
        return None
    begun = [(at, path) for places in (source.places, source.key_places) for path, at in places.items() if at <= place]
    path = max(begun, key=lambda one: (one[0], len(one[1])))[1] if begun else ()
    for length in range(len(path), 0, -1):
        if path[:length] in table.positions:
            return table.place(id, path[:length])  # type: ignore[arg-type]
    return None
