"""四進萬家: counts that add up, and no figure that could give away a few people."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from branch_portal import rooms
from branch_portal.project.handbook import Handbook
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.site.templates import environment
from branch_portal.systems.actions.datasets import datasets
from branch_portal.systems.actions.figures import total
from branch_portal.systems.actions.kinds import ACTIONS
from branch_portal.systems.actions.model import ACTION_KIND_TITLES, SMALL, Action
from branch_portal.systems.actions.pages import pages
from branch_portal.systems.actions.rules import check, check_day
from branch_portal.year.schedule import Schedule
from tests.snapshots import snapshot_of

DAY = dt.date.fromisoformat
TODAY = DAY("2026-11-24")


def action(**changes: Any) -> Action:
    """A sound action with some fields written otherwise."""
    fields: dict[str, Any] = {
        "id": "x1", "kind": "blessing", "on": DAY("2026-05-01"), "branch": "b02", "place_kind": "compound",
        "topic": "甲", "handled": 2, "helped": 12, "hours": 3,
    }  # fmt: skip
    return Action.model_validate({**fields, **changes})


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def broken(sample: Records, record: Action) -> set[str]:
    source = next(iter(sample[ACTIONS].values())).source
    records = sample.having(actions={record.id: Located(record, source)})
    problems = [*check(records), *check_day(records, TODAY)]
    assert all(problem.message and problem.mend for problem in problems)
    return {problem.rule for problem in problems}


CASES: list[tuple[str, dict[str, Any]]] = [
    ("ACT-01", {"helped": 1}),
    ("ACT-01", {"helped": 4}),
    ("ACT-02", {"pact": "pa04"}),
    ("ACT-02", {"grid": "gr03"}),
    ("ACT-03", {"pact": "pa01", "on": DAY("2026-01-19")}),
    ("ACT-04", {"on": DAY("2026-11-25")}),
]


@pytest.mark.parametrize(("rule", "changes"), CASES)
def test_a_broken_rule_is_reported(sample: Records, rule: str, changes: dict[str, Any]) -> None:
    assert broken(sample, action(**changes)) == {rule}


@pytest.mark.parametrize("helped", [0, 5, "few"])
def test_nobody_many_and_few_are_sound(sample: Records, helped: object) -> None:
    assert broken(sample, action(helped=helped, pact="pa01", grid="gr01")) == set()


@pytest.mark.parametrize("name", ["person", "address", "name", "phone", "household", "photo"])
def test_there_is_no_field_for_a_person(name: str) -> None:
    with pytest.raises(ValidationError):
        action(**{name: "甲"})


def test_few_are_counted_as_actions_and_not_as_people() -> None:
    sums = total([action(), action(helped="few", hours=1.5), action(helped=0, hours=0.1)])
    assert (sums.actions, sums.handled, sums.helped, sums.few, sums.hours) == (3, 6, 12, 1, 4.6)


def test_no_published_figure_of_people_is_small(book: Handbook, schedule: Schedule) -> None:
    for table in datasets(snapshot_of(book, schedule, TODAY)):
        assert not [row for row in table.rows if row["helped"] is not None and 0 < int(str(row["helped"])) < SMALL]


def figures(rows: Iterable[Any], name: str) -> int:
    return sum(row[name] for row in rows)


def test_page_and_tables_show_the_same_totals(book: Handbook, schedule: Schedule) -> None:
    snapshot = snapshot_of(book, schedule, TODAY)
    tables = {table.id: table for table in datasets(snapshot)}
    (page,) = pages(snapshot, environment())
    text = page.render()
    for kind, title in ACTION_KIND_TITLES.items():
        sums = total(one for one in book[ACTIONS].values() if one.kind == kind)
        rows = [row for row in tables["action-totals"].rows if row["kind"] == title]
        assert (figures(rows, "actions"), figures(rows, "handled"), figures(rows, "helped")) == (
            sums.actions,
            sums.handled,
            sums.helped,
        )
        assert f"<td>{sums.helped}" in text
    assert len(tables["actions"].rows) == len(book[ACTIONS])


def test_season_days_and_the_year_s_review_are_duties_already(book: Handbook, schedule: Schedule) -> None:
    (page,) = pages(snapshot_of(book, schedule, TODAY), environment())
    text = page.render()
    assert "四進萬家、服務隊年度盤點" in text
    assert "重陽敬老助老服務" in text
