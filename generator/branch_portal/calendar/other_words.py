"""The ledger after the records were turned into the other script: subscribers read the same, so nothing has changed."""

from collections.abc import Callable
from dataclasses import replace

from branch_portal.calendar.model import Ledger
from branch_portal.calendar.state import CalendarState


def in_other_words(before: CalendarState, after: CalendarState, conversion: Callable[[str], str]) -> Ledger:
    """The ledger of `before` with titles and digests of the words in `after`, and no change counted."""
    old = before.ledger
    if not old.revised:
        return old
    agreed, fresh = before.updated(old.revised).entries, after.updated(old.revised).entries
    entries = {}
    for uid, entry in old.entries.items():
        changes = tuple(replace(change, note=conversion(change.note)) for change in entry.changes)
        if entry.live and agreed.get(uid) == entry and uid in fresh:
            entries[uid] = replace(fresh[uid], sequence=entry.sequence, changes=changes)
        else:
            entries[uid] = replace(entry, summary=conversion(entry.summary), changes=changes)
    return replace(old, entries=entries)
