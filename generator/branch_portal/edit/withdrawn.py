"""取消記錄: what must be said of published events that a change takes away."""

import datetime as dt
from collections.abc import Collection

from branch_portal.calendar.kinds import WITHDRAWALS
from branch_portal.calendar.ledger import vanished
from branch_portal.calendar.state import CalendarState
from branch_portal.calendar.window import span
from branch_portal.edit.proof import uids
from branch_portal.writing.patch import document


def taken_back(state: CalendarState) -> tuple[str, ...]:
    """The published names that the data no longer has, each for all that begin with it; none where nothing was published."""
    if state.ledger.anchor is None:
        return ()
    first = span(state.ledger.anchor, state.book.settings.calendar.window).first
    gone = [entry.uid for entry in vanished(state.ledger, state.wanted, first)]
    there = uids(state)
    names = dict.fromkeys(_shortest(uid, there) for uid in gone)
    return tuple(name for name in names if not any(name.startswith(f"{other}.") for other in names))


def withdrawal(names: Collection[str], reason: str, by: str, day: dt.date, taken: Collection[str]) -> tuple[str, str]:
    """The path and the text of a new record."""
    base = next(iter(names)).split(".")[0][:36]
    id = next(one for one in (base, *(f"{base}-{number}" for number in range(2, 1000))) if one not in taken)
    data = {"id": id, "events": tuple(names), "reason": reason, "approved_by": by, "approved_on": day}
    return f"data/{WITHDRAWALS.name}/{id}.yml", document(data, {})


def _shortest(uid: str, there: Collection[str]) -> str:
    """The beginning of a name that no event has any more."""
    parts = uid.split(".")
    for count in range(1, len(parts)):
        name = ".".join(parts[:count])
        if not any(one == name or one.startswith(f"{name}.") for one in there):
            return name
    return uid
