"""Every guide, track, role and topic of the sample is taken away in turn: nothing in the code rests on its id.

What named it names its successor, as an editor sees to it; the settings are left, cleared or redirected.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from branch_portal import rooms
from branch_portal.build import events, record_pages
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feeds import feeds
from branch_portal.calendar.model import Ledger
from branch_portal.organisation.kinds import ROLES, TRACKS
from branch_portal.project import references
from branch_portal.project.base import first_id
from branch_portal.project.handbook import handbook
from branch_portal.project.kind import Kind
from branch_portal.project.records import Records
from branch_portal.site.page import Page
from branch_portal.site.templates import environment
from branch_portal.system.check import check
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.learning.kinds import TOPICS
from tests.sample import AS_OF
from tests.sample.successors import One, Successions, successor

KINDS = (GUIDES, TRACKS, ROLES, TOPICS)
JINJA = environment()
LED = re.compile(r'href="[^"]*?(?:guide/|#topic-)([a-z0-9-]+)[^"]*"')
"""A link to a guide or to a topic's shelf; tracks and roles have feeds."""


@dataclass(frozen=True)
class Sample:
    """The sample as it is: its ledger, where each page leads, and what each feed holds."""

    successions: Successions
    ledger: Ledger
    links: Mapping[str, list[str]]
    held: Mapping[str, frozenset[str]]

    def every(self, *kinds: Kind[Any, Any]) -> list[One]:
        return [(kind.name, id) for kind in kinds for id in self.successions.records[kind]]


@pytest.fixture(scope="module")
def sample(records: Records, calendar: Calendar) -> Sample:
    snapshot = taken(records)
    links = {page.path: led(page) for page in pages(snapshot)}
    return Sample(Successions(records), calendar.ledger, links, held(snapshot, calendar.ledger))


def taken(records: Records) -> Snapshot:
    return take_snapshot(handbook(records), AS_OF, rooms.ROOMS)


def pages(snapshot: Snapshot, paths: Iterable[str] | None = None) -> Iterator[Page]:
    return (page for page in record_pages(snapshot, (), JINJA) if paths is None or page.path in paths)


def led(page: Page) -> list[str]:
    """The guides and topics that a page leads to, in the order of its links."""
    return LED.findall(str(page.render()))


def held(snapshot: Snapshot, ledger: Ledger) -> dict[str, frozenset[str]]:
    """The UIDs in every feed but the branches' (theirs are the company's and their own), by its first name.

    Nor in variants: they are made of what their feed holds.
    """
    book = snapshot.announced
    calendar = Calendar(book, snapshot.schedule, events(book, snapshot.schedule), ledger)
    first = {record.id: first_id(record) for kind in (ROLES, TRACKS) for record in book[kind].values()}
    return {
        f"{feed.kind} {first.get(feed.subject, feed.subject)}": frozenset(one.own.uid for one in feed.events())
        for feed in feeds(calendar)
        if not feed.kind.startswith("branch") and feed.kind != "week" and not feed.quiet
    } | {"own": frozenset(event.uid for event in calendar.events if event.branch)}


def errors(records: Records) -> list[object]:
    return [one for one in check(records, rooms.ROOMS, AS_OF) if one.severity == "error"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_gone_is_missed_in_the_settings_alone(sample: Sample, kind: Kind[Any, Any]) -> None:
    settings = sample.successions.records.settings
    for id in sample.successions.records[kind]:
        problems = list(references.check(sample.successions.without([(kind.name, id)], "untouched")))
        places = [settings.at(*path) for path in sample.successions.in_settings(kind, id)]
        told = places if len(places) < 3 else places[:1]  # one message with a list
        assert [(one.rule, one.place) for one in problems] == [("REF-01", place) for place in told], id
        assert all(id in settings.source.lines[(one.place.line or 0) - 1] for one in problems)


@pytest.mark.parametrize("kind", [TRACKS, ROLES, TOPICS], ids=lambda kind: kind.name)
def test_what_is_gone_takes_no_event_along(sample: Sample, kind: Kind[Any, Any]) -> None:
    for id in sample.successions.records[kind]:
        gone = sample.successions.without([(kind.name, id)], "cleared")
        now = held(taken(gone), sample.ledger)
        for feed, uids in sample.held.items():
            assert uids <= now[feed] or feed.endswith(f" {id}"), (id, feed)


def test_a_guide_that_is_gone_takes_no_event_along(sample: Sample) -> None:
    """One by one where the settings name it; nothing tells the others apart, so that they go together."""
    guides = sample.every(GUIDES)
    named = [[one] for one in guides if sample.successions.in_settings(GUIDES, one[1])]
    for gone in (*named, [one for one in guides if [one] not in named]):
        records = sample.successions.without(gone, "cleared")
        assert held(taken(records), sample.ledger) == sample.held, gone


def test_what_is_gone_leaves_no_dead_link(sample: Sample) -> None:
    """All at once, on every page: whatever a template or a module knew by itself would still lead there."""
    records = sample.successions.without(sample.every(*KINDS), "cleared")
    assert not list(references.check(records))
    gone = taken(records)
    dead = {page.path: ids for page in pages(gone) if (ids := [id for id in led(page) if not id.endswith("x")])}
    assert not dead


def test_pages_lead_where_they_led_once_the_settings_say_the_new_ids(sample: Sample) -> None:
    renamed = sample.successions.without(sample.every(*KINDS), "renamed")
    assert not errors(renamed)
    after = {page.path: led(page) for page in pages(taken(renamed))}
    for path, links in sample.links.items():
        there = re.sub(r"(?<=^guide/)[a-z0-9]+|(?<=^roles/)[a-z0-9-]+", lambda found: successor(found[0]), path)
        assert after[there] == [successor(id) for id in links], path


@pytest.mark.parametrize("kind", [TRACKS, ROLES], ids=lambda kind: kind.name)
def test_a_renamed_record_keeps_its_feed_and_its_address(sample: Sample, kind: Kind[Any, Any]) -> None:
    for id in sample.successions.records[kind]:
        renamed = sample.successions.without([(kind.name, id)], "renamed")
        snapshot = taken(renamed)
        assert held(snapshot, sample.ledger) == sample.held, id
        calendar = Calendar(snapshot.announced, snapshot.schedule, (), sample.ledger)
        found = [feed for feed in feeds(calendar) if feed.subject == successor(id)]
        assert found
        for feed in found:  # it, and its variants
            assert [name.partition("-")[2].partition(".")[0] for name in feed.also_at] == [id]
