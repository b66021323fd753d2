"""專題: its rule with the mend applied, its page, its event, its table."""

import datetime as dt

import pytest

from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.records import Located, Records
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.source.places import Source
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.initiatives import rules
from branch_portal.systems.initiatives.datasets import datasets
from branch_portal.systems.initiatives.events import events
from branch_portal.systems.initiatives.model import Initiative
from branch_portal.systems.initiatives.pages import pages
from branch_portal.year.schedule import make_schedule

DAY = dt.date(2026, 11, 24)


@pytest.fixture
def one(book: Handbook) -> Initiative:
    return Initiative(id="x01", title="甲", branch=next(iter(book["branches"])), due=dt.date(2026, 12, 1))


def broken(records: Records, *found: Initiative) -> list[str]:
    source = Source("data/initiatives/x.yml", (), {}, {}, {})
    return [problem.rule for problem in rules.check(records.having(initiatives={one.id: Located(one, source) for one in found}))]


def test_two_of_one_name_are_told_and_mended(records: Records, one: Initiative) -> None:
    other = one.model_copy(update={"id": "x02"})
    assert broken(records, one, other) == [rules.TWICE.id]
    assert broken(records, one, other.model_copy(update={"title": "乙"})) == []


def test_a_record_has_its_row_its_event_and_its_table(book: Handbook, one: Initiative) -> None:
    filled = book.having(initiatives={one.id: one})
    snapshot = take_snapshot(filled, DAY, ROOMS)
    (page,) = pages(snapshot, environment())
    assert 'id="x01"' in page.render()
    (event,) = events(announce(filled), make_schedule(filled))
    assert (event.uid, event.first, event.branch) == ("initiatives-x01.due", one.due, one.branch)
    (table,) = datasets(snapshot)
    assert [row["id"] for row in table.rows] == ["x01"]
