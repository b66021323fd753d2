"""Rounds, problems, quarters and supervision as they leave the portal: events, tables, coverage, what stays hidden."""

import datetime as dt

import pytest

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.project.handbook import Handbook, announce, publish
from branch_portal.project.records import Records
from branch_portal.rooms import ROOMS, SYSTEMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.systems.findings import datasets as finding_datasets
from branch_portal.systems.findings import events as finding_events
from branch_portal.systems.findings.figures import responsibilities, tasks
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.rounds import events as rounds
from branch_portal.systems.rounds.figures import reports, tally
from branch_portal.systems.rounds.kinds import ROUNDS
from branch_portal.systems.supervision import events as supervision_events
from branch_portal.systems.supervision.kinds import INSPECTIONS
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF

SOURCES = (
    rounds.events,
    finding_events.events,
    supervision_events.review_events,
    supervision_events.inspection_events,
    supervision_events.interview_events,
)


@pytest.fixture(scope="module")
def snapshot(book: Handbook) -> Snapshot:
    return take_snapshot(book, AS_OF, ROOMS)


def test_every_event_leads_to_a_page_that_is_there_on_any_day(book: Handbook, schedule: Schedule) -> None:
    events = [event for source in SOURCES for event in source(announce(book), schedule)]
    assert len({event.uid for event in events}) == len(events)
    for day in (dt.date(2026, 1, 1), AS_OF):
        snapshot, jinja = take_snapshot(book, day, ROOMS), environment()
        addresses = {page.path for system in SYSTEMS for page in system.pages(snapshot, jinja)}
        assert [event.uid for event in events if event.page.partition("#")[0] not in addresses] == []


def test_an_event_keeps_its_identity_when_its_day_moves(book: Handbook, schedule: Schedule) -> None:
    one = book[INSPECTIONS]["2026-q4-spot"]
    moved = one.model_copy(update={"on": dt.date(2026, 12, 17)})
    later = book.having(inspections={**book[INSPECTIONS], one.id: moved})
    before, after = (
        {e.uid: e for e in supervision_events.inspection_events(announce(b), schedule)} for b in (book, later)
    )
    assert list(before) == list(after)
    assert {uid for uid in before if before[uid] != after[uid]} == {"inspection-2026-q4-spot"}


def test_nobody_is_told_beforehand_whom_an_inspection_visits(book: Handbook, schedule: Schedule) -> None:
    titles = [branch.title for branch in book[BRANCHES].values()]
    for event in supervision_events.inspection_events(announce(book), schedule):
        assert not [title for title in titles if title in "".join((event.summary, *event.lines))]


def test_the_table_of_quarters_has_the_numbers_of_the_bulletins(snapshot: Snapshot) -> None:
    (dataset,) = finding_datasets.quarter_datasets(snapshot)
    for release in snapshot.book[RELEASES].values():
        rows = [row for row in dataset.rows if row["quarter"] == release.id]
        assert {name: rows[0][name] for name in dict(release.totals)} == dict(release.totals)
        assert len(rows) == 1 + len(release.balance)


def test_the_table_of_problems_knows_what_is_late(snapshot: Snapshot) -> None:
    (dataset,) = finding_datasets.finding_datasets(snapshot)
    rows = {row["id"]: row for row in dataset.rows}
    assert len(rows) == len(snapshot.book[FINDINGS])
    assert rows["p2629"]["overdue"] is True
    assert rows["p2620"]["due"] == dt.date(2026, 12, 15)
    assert rows["p2503"]["closed_on"] == dt.date(2025, 12, 23)


def test_a_round_counts_every_unit_in_its_scope_once(snapshot: Snapshot) -> None:
    for id, of_round in reports(snapshot.book).items():
        assert sum(tally(of_round).values()) == len(snapshot.book[ROUNDS][id].scope)
    assert tally(reports(snapshot.book)["r2604"])["outstanding"] == 4


def test_a_report_of_tomorrow_is_still_outstanding(book: Handbook) -> None:
    earlier = publish(book, dt.date(2026, 10, 20))
    assert reports(earlier)["r2604"]["b08"].coverage == "outstanding"
    assert reports(publish(book, AS_OF))["r2604"]["b08"].coverage == "reported"


def test_an_inspection_does_not_give_away_an_unpublished_problem(records: Records, snapshot: Snapshot) -> None:
    assert records[INSPECTIONS]["2026-q3-spot"].record.findings == ("p2628",)
    assert snapshot.book[INSPECTIONS]["2026-q3-spot"].findings == ()


def test_organisations_without_problems_are_on_the_list_of_responsibilities(snapshot: Snapshot) -> None:
    lists = responsibilities(snapshot.book)
    assert set(lists) == {*snapshot.book[UNITS], *snapshot.book[BRANCHES]}
    assert lists["b07"] == []
    assert sum(map(len, lists.values())) == len(snapshot.book[FINDINGS])


def test_open_tasks_come_first_and_the_oldest_of_them_first(snapshot: Snapshot) -> None:
    listed = tasks(snapshot)
    assert [task.open for task in listed] == sorted((task.open for task in listed), reverse=True)
    waiting = [task.due for task in listed if task.open]
    assert waiting == sorted(waiting)
