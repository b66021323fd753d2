"""Mistakes of a list made afresh, in kinds that were not tried before, whose mends did not get a clerk on."""

from pathlib import Path

import pytest

from branch_portal.source.better_form import better_form
from tests.clerk.mistakes import Mistake, tried
from tests.clerk.records import GOAL, INITIATIVE, MORE
from tests.mistakes import problems
from tests.portal import GUIDE, SETTINGS, Portal
from tests.systems.findings.problems import FIRST, X1, fields, finding, release, written

M01, M03, P, TRACK = "data/duties/m01.yml", "data/duties/m03.yml", "data/findings/p2601.yml", "data/tracks/t-other.yml"
LOG = "督查時發現}"
STEPS = "督查時發現}\n  - {on: 2026-11-24, state: assigned, by: branch_secretary, note: 分工}\n  - {on: 2026-11-25, state: rectifying, by: branch_secretary, note: 在改}\n"
TABLE = "| 甲 | 乙 |\n| --- |\n| 1 | 2 |"

WORDS = [
    Mistake("verified before it was handed in", {P: (LOG, STEPS + "  - {on: 2026-11-30, state: closed, by: dept_specialist, note: 銷號}")}, "FIND-01", "補上 submitted（申請銷號）、verifying（驗收），一步一條", {P: ("  - {on: 2026-11-30, state: closed, by: dept_specialist, note: 銷號}", "")}, many=True),
    Mistake("nothing where a list belongs", {M03: ("deliverable: [記錄]", "deliverable: 無")}, "DATA-05", "沒有的寫 []", {M03: ("deliverable: 無", "deliverable: [記錄]")}),
    Mistake("a list where one belongs", {SETTINGS: ("branch_head: branch_secretary", "branch_head: [branch_secretary]")}, "DATA-05", "去掉方括號：branch_secretary", {SETTINGS: ("[branch_secretary]", "branch_secretary")}),
    Mistake("for all in words", {M03: ("basis:", "applies_to: 全部支部\nbasis:")}, "DATA-01", "都適用的，刪去這一項", {M03: ("applies_to: 全部支部\n", "")}),
    Mistake("all branches in words", {"data/tasks/rw2601.yml": ("{everyone: true}", "{branches: 全部}")}, "DATA-05", "逐個寫編號", {"data/tasks/rw2601.yml": ("{branches: 全部}", "{everyone: true}")}),
    Mistake("two tracks of one name", {TRACK: "id: t-other\norder: 2\ntitle: 組織生活\nsummary: 別的\n"}, "ORG-13", "換一個名稱", {TRACK: ("title: 組織生活", "title: 監督")}),
    Mistake("a milestone after the goal", {"data/goals/t2601.yml": ("2026-q1", "2027-q1")}, "GOAL-05", "核對年份", {"data/goals/t2601.yml": ("2027-q1", "2026-q1")}),
    Mistake("a stage the wrong way round", {"data/initiatives/i26.yml": ("from: 2026-06-01, to: 2026-07-31", "from: 2026-07-31, to: 2026-06-01")}, "INIT-01", "換過來", {"data/initiatives/i26.yml": ("from: 2026-07-31, to: 2026-06-01", "from: 2026-06-01, to: 2026-07-31")}),
    Mistake("a stage that is not there", {"data/initiatives/i26.yml": ("stage: study,", "stage: studies,")}, "INIT-02", "study 學習研討", {"data/initiatives/i26.yml": ("stage: studies,", "stage: study,")}),
]  # fmt: skip

GUIDES = [
    Mistake("code that does not end", {GUIDE: ("如題。", "```\n示例")}, "PAGE-27", "刪去第", {GUIDE: ("```\n示例", "如題。")}, "沒有收尾"),
    Mistake("an anchor with a space", {GUIDE: ("{#purpose}", "{# purpose}")}, "GUIDE-01", "## 用途 {#purpose}", many=True),
    Mistake("too short a line below a table's head", {GUIDE: ("如題。", TABLE)}, "PAGE-18", "改成「| --- | --- |」"),
    Mistake("a picture with the strokes of a computer", {GUIDE: ("如題。", "![圖](..\\files\\a.png)")}, "PAGE-14", "", {GUIDE: ("![圖](..\\files\\a.png)", "如題。")}, "寫成 ../files/a.png"),
    Mistake("a footnote", {GUIDE: ("如題。", "見附註[^1]。")}, "PAGE-28", "寫在括號裡", {GUIDE: ("[^1]", "（另見）")}),
    Mistake("a link by a name", {GUIDE: ("如題。", "見[大會][g13]。")}, "PAGE-28", "改成 [大會](g13.md)", {GUIDE: ("[大會][g13]", "[大會](g13.md)")}),
]  # fmt: skip


@pytest.mark.parametrize("mistake", [*WORDS, *GUIDES], ids=lambda mistake: mistake.name)
def test_the_mend_of_a_mistake_gets_a_clerk_on(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path, **MORE, **{"data/goals/t2601.yml": GOAL, "data/initiatives/i26.yml": INITIATIVE}), mistake)


def test_a_half_in_words_is_written_as_it_must_be() -> None:
    assert better_form("2026上半年", "^[0-9]{4}-h[12]$") == "改成 2026-h1。"
    assert better_form("2026年下半年", "^[0-9]{4}-h[12]$") == "改成 2026-h2。"


def test_one_slip_of_a_year_makes_no_other_record_old(mini: Portal) -> None:
    mini.replace(GUIDE, "last_reviewed_on: 2026-01-05", "last_reviewed_on: 2026-11-20")
    before = [one.rule for one in problems(mini.root)]
    mini.put(
        "content/guide/g14.md",
        (mini.root / GUIDE)
        .read_text("utf-8")
        .replace("id: g13", "id: g14")
        .replace("2026-11-20", "2028-11-20")
        .replace("carriers:", "standalone: 另辦\ncarriers:"),
    )
    told = [one.rule for one in problems(mini.root) if one.place.path == GUIDE]
    assert told == [rule for rule in before if rule == "GUIDE-02"]


def test_a_first_quarter_after_the_first_bulletin_is_the_settings_fault(mini: Portal) -> None:
    mini.put(X1, fields())
    mini.put(FIRST, written(release(finding(), id="2026-q1")))
    mini.replace(SETTINGS, "first_quarter: 2026-q1", "first_quarter: 2026-q3")
    (told,) = [one for one in problems(mini.root) if one.rule == "REL-05"]
    assert "first_quarter 改成 2026-q1" in told.mend
