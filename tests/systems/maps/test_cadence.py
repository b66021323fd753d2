"""導航圖: meetings that are missing, meetings on one half-day, and branches of an odd size."""

import datetime as dt
from dataclasses import replace

import pytest

from branch_portal.build import build_site
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.project.reading import Reading
from branch_portal.systems.maps.cadence import clashes, rhythms
from branch_portal.year.kinds import DUTIES
from branch_portal.year.schedule import Schedule, applies
from tests.mistakes import Case, check_case
from tests.portal import PRACTICE, Portal, branch, duty
from tests.sample import AS_OF

PLAN = "id: b03-2026\nbranch: b03\nyear: 2026\n"
WAIVED = "waived:\n  - {duty: %s, period: %s, reason: 測試, approved_by: dept_specialist, approved_on: 2026-01-10}\n"
MOVES = "moves:\n  - {duty: m01, period: 2026-04, to: 2026-04-22, reason: 測試%s}\n  - {duty: m02, period: 2026-04, to: 2026-04-22, reason: 測試%s}\n"
B07, B08, B10 = (f"data/branches/{id}.yml" for id in ("b07", "b08", "b10"))


@pytest.fixture
def held(mini: Portal) -> Portal:
    """A portal with two meetings that must be held, how often each, and branches of other sizes."""
    mini.put("data/duties/m02.yml", duty("m02", "開小組會", {"every": "month", "day": 22}, mandatory=True))
    mini.put(
        "data/duties/q01.yml",
        duty(
            "q01",
            "開大會",
            {"every": "quarter", "by": {"month": 3, "day": 20}, "if_closed": "previous"},
            mandatory=True,
        ),
    )
    mini.put("data/duties/a51.yml", duty("a51", "考評", {"every": "year", "on": "12-15"}, level="company"))
    for id, of, per in (("committee-meeting", "m01", "month"), ("general-meeting", "q01", "quarter")):
        mini.put(f"data/cadences/{id}.yml", {
            "id": id, "title": id, "order": 1 if per == "month" else 2, "duty": of, "per": per, "basis": PRACTICE, "appraised_in": "a51",
        })  # fmt: skip
    mini.put(B07, branch("b07", "第七支部", kind="joint_branch", has_committee=False, groups=0, members=5))
    mini.put(B08, branch("b08", "第八支部", members=38))
    mini.put(B10, branch("b10", "第十支部", has_committee=False, groups=0, members=6))
    for rule, value, relation in (
        ("ORG-05", "7", "at_least"),
        ("ORG-06", "50", "at_most"),
        ("ORG-07", "3", "at_least"),
    ):
        mini.put(f"data/clauses/{rule.lower()}.yml", {
            "id": rule.lower(), "title": rule, "document": "reg_branch", "gist": "多少人。", "status": "to_verify", "rules": [rule],
            "figures": [{"value": value, "unit": "人", "relation": relation, "subject": ["正式黨員 多少"]}],
        })  # fmt: skip
    assert mini.problems() == []
    return mini


CASES = [
    Case("MAP-01", "data/duties/m01.yml", "when: {every: month, day: 25, if_closed: previous}", "when: {every: half, on: [01-25, 07-25]}", 0, "data/cadences/committee-meeting.yml"),
    Case("MAP-02", "data/plans/b03-2026.yml", "", PLAN + WAIVED % ("q01", "2026-q3"), 1),
    Case("MAP-03", "data/plans/b03-2026.yml", "", PLAN + MOVES % ("", ""), 6),
    Case("ORG-05", B10, "members: 6", "members: 7", 0),
    Case("ORG-06", B08, "members: 38", "members: 51", 0),
    Case("ORG-07", B07, "members: 5", "members: 2", 0),
]  # fmt: skip


def test_a_cadence_is_as_frequent_as_its_card(held: Portal) -> None:
    card = {
        "id": "monthly", "title": "每月一次", "document": "reg_branch", "article": "12", "gist": "每月1次。", "status": "to_verify",
        "figures": [{"value": "1", "unit": "次", "relation": "exactly", "of": "每月", "subject": ["開會"]}],
    }  # fmt: skip
    cited = [{"document": "reg_branch", "article": "12", "status": "to_verify", "clauses": ["monthly"]}]
    held.put("data/clauses/monthly.yml", card)
    held.change("data/cadences/committee-meeting.yml", basis=cited, per="quarter")
    (problem,) = held.problems()
    assert (problem.rule, problem.mend) == ("MAP-04", "per 改成 month。")
    held.change("data/cadences/committee-meeting.yml", per="month")
    assert held.problems() == []


def test_a_year_without_its_meeting_is_a_gap(held: Portal) -> None:
    held.put("data/duties/a16.yml", duty("a16", "開組織生活會", {"every": "year", "on": "03-20"}, mandatory=True))
    held.put("data/cadences/life.yml", {
        "id": "life", "title": "每年一次", "order": 3, "duty": "a16", "per": "year", "basis": PRACTICE, "appraised_in": "a51",
    })  # fmt: skip
    assert held.problems() == []
    held.put("data/plans/b03-2026.yml", PLAN + WAIVED % ("a16", "'2026'"))
    (problem,) = held.problems()
    assert problem.rule == "MAP-02"
    assert "2026年" in problem.message


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(held: Portal, case: Case) -> None:
    check_case(held.root, case)


@pytest.mark.parametrize(("rule", "edit"), [
    ("ORG-05", ("b10", "members: 6", "members: 7")),
    ("ORG-06", ("b08", "members: 38", "members: 51")),
])  # fmt: skip
def test_the_number_of_members_is_in_no_message(held: Portal, rule: str, edit: tuple[str, str, str]) -> None:
    branch, old, new = edit
    held.replace(f"data/branches/{branch}.yml", old, new)
    (found,) = [problem for problem in held.problems() if problem.rule == rule]
    assert found.severity == "warning"
    assert found.value == ""
    assert new.split()[1] not in found.message.replace("7人以上", "").replace("超過50人", "")


def test_the_size_of_a_branch_is_what_the_card_in_force_says(held: Portal) -> None:
    held.change(
        "data/clauses/org-05.yml", figures=[{"value": "6", "unit": "人", "relation": "at_least", "subject": ["多少"]}]
    )
    (problem,) = held.problems()
    assert (problem.rule, problem.message) == ("ORG-05", "「第十支部」正式黨員6人以上，沒有設支部委員會")
    share = {"value": "20", "unit": "%", "relation": "at_least", "of": "應到人數", "subject": ["多少"]}
    held.change("data/clauses/org-05.yml", figures=[share])
    assert [problem.rule for problem in held.problems()] == ["CLAUSE-09"]  # a share says nothing of a number of members
    held.change("data/clauses/org-05.yml", rules=[])
    assert held.problems() == []


@pytest.mark.parametrize("halves", [(", half: am", ", half: pm")])
def test_morning_and_afternoon_do_not_clash(held: Portal, halves: tuple[str, str]) -> None:
    held.put("data/plans/b03-2026.yml", PLAN + MOVES % halves)
    assert held.problems() == []


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

    yearly = ["life-meeting", "appraisal", "heart-talks"]
    assert cadences("b01") == ["general-meeting", "committee-meeting", "group-meeting", "theme-day", "lecture", *yearly]
    assert cadences("b07") == ["general-meeting", "theme-day", "lecture", *yearly]


def test_the_map_shows_the_gap(held: Portal) -> None:
    held.put("data/plans/b03-2026.yml", PLAN + WAIVED % ("q01", "2026-q3"))
    site = build_site(held.root, AS_OF, Reading(), preview=True)
    shown = {
        page.path: page.render()
        for page in site.pages
        if page.path in ("branches/b03/2026/list/", "branches/b01/2026/list/")
    }
    assert "2026年第3季度" in shown["branches/b03/2026/list/"]
    assert "2026年第3季度" not in shown["branches/b01/2026/list/"]
