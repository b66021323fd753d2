"""One mistake that many rules see from their own sides is told once, where it was made; its mend is done to the letter."""

from pathlib import Path

import pytest

from branch_portal.ground.causes import told_once
from branch_portal.ground.problems import Against, Place, Problem
from tests.clerk.mistakes import Mistake, tried
from tests.clerk.records import FEEDBACK, GOAL, MORE
from tests.portal import GUIDE, Portal, Written

P, T, V, A, G = (
    "data/findings/p2601.yml",
    "data/tasks/rw2601.yml",
    "data/goals/t2601.yml",
    "data/pacts/pa01.yml",
    "data/grids/gr01.yml",
)
M03 = "data/duties/m03.yml"
VERIFIED = FEEDBACK + "  - {on: 2026-11-19, action: verified, by: dept_specialist}\n"
GRID = """\
id: gr01
title: 一號網格
kind: compound
area: 小區甲
branch: b01
power_chief: branch_secretary
community_org: 社區一
community_chief: 社區網格長
agreement:
  signed_on: 2026-01-15
  until: 2026-12-31
  duties: [宣傳安全用電]
  targets:
    - {title: 走訪, value: 2, unit: 次, period: month}
co_managers:
  - {member_ref: m011, since: 2026-01-15}
pledges: [三個工作日內回話]
matters:
  - {title: 停電告知, first: power, reply_workdays: 0}
guides: [g13]
"""
ACTION = "id: ac260{0}\nkind: lighting\non: 2026-0{0}-20\nbranch: b01\nplace_kind: compound\ntopic: 黑樓道整治\nhandled: 8\nhelped: 96\nhours: 16\ngrid: gr01\n"
MUCH: dict[str, Written] = {
    **MORE,
    "data/feedback/rw2601/b01.yml": VERIFIED,
    "data/feedback/rw2601/b03.yml": VERIFIED.replace("b01", "b03"),
    V: GOAL.replace("milestones:", "milestones:\n  - {quarter: 2026-q3, what: 過半}").replace("  - {quarter: 2026-q1, what: 排定}\n", ""),
    G: GRID,
    "data/actions/ac2603.yml": ACTION.format(3),
    "data/actions/ac2604.yml": ACTION.format(4),
}  # fmt: skip

CASES = [
    Mistake("the day a problem was found", {P: ("found_on: 2026-11-23", "found_on: 2026-10-08")}, "FIND-02", "改成 2026-11-23", {P: ("found_on: 2026-10-08", "found_on: 2026-11-23")}, "found_on 寫的是「2026-10-08」，有2處對不上"),
    Mistake("the branch of a grid", {G: ("branch: b01", "branch: b03")}, "ACT-02", "改成 b01", {G: ("branch: b03", "branch: b01")}, "branch 寫的是「b03」，有2處對不上"),
    Mistake("who verifies a slip", {T: ("verifier: dept_specialist", "verifier: dept_specialst")}, "REF-01", "是不是「dept_specialist」", {T: ("dept_specialst", "dept_specialist")}),
    Mistake("another who verifies a slip", {T: ("verifier: dept_specialist", "verifier: org_department")}, "FB-04", "改成 dept_specialist", {T: ("verifier: org_department", "verifier: dept_specialist")}, "有2處對不上"),
    Mistake("the day a slip was issued", {T: ("issued_on: 2026-11-02", "issued_on: 2026-11-18")}, "FB-06", "多半是這裡寫錯了", {T: ("issued_on: 2026-11-18", "issued_on: 2026-11-02")}, "對不上"),
    Mistake("a field of a slip named anew", {T: ("key: gaps", "key: lacks")}, "FB-08", "改回 gaps", {T: ("key: lacks", "key: gaps")}, "key 寫的是「lacks」，有2處對不上"),
    Mistake("the day a goal is due", {V: ("due: 2026-12-10", "due: 2025-12-10")}, "GOAL-05", "核對", {V: ("due: 2025-12-10", "due: 2026-12-10")}, "due 寫的是「2025-12-10」"),
    Mistake("the anchor of a step", {GUIDE: ("{#step-vote}", "{#step-ballot}"), M03: ("basis:", "step: g13#step-vote\nbasis:")}, "GUIDE-07", "改回 {#step-vote}。這裡沒有寫錯的，上面各處都改成 step-ballot", {GUIDE: ("{#step-ballot}", "{#step-vote}")}, "錨點寫的是「step-ballot」，有2處對不上"),
]  # fmt: skip


@pytest.mark.parametrize("mistake", CASES, ids=lambda mistake: mistake.name)
def test_one_mistake_is_told_once(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path, **MUCH), mistake)


def test_what_a_value_explains_most_of_is_told_at_that_value() -> None:
    """Two values may be wrong of each problem: the one that more of them contradict is."""
    there, here = Against(Place("a.yml", 3, 9), "on", "2027-01-01"), Against(Place("b.yml", 2, 6), "due", "2026-12-01")
    first, second, third = (
        Problem(Place("b.yml", line), "FIND-05", f"第{line}項", "核對。", against=against)
        for line, against in ((2, (here, there)), (7, (there,)), (8, (there,)))
    )
    (told,) = told_once([first, second, third])
    assert (told.place, told.value) == (there.place, "2027-01-01")
    assert "有3處對不上：b.yml 第2行，第2項；b.yml 第7行，第7項" in told.message
    assert told_once([second]) == [second]


def test_a_warning_that_follows_from_a_mistake_waits_until_that_is_right() -> None:
    edited = Problem(Place("a.yml", 9), "FIND-22", "批准以後改過", "恢復。", severity="warning")
    wrong = Problem(Place("a.yml", 2), "FIND-03", "沒有佐證", "寫明。")
    assert told_once([edited, wrong]) == [wrong]
    assert told_once([edited]) == [edited]
