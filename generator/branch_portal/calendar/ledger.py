"""台賬: the life of an event, as pure steps: added, moved, reworded, withdrawn, restored.

A UID is never reused and its sequence never falls. What stands in the ledger is what subscribers were told; what the
data says now is `Wanted`; `revise` brings the one up to the other at a given moment.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from branch_portal.calendar.event import Event
from branch_portal.calendar.looks import Looks
from branch_portal.calendar.model import Change, ChangeKind, Entry, Ledger, Scope, Tally
from branch_portal.calendar.wanted import Wanted
from branch_portal.calendar.window import span
from branch_portal.project.settings import Alarms, Window
from branch_portal.year.alert_days import LEVEL_TITLES

SHANGHAI = ZoneInfo("Asia/Shanghai")
LEVELS = tuple(LEVEL_TITLES)
"""In the order in which an entry keeps their days."""
KEPT_DAYS = 180
"""A withdrawn event stays in the feeds this long after its withdrawal, ..."""
KEPT_AFTER = 30
"""... and at least this many days after its own day."""


def digest(event: Event, looks: Looks) -> str:
    """16 hex digits of everything a subscriber sees of the event, the host aside."""
    seen = (
        str(event.first), str(event.last), event.summary, event.lines, event.page, event.guide, event.categories,
        [(level, str(day)) for level, day in event.alerts], event.provisional,
        str(event.opens or ""), event.joined, looks.seen(event),
    )  # fmt: skip
    return _digest(seen)


_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _digest(seen: object) -> str:
    return hashlib.sha256(_ENCODED(seen).encode()).hexdigest()[:16]


def revise(ledger: Ledger, wanted: Wanted, now: dt.datetime, window: Window) -> Ledger:
    """The ledger after everything `wanted` was published at `now` (UTC).

    Published events that the data no longer has and nobody withdrew stay as they are: see `vanished`. Those that
    ended before the window are let go.
    """
    today = now.astimezone(SHANGHAI).date()
    anchor = max(today.replace(day=1), ledger.anchor or dt.date.min)
    limit = span(anchor, window).first
    entries: dict[str, Entry] = {}
    for uid, event in wanted.events.items():
        entries[uid] = _published(ledger, event, wanted, now)
    for uid, name in wanted.feeds.items():
        feed = _feed(ledger, uid, name, wanted.stand_ins.get(uid, ""), now)
        entries[uid] = replace(feed, scope=wanted.scopes.get(uid, Scope()))
    for uid, (event, reason) in wanted.waived.items():
        if uid not in ledger.entries:
            entries[uid] = _waived(ledger, event, reason, wanted, now)
    for uid, entry in ledger.entries.items():
        if uid in entries:
            continue
        if not entry.live:
            entries[uid] = entry
        elif reason := wanted.why(entry):
            entries[uid] = _changed(entry, Change(now, "withdrawn", reason))
        elif entry.last is None or entry.last >= limit:
            entries[uid] = entry
    over = [entry for uid, entry in ledger.entries.items() if uid not in entries]
    return Ledger(anchor, dict(sorted(entries.items())), ledger.gone + Tally.of(over), ledger.set_back, ledger.host)


def vanished(ledger: Ledger, wanted: Wanted, limit: dt.date) -> Iterator[Entry]:
    """Published entries that the data no longer has though nobody withdrew them; those over before `limit` may go."""
    for uid, entry in ledger.entries.items():
        known = uid in wanted.events or uid in wanted.feeds
        if entry.live and not known and not wanted.why(entry) and (entry.last is None or entry.last >= limit):
            yield entry


def _published(ledger: Ledger, event: Event, wanted: Wanted, now: dt.datetime) -> Entry:
    old = ledger.entries.get(event.uid)
    seen = digest(event, wanted.looks)
    if old and old.live and old.digest == seen:
        return _entry(event, seen, old.sequence, old.changes, old.base)
    if old is None:
        before = _inherited(ledger, event, wanted)
        if before is None:
            return _entry(event, seen, 0, (Change(now, "added"),))
        # The branch had the company's event until now: its own line goes on counting from there.
        old = replace(before, uid=event.uid, digest="")
    change = Change(now, *_kind(old, event, wanted.looks))
    return _entry(event, seen, old.sequence + 1, (*old.changes, change), old.base)


def _kind(old: Entry, event: Event, looks: Looks) -> tuple[ChangeKind, str]:
    if old.changes[-1].kind == "waived":
        return "added", ""
    if old.withdrawn:
        return "restored", ""
    if (old.first, old.last) != (event.first, event.last):
        return "moved", str(old.first)
    rung = tuple(zip(LEVELS, old.alerts, strict=False))
    before = replace(event, alerts=rung)
    rings = (replace(looks, alarms=alarms) for alarms in get_args(Alarms))
    return ("alarms" if old.digest in {digest(before, one) for one in rings} else "reworded"), ""


def _entry(event: Event, seen: str, sequence: int, changes: tuple[Change, ...], base: int = 0) -> Entry:
    return Entry(
        uid=event.uid,
        first=event.first,
        last=event.last,
        summary=event.summary,
        digest=seen,
        sequence=sequence,
        changes=changes,
        base=base,
        branch=event.branch,
        role=event.role,
        topic=event.topic,
        reach=event.reach,
        applies=event.applies,
        editors_only=event.editors_only,
        alerts=tuple(day for _, day in event.alerts),
        owners=event.owners,
    )


def _inherited(ledger: Ledger, event: Event, wanted: Wanted) -> Entry | None:
    """What the branch's feed said of `event` until now, if it said the company's words."""
    company = ledger.entries.get(event.follows)
    feed = ledger.entries.get(wanted.branch_feeds.get(event.branch, ""))
    if company is None or feed is None or not (company.live and feed.live):
        return None
    sequence = company.sequence + feed.sequence
    return replace(
        company,
        sequence=sequence,
        base=sequence,
        changes=(Change(max(company.created, feed.created), "added"),),
    )


def _waived(ledger: Ledger, event: Event, reason: str, wanted: Wanted, now: dt.datetime) -> Entry:
    before = _inherited(ledger, event, wanted)
    if before is None:
        return _entry(event, digest(event, wanted.looks), 0, (Change(now, "waived", reason),))
    entry = _entry(event, digest(event, wanted.looks), before.sequence, before.changes[:1], before.base)
    return _changed(entry, Change(now, "withdrawn", reason))


def _feed(ledger: Ledger, uid: str, name: str, stand_ins: str, now: dt.datetime) -> Entry:
    seen = [name, stand_ins] if stand_ins else name
    fresh = Entry(uid, None, None, name, _digest(seen), 0, (Change(now, "added"),))
    old = ledger.entries.get(uid)
    if old is None or (old.live and old.digest == fresh.digest):
        return old or fresh
    kind: Literal["reworded", "restored"] = "reworded" if old.live else "restored"
    return replace(fresh, sequence=old.sequence + 1, changes=(*old.changes, Change(now, kind)), base=old.base)


def _changed(entry: Entry, change: Change) -> Entry:
    return replace(entry, sequence=entry.sequence + 1, changes=(*entry.changes, change))


def kept_until(entry: Entry) -> dt.date:
    """The last day on which a withdrawn event stands in the feeds."""
    withdrawn = entry.revised.astimezone(SHANGHAI).date()
    own = entry.last + dt.timedelta(days=KEPT_AFTER) if entry.last else dt.date.min
    return max(withdrawn + dt.timedelta(days=KEPT_DAYS), own)
