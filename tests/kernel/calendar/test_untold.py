"""What is written before its day: no feed tells of it before an update on that day, and no build stops for it."""

import datetime as dt

from click.testing import CliRunner

from branch_portal.build import calendar_told
from branch_portal.calendar.state import CalendarState
from branch_portal.commands.main import portal as command_line
from branch_portal.ground.rules import all_rules
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.system.snapshot import take_snapshot
from tests.canaries import SLIP
from tests.portal import Portal
from tests.sample import AS_OF

ISSUED = dt.date(2026, 12, 10)
UID = "task-rw2601"


def told(mini: Portal, day: dt.date) -> tuple[CalendarState, list[str]]:
    """The calendar of a build on a day, and the rules of what it says."""
    reading = Reading()
    state = calendar_told(take_snapshot(mini.book(day), day, ROOMS), Folders(mini.root), reading)
    return state, [problem.rule for problem in state.problems(reading.lines, day)]


def updated(mini: Portal, day: dt.date) -> str:
    words = ["calendar", "update", "--root", str(mini.root), "--as-of", str(day), "--now", f"{day}T02:00:00Z", "--yes"]
    done = CliRunner().invoke(command_line, words)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_slip_written_beforehand_comes_into_the_calendar_with_the_update_of_its_day(mini: Portal) -> None:
    mini.to_be_built()
    mini.put("data/tasks/rw2601.yml", {**SLIP, "title": "報送名冊", "what": "報一份。"})
    assert "沒有要改的" in updated(mini, AS_OF)
    state, rules = told(mini, AS_OF)
    assert rules == []
    assert not any(uid.startswith(UID) for uid in (*state.wanted.events, *state.ledger.entries))
    # On its day the site goes on, and says what to do; doing that is enough.
    state, rules = told(mini, ISSUED)
    assert rules == ["CAL-24"]
    assert all_rules()["CAL-24"].severity == "warning"
    assert "報送名冊" in updated(mini, ISSUED)
    state, rules = told(mini, ISSUED)
    assert rules == []
    assert {UID, f"{UID}.b01", f"{UID}.b03"} <= state.wanted.events.keys()
    # What was told is not taken back by a build for an earlier day, nor by a slip that is put off.
    mini.change("data/tasks/rw2601.yml", issued_on=dt.date(2026, 12, 11))
    assert UID in told(mini, ISSUED)[0].wanted.events
