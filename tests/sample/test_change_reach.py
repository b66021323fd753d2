"""A renamed or withdrawn record changes its own pages and events; the other changes are in `test_every_system`."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.systems.actions import pages as actions
from branch_portal.systems.brands import events as brand_events
from branch_portal.systems.brands import pages as brands
from branch_portal.systems.goals import events as goal_events
from branch_portal.systems.goals import pages as goals
from branch_portal.systems.grids import events as grid_events
from branch_portal.systems.grids import pages as grids
from branch_portal.systems.pacts import events as pact_events
from branch_portal.systems.pacts import pages as pacts
from branch_portal.year.schedule import Schedule
from tests.snapshots import snapshot_of

DAY = dt.date.fromisoformat


def rendered(book: Handbook, schedule: Schedule) -> Mapping[str, str]:
    snapshot, jinja = snapshot_of(book, schedule, DAY("2026-11-24")), environment()
    sections = [module.branch_section(snapshot, jinja) for module in (goals, grids, brands, pacts, actions)]
    made = {
        page.path: page.render()
        for module in (goals, grids, brands, pacts, actions)
        for page in module.pages(snapshot, jinja)
    }
    homes = {
        f"branches/{id}/": "".join(part.body(branch) for part in sections) for id, branch in book[BRANCHES].items()
    }
    return {**made, **homes}


def listed(book: Handbook, schedule: Schedule) -> Iterator[Event]:
    for module in (goal_events, grid_events, brand_events, pact_events):
        yield from module.events(book, schedule)


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> set[str]:
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


@pytest.fixture(scope="module")
def before(book: Handbook, schedule: Schedule) -> tuple[Mapping[str, str], Mapping[str, Event]]:
    return rendered(book, schedule), {event.uid: event for event in listed(book, schedule)}


def changed(kind: str, id: str, **fields: Any) -> Callable[[Handbook], Handbook]:
    def change(book: Handbook) -> Handbook:
        group = book[kind]
        return book.having(**{kind: {**group, id: group[id].model_copy(update=fields)}})

    return change


def withdrawn(kind: str, id: str) -> Callable[[Handbook], Handbook]:
    def change(book: Handbook) -> Handbook:
        return book.having(**{kind: {key: one for key, one in book[kind].items() if key != id}})

    return change


CASES: list[tuple[Callable[[Handbook], Handbook], set[str], set[str]]] = [
    (
        changed("grids", "gr07", title="改名網格"),
        {"grids/", "grids/gr07/", "grids/signs/", "grids/signs/b12/", "branches/b12/", "brand/actions/"},
        {"grid-gr07.until"},
    ),
    (
        withdrawn("campaigns", "c26-exam"),
        {"brand/", "brand/campaigns/c26-exam/", "brand/playbooks/power-guarantee/", "branches/b02/", "branches/b06/"},
        {f"campaign-c26-exam.{stage}{branch}" for stage in ("ready", "action", "review") for branch in ("", ".b02", ".b06")},
    ),
]  # fmt: skip


def test_a_new_id_keeps_the_calendar_s_identity(book: Handbook, schedule: Schedule) -> None:
    for kind, id in (("action_plans", "a2616"), ("grids", "gr08"), ("campaigns", "c26-exam"), ("pacts", "pa03")):
        group = dict(book[kind])
        record = group.pop(id)
        renamed = record.model_copy(update={"id": "new", "old_ids": (id,)})
        other = book.having(**{kind: {**group, "new": renamed}})
        assert {one.uid for one in listed(other, schedule)} == {one.uid for one in listed(book, schedule)}


@pytest.mark.parametrize(("change", "pages", "uids"), CASES)
def test_a_change_reaches_its_own_pages_and_events_only(
    book: Handbook,
    schedule: Schedule,
    before: tuple[Mapping[str, str], Mapping[str, Event]],
    change: Callable[[Handbook], Handbook],
    pages: set[str],
    uids: set[str],
) -> None:
    other = change(book)
    assert differing(before[0], rendered(other, schedule)) == pages
    assert differing(before[1], {event.uid: event for event in listed(other, schedule)}) == uids
