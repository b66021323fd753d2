"""整改的數字: where every problem stands on a day, who answers for it, and what falls due."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.project.handbook import Shelf
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import Finding, State
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


@dataclass(frozen=True)
class Standing:
    """Where every published problem stands on the snapshot's day; `findings` with the oldest first."""

    findings: tuple[Finding, ...]
    states: Mapping[str, State | None]
    dues: Mapping[str, dt.date]

    @property
    def closed(self) -> frozenset[str]:
        return frozenset(id for id, state in self.states.items() if state == "closed")


def standing(snapshot: Snapshot) -> Standing:
    """The published problems on the snapshot's day."""
    day = snapshot.as_of
    findings = tuple(sorted(snapshot.book[FINDINGS].values(), key=lambda one: (one.found_on, one.id)))
    states = {one.id: state_on(one, day) for one in findings}
    return Standing(findings, states, {one.id: due_on(one, day) for one in findings})


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
    found, now = [], snapshot.figures(standing)
    for finding in snapshot.book[FINDINGS].values():
        working = now.states[finding.id] not in ("closed", "long_term")
        for measure in finding.measures:
            due = now.dues[finding.id] if measure.due == finding.due else measure.due
            found.append(Task(finding, measure.what, measure.owner, due, False, working))
        for milestone in finding.milestones:
            waiting = milestone.reached_on is None or milestone.reached_on > snapshot.as_of
            found.append(Task(finding, milestone.what, finding.unit, milestone.due, True, working and waiting))
    return sorted(found, key=lambda task: (not task.open, task.due, task.finding.id))
