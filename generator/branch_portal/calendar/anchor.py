"""收錄月份: how far an update may take the feeds' months at once, and the way back after a wrong clock."""

import datetime as dt
from dataclasses import replace

from branch_portal.calendar.ledger_rules import SLACK, day_of
from branch_portal.calendar.model import Change, Entry, Ledger, SetBack

MOST_MONTHS = 2
"""An update is asked for each month; after a longer pause, or by a wrong clock, it says first what leaves the feeds."""


def months(before: dt.date, after: dt.date) -> int:
    """From the month of one day to the month of another."""
    return (after.year - before.year) * 12 + after.month - before.month


def set_back(ledger: Ledger, as_of: dt.date, now: dt.datetime, reason: str, approved_by: str) -> Ledger:
    """The ledger with the month of `as_of` for its anchor, and nothing revised later than `now` (UTC), the moment of it.

    What was revised later may have been seen so: it is revised once more, and its sequence goes up.
    """
    assert ledger.anchor
    anchor = as_of.replace(day=1)
    back = (SetBack(now, ledger.anchor, anchor, reason, approved_by),) if ledger.anchor > anchor else ()
    entries = {uid: _in_time(entry, as_of, now) for uid, entry in ledger.entries.items()}
    return replace(ledger, anchor=min(anchor, ledger.anchor), entries=entries, set_back=(*ledger.set_back, *back))


def _in_time(entry: Entry, as_of: dt.date, now: dt.datetime) -> Entry:
    if day_of(entry.revised) <= as_of + SLACK:
        return entry
    changes = tuple(replace(change, at=min(change.at, now)) for change in entry.changes)
    if not entry.live and not entry.withdrawn:
        return replace(entry, changes=changes)  # nobody ever saw it
    last = changes[-1]
    again = Change(now, "withdrawn", last.note) if entry.withdrawn else Change(now, "reworded")
    return replace(entry, sequence=entry.sequence + 1, changes=(*changes, again))
