"""這次改動: what two versions of a portal differ in for readers and subscribers – records, pages, events, whom they reach."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from branch_portal.build import calendar_told, record_pages
from branch_portal.calendar.agreement_rules import unrecorded
from branch_portal.calendar.differences import Difference, differences
from branch_portal.calendar.model import Ledger
from branch_portal.calendar.state import CalendarState
from branch_portal.calendar.wanted import wanted
from branch_portal.check import read_files, read_handbook
from branch_portal.edit.record_changes import RecordChange, record_changes
from branch_portal.ground.dates import noon
from branch_portal.ground.problems import InputProblems, Problem
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.project.handbook import Handbook
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.site.hand_written import written_pages
from branch_portal.site.templates import environment
from branch_portal.system.room import systems
from branch_portal.system.snapshot import Snapshot, take_snapshot


@dataclass(frozen=True)
class Comparison:
    """What differs; `told` is False where one of the two has mistakes, and only the records could be compared.

    `came` and `gone` are pages, title by address. `unsaid` are events that went without a record of it.
    `branches` and `roles` are those whom events that changed are for; `everyone` where that is all branches.
    """

    records: tuple[RecordChange, ...]
    told: bool = False
    broken_before: int = 0
    broken_after: int = 0
    came: tuple[tuple[str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    events: tuple[Difference, ...] = ()
    unsaid: tuple[Problem, ...] = ()
    branches: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    everyone: bool = False


@dataclass(frozen=True)
class _Version:
    """One side: the book and what is made of it."""

    book: Handbook
    snapshot: Snapshot
    state: CalendarState
    pages: dict[str, str]


def compare(before: Folders, after: Folders, as_of: dt.date) -> Comparison:
    """Both versions as of one day; raises `InputProblems` where one cannot be read at all."""
    records = tuple(record_changes(read_files(before, Reading()), read_files(after, Reading())))
    old, faults_before = _version(before, as_of)
    new, faults_after = _version(after, as_of)
    if old is None or new is None:
        return Comparison(records, broken_before=faults_before, broken_after=faults_after)
    moment = max(old.state.ledger.revised or noon(as_of), noon(as_of))
    ledger = old.state.updated(moment)
    changed, unsaid = _events(new.state, ledger, moment)
    branches, roles, everyone = _reached(old, new, changed)
    return Comparison(
        records,
        told=True,
        came=tuple((path, title) for path, title in new.pages.items() if path not in old.pages),
        gone=tuple((path, title) for path, title in old.pages.items() if path not in new.pages),
        events=changed,
        unsaid=unsaid,
        branches=branches,
        roles=roles,
        everyone=everyone,
    )


def _version(folders: Folders, as_of: dt.date) -> tuple[_Version | None, int]:
    """One side, or how many errors keep it from being told."""
    reading = Reading()
    try:
        book = read_handbook(folders, reading, as_of)
    except InputProblems as error:
        return None, sum(problem.severity == "error" for problem in error.problems)
    snapshot = take_snapshot(book, as_of, ROOMS)
    state = calendar_told(snapshot, folders, reading)
    datasets = [one for system in systems(ROOMS) for one in system.datasets(snapshot)]
    made = record_pages(snapshot, datasets, environment({room.name for room in ROOMS}))
    pages = {page.path: page.title for page in (*made, *written_pages(folders))}
    return _Version(book, snapshot, state, pages), 0


def _events(
    state: CalendarState, ledger: Ledger, moment: dt.datetime
) -> tuple[tuple[Difference, ...], tuple[Problem, ...]]:
    """How the calendar goes on from `ledger`, and what it would lose without a word."""
    going_on = replace(state, ledger=ledger, wanted=wanted(state.book, state.schedule, state.events, ledger))
    window = state.book.settings.calendar.window
    found = (one for one in differences(ledger, going_on.updated(moment)) if one.change)
    return tuple(found), tuple(unrecorded(ledger, going_on.wanted, window, state.lines, state.path))


def _reached(
    old: _Version, new: _Version, changed: tuple[Difference, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The branches and roles for which the changed events are, in their order."""
    branches: set[str] = set()
    roles: set[str] = set()
    books = (old.book, new.book)
    titles = {id: one.title for book in books for id, one in book[BRANCHES].items()}
    for one in changed:
        entry = one.after or one.before
        if entry is None or entry.first is None:
            continue
        roles |= {entry.role} - {""}
        branches |= {entry.branch} - {""} or set(_taking(one, old, new))
    called = {id: role.title for book in books for id, role in book[ROLES].items()}
    everyone = len(titles) > 1 and branches >= set(new.book[BRANCHES])
    return (
        tuple(titles[id] for id in sorted(branches) if id in titles),
        tuple(called[id] for id in sorted(roles) if id in called),
        everyone,
    )


def _taking(one: Difference, old: _Version, new: _Version) -> Iterator[str]:
    """The branches in whose feeds a company's event stands."""
    entry = one.after or one.before
    if entry is None or entry.first is None or entry.reach != "branches":
        return
    for version in (old, new):
        wanted_now = version.state.wanted
        for id, uid in wanted_now.branch_feeds.items():
            if wanted_now.scopes[uid].takes(entry.applies, entry.first):
                yield id
