"""Alerts: the days of elections and cut-offs, who is on the board, and the feed's events."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from branch_portal.calendar.duty_events import year_events
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.project.alert_settings import AlertSettings
from branch_portal.project.handbook import Handbook, announce
from branch_portal.rooms import ROOMS
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.alerts.datasets import datasets
from branch_portal.systems.alerts.elections import election, elections_of, step_days, term_end
from branch_portal.systems.alerts.events import events
from branch_portal.systems.alerts.figures import alert_board, ends
from branch_portal.systems.alerts.kinds import COUNTDOWNS
from branch_portal.year.alert_days import level_on
from branch_portal.year.schedule import Schedule
from branch_portal.year.workdays import Workdays
from tests.mistakes import Case, check_case
from tests.portal import Portal
from tests.sample import AS_OF
from tests.snapshots import snapshot_of

D = dt.date
BRANCH = Branch(
    id="x", title="測試", short="測試", kind="branch", parent="city", business="測試", has_committee=True, groups=0,
    elected_on=D(2024, 2, 29),
)  # fmt: skip
EXTENDED = """
extension:
  until: 2027-08-01
  approved_by: org_department
  approved_on: 2027-01-10
  document: 批覆
"""

ELECTION = "data/countdowns/election.yml"
COUNTDOWN: dict[str, Any] = {
    "id": "election", "title": "換屆倒排步驟", "counted_from": "黨員大會當天",
    "steps": [
        {"days": 180, "title": "發函", "paper": "提醒函", "step": "g13#step-agenda", "status": "confirmed"},
        {"days": 60, "title": "作出決定", "paper": "記錄", "step": "g13#step-vote", "status": "practice"},
        {"days": 0, "title": "開大會", "paper": "記錄", "step": "g13#step-vote", "status": "practice"},
    ],
}  # fmt: skip

CASES = [
    Case("ALERT-01", "data/branches/b01.yml", "2024-03-18", "2036-03-18", 10),
    Case("ALERT-02", "data/branches/b01.yml", "2024-03-18\n", "2024-03-18" + EXTENDED.replace("2027-01-10", "2027-03-19"), 14),
    Case("ALERT-03", "data/branches/b01.yml", "2024-03-18\n", "2024-03-18" + EXTENDED.replace("2027-08-01", "2027-03-18"), 12),
    Case("ALERT-04", "data/branches/b01.yml", "2024-03-18\n", "2024-03-18" + EXTENDED.replace("2027-08-01", "2028-03-19"), 12),
    Case("ALERT-05", "data/branches/b01.yml", "elected_on: 2024-03-18\n", EXTENDED.lstrip(), 11),
    Case("ALERT-06", "data/branches/b01.yml", "2024-03-18\n", "2024-03-18" + EXTENDED.replace("org_department", "branch_secretary"), 13),
    Case("ALERT-07", ELECTION, "days: 60", "days: 200", 0),
    Case("REF-01", ELECTION, "g13#step-vote", "g13#step-voted", 0),
    Case("REF-01", "site_config/portal.yml", "layers: []", "layers: []\nalerts: {dues: [m01, m99]}", 0),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    mini.put(ELECTION, COUNTDOWN)
    assert mini.problems() == []
    check_case(mini.root, case)


def test_a_mistyped_century_is_told_until_the_year_is_put_right(mini: Portal) -> None:
    mini.change("data/branches/b01.yml", elected_on=D(1924, 3, 18))
    (problem,) = mini.problems()
    assert (problem.rule, problem.value) == ("ALERT-09", "1924-03-18")
    mini.change("data/branches/b01.yml", elected_on=D(2024, 3, 18))
    assert mini.problems() == []


NOTICE = {
    "id": "notice", "title": "提醒", "document": "reg_branch", "gist": "提前6個月提醒。", "status": "to_verify",
    "figures": [{"value": "6", "unit": "個月", "relation": "exactly", "subject": ["提醒"]}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "right", "mend"),
    [
        ({"days": 150, "status": "to_verify"}, {"days": 180, "status": "to_verify"}, "days 改成 180。"),
        ({"days": 180, "status": "confirmed"}, {"days": 180, "status": "to_verify"}, "status 改成 to_verify。"),
    ],
)
def test_a_step_that_cites_a_card_has_the_card_s_days(
    mini: Portal, wrong: dict[str, Any], right: dict[str, Any], mend: str
) -> None:
    mini.put("data/clauses/notice.yml", NOTICE)
    first, *others = COUNTDOWN["steps"]
    mini.put(ELECTION, {**COUNTDOWN, "steps": [{**first, "clause": "notice", **wrong}, *others]})
    (problem,) = mini.problems()
    assert (problem.rule, problem.place.path, problem.mend) == ("ALERT-08", ELECTION, mend)
    mini.put(ELECTION, {**COUNTDOWN, "steps": [{**first, "clause": "notice", **right}, *others]})
    assert mini.problems() == []


def test_the_first_notice_comes_as_early_as_the_card_of_the_settings_says(mini: Portal) -> None:
    mini.put("data/clauses/notice.yml", NOTICE)
    days = {"green": 150, "yellow": 90, "red": 30}
    mini.change("site_config/portal.yml", alerts={"clause": "notice", "election": days})
    (problem,) = mini.problems()
    assert (problem.rule, problem.mend) == ("ALERT-08", "alerts 的 election 裡 green 改成 180。")
    mini.change("site_config/portal.yml", alerts={"clause": "notice", "election": {**days, "green": 180}})
    assert mini.problems() == []


def test_an_election_on_a_leap_day_ends_on_the_last_of_february() -> None:
    assert term_end(D(2024, 2, 29), 3) == D(2027, 2, 28)
    assert term_end(D(2024, 2, 29), 4) == D(2028, 2, 29)


WEEKDAYS = Workdays(frozenset(), frozenset(), frozenset())


def test_the_three_days_of_an_election() -> None:
    found = election(BRANCH, AlertSettings(), WEEKDAYS)
    assert found
    assert (found.green, found.yellow, found.red) == (D(2026, 9, 1), D(2026, 11, 30), D(2027, 1, 29))
    levels = [level_on(day, found) for day in (D(2026, 8, 31), found.green, found.yellow, found.red, D(2030, 1, 1))]
    assert levels == [None, "green", "yellow", "red", "red"]


def test_an_extension_moves_the_days_and_keeps_the_name(book: Handbook, schedule: Schedule) -> None:
    one = election(book[BRANCHES]["b12"], book.settings.alerts, schedule.workdays)
    assert one
    assert (one.expires, one.due) == (D(2026, 12, 8), D(2027, 4, 30))
    assert (one.green, one.yellow, one.red) == (D(2026, 10, 12), D(2027, 3, 31), D(2027, 4, 30))
    (event,) = [event for event in events(announce(book), schedule) if event.branch == "b12"]
    assert (event.uid, event.first) == ("elect-b12.term", one.due)
    assert dict(event.alerts) == {"green": one.green, "yellow": one.yellow, "red": one.red}


def test_a_temporary_branch_serves_no_term() -> None:
    assert election(BRANCH.model_copy(update={"kind": "temporary_branch"}), AlertSettings(), WEEKDAYS) is None


def test_a_missing_date_is_on_the_board_for_ever(book: Handbook, schedule: Schedule) -> None:
    for as_of in (AS_OF, D(2040, 1, 1)):
        board = alert_board(snapshot_of(book, schedule, as_of))
        assert [branch.id for branch in board.without_date] == ["b05"]


def test_the_board_holds_all_that_turns_green_within_its_horizon(book: Handbook, schedule: Schedule) -> None:
    board = alert_board(snapshot_of(book, schedule, AS_OF))
    later = alert_board(snapshot_of(book, schedule, AS_OF + dt.timedelta(days=90)))
    now_green = {item.id for item in (*later.duties, *later.dues) if item.green <= later.as_of}
    assert now_green <= {item.id for item in (*board.duties, *board.dues)}
    assert {one.branch.id for one in later.elections if one.green <= later.as_of} <= {
        one.branch.id for one in board.elections
    }


def test_the_board_does_not_grow_with_branches_duties(book: Handbook, schedule: Schedule) -> None:
    many = {f"x{n}": BRANCH.model_copy(update={"id": f"x{n}"}) for n in range(300)}
    snapshot = snapshot_of(book, schedule, AS_OF)
    crowded = replace(snapshot, book=snapshot.book.having(branches={**book[BRANCHES], **many}))
    assert len(alert_board(crowded).duties) == len(alert_board(snapshot).duties)


def test_a_red_day_after_the_due_day_holds_until_the_months_end(schedule: Schedule) -> None:
    dues = next(item for item in schedule.company[2026] if item.id == "m04.2026-03")
    assert dues.due < dues.red
    assert ends(dues) == D(2026, 3, 31)


def test_dues_are_alerted_as_duties_and_name_no_branch(book: Handbook, schedule: Schedule) -> None:
    dues = [event for event in year_events(announce(book), schedule) if event.uid.startswith("duty-m04.")]
    assert all(event.alerts and not event.branch for event in dues)
    assert not any(branch.short in event.summary for event in dues for branch in book[BRANCHES].values())


def test_every_event_has_a_name_of_its_own(book: Handbook, schedule: Schedule) -> None:
    uids = [event.uid for event in events(announce(book), schedule)]
    assert len(uids) == len(set(uids))


def test_steps_are_counted_back_from_the_election(book: Handbook) -> None:
    days = [day for _, day in step_days(book[COUNTDOWNS]["election"].steps, D(2027, 3, 18))]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (D(2026, 9, 19), D(2027, 4, 2))


def test_the_dataset_says_what_the_board_says(book: Handbook, schedule: Schedule) -> None:
    dataset, _ = datasets(snapshot_of(book, schedule, AS_OF))
    rows = {row["branch"]: row for row in dataset.rows}
    assert rows["b05"]["due"] is None
    assert "b09" not in rows
    for one in alert_board(snapshot_of(book, schedule, AS_OF)).elections:
        assert (rows[one.branch.id]["due"], rows[one.branch.id]["red"]) == (one.due, one.red)


def test_who_takes_each_step_in_time_stays_green_and_who_does_not_turns_red(mini: Portal) -> None:
    """Due on 2027-03-18: the second step is to be taken by 2027-01-17, the first was taken in September."""
    mini.put(ELECTION, COUNTDOWN)
    mini.change("site_config/portal.yml", years=[2026, 2027])
    mini.put("data/logbooks/b01-2026.yml", {
        "id": "b01-2026", "branch": "b01", "year": 2026, "months": [{"month": "2026-03", "held": ["m03 10"]}],
        "election": [{"step": 1, "on": D(2026, 9, 21)}],
    })  # fmt: skip
    book = mini.book(D(2026, 12, 30))

    def level(day: dt.date, steps: bool = True) -> str | None:
        shown = book if steps else book.having(logbooks={})
        found = {one.branch.id: one for one in elections_of(take_snapshot(shown, day, ROOMS))}
        return level_on(day, found["b01"])

    assert level(D(2026, 12, 30), steps=False) == "yellow"
    assert [level(day) for day in (D(2026, 12, 30), D(2027, 1, 7), D(2027, 1, 18))] == ["green", "yellow", "red"]
    (one, *_) = elections_of(take_snapshot(book, D(2026, 12, 30), ROOMS))
    assert one.progress
    assert (one.progress.step, one.progress.next, one.progress.latest) == (1, "作出決定", D(2027, 1, 17))
