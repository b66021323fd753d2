"""Mistakes of a clerk in files, folders, guides and years; each mend is applied to the letter and checked again."""

from pathlib import Path

import pytest

from tests.clerk.mistakes import Mistake, tried
from tests.portal import BASE, GUIDE, SETTINGS, Portal, lines

M03 = "data/duties/m03.yml"
M01 = "data/duties/m01.yml"
B01 = "data/branches/b01.yml"


def text(path: str) -> str:
    what = BASE[path]
    return what if isinstance(what, str) else lines(what)


PURPOSE = "## 用途 {#purpose}\n\n如題。\n"
DUTY = text(M03)
PLAN = "id: b01-2026\nbranch: b01\nyear: 2026\n"
PLAN_FILE = "data/plans/b01-2026.yml"
OWN = (
    "own:\n  - {id: own-a, title: 觀摩, track: t-life, role: branch_secretary, deliverable: [記錄], "
    "archive: [book_general], guides: [g13], basis: [{status: practice}], due: DAY, alerts: {green: 9, yellow: 5, red: 0}}\n"
)
WORKDAYS = "data/workdays/2027.yml"
TABLE = "id: '2027'\nyear: 2027\nstatus: provisional\nsource: 未收錄\nholidays: []\nmakeup_days: []\n"
OFFICIAL = TABLE.replace("provisional", "official\nissued: 2026-11-05")

FILES = [
    Mistake("a copy 副本", {"data/duties/m03 - 副本.yml": DUTY}, "LOAD-04", "刪去「m03 - 副本.yml」", {"data/duties/m03 - 副本.yml": None}),
    Mistake("a copy 副本2", {"data/duties/m03-副本2.yml": DUTY}, "LOAD-04", "刪去「m03-副本2.yml」", {"data/duties/m03-副本2.yml": None}),
    Mistake("a copy (1)", {"data/duties/m03(1).yml": DUTY}, "LOAD-04", "刪去「m03(1).yml」", {"data/duties/m03(1).yml": None}),
    Mistake("a copy （2）", {"data/duties/m03（2）.yml": DUTY}, "LOAD-04", "刪去", {"data/duties/m03（2）.yml": None}),
    Mistake("a copy of a guide", {"content/guide/g13 - 副本.md": text(GUIDE)}, "LOAD-04", "刪去", {"content/guide/g13 - 副本.md": None}),
    Mistake("a copy 备份", {"data/duties/m03备份.yml": DUTY}, "LOAD-04", "刪去", {"data/duties/m03备份.yml": None}),
    Mistake("a copy of the same id", {"data/duties/m04.yml": DUTY}, "LOAD-04", "把 id 改成 m04", {"data/duties/m04.yml": DUTY.replace("id: m03", "id: m04").replace("主題黨日", "義務勞動")}),
    Mistake("a name in Chinese of a record that is there", {"data/duties/黨日.yml": DUTY}, "LOAD-04", "刪去「黨日.yml」", {"data/duties/黨日.yml": None}),
    Mistake(
        "a name in Chinese", {"data/duties/黨日.yml": DUTY.replace("id: m03", "id: m04")}, "LOAD-01", "改名為 m04.yml",
        {"data/duties/黨日.yml": None, "data/duties/m04.yml": DUTY.replace("id: m03", "id: m04")},
    ),
    Mistake("another id inside", {"data/duties/m04.yml": DUTY.replace("id: m03", "id: m05")}, "LOAD-01", "把 id 改成 m04", {"data/duties/m04.yml": ("id: m05", "id: m04")}),
    Mistake("a suffix .yaml", {"data/duties/m04.yaml": DUTY}, "LOAD-02", "改名為 m04.yml", {"data/duties/m04.yaml": None, "data/duties/m04.yml": DUTY.replace("m03", "m04")}),
    Mistake("a suffix .YML", {"data/duties/m04.YML": DUTY}, "LOAD-02", "改名為 m04.yml", {"data/duties/m04.YML": None}),
    Mistake("a suffix .yml.txt", {"data/duties/m04.yml.txt": DUTY}, "LOAD-02", "改名為 m04.yml。", {"data/duties/m04.yml.txt": None}),
    Mistake("a folder of one's own", {"data/duties/new/m04.yml": DUTY}, "LOAD-02", "移到 data/duties，再刪去這個文件夾", {"data/duties/new/m04.yml": None}),
    Mistake("a folder's name misspelt", {"data/dutys/m04.yml": DUTY}, "LOAD-02", "移到 data/duties", {"data/dutys/m04.yml": None, "data/duties/m04.yml": DUTY.replace("m03", "m04")}, many=True),
    Mistake("a record right below data", {"data/x.yml": text(B01).replace("b01", "x").replace("第一", "第十")}, "LOAD-02", "移到 data/branches/x.yml", {"data/x.yml": None, "data/branches/x.yml": text(B01).replace("b01", "x").replace("第一", "第十")}),
    Mistake("a branch among the duties", {"data/duties/b09.yml": text(B01).replace("b01", "b09").replace("第一", "第九")}, "LOAD-02", "移到 data/branches/b09.yml", {"data/duties/b09.yml": None, "data/branches/b09.yml": text(B01).replace("b01", "b09").replace("第一", "第九")}, "放在年度任務的文件夾裡了"),
    Mistake("a duty among the branches", {"data/branches/m09.yml": DUTY.replace("m03", "m09")}, "LOAD-02", "移到 data/duties/m09.yml", {"data/branches/m09.yml": None, "data/duties/m09.yml": DUTY.replace("m03", "m09")}),
    Mistake("a guide among the records", {"data/duties/g14.md": text(GUIDE)}, "LOAD-02", "移到 content/guide/g14.md", {"data/duties/g14.md": None}),
    Mistake("a table among the records", {"data/duties/x.csv": "甲,乙\n"}, "LOAD-02", "從 data 刪去它", {"data/duties/x.csv": None}),
    Mistake("a table below data", {"data/x.csv": "甲,乙\n"}, "LOAD-02", "從 data 刪去它", {"data/x.csv": None}),
    Mistake("an empty file", {"data/duties/m04.yml": ""}, "YAML-08", "刪去這個文件", {"data/duties/m04.yml": None}),
    Mistake("only comments", {"data/duties/m04.yml": "# 待寫\n"}, "YAML-08", "刪去這個文件", {"data/duties/m04.yml": None}),
    Mistake("marks of a conflict in a record", {B01: ("groups: 3\n", "<<<<<<< HEAD\ngroups: 3\n=======\ngroups: 4\n>>>>>>> 乙\n")}, "YAML-13", "鉛筆", {B01: ("<<<<<<< HEAD\ngroups: 3\n=======\ngroups: 4\n>>>>>>> 乙\n", "groups: 4\n")}),
    Mistake("marks of a conflict in a guide", {GUIDE: (PURPOSE, f"<<<<<<< HEAD\n{PURPOSE}=======\n{PURPOSE}>>>>>>> 乙\n")}, "YAML-13", "留下對的", {GUIDE: (f"<<<<<<< HEAD\n{PURPOSE}=======\n{PURPOSE}>>>>>>> 乙\n", PURPOSE)}),
    Mistake("marks of a conflict in the front matter", {GUIDE: ("part: c\n", "<<<<<<< HEAD\npart: c\n=======\npart: d\n>>>>>>> 乙\n")}, "YAML-13", "留下對的", {GUIDE: ("<<<<<<< HEAD\npart: c\n=======\npart: d\n>>>>>>> 乙\n", "part: c\n")}),
    Mistake("marks of a conflict in the settings", {SETTINGS: ("office: 黨建部\n", "<<<<<<< HEAD\noffice: 黨建部\n=======\noffice: 組織部\n>>>>>>> 乙\n")}, "YAML-13", "留下對的", {SETTINGS: ("<<<<<<< HEAD\noffice: 黨建部\n=======\noffice: 組織部\n>>>>>>> 乙\n", "office: 黨建部\n")}),
]  # fmt: skip

VALUES = [
    Mistake("years with a dash", {SETTINGS: ("years: [2026]", "years: 2026-2027"), WORKDAYS: OFFICIAL}, "DATA-05", "years: [2026, 2027]"),
    Mistake("years with 至", {SETTINGS: ("years: [2026]", "years: 2026年至2027年"), WORKDAYS: OFFICIAL}, "DATA-05", "years: [2026, 2027]"),
    Mistake("quotation marks of a text program round an id", {M03: ("role: branch_secretary", "role: “branch_secretary”")}, "REF-01", "branch_secretary", {M03: ("“branch_secretary”", "branch_secretary")}, many=True),
    Mistake("a role by its title", {M03: ("role: branch_secretary", "role: 支部書記")}, "REF-01", "「支部書記」的編號是 branch_secretary", {M03: ("role: 支部書記", "role: branch_secretary")}),
    Mistake("an id misspelt", {M03: ("role: branch_secretary", "role: branch_secretery")}, "REF-01", "是不是「branch_secretary」", {M03: ("secretery", "secretary")}),
    Mistake("a choice misspelt", {M03: ("importance: core", "importance: cor")}, "DATA-04", "是不是「core」", {M03: ("importance: cor\n", "importance: core\n")}),
    Mistake("a choice by its title", {B01: ("kind: branch", "kind: 黨支部")}, "DATA-04", "是不是「branch」", {B01: ("kind: 黨支部", "kind: branch")}),
    Mistake("是 for true", {B01: ("has_committee: true", "has_committee: 是")}, "DATA-05", "改成 true", {B01: ("committee: 是", "committee: true")}),
    Mistake("a number with its unit", {B01: ("members: 20", "members: 20人")}, "DATA-05", "改成 20", {B01: ("20人", "20")}),
    Mistake("a number in full width", {B01: ("members: 20", "members: ２０")}, "DATA-05", "改成 20", {B01: ("２０", "20")}),
    Mistake("a number in quotation marks", {B01: ("members: 20", 'members: "20"')}, "DATA-05", "members: 20"),
    Mistake("a number in Chinese", {B01: ("groups: 3", "groups: 三個")}, "DATA-05", "改成 3", {B01: ("三個", "3")}),
    Mistake("a bigger number in Chinese", {B01: ("members: 20", "members: 二十三")}, "DATA-05", "改成 23", {B01: ("二十三", "23")}),
    Mistake("about a number", {B01: ("members: 20", "members: 約20")}, "DATA-05", "改成 20", {B01: ("約20", "20")}),
    Mistake("a day with dots", {B01: ("2024-03-18", "2024.3.18")}, "DATA-06", "改成 2024-03-18", {B01: ("2024.3.18", "2024-03-18")}),
    Mistake("a day with slashes", {B01: ("2024-03-18", "2024/3/18")}, "DATA-06", "改成 2024-03-18", {B01: ("2024/3/18", "2024-03-18")}),
    Mistake("a day in Chinese", {B01: ("2024-03-18", "2024年3月18日")}, "DATA-06", "改成 2024-03-18", {B01: ("2024年3月18日", "2024-03-18")}),
    Mistake("a day in Chinese numerals", {B01: ("2024-03-18", "二〇二四年三月十八日")}, "DATA-06", "改成 2024-03-18", {B01: ("二〇二四年三月十八日", "2024-03-18")}),
    Mistake("a day without hyphens", {B01: ("2024-03-18", "20240318")}, "DATA-06", "改成 2024-03-18", {B01: ("20240318", "2024-03-18")}),
    Mistake("a day in full width", {B01: ("2024-03-18", "２０２４－０３－１８")}, "DATA-06", "改成 2024-03-18", {B01: ("２０２４－０３－１８", "2024-03-18")}),
    Mistake("a year of two digits", {B01: ("2024-03-18", "24-3-18")}, "DATA-06", "改成 2024-03-18", {B01: ("24-3-18", "2024-03-18")}),
    Mistake("a day that is not", {B01: ("2024-03-18", "2024-02-30")}, "DATA-06", "", {B01: ("2024-02-30", "2024-02-29")}, "只有29天"),
    Mistake("ids with an enumeration comma", {M03: ("archive: [book_general]", "archive: [book_general、box1_org]")}, "REF-01", "[book_general, box1_org]", {M03: ("book_general、box1_org", "book_general, box1_org")}),
    Mistake("ids with a wide comma", {M03: ("archive: [book_general]", "archive: [book_general，box1_org]")}, "REF-01", "[book_general, box1_org]", {M03: ("book_general，box1_org", "book_general, box1_org")}),
    Mistake("ids with a space", {M03: ("archive: [book_general]", "archive: [book_general box1_org]")}, "REF-01", "[book_general, box1_org]", {M03: ("book_general box1_org", "book_general, box1_org")}),
    Mistake("one id where a list belongs", {M03: ("archive: [book_general]", "archive: book_general")}, "DATA-05", "寫成 [book_general]", {M03: ("archive: book_general", "archive: [book_general]")}),
    Mistake("an id in capitals", {M03: ("guides: [g13]", "guides: [G13]")}, "DATA-07", "改成 g13", {M03: ("[G13]", "[g13]")}),
    Mistake("a field in Chinese", {B01: ("groups: 3", "小組數: 3")}, "DATA-02", "groups", {B01: ("小組數: 3", "groups: 3")}, many=True),
    Mistake("a field misspelt", {B01: ("has_committee:", "has_comittee:")}, "DATA-02", "has_committee", {B01: ("has_comittee:", "has_committee:")}, many=True),
    Mistake("a field left out", {B01: ("groups: 3\n", "")}, "DATA-03", "groups: …", {B01: ("members:", "groups: 3\nmembers:")}),
    Mistake("a field left empty", {B01: ("groups: 3", "groups:")}, "DATA-03", "", {B01: ("groups:", "groups: 3")}),
    Mistake("a field twice", {B01: ("groups: 3", "groups: 3\ngroups: 4")}, "YAML-06", "刪去", {B01: ("\ngroups: 4", "")}),
    Mistake("a forge by its Chinese name", {SETTINGS: ("office:", "forge: {kind: 碼雲, repository: 'https://git.example.com/a/b'}\noffice:")}, "DATA-04", "是不是「gitee」", {SETTINGS: ("碼雲", "gitee")}),
    Mistake("text behind #", {M03: ("title: 主題黨日", "title: 主題黨日 #1")}, "YAML-14", "'主題黨日 #1'", {M03: ("主題黨日 #1", "'主題黨日 #1'")}),
    Mistake("a comma behind a text", {M03: ("title: 主題黨日", "title: 主題黨日，")}, "YAML-15", "改成 主題黨日", {M03: ("主題黨日，", "主題黨日")}),
    Mistake("Simplified in a Traditional record", {M03: ("title: 主題黨日", "title: 主题党日")}, "EDIT-06", "", {M03: ("主题党日", "主題黨日")}),
    Mistake("a picture in a title", {M03: ("title: 主題黨日", "title: 主題黨日🎉")}, "EDIT-08", "刪去第2行的「🎉」", {M03: ("🎉", "")}),
    Mistake("quotation marks of the other script", {M03: ("title: 主題黨日", "title: “七一”黨日")}, "EDIT-07", "改成「「」", {M03: ("“七一”", "「七一」")}),
    Mistake("a role that is gone", {"data/roles/branch_secretary.yml": None}, "REF-01", "恢復 data/roles/branch_secretary.yml", {"data/roles/branch_secretary.yml": text("data/roles/branch_secretary.yml")}, "處用到角色「branch_secretary」"),
    Mistake("a company that is gone", {"data/units/city.yml": None}, "REF-01", "恢復 data/units/city.yml", {"data/units/city.yml": text("data/units/city.yml")}),
]  # fmt: skip

GUIDES = [
    Mistake("Simplified in a guide", {GUIDE: ("如題。", "支部书记负责。")}, "EDIT-06", "「部书记」改成「部書記」", {GUIDE: ("支部书记负责。", "支部書記負責。")}),
    Mistake("a picture in a guide", {GUIDE: ("如題。", "✅ 如題。")}, "EDIT-08", "刪去第", {GUIDE: ("✅ ", "")}),
    Mistake("an English comma between Chinese", {GUIDE: ("如題。", "收齊,再交。")}, "PAGE-30", "漢字之間的「,」改成「，」", {GUIDE: ("收齊,再交", "收齊，再交")}),
    Mistake("an English question mark at the end", {GUIDE: ("如題。", "交給誰?")}, "PAGE-30", "「?」改成「？」", {GUIDE: ("交給誰?", "交給誰？")}),
    Mistake("a place left to be written", {GUIDE: ("如題。", "交給組織委員（待補充）。")}, "PAGE-31", "整句先刪去", {GUIDE: ("交給組織委員（待補充）。", "如題。")}),
    Mistake("a note to oneself", {GUIDE: ("如題。", "如題。TODO 加圖")}, "PAGE-31", "補上內容", {GUIDE: ("TODO 加圖", "圖見下頁。")}),
    Mistake("an id twice in a list", {GUIDE: ("carriers: [book_general, box1_org]", "carriers: [book_general, box1_org, book_general]")}, "REF-03", "刪去第3項", {GUIDE: ("box1_org, book_general]", "box1_org]")}),
    Mistake("words for three numbers", {SETTINGS: ("carriers: [1, 1, 0]", "carriers: 三本六盒一證")}, "DATA-05", "寫成3個整數，如 [1, 1, 1]", {SETTINGS: ("三本六盒一證", "[1, 1, 0]")}),
    Mistake("English quotation marks", {GUIDE: ("如題。", '開好"三會一課"。')}, "PAGE-21", "改成「三會一課」", {GUIDE: ('"三會一課"', "「三會一課」")}),
    Mistake("quotation marks “” in a guide", {GUIDE: ("如題。", "開好“三會一課”。")}, "EDIT-07", "改成「「」", {GUIDE: ("“三會一課”", "「三會一課」")}),
    Mistake("a list without a blank line", {GUIDE: ("如題。", "要帶：\n- 筆\n- 紙")}, "PAGE-19", "前面空一行", {GUIDE: ("要帶：\n", "要帶：\n\n")}),
    Mistake("a numbered list without a blank line", {GUIDE: ("如題。", "要帶：\n1. 筆\n2. 紙")}, "PAGE-19", "前面空一行", {GUIDE: ("要帶：\n", "要帶：\n\n")}),
    Mistake("items counted by hand", {GUIDE: ("如題。", "1、帶筆\n2、帶紙")}, "PAGE-19", "每條之間空一行", {GUIDE: ("帶筆\n", "帶筆\n\n")}),
    Mistake("wide bullets", {GUIDE: ("如題。", "• 帶筆")}, "PAGE-20", "- 帶筆"),
    Mistake("wide hyphens for bullets", {GUIDE: ("如題。", "－ 帶筆")}, "PAGE-20", "- 帶筆"),
    Mistake("a row of a table without bars", {GUIDE: ("如題。", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n3 4")}, "PAGE-18", "共2格", {GUIDE: ("\n3 4", "\n| 3 | 4 |")}),
    Mistake("a row of a table without its last cell", {GUIDE: ("如題。", "| 甲 | 乙 |\n| --- | --- |\n| 1 |")}, "PAGE-18", "補足2格", {GUIDE: ("\n| 1 |", "\n| 1 |  |")}),
    Mistake("a row of a table with too many cells", {GUIDE: ("如題。", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 | 3 |")}, "PAGE-18", "只留2格", {GUIDE: ("| 2 | 3 |", "| 2 |")}),
    Mistake("a table without its rule", {GUIDE: ("如題。", "| 甲 | 乙 |\n| 1 | 2 |")}, "PAGE-18", "加一行 | --- | --- |", {GUIDE: ("| 甲 | 乙 |\n", "| 甲 | 乙 |\n| --- | --- |\n")}),
    Mistake("a table right below a text", {GUIDE: ("如題。", "見下表：\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |")}, "PAGE-18", "前面空一行", {GUIDE: ("見下表：\n", "見下表：\n\n")}),
    Mistake("a box without indentation", {GUIDE: ("如題。", '!!! note "提示"\n\n如題。')}, "PAGE-22", "前面空四格", {GUIDE: ("提示\"\n\n如題。", '提示"\n\n    如題。')}),
    Mistake("a heading of the first level", {GUIDE: ("## 用途", "# 用途")}, "GUIDE-01", "## 用途 {#purpose}"),
    Mistake("a heading with wide marks", {GUIDE: ("## 用途", "＃＃ 用途")}, "PAGE-20", "## 用途 {#purpose}"),
    Mistake("a heading without a space", {GUIDE: ("## 用途", "##用途")}, "PAGE-20", "## 用途 {#purpose}"),
    Mistake("a heading without its anchor", {GUIDE: ("## 用途 {#purpose}", "## 用途")}, "GUIDE-01", "## 用途 {#purpose}"),
    Mistake("an anchor in wide braces", {GUIDE: ("{#purpose}", "｛#purpose｝")}, "GUIDE-01", "## 用途 {#purpose}"),
    Mistake("a section left out", {GUIDE: (PURPOSE, "")}, "GUIDE-01", "加上這一節：「## 用途 {#purpose}」", {GUIDE: ("## 誰來做", f"{PURPOSE}\n## 誰來做")}, "少了小節「用途」"),
    Mistake("a section of one's own", {GUIDE: (PURPOSE, f"{PURPOSE}\n## 別的 {{#other}}\n\n如題。\n")}, "GUIDE-01", "改成三級標題「###」", {GUIDE: ("## 別的 {#other}", "### 別的 {#other}")}),
    Mistake("sections out of order", {GUIDE: (PURPOSE + "\n## 誰來做 {#who}\n\n如題。\n", "## 誰來做 {#who}\n\n如題。\n\n" + PURPOSE)}, "GUIDE-01", "依次排成：用途", {GUIDE: ("## 誰來做 {#who}\n\n如題。\n\n" + PURPOSE, PURPOSE + "\n## 誰來做 {#who}\n\n如題。\n")}),
    Mistake("a step counted twice", {GUIDE: ("### 2. 表決", "### 1. 表決")}, "GUIDE-01", "### 2. 表決 {#step-vote}"),
    Mistake("a step without a number", {GUIDE: ("### 2. 表決", "### 表決")}, "GUIDE-01", "### 2. 表決 {#step-vote}"),
    Mistake("a step counted in Chinese", {GUIDE: ("### 2. 表決", "### 二、表決")}, "GUIDE-01", "### 2. 表決 {#step-vote}"),
    Mistake("a step without a space behind its number", {GUIDE: ("### 2. 表決", "### 2.表決")}, "GUIDE-01", "### 2. 表決 {#step-vote}"),
    Mistake("a step put in between", {GUIDE: ("### 2. 表決", "### 2. 簽到 {#step-sign}\n\n照辦。\n\n### 2. 表決")}, "GUIDE-01", "### 3. 表決 {#step-vote}"),
    Mistake("the anchor of a step twice", {GUIDE: ("### 2. 表決", "### 2. 簽到 {#step-agenda}\n\n照辦。\n\n### 3. 表決")}, "GUIDE-01", "### 2. 簽到 {#step-agenda-2}", message="錨點「step-agenda」重複"),
    Mistake("a front matter that does not end", {GUIDE: ("---\n\n## 用途", "\n## 用途")}, "YAML-11", "再寫一行 ---", {GUIDE: ("\n\n## 用途", "\n---\n\n## 用途")}, many=True),
    Mistake("a space too many in the front matter", {GUIDE: ("part: c", " part: c")}, "YAML-05", "part: c"),
    Mistake("wide brackets in the front matter", {GUIDE: ("actors: [branch_secretary]", "actors: 【branch_secretary】")}, "YAML-05", "actors: [branch_secretary]"),
    Mistake("an unfinished element", {GUIDE: ("如題。", "<div>\n\n如題。")}, "PAGE-15", "補上 </div>", {GUIDE: ("<div>\n\n如題。", "如題。")}),
    Mistake("a picture from elsewhere", {GUIDE: ("如題。", "![圖](https://example.org/a.png)")}, "PAGE-14", "刪去這張圖", {GUIDE: ("![圖](https://example.org/a.png)", "如題。")}),
]  # fmt: skip

YEARS = [
    Mistake("a table with another year inside", {WORKDAYS: TABLE.replace("year: 2027", "year: 2028")}, "WORK-05", "year 改成 2027", {WORKDAYS: ("year: 2028", "year: 2027")}),
    Mistake("a meeting moved to a Saturday", {PLAN_FILE: PLAN + "moves:\n  - {duty: m03, period: 2026-04, to: 2026-04-18, reason: 春檢}\n"}, "PLAN-08", "改到 2026-04-17 或 2026-04-20", {PLAN_FILE: ("04-18", "04-17")}, "是星期六"),
    Mistake("an own task on a Sunday", {PLAN_FILE: PLAN + OWN.replace("DAY", "2026-06-14")}, "PLAN-08", "改到", {PLAN_FILE: ("2026-06-14", "2026-06-12")}, "是星期日"),
    Mistake("the same id of an own task twice", {PLAN_FILE: PLAN + OWN.replace("DAY", "2026-06-12") + OWN.replace("DAY", "2026-06-16").removeprefix("own:\n")}, "PLAN-07", "own-a-2026", {PLAN_FILE: ("id: own-a, title: 觀摩, track: t-life, role: branch_secretary, deliverable: [記錄], archive: [book_general], guides: [g13], basis: [{status: practice}], due: 2026-06-16", "id: own-a-2026, title: 觀摩, track: t-life, role: branch_secretary, deliverable: [記錄], archive: [book_general], guides: [g13], basis: [{status: practice}], due: 2026-06-16")}),
    Mistake("a review of a guide that is to come", {GUIDE: ("2026-01-05", "2027-01-05")}, "DAY-01", "核對年份", {GUIDE: ("2027-01-05", "2026-01-05")}),
    Mistake("the plan of another year", {PLAN_FILE: PLAN.replace("year: 2026", "year: 2027")}, "PLAN-01", "", {PLAN_FILE: ("year: 2027", "year: 2026")}),
]  # fmt: skip


@pytest.mark.parametrize("mistake", [*FILES, *VALUES, *GUIDES, *YEARS], ids=lambda mistake: mistake.name)
def test_the_mend_of_a_mistake_gets_a_clerk_on(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path), mistake)
