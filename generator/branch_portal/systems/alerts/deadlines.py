"""到期事項: every open deadline of a branch or unit, with the days of its three levels.

What is recorded as done is not in it. What nobody has recorded yet stays red after its day, for the record would say
if it were done; a paper whose end nobody records (a goal, a charter, a task sheet) leaves the board after its day.
Elections and the year's duties have lists of their own.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.results import due_on, state_on
from branch_portal.systems.goals.figures import Chain, answers_for
from branch_portal.systems.goals.model import CHAIN_LEVEL_TITLES, ActionPlan
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.tasks.figures import task_board
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.alert_days import alert_days

DeadlineKind = Literal["task", "chain", "agreement", "finding"]
KIND_TITLES: dict[str, str] = {
    "task": "任務單",
    "chain": "四級貫通",
    "agreement": "共建和網格協議",
    "finding": "問題整改",
}


@dataclass(frozen=True)
class Deadline:
    """One thing that `holder` (a branch or unit) has to finish by `due`; `page` says what and how.

    `green` <= `yellow` <= `red` begin the three levels; `role` is who answers for it. With `stays` it is red until it is recorded as done.
    """

    kind: DeadlineKind
    holder: str
    title: str
    page: str
    due: dt.date
    green: dt.date
    yellow: dt.date
    red: dt.date
    role: str
    stays: bool = True

    def on_board(self, first: dt.date, last: dt.date) -> bool:
        """Whether it has a colour on any day between these two."""
        return self.green <= last and (self.stays or self.due >= first)


@dataclass(frozen=True)
class Held:
    """What one holder has open: the nearest deadlines, and how many there are."""

    holder: str
    nearest: tuple[Deadline, ...]
    count: int


BOARD_ROWS = 240
"""About as many deadlines as the board lists: beyond, each holder's nearest stand for all."""


def nearest_of_each(found: Mapping[str, Sequence[Deadline]]) -> tuple[Held, ...]:
    """For the board: up to five of each holder, fewer where there are many holders, at least one."""
    each = min(5, max(1, BOARD_ROWS // max(1, len(found))))
    return tuple(Held(holder, tuple(items[:each]), len(items)) for holder, items in found.items())


Span = tuple[int, int, int, int | None]
"""The days from the build on which green, yellow and red begin, and the last; None where it stays red."""


def spans(found: Iterable[Deadline], as_of: dt.date) -> Mapping[str, Sequence[tuple[Span, int]]]:
    """How many deadlines of each kind have the same days, so that a reader's browser counts the colours of all."""
    counted: dict[str, Counter[Span]] = {kind: Counter() for kind in KIND_TITLES}
    for one in found:
        green, yellow, red, due = ((day - as_of).days for day in (one.green, one.yellow, one.red, one.due))
        counted[one.kind][green, yellow, red, None if one.stays else due] += 1
    return {
        kind: sorted(counts.items(), key=lambda entry: (entry[0][:3], entry[0][3] or 0))
        for kind, counts in counted.items()
    }


def deadlines(snapshot: Snapshot) -> Mapping[str, tuple[Deadline, ...]]:
    """Holder → what gets a colour within the board's horizon, nearest first; units first, then branches."""
    book, first = snapshot.book, snapshot.as_of
    last = first + dt.timedelta(days=book.settings.alerts.horizon)
    found: dict[str, list[Deadline]] = {holder: [] for holder in (*book[UNITS], *book[BRANCHES])}
    for one in (*_tasks(snapshot), *_chain(snapshot), *_agreements(snapshot), *_findings(snapshot)):
        if one.on_board(first, last):
            found[one.holder].append(one)
    return {
        holder: tuple(sorted(items, key=lambda one: (one.due, one.page, one.title)))
        for holder, items in found.items()
        if items
    }


def _tasks(snapshot: Snapshot) -> Iterator[Deadline]:
    workdays = snapshot.schedule.workdays
    for id, items in snapshot.figures(task_board).by_task.items():
        task = snapshot.book[TASKS][id]
        days = alert_days(task.alerts, task.due, workdays)
        for item in items:
            if item.waits_for_branch:
                page = f"{urls.task(id)}#{urls.task_branch(item.branch)}"
                yield Deadline("task", item.branch, task.title, page, task.due, *days, task.role)


def _chain(snapshot: Snapshot) -> Iterator[Deadline]:
    days = snapshot.book.settings.alerts.chain
    for link in Chain(snapshot.book).links.values():
        paper, page = link.paper, urls.chain_link(link.id)
        if not (isinstance(paper, ActionPlan) and paper.review):
            title = f"{CHAIN_LEVEL_TITLES[link.level]}：{paper.title}"
            stays, levels = isinstance(paper, ActionPlan), alert_days(days, paper.due, workdays=None)
            yield Deadline("chain", link.maker, title, page, paper.due, *levels, answers_for(paper), stays)
        for step in paper.steps if isinstance(paper, ActionPlan) else ():
            if step.done_on is None:
                levels = alert_days(days, step.due, workdays=None)
                yield Deadline("chain", link.maker, step.what, f"{page}#{step.id}", step.due, *levels, step.role)


def _agreements(snapshot: Snapshot) -> Iterator[Deadline]:
    book, days = snapshot.book, snapshot.book.settings.alerts.agreement
    for grid in book[GRIDS].values():
        title, page = f"結對協議到期：{grid.title}", f"{urls.grid(grid.id)}#agreement"
        until = grid.agreement.until
        yield Deadline(
            "agreement", grid.branch, title, page, until, *alert_days(days, until, workdays=None), grid.power_chief
        )
    for pact in book[PACTS].values():
        page = urls.pact(pact.id)
        settled = any(one.outcome in ("renew", "end") for one in pact.reviews)
        dated = [
            (f"共建協議到期：{pact.title}", page, pact.until, not settled),
            *(
                (f"檢視共建協議：{pact.title}", f"{page}#reviews", one.due, True)
                for one in pact.reviews
                if not one.held_on
            ),
            *((f"共建項目：{one.title}", page, one.due, True) for one in pact.projects if not one.done_on),
        ]
        for title, where, due, stays in dated:
            yield Deadline(
                "agreement", pact.branch, title, where, due, *alert_days(days, due, workdays=None), pact.contact, stays
            )


def _findings(snapshot: Snapshot) -> Iterator[Deadline]:
    """Published problems only, and of their words only the category."""
    for finding in snapshot.book[FINDINGS].values():
        for what, due in _limits(finding, snapshot.as_of):
            title, page = f"{what}：{finding.category}", urls.finding(finding.id)
            days = alert_days(snapshot.book.settings.alerts.finding, due, workdays=None)
            yield Deadline("finding", finding.unit, title, page, due, *days, finding.owner_role)


def _limits(finding: Finding, day: dt.date) -> Iterator[tuple[str, dt.date]]:
    state = state_on(finding, day)
    if state == "closed":
        closed_on = max(entry.on for entry in finding.log if entry.on <= day)
        if finding.lookback_on and not any(one.on > closed_on for one in finding.lookbacks):
            yield "回頭看", finding.lookback_on
        return
    if state == "long_term":
        if finding.next_review:
            yield "長期堅持，下次檢視", finding.next_review
        return
    yield "整改時限", due_on(finding, day)
    yield from (("整改里程碑", one.due) for one in finding.milestones if not one.reached_on)
