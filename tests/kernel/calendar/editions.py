"""The calendar files as published at one moment, and what the next moment changes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.duty_events import plan_events, year_events
from branch_portal.calendar.files import assets
from branch_portal.calendar.ledger import revise
from branch_portal.calendar.model import Ledger, Withdrawal
from branch_portal.calendar.wanted import wanted
from branch_portal.project.handbook import Handbook, announce
from branch_portal.year.schedule import make_schedule

FIRST = dt.datetime(2026, 11, 2, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 11, 24, 6, 30, tzinfo=dt.UTC)
HOST = b"@portal.example.com"
Files = dict[str, dict[bytes, bytes]]


@dataclass(frozen=True)
class Edition:
    """What was published at one moment: the ledger and every file, cut into its events by their UID line."""

    ledger: Ledger
    files: Files


def publish(book: Handbook, ledger: Ledger, at: dt.datetime) -> Edition:
    schedule = make_schedule(book)
    events = [*year_events(announce(book), schedule), *plan_events(announce(book), schedule)]
    after = revise(ledger, wanted(book, schedule, events, ledger), at, book.settings.calendar.window)
    calendar = Calendar(book, schedule, events, after)
    made = [(asset.path, asset.render()) for asset in assets(calendar)]
    return Edition(after, {path.removeprefix("calendar/"): dict(chunks(feed)) for path, feed in made})


def chunks(feed: bytes) -> Iterable[tuple[bytes, bytes]]:
    head, *events = feed.split(b"BEGIN:VEVENT\r\n")
    yield b"head", head
    for event in events:
        yield event.split(b"\r\n", 1)[0], event.split(b"END:VEVENT")[0]


def changed(before: Files, after: Files) -> dict[str, set[bytes]]:
    """The UIDs whose bytes differ, by file."""
    found = {}
    for name in before.keys() | after.keys():
        old, new = before.get(name, {}), after.get(name, {})
        if wrong := {uid for uid in old.keys() | new.keys() if old.get(uid) != new.get(uid)}:
            found[name] = wrong
    return found


def unfolded(chunk: bytes) -> str:
    return chunk.replace(b"\r\n ", b"").decode()


def withdrawn(book: Handbook, *uids: str) -> Handbook:
    record = Withdrawal(
        id="w1", events=uids, reason="上級不再布置", approved_by="dept_specialist", approved_on=dt.date(2026, 11, 20)
    )
    return book.having(withdrawals={"w1": record})
