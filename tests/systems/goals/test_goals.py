"""四級貫通: the chain both ways, rolled-up metrics, and the same figures in events and tables."""

import datetime as dt

import pytest

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook, Shelf, announce
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.goals.datasets import datasets
from branch_portal.systems.goals.events import events
from branch_portal.systems.goals.figures import Chain, reaches, rolled_up
from branch_portal.systems.goals.kinds import ACTION_PLANS, CHARTERS, GOALS, TASK_SHEETS
from branch_portal.systems.goals.model import Actual, Metric
from branch_portal.year.schedule import Schedule
from tests.snapshots import snapshot_of


def metric(trend: str = "rise", rollup: str | None = "sum", target: float = 10) -> Metric:
    return Metric.model_validate(
        {"title": "甲", "unit": "次", "trend": trend, "baseline": 0, "target": target, "rollup": rollup}
    )


def test_every_action_plan_leads_up_to_a_goal_and_every_goal_down_to_it(book: Handbook) -> None:
    chain = Chain(book)
    for plan in book[ACTION_PLANS]:
        path = [link.level for link in chain.above(plan)]
        assert path == ["goal", "charter", "task_sheet"]
        assert book[ACTION_PLANS][plan] in chain.plans(chain.goal(plan).id)
    assert set(chain.links) == {*book[GOALS], *book[CHARTERS], *book[TASK_SHEETS], *book[ACTION_PLANS]}
    assert sum(len(chain.of_maker(branch)) for branch in book[BRANCHES]) == len(book[ACTION_PLANS])


def test_a_record_of_the_tree_stands_after_the_one_above_it(book: Handbook) -> None:
    order = list(Chain(book).links)
    for id, link in Chain(book).links.items():
        assert all(order.index(child) > order.index(id) for child in link.children)


@pytest.mark.parametrize(
    ("trend", "rollup", "values", "expected"),
    [
        ("rise", "sum", (0.1, 0.2), 0.3),
        ("rise", "worst", (98, 97.5), 97.5),
        ("fall", "worst", (3, 5), 5),
        ("keep", "worst", (10, 12, 9), 12),
    ],
)
def test_values_roll_up(trend: str, rollup: str, values: tuple[float, ...], expected: float) -> None:
    assert rolled_up(metric(trend, rollup), values) == expected


def test_a_target_is_reached_from_the_good_side() -> None:
    assert reaches(metric("rise"), 10)
    assert not reaches(metric("rise"), 9.9)
    assert reaches(metric("fall"), 10)
    assert not reaches(metric("fall"), 10.1)
    assert not reaches(metric("keep"), 9)


def test_a_goal_has_a_value_once_every_branch_below_has_reported(book: Handbook) -> None:
    total = sum(plan.metric.actuals[2].value for plan in Chain(book).plans("t2601"))
    assert Chain(book).links["t2601"].actuals["2026-q3"] == total
    one = book[ACTION_PLANS]["a2601"]
    late = one.model_copy(update={"metric": one.metric.model_copy(update={"actuals": one.metric.actuals[:2]})})
    waiting = Chain(book.having(action_plans={**book[ACTION_PLANS], "a2601": late}))
    assert list(waiting.links["t2601"].actuals) == ["2026-q1", "2026-q2"]


def test_each_deadline_is_one_event_of_whoever_answers(book: Handbook, schedule: Schedule) -> None:
    found = {event.uid: event for event in events(announce(book), schedule)}
    steps = sum(len(plan.steps) for plan in book[ACTION_PLANS].values())
    assert len(found) == len(Chain(book).links) + steps
    assert found["goal-t2601.due"].branch == ""
    assert found["action-plan-a2601.due"].branch == "b01"
    assert found["action-plan-a2601.patrol"].page == "goals/a2601/#patrol"
    assert found["action-plan-a2601.due"].alerts[0] == ("green", dt.date(2026, 10, 21))
    assert found["action-plan-a2601.patrol"].alerts == ()  # done
    assert found["action-plan-a2615.all"].alerts[1] == ("yellow", dt.date(2026, 10, 29))


def test_a_renamed_plan_keeps_its_identity(book: Handbook, schedule: Schedule) -> None:
    renamed = book[ACTION_PLANS]["a2601"].model_copy(update={"title": "改名", "due": dt.date(2026, 11, 18)})
    other = book.having(action_plans={**book[ACTION_PLANS], "a2601": renamed})
    assert [event.uid for event in events(announce(book), schedule)] == [
        event.uid for event in events(announce(other), schedule)
    ]


def test_the_tables_agree_with_the_records(book: Handbook, schedule: Schedule) -> None:
    tables = {table.id: table for table in datasets(snapshot_of(book, schedule, dt.date(2026, 11, 24)))}
    assert sum(int(row["plans"] or 0) for row in tables["goal-branches"].rows) == len(book[ACTION_PLANS])
    goal = next(row for row in tables["goals"].rows if row["id"] == "t2601")
    assert (goal["latest_quarter"], goal["latest_value"]) == Chain(book).links["t2601"].latest
    for table in tables.values():
        assert all(set(row) == {column.key for column in table.columns} for row in table.rows)


def test_counts_are_typed_as_figures() -> None:
    assert Actual.model_validate({"quarter": "2026-q1", "value": 3}).value == 3.0


def test_the_tree_is_built_once_for_all_that_show_it(book: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    original = Chain.__init__

    def counted(self: Chain, shelf: Shelf) -> None:
        built.append(shelf)
        original(self, shelf)

    monkeypatch.setattr(Chain, "__init__", counted)
    snapshot, jinja = take_snapshot(book, dt.date(2026, 11, 24), ROOMS), environment()
    shown: list[object] = []
    for room in ROOMS:
        shown += room.deadlines(snapshot)
        for system in room.systems:
            shown += [*system.datasets(snapshot), *system.pages(snapshot, jinja)]
            system.branch_section(snapshot, jinja)
    assert shown
    assert built == [snapshot.book]
