"""導航圖: meetings that are missing, meetings on one half-day, and branches of an odd size."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from branch_portal.build import build_site
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.project.reading import Reading
from branch_portal.systems.maps.cadence import clashes, rhythms
from branch_portal.year.kinds import DUTIES
from branch_portal.year.schedule import Schedule, applies
from tests.mistakes import Case, check_case, problems
from tests.sample import AS_OF

PLAN = "id: b03-2026\nbranch: b03\nyear: 2026\n"
WAIVED = "waived:\n  - {duty: %s, period: %s, reason: 測試, approved_by: dept_specialist, approved_on: 2026-01-10}\n"
MOVES = "moves:\n  - {duty: m01, period: 2026-04, to: 2026-04-22, reason: 測試%s}\n  - {duty: m02, period: 2026-04, to: 2026-04-22, reason: 測試%s}\n"
CASES = [
    Case("MAP-01", "data/duties/m01.yml", "when: {every: month, day: 25, if_closed: previous}", "when: {every: half, on: [01-25, 07-25]}", 0, "data/cadences/committee-meeting.yml"),
    Case("MAP-02", "data/plans/b03-2026.yml", "", PLAN + WAIVED % ("q01", "2026-q3"), 1),
    Case("MAP-03", "data/plans/b03-2026.yml", "", PLAN + MOVES % ("", ""), 6),
    Case("ORG-05", "data/branches/b10.yml", "members: 6", "members: 7", 0),
    Case("ORG-06", "data/branches/b08.yml", "members: 38", "members: 51", 0),
    Case("ORG-07", "data/branches/b07.yml", "members: 5", "members: 2", 0),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(portal: Path, case: Case) -> None:
    check_case(portal, case)


@pytest.mark.parametrize(("rule", "edit"), [
    ("ORG-05", ("b10", "members: 6", "members: 7")),
    ("ORG-06", ("b08", "members: 38", "members: 51")),
])  # fmt: skip
def test_the_number_of_members_is_in_no_message(portal: Path, rule: str, edit: tuple[str, str, str]) -> None:
    branch, old, new = edit
    file = portal / "data" / "branches" / f"{branch}.yml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    (found,) = [problem for problem in problems(portal) if problem.rule == rule]
    assert found.severity == "warning"
    assert found.value == ""
    assert new.split()[1] not in found.message.replace("7人以上", "").replace("超過50人", "")


@pytest.mark.parametrize("halves", [(", half: am", ", half: pm")])
def test_morning_and_afternoon_do_not_clash(portal: Path, halves: tuple[str, str]) -> None:
    (portal / "data" / "plans" / "b03-2026.yml").write_text(PLAN + MOVES % halves, "utf-8")
    assert "MAP-03" not in {problem.rule for problem in problems(portal)}


def test_meetings_that_may_be_held_together_do_not_clash(schedule: Schedule) -> None:
    items = {item.id: item for item in schedule.branch("b03", 2026)}
    moved = [
        replace(items[id], due=dt.date(2026, 3, 18), moved_from=items[id].due) for id in ("q01.2026-q1", "q02.2026-q1")
    ]
    assert list(clashes(moved)) == []
    other = replace(items["m01.2026-03"], due=dt.date(2026, 3, 18), moved_from=items["m01.2026-03"].due)
    assert {(one.duty.id, two.duty.id) for one, two in clashes([*moved, other])} == {("q01", "m01")}


def test_last_days_are_no_clash(schedule: Schedule) -> None:
    assert [pair for year in schedule.company.values() for pair in clashes(year)] == []


def test_a_branch_has_the_cadences_of_its_kind(book: Handbook, schedule: Schedule) -> None:
    def cadences(branch: str) -> list[str]:
        duties = [duty.id for duty in book[DUTIES].values() if applies(duty, book[BRANCHES][branch])]
        found = rhythms(book, 2026, schedule.branch(branch, 2026), duties)
        assert all(one.gaps == () for one in found)
        return [one.cadence.id for one in found]

    assert cadences("b01") == ["general-meeting", "committee-meeting", "group-meeting", "theme-day", "lecture"]
    assert cadences("b07") == ["general-meeting", "theme-day", "lecture"]


def test_the_map_shows_the_gap(portal: Path) -> None:
    (portal / "data" / "plans" / "b03-2026.yml").write_text(PLAN + WAIVED % ("q01", "2026-q3"), "utf-8")
    site = build_site(portal, AS_OF, Reading(), preview=True)
    shown = {
        page.path: page.render() for page in site.pages if page.path in ("branches/b03/2026/", "branches/b01/2026/")
    }
    assert "2026年第3季度" in shown["branches/b03/2026/"]
    assert "2026年第3季度" not in shown["branches/b01/2026/"]
