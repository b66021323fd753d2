"""What the calendar says of a portal, and of the same portal with some files changed; nothing is written here."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from branch_portal.build import events
from branch_portal.calendar.state import CalendarState, calendar_state
from branch_portal.check import handbook_of, read_handbook
from branch_portal.project.handbook import announce
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.project.trial import trial
from branch_portal.year.schedule import make_schedule


def calendar_of(folders: Folders, reading: Reading, day: dt.date, records: Records | None = None) -> CalendarState:
    """Where a portal's calendar stands for an update on `day`; raises `InputProblems` when its records have mistakes.

    `records` are the portal's, where they were read with `reading` and checked already.
    """
    book = handbook_of(records, reading, day) if records else read_handbook(folders, reading, day)
    schedule = book.derived(make_schedule)
    return calendar_state(folders, reading, events(announce(book), schedule), book, schedule, day)


@contextmanager
def tried(folders: Folders, files: Mapping[str, str], gone: Iterable[str]) -> Iterator[Folders]:
    """A copy of the portal with other files, and without some."""
    with trial(folders, files) as copy:
        take_away(copy, gone)
        yield copy


def take_away(folders: Folders, gone: Iterable[str]) -> None:
    """Delete files by their paths, and folders below `data/` that are empty then."""
    for path in gone:
        file = folders.root / path
        file.unlink(missing_ok=True)
        for folder in (file.parent, file.parent.parent):
            if folder.is_relative_to(folders.data) and folder != folders.data and not any(folder.iterdir()):
                folder.rmdir()


def uids(state: CalendarState) -> set[str]:
    """Every name under which events and feeds are published."""
    return {*state.wanted.events, *state.wanted.feeds}
