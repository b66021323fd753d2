"""Where the calendar stands: what the ledger says was published, and what the data would publish now."""

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from generator.derive.calendar import Calendar
from generator.derive.event import Event
from generator.derive.ledger import Wanted, revise
from generator.derive.schedule import Schedule
from generator.derive.wanted import wanted
from generator.handbook import Handbook
from generator.model.calendar import Ledger
from generator.problems import Problem
from generator.reading import Folders, Reading
from generator.rules import calendar as rules
from generator.source import ledger_file
from generator.source.ledger_file import LedgerText
from generator.systems import SYSTEMS


@dataclass(frozen=True)
class CalendarState:
    """Both sides of the ledger; `found` is the file as it is, `ledger` what it means."""

    book: Handbook
    schedule: Schedule
    events: tuple[Event, ...]
    found: LedgerText
    ledger: Ledger
    wanted: Wanted
    path: str

    def problems(self, lines: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
        """Everything that keeps the calendar from being published; `lines` are those of the files read."""
        yield from rules.same_uid(self.events)
        yield from rules.still_there(self.wanted, self.book.withdrawals, lines)
        unreadable = list(rules.readable(self.found, self.path))
        yield from unreadable
        if not unreadable:
            yield from rules.agrees(self.ledger, self.wanted, self.book.settings.calendar.window, self.lines, self.path)

    def refusals(self, lines: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
        """What an update cannot mend by itself."""
        yield from rules.same_uid(self.events)
        yield from rules.still_there(self.wanted, self.book.withdrawals, lines)
        yield from (
            problem for problem in rules.readable(self.found, self.path) if problem.place.line in self.found.broken
        )
        if self.ledger.anchor:
            window = self.book.settings.calendar.window
            yield from rules.unrecorded(self.ledger, self.wanted, window, self.lines, self.path)

    @property
    def lines(self) -> dict[str, int]:
        """The line of each UID in the ledger."""
        return {entry.uid: line for line, entry in self.found.entries}

    def updated(self, now: dt.datetime) -> Ledger:
        """The ledger after an update at `now` (UTC)."""
        return revise(self.ledger, self.wanted, now, self.book.settings.calendar.window)

    def calendar(self, ledger: Ledger) -> Calendar:
        """All feeds as `ledger` stamps them."""
        return Calendar(self.book, self.schedule, self.events, ledger)


def calendar_state(folders: Folders, reading: Reading, book: Handbook, schedule: Schedule) -> CalendarState:
    """Read the ledger and gather the events of all systems; no ledger is an empty one."""
    file = folders.ledger
    text = file.read_text("utf-8", errors="replace") if file.is_file() else ""
    path = folders.shown(file)
    reading.lines[path] = tuple(text.splitlines())
    found = ledger_file.read(text)
    ledger = rules.ledger_of(found)
    events = tuple(chain.from_iterable(system.events(book, schedule) for system in SYSTEMS))
    return CalendarState(book, schedule, events, found, ledger, wanted(book, schedule, events, ledger), path)


def write_ledger(folders: Folders, ledger: Ledger) -> None:
    """Replace the file as a whole, so that a stop half-way leaves the old one."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=folders.data, delete=False) as file:
        file.write(ledger_file.write(ledger))
    written = Path(file.name)
    written.chmod(0o644)
    written.replace(folders.ledger)
