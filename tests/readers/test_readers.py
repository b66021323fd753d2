"""Two readers of others, ical.js and libical, find in every feed what the data says: days, words, links, alarms."""

import datetime as dt
from pathlib import Path

import pytest

from branch_portal.organisation.kinds import BRANCHES, TRACKS
from branch_portal.project.handbook import Handbook
from branch_portal.year.kinds import TERMS
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule
from tests.readers import icaljs, libical
from tests.readers.meaning import Alarm, Meaning

pytestmark = pytest.mark.slow
MISSING = "the independent readers are missing: run make test, which installs them"


@pytest.fixture(scope="module")
def feeds(site: Path) -> dict[str, Path]:
    """Every feed of the built portal, of both editions, and the files of single events, by their addresses."""
    found = {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*.ics"))}
    return {address: file for address, file in found.items() if not address.startswith("hans/calendar/events/")}


@pytest.fixture(scope="module")
def by_icaljs(feeds: dict[str, Path]) -> dict[str, list[Meaning]]:
    assert (icaljs.HERE / "node_modules" / "ical.js").is_dir(), MISSING
    found = icaljs.read(feeds.values())
    return {address: found[file] for address, file in feeds.items()}


@pytest.fixture(scope="module")
def by_libical(feeds: dict[str, Path]) -> dict[str, list[Meaning]]:
    return {address: libical.read(file) for address, file in feeds.items()}


def test_two_readers_agree_on_every_feed(
    by_icaljs: dict[str, list[Meaning]], by_libical: dict[str, list[Meaning]]
) -> None:
    assert by_icaljs.keys() == by_libical.keys()
    for address, events in by_icaljs.items():
        assert events == by_libical[address], address


def test_a_reader_finds_each_event_once(by_icaljs: dict[str, list[Meaning]]) -> None:
    for address, events in by_icaljs.items():
        assert events, address
        assert len({event.uid for event in events}) == len(events), address


def test_a_reader_finds_what_the_year_says(
    by_icaljs: dict[str, list[Meaning]], book: Handbook, schedule: Schedule
) -> None:
    """Every branch's days, with its moved days and without what it need not do; the company's own are not a branch's."""
    host = book.settings.calendar.uid_host
    for branch in book[BRANCHES].values():
        found = {event.uid: event for event in by_icaljs[f"calendar/{branch.id}.ics"]}
        expected = {}
        for year in schedule.company:
            for item in schedule.branch(branch.id, year):
                if not item.host:  # what is one gathering with another is told there
                    expected[f"duty-{item.id}.{branch.id}@{host}"] = item
        # What the branch had before and has no longer stays as cancelled.
        told = {uid for uid, event in found.items() if uid.startswith("duty-") and event.status != "CANCELLED"}
        assert told == set(expected)
        for uid, item in expected.items():
            assert said(found[uid]) == meant(item, book), uid
            assert found[uid].alarms == alarms(item, schedule), uid


def test_a_reader_finds_the_solar_terms(
    by_icaljs: dict[str, list[Meaning]], book: Handbook, schedule: Schedule
) -> None:
    found = {event.uid: event for event in by_icaljs["calendar/all.ics"]}
    for year in schedule.company:
        for day in schedule.terms.of_year(year):
            event = found[f"term.{year}-{day.id}@{book.settings.calendar.uid_host}"]
            assert (event.first, event.last) == (day.date, day.date)
            assert event.summary == book[TERMS][day.id].title


def alarms(item: Occurrence, schedule: Schedule) -> tuple[Alarm, ...]:
    """One at nine in the morning of the working day before; none for what need not be done."""
    if getattr(item.duty, "importance", "core") == "optional":
        return ()
    left = next(n for n in range(1, 30) if schedule.workdays.is_open(item.due - dt.timedelta(days=n)))
    return (Alarm(9 * 3600 - left * 86400, "", f"還有{left}天"),)


def said(event: Meaning) -> tuple[object, ...]:
    """What a reader took from an event, as far as the year's data speaks of it."""
    words = event.description.split("\n")
    return (
        event.first, event.last, event.summary.split("（")[0], event.categories, event.status,
        next(line for line in words if line.startswith("交什麼：")), "/guide/" in words[-1],
    )  # fmt: skip


def meant(item: Occurrence, book: Handbook) -> tuple[object, ...]:
    """The same from the data."""
    return (
        item.due, item.due, item.title.split("（")[0], (book[TRACKS][item.duty.track].title,),
        "TENTATIVE" if item.provisional else "CONFIRMED", f"交什麼：{'、'.join(item.duty.deliverable)}", True,
    )  # fmt: skip
