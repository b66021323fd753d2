"""Open deadlines of branches and units: what counts, what has gone, and what the board lists of many."""

import datetime as dt
from collections import Counter
from dataclasses import replace

from branch_portal.organisation.kinds import BRANCHES, ROLES, UNITS
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.systems.alerts.datasets import datasets
from branch_portal.systems.alerts.deadlines import deadline_kinds, deadlines, nearest_of_each, spans
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.goals.kinds import ACTION_PLANS
from branch_portal.systems.tasks.kinds import FEEDBACK
from branch_portal.year.alert_days import level_on
from branch_portal.year.deadline import Deadline, DeadlineKind
from tests.sample import AS_OF

D = dt.date


def all_of(snapshot: Snapshot) -> list[Deadline]:
    return [one for items in deadlines(snapshot).values() for one in items]


def test_every_kind_is_there_and_each_days_are_in_order(book: Handbook) -> None:
    found = all_of(take_snapshot(book, AS_OF, ROOMS))
    assert {one.kind for one in found} == {kind for room in ROOMS for kind in room.deadline_kinds}
    assert all(one.green <= one.yellow <= one.red for one in found)
    assert all(one.holder in book[BRANCHES] or one.holder in book[UNITS] for one in found)
    assert all(one.role in book[ROLES] for one in found)


def test_a_room_that_is_taken_away_takes_its_deadlines_along(book: Handbook) -> None:
    without = take_snapshot(book, AS_OF, [room for room in ROOMS if room.name != "tasks"])
    assert [kind.name for kind in deadline_kinds(without)] == ["duty", "chain", "agreement", "finding"]
    assert {one.kind.name for one in all_of(without)} == {"duty", "chain", "agreement", "finding"}


def test_a_holders_nearest_deadline_stands_first(book: Handbook) -> None:
    for items in deadlines(take_snapshot(book, AS_OF, ROOMS)).values():
        assert [one.due for one in items] == sorted(one.due for one in items)


def test_what_is_recorded_as_done_is_gone(book: Handbook) -> None:
    plan = book[ACTION_PLANS]["a2601"]
    step = plan.steps[-1]
    pages = {True: 0, False: 0}
    for done in (False, True):
        steps = (*plan.steps[:-1], step.model_copy(update={"done_on": AS_OF if done else None, "due": AS_OF}))
        changed = book.having(action_plans={plan.id: plan.model_copy(update={"steps": steps})})
        pages[done] = sum(one.page.endswith(f"#{step.id}") for one in all_of(take_snapshot(changed, AS_OF, ROOMS)))
    assert pages == {False: 1, True: 0}


def test_a_verified_slip_waits_for_nobody(book: Handbook) -> None:
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    waiting = {(one.page, one.holder) for one in all_of(snapshot) if one.kind.name == "task"}
    verified = {key for key, one in book[FEEDBACK].items() if one.log[-1].action == "verified" and one.status == "done"}
    assert waiting
    assert not {(f"tasks/{task}/#branch-{branch}", branch) for task, branch in verified} & waiting


def test_an_extended_problem_is_due_on_the_later_day(book: Handbook) -> None:
    finding = next(one for one in book[FINDINGS].values() if one.extensions and one.log[-1].state != "closed")
    late = take_snapshot(book.having(findings={finding.id: finding}), AS_OF, ROOMS)
    assert finding.extensions[-1].due in {one.due for one in all_of(late) if one.kind.name == "finding"}


def test_of_a_problem_only_the_published_words_are_shown(book: Handbook) -> None:
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    shown = [one for one in all_of(snapshot) if one.kind.name == "finding"]
    for one in shown:
        finding = snapshot.book[FINDINGS][one.page.split("/")[1]]
        assert one.title.endswith(f"：{finding.category}")
    hidden = {id for id in book[FINDINGS] if id not in snapshot.book[FINDINGS]}
    assert not {one.page.split("/")[1] for one in shown} & hidden


def test_the_lead_times_are_the_settings(book: Handbook) -> None:
    days = book.settings.alerts.agreement.model_copy(update={"green": 100})
    alerts = book.settings.alerts.model_copy(update={"agreement": days})
    changed = book.having(settings=book.settings.model_copy(update={"alerts": alerts}))
    snapshot = take_snapshot(changed, AS_OF, ROOMS)
    found = [one for one in all_of(snapshot) if one.kind.name == "agreement"]
    assert found
    hundred = dt.timedelta(days=100)
    assert all(one.green == snapshot.schedule.workdays.shift(one.due - hundred, "previous") for one in found)


def test_a_page_of_today_is_right_in_ninety_days(book: Handbook) -> None:
    """What is coloured then, and is open today, is on the board now."""
    later = AS_OF + dt.timedelta(days=90)
    without = book.having(tasks={})  # a slip stands for its duty: without slips the duties are asked themselves
    now = {(one.page, one.due) for shown in (book, without) for one in all_of(take_snapshot(shown, AS_OF, ROOMS))}
    then = all_of(take_snapshot(without, later, ROOMS))
    assert {(one.page, one.due) for one in then if one.green <= later} <= now


def test_the_table_has_what_the_board_counts(book: Handbook) -> None:
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    table = next(one for one in datasets(snapshot) if one.id == "deadlines")
    sums = spans(all_of(snapshot), deadline_kinds(snapshot), AS_OF)
    counted = sum(count for spans_of_kind in sums.values() for _, count in spans_of_kind)
    assert len(table.rows) == len(all_of(snapshot)) == counted


SLIP = DeadlineKind("task", "任務單", place=1)


def deadline(number: int, holder: str) -> Deadline:
    due = AS_OF + dt.timedelta(days=number)
    green, yellow, red = (due - dt.timedelta(days=days) for days in (30, 10, 3))
    return Deadline(SLIP, holder, f"第{number}件", "tasks/x/", due, green, yellow, red, "branch_secretary")


def test_with_many_branches_the_board_lists_the_nearest_and_counts_all() -> None:
    for branches, each in ((4, 5), (100, 2), (300, 1)):
        found = {f"b{n}": [deadline(day, f"b{n}") for day in range(1, 8)] for n in range(branches)}
        held = nearest_of_each(found)
        assert {(len(one.nearest), one.count) for one in held} == {(each, 7)}
        assert held[0].nearest[0].due == AS_OF + dt.timedelta(days=1)


def test_the_sums_give_the_colours_of_any_later_day() -> None:
    found = [deadline(number, "b01") for number in range(60)]
    found += [replace(one, stays=False) for one in found]
    for after in (0, 20, 90):
        day = AS_OF + dt.timedelta(days=after)
        expected = Counter(level_on(day, one) for one in found if one.stays or one.due >= day)
        counted: Counter[str | None] = Counter()
        for (green, yellow, red, last), count in spans(found, [SLIP], AS_OF)[SLIP]:
            if last is None or last >= after:
                level = "red" if red <= after else "yellow" if yellow <= after else "green" if green <= after else None
                counted[level] += count
        assert counted == expected
