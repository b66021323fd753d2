"""閉環: the map says of each duty what the records say, and counts it as the published table does."""

import datetime as dt
import json
import re
from pathlib import Path

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.systems.maps.loop import loop_counts, loops
from branch_portal.systems.tasks.figures import board
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.year.kinds import PLANS
from branch_portal.year.model import OwnItem
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF


def states(book: Handbook, schedule: Schedule, branch: str, day: dt.date = AS_OF, year: int = 2026) -> dict[str, str]:
    slips = board(book, day, schedule.workdays).by_branch[branch]
    return {id: loop.state for id, loop in loops(schedule.branch(branch, year), slips, year).items()}


def test_only_a_verified_slip_closes_the_loop(book: Handbook, schedule: Schedule) -> None:
    found = states(book, schedule, "b01")
    assert found["a11"] == "verified"
    assert found["a52"] == "open"
    assert found["m03"] == "none"
    assert found["q06"] == "company"
    task = book[TASKS]["rw2602"]
    assert states(book, schedule, "b01", task.issued_on - dt.timedelta(days=1))["a11"] == "none"
    assert states(book, schedule, "b01", task.issued_on)["a11"] == "open"


def test_a_slip_counts_for_the_branches_that_got_it_and_for_its_year(book: Handbook, schedule: Schedule) -> None:
    assert states(book, schedule, "b01")["a18"] == "verified"
    assert states(book, schedule, "b07")["a18"] == "none"  # rw2603 went to the branches below zones and county
    assert set(states(book, schedule, "b01", year=2027).values()) == {"none", "company"}


def test_a_plan_shows_in_the_loop(book: Handbook, schedule: Schedule) -> None:
    for (branch, year), plan in book[PLANS].items():
        slips = board(book, AS_OF, schedule.workdays).by_branch[branch]
        found = loops(schedule.branch(branch, year), slips, year)
        assert all(found[own.id].duty == own and isinstance(found[own.id].duty, OwnItem) for own in plan.own)
        for waiver in plan.waived:
            assert waiver.period or waiver.duty not in found
        for move in plan.moves:
            assert move.to in {item.due for item in found[move.duty].planned}


def test_map_home_directory_and_table_say_the_same(book: Handbook, schedule: Schedule, site: Path) -> None:
    published = json.loads((site / "api" / "closed-loop-2026.json").read_text("utf-8"))["rows"]
    assert [row["branch"] for row in published] == list(book[BRANCHES])
    directory = (site / "branches" / "index.html").read_text("utf-8")
    today = board(book, AS_OF, schedule.workdays)
    for row in published:
        branch = row["branch"]
        counts = loop_counts(loops(schedule.branch(branch, 2026), today.by_branch[branch], 2026))
        assert {state: row[state] for state in counts} == counts
        words = f"要辦的{row['duties']}項裡，有任務單的{row['verified'] + row['open']}項：已核驗{row['verified']}項"
        page = (site / "branches" / branch / "2026" / "index.html").read_text("utf-8")
        assert words in page
        assert words in (site / "branches" / branch / "index.html").read_text("utf-8")
        cells = re.findall(r'<td class="dates">.*?</td><td class="loop-cell" data-label="反饋">(.*?)</td>', page, re.S)
        assert sum("沒有反饋記錄" in cell for cell in cells) == counts["none"]
        assert sum("公司統一辦" in cell for cell in cells) == counts["company"]
        assert sum("RW-2026-" in cell for cell in cells) == counts["verified"] + counts["open"]
        line = directory[directory.index(f'href="{branch}/2026/#loop"') :].partition("</tr>")[0]
        shown = [row["duties"], row["verified"], row["open"], row["none"]]
        assert [int(text) for text in re.findall(r"<td>(\d+)</td>", line)] == shown
