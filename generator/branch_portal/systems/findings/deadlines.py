"""整改 among the deadlines: of published problems only, and of their words only the category."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.states import due_on, state_on
from branch_portal.year.alert_days import Levels, alert_days
from branch_portal.year.deadline import Deadline, DeadlineKind

RECTIFICATION = DeadlineKind("finding", "問題整改", place=4)


def finding_days(snapshot: Snapshot) -> Callable[[dt.date], Levels]:
    """What gives the levels before a day of rectification, on the board of alerts and on every page."""
    return partial(alert_days, snapshot.book.settings.alerts.finding, workdays=snapshot.schedule.workdays)


def deadlines(snapshot: Snapshot) -> Iterator[Deadline]:
    levels = finding_days(snapshot)
    for finding in snapshot.book[FINDINGS].values():
        for what, due in _limits(finding, snapshot.as_of):
            title, page = f"{what}：{finding.category}", urls.finding(finding.id)
            yield Deadline(RECTIFICATION, finding.unit, title, page, due, *levels(due), finding.owner_role)


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
