"""Mistakes of a third list whose mends were wrong, poor or missing, or that gave many messages; each mend is done to the letter."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.commands.main import portal as command_line
from tests.clerk.mistakes import Mistake, tried
from tests.clerk.records import GOAL, INITIATIVE, MORE, PACT
from tests.portal import GUIDE, SETTINGS, Portal, Written

B01, M03 = "data/branches/b01.yml", "data/duties/m03.yml"
A, V, T, F = "data/pacts/pa01.yml", "data/goals/t2601.yml", "data/tasks/rw2601.yml", "data/feedback/rw2601/b01.yml"
PLAN = "id: b01-{0}\nbranch: b01\nyear: {0}\n"
DONE = PACT.replace("due: 2026-12-30}", "due: 2026-12-30, done_on: 2026-06-24, effect: 報修少}")
COUNTDOWN = "id: election\ntitle: 換屆步驟\ncounted_from: 大會當天\nsteps:\n  - {days: 30, title: 交接, paper: 清單, step: 'g13#step-agenda', status: practice}\n"
TOOLS = "tools: {countdowns: [{countdown: election, papers: [{title: 請示, text: 'TEXT'}]}]}\noffice:"
MUCH: dict[str, Written] = {
    **MORE,
    A: DONE,
    V: GOAL,
    "data/initiatives/i26.yml": INITIATIVE,
    "data/countdowns/election.yml": COUNTDOWN,
}

FORM = [
    Mistake("a hyphen before a field", {B01: ("groups: 3", "- groups: 3")}, "YAML-05", "刪去行首的「- 」"),
    Mistake("a remark with strokes", {B01: ("groups: 3", "// 小組\ngroups: 3")}, "YAML-05", "# 小組"),
    Mistake("a remark below a day", {B01: ("elected_on: 2024-03-18", "elected_on: 2024-03-18\n由組織部核對")}, "YAML-05", "成為註釋"),
    Mistake("words behind brackets", {B01: ("business: 配電運檢", "business: [配電] 運檢")}, "YAML-05", "business: '[配電] 運檢'"),
    Mistake("titles in a list with a remark behind it", {B01: ("members: 20", "members: 20\nhas: [網格]   # 有什麼")}, "DATA-04", "是不是「grids」", {B01: ("has: [網格]   # 有什麼\n", "")}),
    Mistake("two records in one file", {B01: ("elected_on: 2024-03-18\n", "elected_on: 2024-03-18\n---\nid: b09\ntitle: 九\n")}, "YAML-05", "移到它自己的新文件", {B01: ("---\nid: b09\ntitle: 九\n", "")}),
    Mistake("a character nobody sees", {B01: ("business: 配電運檢", "business: 配電\u200b運檢")}, "YAML-02", "business: 配電運檢"),
    Mistake("an anchor without its guide", {M03: ("basis:", "step: #step-vote\nbasis:")}, "YAML-14", "寫成 '#step-vote'", {M03: ("step: #step-vote\n", "")}, "這一項成了空的"),
    Mistake("ids with spaces in one line", {M03: ("guides: [g13]", "archive: [book_general]\nguides: g13 g14")}, "YAML-06", "", {M03: ("archive: [book_general]\nguides: g13 g14", "guides: [g13]")}, many=True),
    Mistake("a number with a remark in brackets", {B01: ("groups: 3", "groups: 3（新增一個）")}, "DATA-05", "改成 3。", {B01: ("3（新增一個）", "3")}),
    Mistake("how long before, in words", {M03: ("{green: 10,", "{green: 提前10天,")}, "DATA-05", "改成 10。", {M03: ("提前10天", "10")}),
    Mistake("a day with its hour", {B01: ("2024-03-18", "2024-03-18 09:00")}, "DATA-06", "改成 2024-03-18", {B01: ("2024-03-18 09:00", "2024-03-18")}),
    Mistake("a day with its weekday", {B01: ("2024-03-18", "2024-03-18（週一）")}, "DATA-06", "改成 2024-03-18", {B01: ("2024-03-18（週一）", "2024-03-18")}),
    Mistake("a day with its year last", {B01: ("2024-03-18", "18/03/2024")}, "DATA-06", "改成 2024-03-18", {B01: ("18/03/2024", "2024-03-18")}),
    Mistake("a kind left out", {B01: ("kind: branch\n", "")}, "DATA-03", "其中一項：branch（黨支部）", {B01: ("parent:", "kind: branch\nparent:")}),
    Mistake("checked is not to be checked", {M03: ("{status: practice}", "{status: 已核對}")}, "DATA-04", "是不是「confirmed」", {M03: ("已核對", "practice")}),
    Mistake("a result in other words", {F: ("status: done", "status: 完成")}, "DATA-04", "是不是「done」", {F: ("status: 完成", "status: done")}),
    Mistake("options with strokes", {T: ("kind: integer}", "kind: choice, options: 是/否}")}, "DATA-05", "是幾項的寫成 [是, 否]", {T: ("kind: choice, options: 是/否}", "kind: integer}")}),
    Mistake("a file of another program", {"data/branches/b09.json": "{}"}, "LOAD-02", "刪去「b09.json」", {"data/branches/b09.json": None}),
    Mistake("a head that does not end", {GUIDE: ("---\n\n## 用途", "\n## 用途")}, "YAML-11", "信息欄寫完再寫一行 ---", {GUIDE: ("\n## 用途", "---\n\n## 用途")}),
    Mistake("no day of all months", {M03: ("day: 10", "day: 31"), "data/plans/b01-2026.yml": PLAN.format(2026) + "moves:\n  - {duty: m03, period: 2026-11, to: 2026-11-12, reason: 現場}\n"}, "DUTY-01", "day: last", {M03: ("day: 31", "day: 10")}),
]  # fmt: skip

ROOMS = [
    Mistake("a pact renewed in its own record", {A: ("signed_on: 2026-01-20\nuntil: 2026-12-31", "signed_on: 2027-01-01\nuntil: 2027-12-31")}, "PACT-01", "例如 pa01-2", {A: ("signed_on: 2027-01-01\nuntil: 2027-12-31", "signed_on: 2026-01-20\nuntil: 2026-12-31")}),
    Mistake("a pact that ends before it begins", {A: ("until: 2026-12-31", "until: 2025-12-31")}, "PACT-01", "年份寫錯", {A: ("until: 2025-12-31", "until: 2026-12-31")}),
    Mistake("a year let go", {f"data/plans/b01-{year}.yml": PLAN.format(year) for year in (2025,)} | {"data/plans/b03-2025.yml": PLAN.format(2025).replace("b01", "b03"), "data/logbooks/b01-2025.yml": PLAN.format(2025) + "months:\n  - {month: 2025-12, held: [m01 19 5/4]}\n"}, "PLAN-09", "years: [2025, 2026]", {"data/plans/b01-2025.yml": None, "data/plans/b03-2025.yml": None, "data/logbooks/b01-2025.yml": None}),
    Mistake("a year of two digits", {SETTINGS: ("years: [2026]", "years: [26]")}, "DATA-08", "少打一位", {SETTINGS: ("[26]", "[2026]")}),
    Mistake("a year between left out", {SETTINGS: ("years: [2026]", "years: [2026, 2028]")}, "DATA-07", "寫成 [2026, 2027, 2028]", {SETTINGS: ("[2026, 2028]", "[2026]")}),
    Mistake("a holiday within another", {"data/workdays/2026.yml": ("from: 2026-09-25\n    to: 2026-09-27", "from: 2026-10-02\n    to: 2026-10-04")}, "WORK-01", "中秋節、國慶節", {"data/workdays/2026.yml": ("from: 2026-10-02\n    to: 2026-10-04", "from: 2026-09-25\n    to: 2026-09-27")}),
    Mistake("a milestone twice", {V: ("milestones:\n", "milestones:\n  - {quarter: 2026-q1, what: 摸底}\n")}, "GOAL-05", "多寫了一條的，刪去這一條里程碑", {V: ("  - {quarter: 2026-q1, what: 摸底}\n", "")}, "上面已經寫過"),
    Mistake("a step that is a numeral", {SETTINGS: ("office:", TOOLS.replace("TEXT", "擬於{一}開會"))}, "TOOL-01", "改成 {1}", {SETTINGS: ("{一}", "{1}")}),
    Mistake("a step that is not there", {SETTINGS: ("office:", TOOLS.replace("TEXT", "擬於{12}開會"))}, "TOOL-01", "{1} 至 {1}", {SETTINGS: ("{12}", "{1}")}),
    Mistake("a step in wide brackets", {SETTINGS: ("office:", TOOLS.replace("TEXT", "擬於｛1｝開會"))}, "TOOL-01", "改成 {1}", {SETTINGS: ("｛1｝", "{1}")}),
    Mistake("half a bracket round a step", {SETTINGS: ("office:", TOOLS.replace("TEXT", "擬於{1開會"))}, "TOOL-01", "", {SETTINGS: ("{1開會", "{1}開會")}),
    Mistake("a field of a form twice", {T: ("fields:\n", "fields:\n  - {key: gaps, title: 不足, kind: integer}\n")}, "TASK-07", "例如 gaps_2", {T: ("  - {key: gaps, title: 不足, kind: integer}\n", "")}),
    Mistake("not to be done, without approval", {F: ("status: done\ndone_on: 2026-11-17\n", "status: not_applicable\n")}, "FB-05", "approval: {role: 批准角色的編號, on: 批准日期}", {F: ("status: not_applicable\n", "status: done\ndone_on: 2026-11-17\n")}, many=True),
    Mistake("an initiative entered in another year", {"data/initiatives/i26.yml": ("entered_on: 2026-02-20", "entered_on: 2027-12-20")}, "DAY-01", "核對年份", {"data/initiatives/i26.yml": ("2027-12-20", "2026-02-20")}),
    Mistake("quotation marks on the wrong side", {"data/conversions/marks.yml": "id: marks\ntitle: 引號\npairs:\n  - {hant: “, hans: 「}\n"}, "EDIT-04", "", {"data/conversions/marks.yml": None}, "兩邊寫反了", many=True),
    Mistake("an empty file of the builder", {"mkdocs.yml": "\n"}, "SITE-05", "還原", {"mkdocs.yml": None}),
    Mistake("a plugin misspelt", {"mkdocs.yml": "site_name: 門戶\ndocs_dir: content\ntheme: {name: portal}\nplugins: [portl]\n"}, "SITE-02", "改成 portal。", {"mkdocs.yml": None}),
]  # fmt: skip


@pytest.mark.parametrize("mistake", [*FORM, *ROOMS], ids=lambda mistake: mistake.name)
def test_the_mend_of_a_mistake_gets_a_clerk_on(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path, **MUCH), mistake)


def test_a_portal_without_the_builders_file_is_told_before_it_is_built(mini: Portal) -> None:
    """Records alone can be judged without it; whoever asks whether a site would be made is told."""
    asked = ["check", "--root", str(mini.root), "--as-of", "2026-11-30", "--format", "line"]
    assert "mkdocs.yml:1:1: error [SITE-05]" in CliRunner().invoke(command_line, asked).output
    (mini.root / "mkdocs.yaml").write_text("site_name: 門戶\n", "utf-8")
    assert "把 mkdocs.yaml 改名為 mkdocs.yml" in CliRunner().invoke(command_line, [*asked[:-2]]).output


def test_what_is_left_of_the_sample_is_told_at_once(mini: Portal) -> None:
    for number in range(10, 17):
        text = (mini.root / B01).read_text("utf-8").replace("b01", f"b{number}").replace("第一", f"示例{number}")
        mini.put(f"data/branches/b{number}.yml", text)
    mini.replace(SETTINGS, "sample: true", "sample: false")
    (told,) = [one for one in mini.problems() if one.rule == "SITE-03"]
    assert (told.place.path, "有14處" in told.message) == (SETTINGS, True)
