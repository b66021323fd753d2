"""合併: one ledger from a file into which two people's updates were merged."""

from collections.abc import Iterable
from dataclasses import replace

from branch_portal.calendar.ledger_file import LedgerText
from branch_portal.calendar.model import Change, Entry, Ledger, Tally
from branch_portal.ground.kept import of_itself


@of_itself(2)
def ledger_of(found: LedgerText) -> Ledger:
    """The ledger that a file holds, several lines of one UID brought together."""
    lines: dict[str, list[Entry]] = {}
    for _, entry in found.entries:
        lines.setdefault(entry.uid, []).append(entry)
    gone = [head.gone for head in found.heads]
    most = Tally(max((one.lines for one in gone), default=0), max((one.revisions for one in gone), default=0))
    back = sorted({one for head in found.heads for one in head.set_back}, key=lambda one: one.at)
    entries = {uid: merged(several) for uid, several in sorted(lines.items())}
    host = next((head.host for head in found.heads if head.host), "")
    return Ledger(found.anchor, entries, most, tuple(back), host)


def merged(entries: Iterable[Entry]) -> Entry:
    """One entry for the several that a merge left under one UID.

    Where they differ in content the result matches no data, so that the next `revise` raises the sequence above
    both: either may have been published.
    """
    found = sorted(entries, key=lambda entry: (entry.sequence, entry.revised, entry.digest))
    if len(found) == 1:
        return found[0]
    first, last = min(entry.changes[0].at for entry in found), found[-1]
    changes = {change for entry in found for change in entry.changes if change.kind != "added"}
    history = (Change(first, "added"), *sorted(changes, key=lambda change: (change.at, change.kind, change.note)))
    same = len({(entry.digest, entry.live) for entry in found}) == 1
    if same and len({entry.sequence for entry in found}) == 1:
        history = min((entry.changes for entry in found), key=lambda changes: (len(changes), changes[0].at))
    base = last.sequence - len(history) + 1
    return replace(last, digest=last.digest if same else "", changes=history, base=base)
