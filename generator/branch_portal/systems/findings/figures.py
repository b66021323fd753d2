"""責任清單、任務清單: problems seen from the organisation that answers for them and by what falls due."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.states import due_on, state_on


@dataclass(frozen=True)
class Task:
    """One measure or milestone of a problem; `open` while it is not known to be done."""

    finding: Finding
    what: str
    owner: str
    due: dt.date
    is_milestone: bool
    open: bool


def responsibilities(book: Shelf) -> Mapping[str, list[Finding]]:
    """Every organisation, also those without a problem, with the problems it answers for."""
    lists: dict[str, list[Finding]] = {id: [] for id in (*book[UNITS], *book[BRANCHES])}
    for finding in sorted(book[FINDINGS].values(), key=lambda one: (one.due, one.id)):
        lists[finding.unit].append(finding)
    return lists


def tasks(snapshot: Snapshot) -> list[Task]:
    """Measures and milestones: the open ones first, the oldest time limit first.

    A measure whose time limit was the problem's own moves with an extension.
    """
    found = []
    for finding in snapshot.book[FINDINGS].values():
        working = state_on(finding, snapshot.as_of) not in ("closed", "long_term")
        for measure in finding.measures:
            due = due_on(finding, snapshot.as_of) if measure.due == finding.due else measure.due
            found.append(Task(finding, measure.what, measure.owner, due, False, working))
        for milestone in finding.milestones:
            waiting = milestone.reached_on is None or milestone.reached_on > snapshot.as_of
            found.append(Task(finding, milestone.what, finding.unit, milestone.due, True, working and waiting))
    return sorted(found, key=lambda task: (not task.open, task.due, task.finding.id))
