"""Mistakes of the list tried a second time whose mends were wrong, poor or missing; each mend is done to the letter."""

from pathlib import Path

import pytest

from tests.clerk.mistakes import Mistake, tried
from tests.clerk.records import FINDING, MORE
from tests.portal import GUIDE, SETTINGS, Portal, Written

B01, M01, M03, CARD = "data/branches/b01.yml", "data/duties/m01.yml", "data/duties/m03.yml", "data/clauses/season.yml"
T, F, P, A = "data/tasks/rw2601.yml", "data/feedback/rw2601/b01.yml", "data/findings/p2601.yml", "data/pacts/pa01.yml"
V, L = "data/reviews/2026-b01.yml", "data/logbooks/b01-2026.yml"
PLAN = "data/plans/b01-2026.yml"
MOVED = "id: b01-2026\nbranch: b01\nyear: 2026\nmoves:\n  - duty: m03\n    period: 2026-11\n    to: 2026-11-12\n    reason: 現場集中\n"
WAIVED = "waived:\n  - {duty: m03, period: 2026-12, reason: 外派, approved_by: dept_specialist}\n"
DISCLOSED = """\
public: true
disclosure:
  proposed: {role: branch_clerk, on: 2026-11-24}
  reviewed: {role: dept_specialist, on: 2026-11-25}
  approved: {role: org_department, on: 2026-11-26}
  published: {role: dept_specialist, on: 2026-11-27}
"""
MUCH: dict[str, Written] = {
    **MORE,
    P: FINDING.replace("public: false\n", DISCLOSED),
    CARD: "id: season\ntitle: 每季一次\ndocument: reg_branch\ngist: 一般每季度開1次。\nfigures:\n  - {value: '1', unit: 次, relation: exactly, subject: [大會 季度]}\nstatus: to_verify\n",
    V: "id: 2026-b01\nyear: 2026\nsubject: b01\nsignoffs:\n"
    "  - {side: party, organisation: dept-party, role: dept_specialist, on: 2026-01-15, opinion: accept, note: 重點併一併, answer: 採納}\n"
    "  - {side: business, organisation: zone-east, role: org_department, on: 2026-01-20, opinion: accept, note: 基線用上年, answer: 採納}\n"
    "  - {side: branch, organisation: b01, role: branch_secretary, on: 2026-01-27, opinion: accept, note: 七月太滿, answer: 採納}\n",
    L: "id: b01-2026\nbranch: b01\nyear: 2026\nmonths:\n  - {month: 2026-01, held: [m01 19 5/4]}\n",
}  # fmt: skip

MARKS = [
    Mistake("wide brackets with wide commas", {M03: ("deliverable: [記錄]", "deliverable: 【方案，簽到（當場），記錄】")}, "YAML-05", "deliverable: [方案, 簽到（當場）, 記錄]"),
    Mistake("wide commas in brackets", {M03: ("deliverable: [記錄]", "deliverable: [方案，記錄]")}, "YAML-16", "改成 [方案, 記錄]", {M03: ("[方案，記錄]", "[方案, 記錄]")}),
    Mistake("one item that has a comma", {M03: ("deliverable: [記錄]", "deliverable: [方案、記錄]")}, "YAML-16", "寫成 ['方案、記錄']", {M03: ("[方案、記錄]", "['方案、記錄']")}),
    Mistake("a colon without a space in braces", {M03: ("{green: 10,", "{green:10,")}, "YAML-05", "alerts: {green: 10, yellow: 3, red: 0}", message="冒號後面少了空格"),
    Mistake("half a bracket", {M03: ("guides: [g13]", "guides: [g13")}, "YAML-05", "guides: [g13]", message="括號沒有成對"),
    Mistake("a space that breaks no line", {B01: ("groups: 3", "groups:\u00a03")}, "YAML-02", "groups: 3"),
    Mistake("a number between Chinese quotation marks", {M03: ("role: branch_secretary", "role: “branch_secretary”")}, "EDIT-07", "是編號或數的，去掉引號", {M03: ("“branch_secretary”", "branch_secretary")}, many=True),
    Mistake("a heading with another's anchor", {GUIDE: ("{#step-vote}", "{#step-agenda}")}, "GUIDE-01", "### 2. 表決 {#step-vote}"),
    Mistake("words in a list of numbers of the settings", {SETTINGS: ("carriers: [1, 1, 0]", "carriers: [一本, 一盒, 無]")}, "DATA-05", "改成 1", {SETTINGS: ("[一本, 一盒, 無]", "[1, 1, 0]")}, many=True),
    Mistake("a field of a plan with something left out", {PLAN: MOVED + WAIVED}, "DATA-03", "approved_on: …", {PLAN: ("dept_specialist}", "dept_specialist, approved_on: 2026-11-02}")}, many=True),
    Mistake("nothing between the marks", {M03: ("title: 主題黨日", 'title: ""')}, "DATA-07", "寫上內容", {M03: ('title: ""', "title: 主題黨日")}),
    Mistake("a wide sign before a remark", {SETTINGS: ("sample: true", "sample: true ＃ 正式使用時改")}, "DATA-05", "寫半角「#」", {SETTINGS: ("true ＃", "true #")}, many=True),
    Mistake("wide stars", {GUIDE: ("如題。", "先＊＊核對＊＊再簽。")}, "PAGE-20", "先**核對**再簽。"),
    Mistake("items with a bracket", {GUIDE: ("如題。", "1) 帶筆\n2) 帶紙")}, "PAGE-19", "每條之間空一行", {GUIDE: ("帶筆\n", "帶筆\n\n")}),
    Mistake("items with a long stroke", {GUIDE: ("如題。", "— 帶筆")}, "PAGE-20", "- 帶筆"),
    Mistake("the head of a table alone", {GUIDE: ("如題。", "| 甲 | 乙 |")}, "PAGE-18", "下面加一行 | --- | --- |", {GUIDE: ("| 甲 | 乙 |", "| 甲 | 乙 |\n| --- | --- |")}),
    Mistake("the file of a guide", {GUIDE: ("如題。", "辦法見 g13.md。")}, "PAGE-28", "改成 [頁名](g13.md)", {GUIDE: ("g13.md", "[大會](g13.md)")}),
    Mistake("a section without an anchor", {GUIDE: ("如題。", "如題。\n\n## 補充\n\n如題。")}, "GUIDE-01", "### 補充 {#note-"),
    Mistake("a break in wide brackets", {GUIDE: ("如題。", "先核對＜br＞再簽。")}, "PAGE-28", "改成 <br>", {GUIDE: ("＜br＞", "<br>")}),
    Mistake("a blank line above the front matter", {GUIDE: ("---\nid", "\n---\nid")}, "YAML-11", "刪去「---」前面的空行", {GUIDE: ("\n---\nid", "---\nid")}, many=True),
    Mistake("words for search with a space", {GUIDE: ("keywords: [黨員大會]", "keywords: [黨員大會 表決]")}, "GUIDE-13", "改成 [黨員大會, 表決]", {GUIDE: ("黨員大會 表決", "黨員大會, 表決")}),
    Mistake("a list of titles", {SETTINGS: ("published: [hant]", "published: 繁體")}, "DATA-05", "寫成 [hant]", {SETTINGS: ("published: 繁體", "published: [hant]")}),
    Mistake("a number where a serial belongs", {T: ("serial: RW-2026-001", "serial: 1")}, "DATA-05", "照這個樣子寫：RW-", {T: ("serial: 1", "serial: RW-2026-001")}),
    Mistake("an anchor", {B01: ("groups: 3", "groups: &a 3")}, "YAML-05", "刪去「&a 」", {B01: ("&a 3", "3")}),
    Mistake("an item of a list set in by two", {GUIDE: ("如題。", "- 會前\n  - 帶筆\n- 會後")}, "PAGE-19", "前面空四格", {GUIDE: ("\n  - 帶筆", "\n    - 帶筆")}),
    Mistake("a paragraph set in as on paper", {GUIDE: ("如題。", "如題。\n\n    會前一天發通知。")}, "PAGE-22", "去掉第", {GUIDE: ("    會前", "會前")}),
    Mistake("a page without a title", {"content/notes.md": "會前準備。\n"}, "PAGE-29", "上面加一行「# 標題」", {"content/notes.md": ("會前準備", "# 標題\n會前準備")}),
    Mistake("a page with two titles", {"content/notes.md": "# 會前\n\n準備。\n\n# 會後\n"}, "PAGE-29", "第5行改成「## 會後」", {"content/notes.md": ("# 會後", "## 會後")}),
    Mistake("a page of front matter alone", {"content/notes.md": "---\ndescription: 說明\n---\n"}, "PAGE-29", "上面加一行「# 標題」", {"content/notes.md": ("說明\n---\n", "說明\n---\n# 標題\n")}),
]  # fmt: skip

NAMES = [
    Mistake("a track that is not there", {M03: ("track: t-life", "track: t-safety")}, "REF-01", "t-life（組織生活）", {M03: ("t-safety", "t-life")}),
    Mistake("a digit too many", {B01: ("parent: city", "parent: city1")}, "REF-01", "是不是「city」", {B01: ("city1", "city")}),
    Mistake("a branch where a company belongs", {B01: ("parent: city", "parent: b03")}, "REF-02", "city（甲公司黨委）", {B01: ("parent: b03", "parent: city")}),
    Mistake("a role where a unit belongs", {P: ("owner: b01", "owner: branch_secretary")}, "DATA-07", "「branch_secretary」是角色的編號", {P: ("owner: branch_secretary", "owner: b01")}),
    Mistake("two branches of one name", {B01: ("short: 第一支部", "short: 第三支部")}, "ORG-15", "換一個名稱或簡稱", {B01: ("short: 第三支部", "short: 第一支部")}),
    Mistake("far more than the branch has", {L: ("5/4", "500/4")}, "LOG-11", "有沒有多打一位", {L: ("500/4", "5/4")}),
    Mistake("the day with its month", {L: ("m01 19 5/4", "m01 1/19 5/4")}, "DATA-07", "改成 m01 19 5/4", {L: ("m01 1/19 5/4", "m01 19 5/4")}),
    Mistake("a meeting by its name", {L: ("m01 19 5/4", "支委會 19 5/4")}, "DATA-07", "任務寫編號", {L: ("支委會 19 5/4", "m01 19 5/4")}),
    Mistake("one number of two", {L: ("m01 19 5/4", "m01 19 4")}, "DATA-07", "中間是「/」", {L: ("m01 19 4", "m01 19 5/4")}),
    Mistake("more cells than columns", {"data/forms/plan-form.yml": "id: plan-form\ntitle: 方案\nkind: sheet\npurpose: 定方案\nunused: 備用\ntables:\n  - columns: [{label: 支部}, {label: 時間}]\n    rows: 2\n    given:\n      - ['1', '2', '3']\n"}, "FORM-03", "刪去多出的1格", {"data/forms/plan-form.yml": ("'2', '3'", "'2'")}),
    Mistake("a solar term misspelt", {"data/terms/lidong.yml": ("title: 立冬", "title: 立東")}, "TERM-03", "title 改成 立冬", {"data/terms/lidong.yml": ("立東", "立冬")}),
    Mistake("a card called a habit", {GUIDE: (", article: '11', status: confirmed}", ", status: practice, clauses: [season]}")}, "CLAUSE-01", "status 改成 to_verify", {GUIDE: ("status: practice", "status: to_verify")}, many=True),
    Mistake("a copy for safety", {"data/branches/b01.yml.bak": "id: b01\n"}, "LOAD-02", "刪去這個文件", {"data/branches/b01.yml.bak": None}),
    Mistake("grids that are not there", {B01: ("members: 20", "members: 20\nhas: [grids]")}, "GRID-07", "從 has 裡刪去 grids", {B01: ("has: [grids]", "has: []")}),
    Mistake("a card that says another number", {CARD: ("開1次", "開2次")}, "CLAUSE-10", "兩處寫成一樣", {CARD: ("開2次", "開1次")}),
]  # fmt: skip

ANSWERS = [
    Mistake("more behind what was verified", {F: ("branch_secretary}", "branch_secretary}\n  - {on: 2026-11-19, action: verified, by: dept_specialist}\n  - {on: 2026-11-20, action: submitted, by: branch_secretary}")}, "FB-02", "刪去第12行這一條"),
    Mistake("a field of the answer misspelt", {F: ("  gaps: 0", "  gap: 0")}, "FB-08", "改成「gaps」", {F: ("  gap: 0", "  gaps: 0")}),
    Mistake("less than nothing", {F: ("gaps: 0", "gaps: -1")}, "FB-08", "改成整數，如 12", {F: ("gaps: -1", "gaps: 0")}),
    Mistake("half a piece", {F: ("gaps: 0", "gaps: 0.5")}, "DATA-05", "只寫阿拉伯數字", {F: ("gaps: 0.5", "gaps: 0")}),
    Mistake("done after it was reported", {F: ("done_on: 2026-11-17", "done_on: 2026-11-19")}, "FB-06", "done_on", {F: ("done_on: 2026-11-19", "done_on: 2026-11-17")}, "至 2026-11-18 之間"),
    Mistake("approved before it was reviewed", {P: ("org_department, on: 2026-11-26", "org_department, on: 2026-11-24")}, "FIND-09", "核對審批和審核的日期", {P: ("org_department, on: 2026-11-24", "org_department, on: 2026-11-26")}, "審批 2026-11-24 早於審核 2026-11-25", many=True),
    Mistake("approved by who proposed it", {P: ("approved: {role: org_department", "approved: {role: branch_clerk")}, "FIND-09", "照實際經手的角色", {P: ("approved: {role: branch_clerk", "approved: {role: org_department")}, "提出和審批是同一個角色", many=True),
    Mistake("a review in another quarter", {A: ("due: 2026-12-18", "due: 2026-09-18")}, "PACT-02", "due 寫 2026-10-01 至 2026-12-31", {A: ("due: 2026-09-18", "due: 2026-12-18")}, "不在2026年第四季度", many=True),
    Mistake("a side written twice", {V: ("side: business", "side: party")}, "REV-02", "side 改成 business", {V: ("side: party, organisation: zone", "side: business, organisation: zone")}, many=True),
    Mistake("an opinion behind the consent", {V: ("answer: 採納}\n  - {side: business", "answer: 採納}\n  - {side: party, organisation: dept-party, role: dept_specialist, on: 2026-01-16, opinion: accept, note: 再併一項, answer: 採納}\n  - {side: business")}, "REV-02", "opinion 改成 revise", {V: ("on: 2026-01-15, opinion: accept", "on: 2026-01-15, opinion: revise")}),
    Mistake("another branch's consent", {V: ("organisation: b01", "organisation: b03")}, "REV-01", "organisation 改成 b01", {V: ("organisation: b03", "organisation: b01")}),
]  # fmt: skip


BUILDER = "mkdocs.yml"
SOUND = "site_name: 門戶\ndocs_dir: content\ntheme:\n  name: portal\nplugins:\n  - portal\n"
MKDOCS = [
    Mistake("a search of its own", {BUILDER: SOUND + "  - search\n"}, "SITE-02", "刪去 search", {BUILDER: SOUND}),
    Mistake("pages without folders", {BUILDER: SOUND + "use_directory_urls: false\n"}, "SITE-02", "刪去這一行", {BUILDER: SOUND}),
    Mistake("a navigation of its own", {BUILDER: SOUND + "nav: [index.md]\n"}, "SITE-04", "導航由門戶排", {BUILDER: SOUND}),
    Mistake("an extension that is not there", {BUILDER: SOUND + "markdown_extensions: [tablez]\n"}, "SITE-02", "刪去 tablez", {BUILDER: SOUND}),
    Mistake("a colour that is none", {BUILDER: SOUND.replace("portal\nplugins", "portal\n  palette: {primary: 紅}\nplugins")}, "SITE-02", "red、indigo", {BUILDER: SOUND}),
]  # fmt: skip


@pytest.mark.parametrize("mistake", [*MKDOCS, *MARKS, *NAMES, *ANSWERS], ids=lambda mistake: mistake.name)
def test_the_mend_of_a_mistake_gets_a_clerk_on(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path, **MUCH), mistake)
