"""辦理登記: a month in one line, what it lights up, and each rule with its mend applied."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from branch_portal.project.handbook import publish
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import Snapshot, take_snapshot
from branch_portal.systems.alerts.deadlines import deadlines
from branch_portal.systems.logbooks.datasets import datasets
from branch_portal.systems.logbooks.entry import Written, written_entry
from branch_portal.systems.logbooks.figures import MARK_TITLES, standings
from branch_portal.systems.logbooks.kinds import LOGBOOKS
from branch_portal.systems.logbooks.pages import branch_section, pages
from branch_portal.systems.maps.loop import closed_loop
from tests.portal import Portal, duty

FILE = "data/logbooks/b01-2026.yml"
DAY = dt.date(2026, 4, 20)


def logbook(*months: tuple[str, list[str]], **more: Any) -> dict[str, Any]:
    lines = [{"month": month, "held": held} for month, held in months]
    return {"id": "b01-2026", "branch": "b01", "year": 2026, "months": lines, **more}


def snapshot(mini: Portal, day: dt.date = DAY) -> Snapshot:
    return take_snapshot(mini.book(day), day, ROOMS)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("m01 14 5/5", Written("m01", None, 14, 5, 5)),
        ("a20 3", Written("a20", None, 3, None, None)),
        ("m06.2026-xiaohan 9", Written("m06", "2026-xiaohan", 9, None, None)),
        ("own-open-day 30 120/98", Written("own-open-day", None, 30, 120, 98)),
        ("m01", None), ("m01 0", None), ("m01 32", None), ("m01 05", None), ("m01 5/5", None), ("m01 3 5/0", None),
        ("m01 3 5/5 王五", None), ("M01 3", None), ("m01  3", None),
    ],
)  # fmt: skip
def test_an_entry_is_a_matter_a_day_and_counts(text: str, read: Written | None) -> None:
    assert written_entry(text) == read


def test_a_month_in_one_line_is_recorded_everywhere_alike(mini: Portal) -> None:
    mini.put(FILE, logbook(("2026-03", ["m01 24 5/5", "m03 10 20/18"])))
    shot = snapshot(mini)
    standing = shot.figures(standings)["b01", 2026]
    done = {one.occurrence.id: one.done.on for one in standing.matters if one.done}
    assert done == {"m01.2026-03": dt.date(2026, 3, 24), "m03.2026-03": dt.date(2026, 3, 10)}
    assert dict(standing.counts) == {"done": 2, "slip": 0, "late": 5, "later": 17}
    loops = shot.figures(closed_loop).of["b01", 2026]
    assert {id: loop.state for id, loop in loops.items()} == {"m01": "partly", "m03": "partly"}
    open_ones = [one for one in deadlines(shot)["b01"] if one.kind.name == "duty" and one.due < DAY]
    assert len(open_ones) == standing.counts["late"]
    assert all(one.stays for one in open_ones)
    (table,) = datasets(shot)
    row = next(row for row in table.rows if row["branch"] == "b01")
    assert {mark: row[mark] for mark in MARK_TITLES} == dict(standing.counts)
    jinja = environment()
    section = str(branch_section(shot, jinja).body(shot.book["branches"]["b01"]))
    assert "已登記2期" in section
    assert section.count("<li>") == 5
    listed, sheet, *_ = (page.render() for page in pages(shot, jinja))
    assert (
        '<tr id="b01"><th scope="row"><a href="../branches/b01/#held">第一支部</a></th><td data-label="已登記">2</td>'
        in listed
    )
    assert "<b>24</b><br>5/5" in sheet


def test_a_branch_without_a_logbook_is_reminded_by_the_day_alone(mini: Portal) -> None:
    found = [one for one in deadlines(snapshot(mini))["b01"] if one.kind.name == "duty"]
    assert found
    assert all(not one.stays and one.due >= DAY for one in found)


def test_an_entry_without_a_period_is_of_the_days_it_was_done_in(mini: Portal) -> None:
    mini.put(FILE, logbook(("2026-02", ["m03.2026-01 2 20/15", "m03 26 20/15"])))
    done = {one.occurrence.id for one in snapshot(mini).figures(standings)["b01", 2026].matters if one.done}
    assert done == {"m03.2026-01", "m03.2026-02"} or done == {"m03.2026-01", "m03.2026-03"}


def test_what_may_be_left_is_not_red_after_its_day(mini: Portal) -> None:
    mini.put("data/duties/a01.yml", duty("a01", "選辦", {"every": "year", "on": "02-10"}, importance="optional"))
    mini.put(FILE, logbook(("2026-03", ["m03 10 20/18"])))
    assert "選辦" not in {one.title for one in deadlines(snapshot(mini))["b01"]}


def test_what_is_dated_later_is_not_out_yet(mini: Portal) -> None:
    mini.put(FILE, logbook(("2026-03", ["m01 24 5/5", "m03 10 20/18"])))
    book = mini.book(DAY)
    (shown,) = publish(book, dt.date(2026, 3, 12))[LOGBOOKS].values()
    assert shown.months[0].held == ("m03 10 20/18",)
    assert not publish(book, dt.date(2026, 3, 9))[LOGBOOKS]


@dataclass(frozen=True)
class Broken:
    rule: str
    months: list[tuple[str, list[str]]]
    mended: list[tuple[str, list[str]]]


CASES = [
    Broken("LOG-02", [("2026-03", ["m77 10"])], [("2026-03", ["m03 10 9/9"])]),
    Broken("LOG-03", [("2026-03", ["m03.2026-q1 10 9/9"])], [("2026-03", ["m03.2026-03 10 9/9"])]),
    Broken("LOG-04", [("2026-03", ["m01 3 9/9", "m01 24 9/9"])], [("2026-03", ["m01.2026-02 3 9/9", "m01 24 9/9"])]),
    Broken("LOG-05", [("2026-12", ["m03 10 9/9"])], [("2026-10", ["m03 10 9/9"])]),
    Broken("LOG-06", [("2026-03", ["m03 10 18/20"])], [("2026-03", ["m03 10 20/18"])]),
    Broken("LOG-07", [("2026-02", ["m03 30 9/9"])], [("2026-02", ["m03 10 9/9"])]),
    Broken("LOG-08", [("2026-03", ["m01 24"])], [("2026-03", ["m01 24 5/5"])]),
    Broken(
        "LOG-09",
        [("2026-03", ["m03 10 9/9"]), ("2026-03", ["m01 24 5/5"])],
        [("2026-03", ["m03 10 9/9", "m01 24 5/5"])],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_tells_and_its_mend_mends(mini: Portal, case: Broken) -> None:
    mini.put(FILE, logbook(*case.months))
    found = mini.problems()
    assert [problem.rule for problem in found] == [case.rule]
    assert found[0].place.path == FILE
    assert found[0].place.line
    assert found[0].mend
    mini.put(FILE, logbook(*case.mended))
    assert mini.problems() == []


def test_the_name_says_whose_year_it_is(mini: Portal) -> None:
    mini.put("data/logbooks/b03-2026.yml", logbook(("2026-03", ["m03 10 9/9"]), id="b03-2026"))
    assert [problem.rule for problem in mini.problems()] == ["LOG-01"]
    mini.put("data/logbooks/b03-2026.yml", logbook(("2026-03", ["m03 10 9/9"]), id="b03-2026", branch="b03"))
    assert mini.problems() == []


def test_the_companys_own_is_not_a_branchs_to_record(mini: Portal) -> None:
    mini.put("data/duties/a05.yml", duty("a05", "通報", {"every": "year", "on": "02-10"}, level="company"))
    mini.put(FILE, logbook(("2026-02", ["a05 10"])))
    assert [problem.rule for problem in mini.problems()] == ["LOG-02"]


def test_steps_of_an_election_go_forward(mini: Portal) -> None:
    months = ("2026-03", ["m03 10 9/9"])
    steps = [{"step": 2, "on": dt.date(2026, 3, 2)}, {"step": 1, "on": dt.date(2026, 3, 9)}]
    mini.put(FILE, logbook(months, election=steps))
    assert [problem.rule for problem in mini.problems()] == ["LOG-10"]
    steps[0]["step"], steps[1]["step"] = 1, 2
    mini.put(FILE, logbook(months, election=steps))
    assert mini.problems() == []


def test_what_is_no_entry_is_refused_with_how_to_write_it(mini: Portal) -> None:
    mini.put(FILE, logbook(("2026-03", ["m03 十號"])))
    (problem,) = mini.problems()
    assert "任務 日 應到/實到" in problem.message + problem.mend
    mini.put(FILE, logbook(("2026-03", ["m03 10 20/18"])))
    assert mini.problems() == []


def test_a_drill_is_recorded_by_its_playbook_and_day(mini: Portal) -> None:
    mini.put("data/logbooks/b01-2026.yml", logbook(("2026-03", ["m03 10"]), drills=[{"playbook": "nix", "on": DAY}]))
    assert "REF-01" in {problem.rule for problem in mini.problems()}
    months = logbook(("2026-03", ["m03 10"]), drills=[])
    mini.put("data/logbooks/b01-2026.yml", months)
    assert mini.problems() == []
