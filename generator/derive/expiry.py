"""協議到期: the reminders before an agreement ends, the same for grid cells and pacts."""

import datetime as dt

from generator.derive.event import AlertLevel, Event

LEAD_DAYS: dict[AlertLevel, int] = {"green": 60, "yellow": 30, "red": 7}
"""Days before an agreement ends: 60, 30 and 7, a default of the sample (常見做法)."""


def expiry_days(until: dt.date) -> dict[AlertLevel, dt.date]:
    """The day on which each level begins."""
    return {level: until - dt.timedelta(days=days) for level, days in LEAD_DAYS.items()}


def expiry_event(
    record: str, until: dt.date, agreement: str, lines: tuple[str, ...], page: str, category: str, branch: str
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
        role="branch_secretary",
        topic="t-service",
        alerts=tuple(expiry_days(until).items()),
    )
