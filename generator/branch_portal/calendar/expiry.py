"""協議到期: the reminders before an agreement ends, the same for grid cells and pacts."""

import datetime as dt

from branch_portal.calendar.event import Event
from branch_portal.year.alert_days import Levels
from branch_portal.year.deadline import DeadlineKind

AGREEMENT = DeadlineKind("agreement", "共建和網格協議", place=3)


def expiry_event(
    record: str,
    until: dt.date,
    agreement: str,
    lines: tuple[str, ...],
    page: str,
    category: str,
    branch: str,
    alerts: Levels,
    role: str | None,
    track: str | None,
    since: dt.date | None = None,
) -> Event:
    """The last day of an agreement, with its three reminders; `record` is kind and id, as in `pact-p01`."""
    return Event(
        uid=f"{record}.until",
        first=until,
        last=until,
        summary=f"{agreement}到期",
        lines=lines,
        page=page,
        categories=(category, "協議到期"),
        branch=branch,
        role=role or "",
        topic=track or "",
        alerts=alerts.days,
        since=since,
    )
