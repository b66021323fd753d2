"""減負賬: what is asked is counted, what is asked twice is told, and the self-check answers from the data."""

import datetime as dt
from typing import Any

from click.testing import CliRunner

from branch_portal.check import read_handbook
from branch_portal.commands.main import portal as command_line
from branch_portal.ground.problems import Problem
from branch_portal.project.handbook import Handbook
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.systems.loads.datasets import datasets
from branch_portal.systems.loads.figures import loads, week_load
from branch_portal.systems.loads.pages import branch_section, pages
from branch_portal.systems.loads.selfcheck import answers
from branch_portal.systems.loads.together import pairs
from tests.portal import SETTINGS, Portal, duty
from tests.sample import AS_OF

D = dt.date
DAY = D(2026, 4, 20)


def task(id: str, number: int, issued: dt.date, due: dt.date, *fields: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id, "serial": f"RW-2026-{number:03}", "title": f"單子{number}", "track": "t-life", "issued_on": issued,
        "issuer": "dept-party", "issuer_role": "dept_specialist", "source": {"notice": "臨時安排"},
        "to": {"everyone": True}, "role": "branch_secretary", "verifier": "dept_specialist", "due": due,
        "what": "照辦。", "standard": ["辦完"], "deliverable": ["記錄"], "archive": ["book_general"], "guides": ["g13"],
        "fields": [{"key": f"f{chr(97 + n)}", "title": title, "kind": "integer"} for n, title in enumerate(fields)],
        **more,
    }  # fmt: skip


def shot(mini: Portal, day: dt.date = DAY) -> Snapshot:
    return take_snapshot(mini.book(day), day, ROOMS)


def test_matters_fields_slips_and_notice_are_counted(mini: Portal) -> None:
    mini.put("data/tasks/rw1.yml", task("rw1", 1, D(2026, 3, 2), D(2026, 3, 13), "參加人次", "走訪戶數"))
    snapshot = shot(mini)
    load = snapshot.figures(loads)["b01", 2026]
    assert (load.count("年度任務"), load.count("任務單"), load.fields, load.notice) == (24, 1, 2, 11)
    assert load.by == {"黨建部": 25}
    assert sum(load.weeks.values()) == 25
    assert week_load(snapshot, "b01", D(2026, 3, 4)) == 1
    table, weeks = datasets(snapshot)
    assert [row["slips"] for row in table.rows] == [1, 1]
    assert sum(row["duties"] + row["slips"] for row in weeks.rows if row["branch"] == "b01") == 25
    jinja = environment()
    page, check = (page.render() for page in pages(snapshot, jinja))
    assert "黨建部25" in page
    assert "任務單1張" in str(branch_section(snapshot, jinja).body(snapshot.book["branches"]["b01"]))
    assert "有沒有給支部排名次？" in check


def test_one_figure_asked_twice_in_its_time_is_told_with_both_places(mini: Portal) -> None:
    mini.put("data/tasks/rw1.yml", task("rw1", 1, D(2026, 3, 2), D(2026, 3, 13), "走訪戶數"))
    mini.put("data/tasks/rw2.yml", task("rw2", 2, D(2026, 3, 9), D(2026, 3, 20), "走訪戶數"))
    (problem,) = (one for one in mini.problems() if one.rule == "ASK-01")
    assert problem.place.path == "data/tasks/rw2.yml"
    assert "data/tasks/rw1.yml" in problem.message
    mini.put("data/tasks/rw2.yml", task("rw2", 2, D(2026, 3, 9), D(2026, 3, 20)))
    assert mini.problems() == []


def test_the_same_figure_in_another_time_or_of_another_branch_is_no_repetition(mini: Portal) -> None:
    mini.put("data/tasks/rw1.yml", task("rw1", 1, D(2026, 3, 2), D(2026, 3, 13), "走訪戶數", to={"branches": ["b01"]}))
    mini.put("data/tasks/rw2.yml", task("rw2", 2, D(2026, 3, 9), D(2026, 3, 20), "走訪戶數", to={"branches": ["b03"]}))
    mini.put("data/tasks/rw3.yml", task("rw3", 3, D(2026, 3, 23), D(2026, 4, 3), "走訪戶數"))
    assert [one for one in mini.problems() if one.rule == "ASK-01"] == []


def test_a_slip_for_tomorrow_is_told(mini: Portal) -> None:
    mini.put("data/tasks/rw1.yml", task("rw1", 1, D(2026, 3, 2), D(2026, 3, 4)))
    assert [one.rule for one in mini.problems()] == ["ASK-02"]
    mini.put("data/tasks/rw1.yml", task("rw1", 1, D(2026, 3, 2), D(2026, 3, 9)))
    assert mini.problems() == []


def full_weeks(mini: Portal, day: dt.date) -> list[Problem]:
    reading = Reading()
    read_handbook(Folders(mini.root), reading, day)
    return [one for one in reading.log if one.rule == "ASK-03"]


def test_a_slip_to_come_in_a_full_week_is_told(mini: Portal) -> None:
    """Three matters are full here: a slip of that week is told of before it goes out, and no longer a week later."""
    mini.change(SETTINGS, loads={"week": 3})
    for number in (1, 2):
        mini.put(f"data/tasks/rw{number}.yml", task(f"rw{number}", number, D(2026, 4, 20), D(2026, 5, 11)))
    assert full_weeks(mini, DAY) == []
    mini.put("data/tasks/rw3.yml", task("rw3", 3, D(2026, 4, 24), D(2026, 5, 11)))
    told = full_weeks(mini, DAY)
    assert [one.place.path for one in told] == [f"data/tasks/rw{number}.yml" for number in (1, 2, 3)]
    assert "RW-2026-003 簽發的那一週，已有：第一支部3件" in told[-1].message
    assert full_weeks(mini, D(2026, 4, 25)) == []  # they are out
    mini.put("data/tasks/rw3.yml", task("rw3", 3, D(2026, 4, 27), D(2026, 5, 11)))
    assert full_weeks(mini, DAY) == []


def test_issuing_a_slip_says_what_branches_have_in_the_week_already(mini: Portal) -> None:
    """Before it is written, and not when it is refused."""
    for number in (1, 2):
        mini.put(
            f"data/tasks/rw{number}.yml",
            task(f"rw{number}", number, D(2026, 1, 5), D(2026, 1, 16), to={"branches": ["b01"]}),
        )
    mini.change(SETTINGS, loads={"week": 2})
    words = ["slip", "issue", "TX-2026-01", "--root", str(mini.root), "--as-of", "2026-01-05"]
    done = CliRunner().invoke(command_line, words)
    assert done.exit_code == 0, done.output
    assert "各支部本週已有：第一支部2件。" in done.output
    assert "第一支部已到一週2件，能併的併，能等的等。" in done.output
    again = CliRunner().invoke(command_line, words)
    assert (again.exit_code, "本週已有" in again.output) == (1, False)


def test_the_self_check_finds_what_it_asks_for(mini: Portal) -> None:
    clean = {one.question: one.found for one in answers(shot(mini))}
    assert {question for question, found in clean.items() if found} == set()
    mini.put("data/tasks/rw1.yml", task("rw1", 1, D(2026, 3, 2), D(2026, 3, 13), "活動照片（張）", "支部排名"))
    found = {one.question: one.found for one in answers(shot(mini))}
    assert found["有沒有要照片、錄像作證明？"] == ("RW-2026-001：活動照片（張）",)
    assert found["有沒有給支部排名次？"] == ("RW-2026-001：支部排名",)


def test_the_sample_asks_for_nothing_that_is_forbidden(book: Handbook) -> None:
    found = answers(take_snapshot(book, AS_OF, ROOMS))
    assert {one.question for one in found[:5] if one.found} == set()


def test_meetings_that_may_be_held_together_are_suggested(mini: Portal) -> None:
    when = {"every": "month", "day": 12, "if_closed": "next"}
    mini.put("data/duties/m04.yml", duty("m04", "上黨課", when, same_day=["m03"]))
    mini.change("data/duties/m03.yml", same_day=["m04"])
    found = {
        (pair.branch, pair.one.occurrence.id, pair.other.occurrence.id)
        for own in pairs(shot(mini)).values()
        for pair in own
    }
    assert ("b01", "m03.2026-05", "m04.2026-05") in found
    assert all({"m03", "m04"} == {one.split(".")[0], other.split(".")[0]} for _, one, other in found)
