"""Mistakes of a clerk who tries everything: names for ids, words run together, half marks; each mend is done to the letter."""

from pathlib import Path

import pytest

from tests.clerk.mistakes import Mistake, tried
from tests.clerk.records import MORE
from tests.portal import GUIDE, SETTINGS, Portal, duty, lines

B01, M03, M01 = "data/branches/b01.yml", "data/duties/m03.yml", "data/duties/m01.yml"
T, P, A, S = "data/tasks/rw2601.yml", "data/findings/p2601.yml", "data/pacts/pa01.yml", "data/synonyms/archive.yml"
PLAN = "data/plans/b01-2026.yml"
MOVE = "id: b01-2026\nbranch: b01\nyear: 2026\nmoves:\n  - {duty: m03, period: 2026-11, to: 2026-11-12, reason: 現場集中}\n"
OWN = (
    "id: b01-2026\nbranch: b01\nyear: 2026\nown:\n  - {id: own-a, title: 觀摩, track: t-life, role: branch_secretary, "
    "deliverable: [記錄], archive: [book_general], guides: [g13], basis: [{status: practice}], due: 2026-12-04, "
    "alerts: {green: 9, yellow: 5, red: 0}}\n"
)

LATE = lines(duty("a01", "年度計劃", {"every": "year", "on": "02-10", "if_closed": "previous"}, opens="03-05"))

NAMES = [
    Mistake("a unit by its title", {B01: ("parent: city", "parent: 公司黨委")}, "DATA-07", "「公司黨委」的編號是 city", {B01: ("parent: 公司黨委", "parent: city")}),
    Mistake("a unit by a part of its title", {P: ("supervisor: dept-party", "supervisor: 黨建")}, "DATA-07", "「黨建部」的編號是 dept-party", {P: ("supervisor: 黨建", "supervisor: dept-party")}),
    Mistake("a unit by a title with a slip", {P: ("supervisor: dept-party", "supervisor: 黨建處")}, "DATA-07", "「黨建部」的編號是 dept-party", {P: ("supervisor: 黨建處", "supervisor: dept-party")}),
    Mistake("a track by its title", {M03: ("track: t-life", "track: 組織生活")}, "DATA-07", "「組織生活」的編號是 t-life", {M03: ("track: 組織生活", "track: t-life")}),
    Mistake("a guide by its title", {M03: ("guides: [g13]", "guides: [支部黨員大會]")}, "DATA-07", "「支部黨員大會」的編號是 g13", {M03: ("[支部黨員大會]", "[g13]")}),
    Mistake("a document by its title", {GUIDE: ("document: reg_branch", "document: 《條例》")}, "DATA-07", "「《條例》」的編號是 reg_branch", {GUIDE: ("document: 《條例》", "document: reg_branch")}),
    Mistake("a branch by its title in a problem", {P: ("owner: b01", "owner: 第一支部")}, "DATA-07", "「第一支部」的編號是 b01", {P: ("owner: 第一支部", "owner: b01")}),
    Mistake("a slip by its number", {"data/feedback/rw2601/b01.yml": ("task: rw2601", "task: RW-2026-001")}, "DATA-07", "「RW-2026-001」的編號是 rw2601", {"data/feedback/rw2601/b01.yml": ("task: RW-2026-001", "task: rw2601")}),
    Mistake("a role by its title in the settings", {SETTINGS: ("upper: [dept_specialist,", "upper: [黨建部專責,")}, "REF-01", "「黨建部專責」的編號是 dept_specialist", {SETTINGS: ("[黨建部專責,", "[dept_specialist,")}),
    Mistake("a duty by its title in the settings", {SETTINGS: ("office: 黨建部", "office: 黨建部\nappraisal: 主題黨日")}, "DATA-07", "「主題黨日」的編號是 m03", {SETTINGS: ("appraisal: 主題黨日", "appraisal: m03")}),
    Mistake("a name that nothing has", {B01: ("parent: city", "parent: 東海分局")}, "DATA-07", "data/units 裡的文件名", {B01: ("parent: 東海分局", "parent: city")}),
    Mistake("an id in full width", {M03: ("guides: [g13]", "guides: [ｇ13]")}, "DATA-07", "改成 g13", {M03: ("[ｇ13]", "[g13]")}),
    Mistake("a step without its guide", {M03: ("basis:", "step: step-vote\nbasis:")}, "REF-01", "是不是「g13#step-vote」", {M03: ("step: step-vote", "step: 'g13#step-vote'")}),
    Mistake("a step with a wide sign", {M03: ("basis:", "step: g13＃step-vote\nbasis:")}, "REF-01", "是不是「g13#step-vote」", {M03: ("g13＃step-vote", "'g13#step-vote'")}),
    Mistake("a step with a space", {M03: ("basis:", "step: g13 #step-vote\nbasis:")}, "YAML-14", "改成 'g13#step-vote'", {M03: ("g13 #step-vote", "'g13#step-vote'")}, many=True),
    Mistake("a solar term by its name", {M03: ("{every: month, day: 10, if_closed: next}", "{every: year, from: {term: 清明}, if_closed: next}")}, "DATA-04", "是不是「qingming」", {M03: ("{every: year, from: {term: 清明}, if_closed: next}", "{every: month, day: 10, if_closed: next}")}),
]  # fmt: skip

WORDS = [
    Mistake("words for search run together", {GUIDE: ("keywords: [黨員大會]", "keywords: [黨員大會、表決]")}, "GUIDE-13", "改成 [黨員大會, 表決]", {GUIDE: ("[黨員大會、表決]", "[黨員大會, 表決]")}),
    Mistake("synonyms with a stroke", {S: ("[歸檔, 存檔]", "[歸檔/存檔, 入盒]")}, "SYN-03", "改成 [歸檔, 存檔, 入盒]", {S: ("[歸檔/存檔, 入盒]", "[歸檔, 存檔, 入盒]")}),
    Mistake("keys in Chinese", {M03: ("{green: 10, yellow: 3, red: 0}", "{綠: 10, yellow: 3, red: 0}")}, "DATA-02", "是不是「green」", {M03: ("綠: 10", "green: 10")}),
    Mistake("a cycle in Chinese", {M03: ("every: month", "every: 每月")}, "DATA-04", "every 改成 month", {M03: ("every: 每月", "every: month")}),
    Mistake("a cycle as an adverb", {M03: ("every: month", "every: monthly")}, "DATA-04", "every 改成 month", {M03: ("every: monthly", "every: month")}),
    Mistake("a shift in Chinese", {M03: ("if_closed: next", "if_closed: 順延")}, "DATA-04", "是不是「next」", {M03: ("if_closed: 順延", "if_closed: next")}),
    Mistake("a month with its day", {PLAN: MOVE.replace("period: 2026-11", "period: 2026-11-10")}, "DATA-07", "改成 2026-11", {PLAN: ("period: 2026-11-10", "period: 2026-11")}),
    Mistake("a month in Chinese", {PLAN: MOVE.replace("period: 2026-11", "period: 2026年11月")}, "DATA-07", "改成 2026-11", {PLAN: ("period: 2026年11月", "period: 2026-11")}),
    Mistake("a field left empty that must be there", {B01: ("business: 配電運檢", "business:")}, "DATA-03", "這一項必填", {B01: ("business:", "business: 配電運檢")}),
    Mistake("a field left empty that need not be there", {B01: ("members: 20", "members: 20\nterm_years:")}, "DATA-03", "刪去這一行", {B01: ("\nterm_years:", "")}),
    Mistake("far too many members", {B01: ("members: 20", "members: 2000")}, "DATA-08", "有沒有多打一位", {B01: ("members: 2000", "members: 20")}),
]  # fmt: skip

YEAR = [
    Mistake("another branch's plan", {PLAN: MOVE.replace("branch: b01", "branch: b03")}, "PLAN-01", "branch 改成 b01", {PLAN: ("branch: b03", "branch: b01")}, "裡面的支部卻是 b03"),
    Mistake("a plan of another year", {PLAN: MOVE.replace("year: 2026", "year: 2025")}, "PLAN-01", "year 寫設置裡有的年度：2026", {PLAN: ("year: 2025", "year: 2026")}),
    Mistake("own work called as a duty", {PLAN: OWN.replace("own-a", "a")}, "PLAN-07", "改成 own-a", {PLAN: ("id: a,", "id: own-a,")}),
    Mistake("own work next year", {PLAN: OWN.replace("2026-12-04", "2027-12-03")}, "PLAN-07", "期限寫2026年的日期", {PLAN: ("2027-12-03", "2026-12-04")}),
    Mistake("one period moved twice", {PLAN: MOVE + "  - {duty: m03, period: 2026-11, to: 2026-12-04, reason: 現場集中}\n"}, "PLAN-06", "改 period", {PLAN: ("period: 2026-11, to: 2026-12-04", "period: 2026-12, to: 2026-12-04")}),
    Mistake("a meeting that must be and need not be", {M01: ("importance: core", "importance: optional")}, "DUTY-12", "importance 改成 core", {M01: ("importance: optional", "importance: core")}),
    Mistake("together with itself", {M03: ("basis:", "same_day: [m03]\nbasis:")}, "DUTY-03", "刪去 m03", {M03: ("same_day: [m03]\n", "")}),
    Mistake("open behind the due day", {"data/duties/a01.yml": LATE}, "DUTY-02", "要在期限的月日以前", {"data/duties/a01.yml": ("opens: 03-05", "opens: 01-05")}),
]  # fmt: skip

MARKS = [
    Mistake("a box with Chinese quotation marks", {GUIDE: ("如題。", "!!! note 「提示」\n    如題。")}, "PAGE-24", '!!! note "提示"'),
    Mistake("a box without a head", {GUIDE: ("如題。", "!!! tip\n    如題。")}, "PAGE-24", '!!! tip "提示"'),
    Mistake("a box with bare words", {GUIDE: ("如題。", "!!! warning 注意用電\n    如題。")}, "PAGE-24", '!!! warning "注意用電"'),
    Mistake("asterisks with spaces", {GUIDE: ("如題。", "先 ** 核對 ** 再簽。")}, "PAGE-25", "先 **核對** 再簽。"),
    Mistake("asterisks of one side", {GUIDE: ("如題。", "**核對再簽。")}, "PAGE-25", "補上「**」", {GUIDE: ("**核對再簽。", "**核對再簽。**")}),
    Mistake("a table pasted from a sheet", {GUIDE: ("如題。", "角色\t做什麼\n書記\t主持")}, "PAGE-26", "| 書記 | 主持 |", {GUIDE: ("角色\t做什麼\n書記\t主持", "| 角色 | 做什麼 |\n| --- | --- |\n| 書記 | 主持 |")}, many=True),
    Mistake("wide bars in a table", {GUIDE: ("如題。", "| 甲 | 乙 |\n| --- | --- |\n｜ 1 ｜ 2 ｜")}, "PAGE-18", "| 1 | 2 |", {GUIDE: ("｜ 1 ｜ 2 ｜", "| 1 | 2 |")}, many=True),
    Mistake("letters in red", {GUIDE: ("如題。", '<font color="red">如題。</font>')}, "PAGE-11", "中間的字留下", {GUIDE: ('<font color="red">如題。</font>', "**如題。**")}),
    Mistake("a step a level too deep", {GUIDE: ("### 1. 定議題", "#### 1. 定議題")}, "GUIDE-01", "### 1. 定議題 {#step-agenda}"),
    Mistake("a link by a guide's title", {GUIDE: ("如題。", "見[大會](支部黨員大會.md)。")}, "GUIDE-04", "「支部黨員大會」的編號是 g13", {GUIDE: ("(支部黨員大會.md)", "(g13.md)")}),
]  # fmt: skip


@pytest.mark.parametrize("mistake", [*NAMES, *WORDS, *YEAR, *MARKS], ids=lambda mistake: mistake.name)
def test_the_mend_of_a_mistake_gets_a_clerk_on(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path, **MORE), mistake)


BUILDER = "mkdocs.yml"
SOUND = "site_name: 門戶\ndocs_dir: content\ntheme:\n  name: portal\nplugins:\n  - portal\n"
CARD = "id: size\ntitle: 多少人\ndocument: reg_branch\ngist: 三人以上。\nfigures:\n  - {value: '1/2', relation: at_least, subject: [成立 支部]}\nrules: [ORG-07]\nstatus: to_verify\n"
MKDOCS = [
    Mistake("a name out of its place", {BUILDER: SOUND.replace("  name", "name")}, "SITE-02", "行首空兩格", {BUILDER: ("name: portal", "  name: portal")}),
    Mistake("a wide colon", {BUILDER: SOUND.replace("site_name:", "site_name：")}, "YAML-04", "", {BUILDER: ("site_name： ", "site_name: ")}),
    Mistake("another theme", {BUILDER: SOUND.replace("name: portal", "name: material")}, "SITE-02", "{name: portal}", {BUILDER: ("name: material", "name: portal")}),
    Mistake("without the plugin", {BUILDER: SOUND.replace("plugins:\n  - portal\n", "")}, "SITE-02", "「plugins:」和「  - portal」", {BUILDER: SOUND}),
    Mistake("a plugin that is not there", {BUILDER: SOUND + "  - blog2\n"}, "SITE-02", "刪去 blog2", {BUILDER: ("  - blog2\n", "")}),
    Mistake("another folder", {BUILDER: SOUND.replace("content", "docs")}, "SITE-02", "docs_dir: content", {BUILDER: ("docs_dir: docs", "docs_dir: content")}),
    Mistake("no folder", {BUILDER: SOUND.replace("docs_dir: content\n", "")}, "SITE-02", "加一行 docs_dir: content", {BUILDER: SOUND}),
    Mistake("a field misspelt", {BUILDER: SOUND + "theem: {}\n"}, "SITE-02", "改成 theme", {BUILDER: SOUND}),
    Mistake("a stylesheet that is not there", {BUILDER: SOUND + "extra_css: [mine.css]\n"}, "SITE-02", "刪去這一項", {BUILDER: SOUND}),
    Mistake("a folder of one's own that is not there", {BUILDER: SOUND.replace("portal\nplugins", "portal\n  custom_dir: own\nplugins")}, "SITE-02", "刪去 custom_dir", {BUILDER: SOUND}),
    Mistake("a template cut off", {BUILDER: SOUND.replace("portal\nplugins", "portal\n  custom_dir: own\nplugins"), "own/main.html": '{% extends "base.html" %}\n{% block content\n'}, "SITE-02", "刪去這個文件", {"own/main.html": None, BUILDER: ("  custom_dir: own\n", "")}),
    Mistake("a colour in Chinese", {BUILDER: SOUND.replace("portal\nplugins", "portal\n  palette: 紅色\nplugins")}, "SITE-02", "palette: {primary: indigo}", {BUILDER: ("palette: 紅色", "palette: {primary: indigo}")}),
]  # fmt: skip

SITE = [
    Mistake("years from the last", {SETTINGS: ("years: [2026]", "years: [2027, 2026]")}, "DATA-07", "寫成 [2026, 2027]", {SETTINGS: ("years: [2027, 2026]", "years: [2026]")}),
    Mistake("a year twice", {SETTINGS: ("years: [2026]", "years: [2026, 2026]")}, "DATA-07", "寫成 [2026]", {SETTINGS: ("[2026, 2026]", "[2026]")}),
    Mistake("an address with one stroke", {SETTINGS: ("https://portal", "https:/portal")}, "DATA-07", "改成 https://portal.example.com/", {SETTINGS: ("https:/portal", "https://portal")}),
    Mistake("a host with its beginning", {SETTINGS: ("{uid_host: portal.example.com}", "{uid_host: 'https://portal.example.com/'}")}, "DATA-07", "改成 portal.example.com", {SETTINGS: ("'https://portal.example.com/'", "portal.example.com")}),
    Mistake("the address that is cloned", {SETTINGS: ("office:", "forge: {kind: gitea, repository: 'https://git.example.com/a/b.git'}\noffice:")}, "DATA-07", "改成 https://git.example.com/a/b", {SETTINGS: ("b.git'", "b'")}),
    Mistake("the address of a key", {SETTINGS: ("office:", "forge: {kind: gitea, repository: 'git@git.example.com:a/b.git'}\noffice:")}, "DATA-07", "改成 https://git.example.com/a/b", {SETTINGS: ("git@git.example.com:a/b.git", "https://git.example.com/a/b")}),
    Mistake("a size with its unit", {SETTINGS: ("office:", "learning_max_mb: 50MB\noffice:")}, "DATA-05", "改成 50", {SETTINGS: ("50MB", "50")}),
    Mistake("a copy of the settings", {"site_config/portal - 副本.yml": "format: 1\n"}, "LOAD-02", "刪去「portal - 副本.yml」", {"site_config/portal - 副本.yml": None}),
    Mistake("a thumbnail of the system", {"data/Thumbs.db": "x"}, "LOAD-02", "刪去這個文件", {"data/Thumbs.db": None}),
    Mistake("a copy of the ledger", {"data/calendar - 副本.lock": "x"}, "LOAD-02", "只有 data/calendar.lock 一個", {"data/calendar - 副本.lock": None}),
    Mistake("a text among the guides", {"content/guide/note.txt": "x"}, "LOAD-02", "內容寫進 .md 文件", {"content/guide/note.txt": None}),
    Mistake("a card that counts with a share", {"data/clauses/size.yml": CARD}, "CLAUSE-09", "刪去 rules", {"data/clauses/size.yml": ("rules: [ORG-07]\n", "")}, "第一個數字是 1/2"),
    Mistake("options without brackets", {T: ("  - {key: gaps, title: 發現不足（條）, kind: integer}\n", "  - {key: gaps, title: 發現不足（條）, kind: integer}\n  - {key: how, title: 結論, kind: choice, options: 一致, 不一致, optional: true}\n")}, "YAML-05", "options: [一致, 不一致]"),
    Mistake("two boxes of a number", {"data/carriers/box2_life.yml": "id: box2_life\nkind: box\nnumber: 1\ntitle: 生活盒\ncontents: [記錄]\nkeeper: branch_secretary\nretention: 長期\nsample_wording: true\nunused: 沒有用到\n", SETTINGS: ("carriers: [1, 1, 0]", "carriers: [1, 2, 0]")}, "CARR-05", "換一個沒有用過的序號", {"data/carriers/box2_life.yml": ("number: 1", "number: 2")}, many=True),
]  # fmt: skip


@pytest.mark.parametrize("mistake", [*MKDOCS, *SITE], ids=lambda mistake: mistake.name)
def test_settings_of_the_site_are_mended_to_the_letter(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path, **MORE), mistake)


def test_a_portal_in_the_other_script_is_one_wrong_setting(tmp_path: Path) -> None:
    terms = {f"data/synonyms/s{number}.yml": f"id: s{number}\nwords: [甲{number}, 乙{number}]\n" for number in range(2)}
    portal = Portal(tmp_path, **terms)
    portal.replace(SETTINGS, "source: hant", "source: hans")
    portal.replace(SETTINGS, "published: [hant]", "published: [hans]")
    (problem,) = [one for one in portal.problems() if one.rule.startswith("EDIT")]
    assert (problem.rule, problem.place.path) == ("EDIT-06", SETTINGS)
    portal.replace(SETTINGS, "source: hans", problem.mend.partition("改成 ")[2].partition("（")[0])
    assert [one for one in portal.problems() if one.rule.startswith("EDIT")] == []
