"""When events ring, and what a changed choice makes of the ledger."""

import datetime as dt
from dataclasses import replace

import pytest

from branch_portal.calendar.event import Event
from branch_portal.calendar.ledger import digest, revise
from branch_portal.calendar.looks import Looks
from branch_portal.calendar.model import Ledger
from branch_portal.calendar.wanted import Wanted
from branch_portal.project.settings import Window
from branch_portal.year.workdays import Workdays

DAY = dt.date.fromisoformat
MONDAY = DAY("2026-06-08")
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
WINDOW = Window(back=12, ahead=18)


def deadline(green: str, yellow: str, red: str, first: dt.date = MONDAY) -> Event:
    alerts = (("green", DAY(green)), ("yellow", DAY(yellow)), ("red", DAY(red)))
    return Event("x-1.due", first, first, "交報告", (), "x/", ("甲",), alerts=alerts)  # type: ignore[arg-type]


def rung(looks: Looks, event: Event) -> list[tuple[str, str]]:
    return [(ring.name, f"{ring.at:%m-%d %H}") for ring in looks.rings(event)]


ON_THE_DAY = deadline("2026-05-29", "2026-06-01", "2026-06-08")


def test_it_rings_once_on_the_working_day_before() -> None:
    assert rung(Looks(), ON_THE_DAY) == [("eve", "06-05 09")]
    closed = Workdays(frozenset({DAY("2026-06-05")}), frozenset(), frozenset({2026}))
    assert rung(Looks(workdays=closed), ON_THE_DAY) == [("eve", "06-04 09")]
    assert rung(Looks(), replace(ON_THE_DAY, alerts=())) == []


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (ON_THE_DAY, [("red", "06-05 15"), ("yellow", "06-01 09"), ("green", "05-29 09")]),
        (deadline("2026-06-01", "2026-06-05", "2026-06-08"), [("red", "06-05 15"), ("yellow", "06-05 09"), ("green", "06-01 09")]),
        (deadline("2026-06-01", "2026-06-05", "2026-06-05"), [("red", "06-05 09"), ("green", "06-01 09")]),
        (deadline("2026-06-01", "2026-06-08", "2026-06-12"), [("red", "06-05 15"), ("green", "06-01 09")]),
    ],
)  # fmt: skip
def test_three_levels_ring_last_first_and_never_after_the_start(event: Event, expected: list[tuple[str, str]]) -> None:
    assert rung(Looks(alarms="three"), event) == expected


def test_another_choice_of_alarms_is_a_revision_that_says_so() -> None:
    before = revise(Ledger(), Wanted({ON_THE_DAY.uid: ON_THE_DAY}), NOW, WINDOW)
    chosen = Wanted({ON_THE_DAY.uid: ON_THE_DAY}, looks=Looks(alarms="three"))
    entry = revise(before, chosen, NOW, WINDOW).entries[ON_THE_DAY.uid]
    assert (entry.sequence, entry.changes[-1].kind) == (1, "alarms")


def test_what_subscribers_see_is_in_the_digest() -> None:
    """The colour, the day on which it rings, from when on it may be done, what it is one matter with."""
    event = replace(ON_THE_DAY, topic="t-a")
    closed = Workdays(frozenset({DAY("2026-06-05")}), frozenset(), frozenset({2026}))
    seen = {
        digest(event, Looks()),
        digest(event, Looks(colors={"t-a": "teal"})),
        digest(event, Looks(workdays=closed)),
        digest(replace(event, opens=DAY("2026-05-01")), Looks()),
        digest(replace(event, joined=(("單", "tasks/x/"),)), Looks()),
    }
    assert len(seen) == 5
