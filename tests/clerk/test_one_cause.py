"""One mistake that many rules see from their own sides is told once, where it was made; its mend is done to the letter."""

from pathlib import Path

import pytest

from branch_portal.ground.causes import told_once
from branch_portal.ground.problems import Against, Place, Problem
from tests.clerk.mistakes import Mistake, tried
from tests.clerk.records import FEEDBACK, GOAL, MORE
from tests.portal import GUIDE, SETTINGS, Portal, Written

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
WORKDAYS = """\
id: '2026'
year: 2026
status: official
source: 通知
issued: 2023-11-04
holidays:
  - {from: 2025-01-01, to: 2025-01-03, name: 元旦}
  - {from: 2025-10-01, to: 2025-10-07, name: 國慶節}
makeup_days: []
"""
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
    Mistake("the year a slip was issued", {T: ("issued_on: 2026-11-02", "issued_on: 2027-11-02")}, "TASK-01", "多半是這裡寫錯了", {T: ("issued_on: 2027-11-02", "issued_on: 2026-11-02")}, "對不上"),
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
    stale = Problem(Place("a.yml", 2), "LEARN-09", "過期", "覆核。", severity="warning")
    assert told_once([wrong, stale]) == [wrong]


def test_words_that_a_rule_does_not_show_are_not_shown_with_others() -> None:
    place = Place("a.yml", 3, 4)
    told = Against(place, "statement", "某人的事")
    named = Problem(place, "FIND-17", "這段文字像是寫了人名", "刪去姓名。")
    (one,) = told_once([named, Problem(Place("a.yml", 9), "REL-09", "改了公開表述", "恢復。", against=(told,))])
    assert "某人" not in one.message + one.value
    assert one.mend == "多半是這裡寫錯了，核對改正。這裡沒有寫錯的，逐處改：第9行：恢復。"


OTHERS = [
    Mistake("a mark of a conflict left behind", {"data/branches/b01.yml": ("groups: 3", "groups: 3\n>>>>>>> main")}, "YAML-13", "刪去第9行", {"data/branches/b01.yml": ("\n>>>>>>> main", "")}),
    Mistake("a line between two versions left behind", {"data/branches/b01.yml": ("groups: 3", "groups: 3\n=======")}, "YAML-13", "刪去第9行", {"data/branches/b01.yml": ("\n=======", "")}),
    Mistake("a box by its number", {T: ("archive: [box1_org]", "archive: [第1盒]")}, "REF-01", "編號是 box1_org", {T: ("第1盒", "box1_org")}),
    Mistake("a letter for the digit like it", {"data/plans/b01-2026.yml": "id: b01-2026\nbranch: b01\nyear: 2026\nmoves:\n  - {duty: mo3, period: 2026-11, to: 2026-11-12, reason: 現場}\n"}, "REF-01", "是不是「m03」", {"data/plans/b01-2026.yml": None}),
    Mistake("all branches in words", {T: ("to: {everyone: true}", "to: 全體支部")}, "DATA-01", "{everyone: true}", {T: ("全體支部", "{everyone: true}")}),
    Mistake("branches as a bare list", {T: ("to: {everyone: true}", "to: [b01, b03]")}, "DATA-01", "{branches: [b01, b03]}", {T: ("to: [b01, b03]", "to: {branches: [b01, b03]}")}),
    Mistake("an anchor in round brackets", {GUIDE: ("{#purpose}", "(#purpose)")}, "GUIDE-01", "## 用途 {#purpose}"),
    Mistake("a personal telephone as a hotline", {SETTINGS: ("office:", "hotlines: {service: 13900000000, supervision: 待填}\noffice:")}, "DATA-05", "改寫辦公電話", {SETTINGS: ("hotlines: {service: 13900000000, supervision: 待填}\n", "")}),
    Mistake("a section under another name", {GUIDE: ("## 用途 {#purpose}", "## 目的 {#aim}")}, "GUIDE-01", "## 用途 {#purpose}"),
    Mistake("a step without the anchor that is named", {GUIDE: (" {#step-vote}", "")}, "GUIDE-01", "{#step-vote}"),
    Mistake("a link that does not end", {GUIDE: ("如題。", "見[大會](g13.md，再辦。")}, "GUIDE-04", "在「g13.md」後面補上「)」", {GUIDE: ("(g13.md，", "(g13.md)，")}),
    Mistake("a guide in capitals", {GUIDE: ("如題。", "見[大會](G13.md)。")}, "GUIDE-04", "改成 g13.md", {GUIDE: ("G13.md", "g13.md")}),
    Mistake("a list without blanks", {GUIDE: ("如題。", "-甲")}, "PAGE-20", "第", {GUIDE: ("-甲", "- 甲")}),
    Mistake("a list with other dots", {GUIDE: ("如題。", "・甲")}, "PAGE-20", "「- 甲」", {GUIDE: ("・甲", "- 甲")}),
    Mistake("a table of last year under this year's name", {"data/workdays/2026.yml": WORKDAYS.replace("2025-", "2024-")}, "WORK-02", "把 holidays、makeup_days 的日期都換掉", {"data/workdays/2026.yml": WORKDAYS.replace("2025-", "2026-")}, "放假日期全是2024年的"),
    Mistake("a project done on a day to come", {A: ("due: 2026-12-30}", "due: 2026-12-30, done_on: 2026-12-24, effect: 報修少}")}, "PACT-04", "刪去 done_on", {A: (", done_on: 2026-12-24, effect: 報修少", "")}, "還沒有到"),
]  # fmt: skip


@pytest.mark.parametrize("mistake", OTHERS, ids=lambda mistake: mistake.name)
def test_the_mend_of_another_mistake_gets_a_clerk_on(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path, **MUCH), mistake)
