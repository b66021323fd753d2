"""閉環: the map says of each duty what the records say, and counts it as the published table does."""

import datetime as dt
import json
import re
from pathlib import Path

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.logbooks.figures import standings
from branch_portal.systems.maps.loop import LOOP_TITLES, closed_loop
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.kinds import PLANS
from branch_portal.year.model import OwnItem
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF


def states(book: Handbook, branch: str, day: dt.date = AS_OF, year: int = 2026) -> dict[str, str]:
    found = closed_loop(take_snapshot(book, day, ROOMS)).of[branch, year]
    return {id: loop.state for id, loop in found.items()}


def test_a_slip_closes_the_loop_when_it_is_verified(book: Handbook) -> None:
    found = states(book, "b01")
    assert found["a11"] == "verified"
    assert found["a52"] == "open"
    assert "q06" not in found  # the company's own
    task = book[TASKS]["rw2602"]
    assert states(book, "b01", task.issued_on - dt.timedelta(days=1))["a11"] == "later"
    assert states(book, "b01", task.issued_on)["a11"] == "open"


def test_what_a_branch_recorded_closes_the_loop_too(book: Handbook) -> None:
    bare = book.having(logbooks={})
    day = dt.date(2026, 11, 24)
    assert states(bare, "b01", day)["m03"] == "none"
    assert states(book, "b01", day)["m03"] in ("recorded", "partly")
    assert set(states(bare, "b01", dt.date(2026, 1, 1)).values()) == {"later"}


def test_a_slip_counts_for_the_branches_that_got_it_and_for_its_year(book: Handbook) -> None:
    bare = book.having(logbooks={})
    assert states(bare, "b01")["a18"] == "verified"
    assert states(bare, "b07")["q04"] == "none"
    assert "a18" not in states(bare, "b07")  # it has no power to keep up, and rw2603 did not go to it
    assert set(states(bare, "b01", year=2027).values()) == {"later"}


def test_at_most_a_third_of_the_sample_is_without_a_record(book: Handbook) -> None:
    counts = closed_loop(take_snapshot(book, AS_OF, ROOMS)).counts
    found = [counts[branch, 2026] for branch in book[BRANCHES]]
    asked = sum(sum(one.values()) for one in found)
    assert sum(one["none"] + one["partly"] for one in found) * 3 <= asked


def test_a_plan_shows_in_the_loop(book: Handbook, schedule: Schedule) -> None:
    every = closed_loop(take_snapshot(book, AS_OF, ROOMS)).of
    for (branch, year), plan in book[PLANS].items():
        found = every[branch, year]
        assert all(found[own.id].duty == own and isinstance(found[own.id].duty, OwnItem) for own in plan.own)
        for waiver in plan.waived:
            assert waiver.period or waiver.duty not in found
        for move in plan.moves:
            assert move.to in {item.due for item in found[move.duty].planned}


def test_map_home_directory_and_table_say_the_same(book: Handbook, site: Path) -> None:
    published = json.loads((site / "api" / "closed-loop-2026.json").read_text("utf-8"))["rows"]
    held = {row["branch"]: row for row in json.loads((site / "api" / "logbooks-2026.json").read_text("utf-8"))["rows"]}
    due = json.loads((site / "api" / "deadlines.json").read_text("utf-8"))["rows"]
    assert [row["branch"] for row in published] == list(book[BRANCHES])
    directory = (site / "branches" / "index.html").read_text("utf-8")
    snapshot = take_snapshot(book, AS_OF, ROOMS)
    for row in published:
        branch = row["branch"]
        counts = closed_loop(snapshot).counts[branch, 2026]
        assert {state: row[state] for state in counts} == counts
        words = f"要辦的{row['duties']}項裡，到期的都已登記{row['recorded']}項，任務單已核驗{row['verified']}項"
        page = (site / "branches" / branch / "2026" / "list" / "index.html").read_text("utf-8")
        home = (site / "branches" / branch / "index.html").read_text("utf-8")
        assert words in page
        assert words in home
        cells = re.findall(r'<td data-aheads="[^"]*">.*?</td><td>(.*?)</td>', page, re.S)
        assert sum(LOOP_TITLES["none"] in cell for cell in cells) == counts["none"]
        assert sum("RW-2026-" in cell for cell in cells) == counts["verified"] + counts["open"]
        assert sum("缺" in cell for cell in cells) == counts["partly"]
        line = directory[directory.index(f'href="{branch}/2026/list/#loop"') :].partition("</tr>")[0]
        shown = [row["duties"], *(counts[state] for state in LOOP_TITLES)]
        assert [int(text) for text in re.findall(r"<td>(\d+)</td>", line)] == shown
        standing = standings(snapshot)[branch, 2026]
        assert {mark: held[branch][mark] for mark in standing.counts} == dict(standing.counts)
        assert f"已登記{standing.counts['done']}期" in home
        late = {one.occurrence.title for one in standing.matters if one.mark == "late" and not one.optional}
        assert late == {
            one["title"] for one in due
            if one["holder"] == branch and one["kind"] == "年度任務" and one["due"] < str(AS_OF) and standing.kept
        }  # fmt: skip
        poster = (site / "branches" / branch / "2026" / "index.html").read_text("utf-8")
        (recorded,) = re.findall(r'data-recorded="([^"]*)"', poster)
        assert len(recorded.split()) == standing.counts["done"] > 0
