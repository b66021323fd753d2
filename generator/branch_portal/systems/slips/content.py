"""What a batch tells people to do: its digest, frozen when it is issued, and what has changed since."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from branch_portal.organisation.kinds import ROLES
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Shelf
from branch_portal.systems.slips.batch import SlipBatch
from branch_portal.year.occurrence import Occurrence


def issued_id(item: Occurrence) -> str:
    """What a slip calls an item for good: a duty that has another id now keeps its first one there."""
    return f"{first_id(item.duty)}.{item.period}"


def item_digest(book: Shelf, item: Occurrence) -> str:
    """A digest of what the slip prints of an item besides its day."""
    said = [item.title, book[ROLES][item.duty.role].title, *item.duty.deliverable]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:12]


def as_issued(batch: SlipBatch) -> list[Occurrence]:
    """The items in the order in which they are frozen, which no new id of a duty changes."""
    return sorted(batch.occurrences, key=lambda item: (item.due, issued_id(item)))


def content_hash(book: Shelf, batch: SlipBatch) -> str:
    """The SHA-256 of what the batch tells people to do: items, days, roles, deliverables, emphasis, attachments.

    How the page looks, the links and the titles of terms are not in it.
    """
    content: dict[str, object] = {
        "emphasis": batch.emphasis,
        "forms": list(batch.record.forms),
        "items": [[issued_id(item), item.due.isoformat(), item_digest(book, item)] for item in as_issued(batch)],
        "number": batch.number,
    }
    if batch.record.materials:  # batches issued before materials could be attached keep their hash
        content["materials"] = list(batch.record.materials)
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Change:
    """How an item differs from what was issued: `was` is the day issued, None for an item that was not there."""

    id: str
    was: dt.date | None
    now: dt.date | None
    reworded: bool


def changes(book: Shelf, batch: SlipBatch) -> tuple[Change, ...]:
    """What changed in an issued batch since it was issued; empty for a draft."""
    if batch.issued_on is None:
        return ()
    issued = {item.id: item for item in batch.record.items}
    current = {issued_id(item): item for item in batch.occurrences}
    found = []
    for id in dict.fromkeys((*issued, *current)):
        before, now = issued.get(id), current.get(id)
        reworded = bool(before and now and before.digest != item_digest(book, now))
        if before is None or now is None or before.due != now.due or reworded:
            found.append(
                Change(now.id if now else id, before.due if before else None, now.due if now else None, reworded)
            )
    return tuple(found)
