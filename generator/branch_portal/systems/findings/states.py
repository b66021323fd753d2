"""狀態: how a problem stands at the end of a day."""

import datetime as dt

from branch_portal.systems.findings.model import Finding, State


def state_on(finding: Finding, day: dt.date) -> State | None:
    """The state at the end of `day`; None before the problem was registered."""
    states = [entry.state for entry in finding.log if entry.on <= day]
    return states[-1] if states else None


def due_on(finding: Finding, day: dt.date) -> dt.date:
    """The time limit in force at the end of `day`, extensions approved by then included."""
    return next((entry.due for entry in reversed(finding.extensions) if entry.on <= day), finding.due)


def is_overdue(finding: Finding, day: dt.date) -> bool:
    """Whether the problem is registered, still being worked on, and past its time limit at the end of `day`."""
    return state_on(finding, day) not in (None, "closed", "long_term") and due_on(finding, day) < day
