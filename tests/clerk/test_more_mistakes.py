"""Mistakes in task slips, feedback, problems, pacts, words for search, exemptions and the settings; each mend is done."""

from pathlib import Path

import pytest

from tests.clerk.mistakes import Mistake, tried
from tests.clerk.records import FEEDBACK, MORE
from tests.portal import GUIDE, SETTINGS, Portal

T, F, P = "data/tasks/rw2601.yml", "data/feedback/rw2601/b01.yml", "data/findings/p2601.yml"
A, S, X = "data/pacts/pa01.yml", "data/synonyms/archive.yml", "data/exemptions/hotline.yml"

SLIPS = [
    Mistake("everybody in words", {T: ("to: {everyone: true}", "to: 全部支部")}, "DATA-01", "everyone（", {T: ("to: 全部支部", "to: {everyone: true}")}),
    Mistake("due before it is issued", {T: ("due: 2026-11-20", "due: 2026-10-20")}, "TASK-02", "核對", {T: ("due: 2026-10-20", "due: 2026-11-20")}),
    Mistake("a serial without its noughts", {T: ("RW-2026-001", "RW-2026-1")}, "DATA-07", "改成 RW-2026-001", {T: ("RW-2026-1\n", "RW-2026-001\n")}),
    Mistake("a serial in small letters", {T: ("RW-2026-001", "rw-2026-001")}, "DATA-07", "改成 RW-2026-001", {T: ("rw-2026-001", "RW-2026-001")}),
    Mistake("a serial left out", {T: ("RW-2026-001", "RW-2026-003")}, "TASK-01", "serial 改成 RW-2026-001", {T: ("RW-2026-003", "RW-2026-001")}, "這裡應是 RW-2026-001"),
    Mistake("who does it verifies it", {T: ("verifier: dept_specialist", "verifier: branch_secretary")}, "TASK-05", "另一個角色", {T: ("verifier: branch_secretary", "verifier: dept_specialist")}),
    Mistake("two sources", {T: ("{notice: 年度考評前先自查}", "{notice: 自查, duty: m03}")}, "DATA-09", "source: {duty:", {T: ("{notice: 自查, duty: m03}", "{duty: m03}")}),
    Mistake("a kind of number in Chinese", {T: ("kind: integer", "kind: 整數")}, "DATA-04", "是不是「integer」", {T: ("kind: 整數", "kind: integer")}),
    Mistake("one standard on the field's line", {T: ("standard:\n  - 細則逐條有結論\n", "standard: 細則逐條有結論\n")}, "DATA-05", "寫成 [細則逐條有結論]", {T: ("standard: 細則逐條有結論", "standard: [細則逐條有結論]")}),
    Mistake("a hyphen without its space", {T: ("  - 細則", "  -細則")}, "YAML-05", "  - 細則逐條有結論"),
    Mistake("a branch by its title", {T: ("to: {everyone: true}", "to: {branches: [第一支部]}")}, "DATA-07", "「第一支部」的編號是 b01", {T: ("[第一支部]", "[b01]")}),
]  # fmt: skip

ANSWERS = [
    Mistake("a result by its title", {F: ("status: done", "status: 辦完")}, "DATA-04", "是不是「done」", {F: ("status: 辦完", "status: done")}),
    Mistake("done before the slip", {F: ("done_on: 2026-11-17", "done_on: 2026-10-17")}, "FB-06", "done_on", {F: ("2026-10-17", "2026-11-17")}, "應在 2026-11-02 至 2026-11-18 之間"),
    Mistake("handed in next year", {F: ("on: 2026-11-18", "on: 2027-11-18")}, "FB-10", "核對年份", {F: ("2027-11-18", "2026-11-18")}, "還沒有到"),
    Mistake("a number in words", {F: ("gaps: 0", "gaps: 沒有")}, "FB-08", "改成整數", {F: ("gaps: 沒有", "gaps: 0")}),
    Mistake("a number with its unit", {F: ("gaps: 0", "gaps: 0條")}, "FB-08", "改成 0", {F: ("0條", "0")}),
    Mistake("no numbers", {F: ("values:\n  gaps: 0\n", "")}, "FB-08", "「gaps: …」", {F: ("log:", "values:\n  gaps: 0\nlog:")}),
    Mistake("a number's key misspelt", {F: ("gaps: 0", "gap: 0")}, "FB-08", "gaps", {F: ("gap: 0", "gaps: 0")}, many=True),
    Mistake("another branch's feedback", {F: ("branch: b01", "branch: b03")}, "LOAD-01", "移到 data/feedback/rw2601/b03.yml", {F: None, "data/feedback/rw2601/b03.yml": FEEDBACK.replace("branch: b01", "branch: b03")}),
    Mistake("a folder too high", {F: None, "data/feedback/b01.yml": FEEDBACK}, "LOAD-02", "移到 data/feedback/rw2601/b01.yml", {"data/feedback/b01.yml": None, F: FEEDBACK}),
    Mistake("one piece of evidence", {F: ("evidence: [自查表]", "evidence: 自查表")}, "DATA-05", "寫成 [自查表]", {F: ("evidence: 自查表", "evidence: [自查表]")}),
    Mistake("verified by who handed it in", {F: ("by: branch_secretary}", "by: branch_secretary}\n  - {on: 2026-11-20, action: verified, by: branch_secretary}")}, "FB-04", "by 改成 dept_specialist", {F: ("verified, by: branch_secretary", "verified, by: dept_specialist")}),
    Mistake("sent back without a reason", {F: ("by: branch_secretary}", "by: branch_secretary}\n  - {on: 2026-11-20, action: returned, by: dept_specialist}")}, "FB-03", "note", {F: ("by: dept_specialist}", "by: dept_specialist, note: 佐證沒有寫到本盒}")}),
    Mistake("wide commas in the log", {F: ("on: 2026-11-18, action: submitted, by", "on: 2026-11-18，action: submitted，by")}, "YAML-05", "{on: 2026-11-18, action: submitted, by: branch_secretary}"),
    Mistake("two characters of summary", {F: ("summary: 自查完成，佐證已編到本盒。", "summary: 完成")}, "DATA-08", "補充", {F: ("summary: 完成", "summary: 自查完成，已歸檔")}, "至少4個字"),
]  # fmt: skip

PROBLEMS = [
    Mistake("a state in Chinese", {P: ("state: found", "state: 發現登記")}, "DATA-04", "是不是「found」", {P: ("state: 發現登記", "state: found")}),
    Mistake("a state left out", {P: ("督查時發現}", "督查時發現}\n  - {on: 2026-11-24, state: rectifying, by: branch_secretary, note: 在改}")}, "FIND-01", "補上 assigned", {P: ("  - {on: 2026-11-24", "  - {on: 2026-11-23, state: assigned, by: branch_secretary, note: 分工}\n  - {on: 2026-11-24")}),
    Mistake("a log out of order", {P: ("督查時發現}", "督查時發現}\n  - {on: 2026-11-20, state: assigned, by: branch_secretary, note: 分工}")}, "FIND-02", "從早到晚", {P: ("on: 2026-11-20", "on: 2026-11-24")}),
    Mistake("found on another day", {P: ("found_on: 2026-11-23", "found_on: 2026-11-22")}, "FIND-02", "等於 found_on", {P: ("found_on: 2026-11-22", "found_on: 2026-11-23")}),
    Mistake("due before it was found", {P: ("found_on: 2026-11-23\ndue: 2026-12-04", "found_on: 2026-11-23\ndue: 2026-11-04")}, "FIND-05", "核對 due", {P: ("due: 2026-11-04", "due: 2026-12-04")}, "早於發現日期"),
    Mistake("a level by its title", {P: ("level: occasional_minor", "level: 偶發輕微")}, "DATA-04", "是不是「occasional_minor」", {P: ("level: 偶發輕微", "level: occasional_minor")}),
    Mistake("not public in words", {P: ("public: false", "public: 不公開")}, "DATA-05", "寫 true 或 false", {P: ("public: 不公開", "public: false")}),
    Mistake("public before its four steps", {P: ("public: false", "public: true")}, "FIND-09", "disclosure", {P: ("public: true", "public: false")}),
    Mistake("a person's name", {P: ("cause: 樣張上沒有這一欄。", "cause: 張三同志沒有寫這一欄。")}, "FIND-17", "刪去姓名", {P: ("張三同志", "記錄人")}),
    Mistake("a measure in words", {P: ("measures:\n  - what: 換用帶這一欄的樣張\n    owner: b01\n    due: 2026-12-04\n", "measures: 換樣張\n")}, "DATA-05", "「- {what: …, owner: …, due: …}」", {P: ("measures: 換樣張\n", "measures:\n  - {what: 換樣張, owner: b01, due: 2026-12-04}\n")}),
]  # fmt: skip

REST = [
    Mistake("a pact that ends before it begins", {A: ("until: 2026-12-31", "until: 2025-12-31")}, "PACT-01", "核對 signed_on", {A: ("until: 2025-12-31", "until: 2026-12-31")}, many=True),
    Mistake("a review after the pact's end", {A: ("due: 2026-12-18", "due: 2027-12-18")}, "PACT-02", "在協議期內", {A: ("due: 2027-12-18", "due: 2026-12-18")}),
    Mistake("a quarter in words", {A: ("2026-q4", "2026年第四季度")}, "DATA-07", "改成 2026-q4", {A: ("2026年第四季度", "2026-q4")}),
    Mistake("a quarter in capitals", {A: ("2026-q4", "2026-Q4")}, "DATA-07", "改成 2026-q4", {A: ("2026-Q4", "2026-q4")}),
    Mistake("a project after the pact's end", {A: ("due: 2026-12-30", "due: 2027-12-30")}, "PACT-04", "時限不晚於到期日", {A: ("2027-12-30", "2026-12-30")}),
    Mistake("a kind of pact by half its title", {A: ("kind: community_service", "kind: 社區服務")}, "DATA-04", "是不是「community_service」", {A: ("kind: 社區服務", "kind: community_service")}),
    Mistake("a mobile number", {A: ("社區黨務專員", "社區黨務專員 13812345678")}, "LEAK-03", "刪去個人電話", {A: (" 13812345678", "")}),
    Mistake("topics with an enumeration comma", {A: ("topics: [用電諮詢]", "topics: 用電諮詢、宣傳")}, "DATA-05", "寫成 [用電諮詢, 宣傳]", {A: ("用電諮詢、宣傳", "[用電諮詢, 宣傳]")}),
    Mistake("one synonym", {S: ("[歸檔, 存檔]", "[歸檔]")}, "DATA-08", "至少2項", {S: ("[歸檔]", "[歸檔, 存檔]")}),
    Mistake("one character as a way of asking", {SETTINGS: ("office: 黨建部\n", "office: 黨建部\nsearch: {asking: {when: [啥]}}\n")}, "SYN-04", "「啥時候」而不是「啥」", {SETTINGS: ("[啥]", "[啥時候]")}, "只有一個字"),
    Mistake("a word in two groups", {"data/synonyms/b.yml": "id: b\nwords: [歸檔, 檔案]\n"}, "SYN-01", "併成一組", {"data/synonyms/b.yml": None, S: ("存檔]", "存檔, 檔案]")}, "「歸檔」已寫在「archive」"),
    Mistake("an exemption for years", {X: ("expires: 2027-07-05", "expires: 2029-07-05")}, "LEAK-19", "不晚於批准後一年", {X: ("2029-07-05", "2027-07-05")}),
    Mistake("an exemption of one's own", {X: ("approved_by: org_department", "approved_by: branch_clerk")}, "LEAK-19", "upper", {X: ("branch_clerk", "org_department")}, "不是上級角色"),
    Mistake("an address without its beginning", {SETTINGS: ("https://portal.example.com/", "portal.example.com")}, "DATA-07", "改成 https://portal.example.com/", {SETTINGS: ("site_url: portal.example.com", "site_url: https://portal.example.com/")}),
    Mistake("an address without its end", {SETTINGS: ("example.com/", "example.com")}, "DATA-07", "改成 https://portal.example.com/", {SETTINGS: ("https://portal.example.com", "https://portal.example.com/")}),
    Mistake("the first quarter with a capital", {SETTINGS: ("2026-q1", "2026Q1")}, "DATA-07", "改成 2026-q1", {SETTINGS: ("2026Q1", "2026-q1")}),
    Mistake("an edition in Chinese", {SETTINGS: ("published: [hant]", "published: [繁體]")}, "DATA-04", "是不是「hant」", {SETTINGS: ("[繁體]", "[hant]")}, "hans（簡體）"),
    Mistake("否 in the settings", {SETTINGS: ("sample: true", "sample: 是")}, "DATA-05", "改成 true", {SETTINGS: ("sample: 是", "sample: true")}),
    Mistake("a role by its title in the settings", {SETTINGS: ("branch_head: branch_secretary", "branch_head: 支部書記")}, "REF-01", "「支部書記」的編號是 branch_secretary", {SETTINGS: ("支部書記", "branch_secretary")}),
    Mistake("numbers without brackets", {SETTINGS: ("carriers: [1, 1, 0]", "carriers: 1, 1, 0")}, "DATA-05", "寫成 [1, 1, 0]", {SETTINGS: ("carriers: 1, 1, 0", "carriers: [1, 1, 0]")}),
    Mistake("a line of hyphens between fields", {SETTINGS: ("office: 黨建部\n", "---\noffice: 黨建部\n")}, "YAML-05", "刪去這一行", message="一個文件只寫一條記錄"),
    Mistake("months in years", {GUIDE: ("review_in_months: 12", "review_in_months: 一年")}, "DATA-05", "改成 12", {GUIDE: ("一年", "12")}),
    Mistake("the days of a guide with dots", {GUIDE: ("2026-01-05", "2026.1.5")}, "DATA-06", "改成 2026-01-05", {GUIDE: ("2026.1.5", "2026-01-05")}),
    Mistake("a section of a guide gone", {GUIDE: ("## 用途 {#purpose}\n\n如題。\n\n", "")}, "GUIDE-01", "## 用途 {#purpose}", {GUIDE: ("## 誰來做", "## 用途 {#purpose}\n\n如題。\n\n## 誰來做")}),
    Mistake("a file of one's own computer", {GUIDE: ("如題。", "見[圖](C:\\a.png)。")}, "PAGE-13", "刪去鏈接只留文字", {GUIDE: ("[圖](C:\\a.png)", "圖")}),
]  # fmt: skip


@pytest.mark.parametrize("mistake", [*SLIPS, *ANSWERS, *PROBLEMS, *REST], ids=lambda mistake: mistake.name)
def test_the_mend_of_a_mistake_gets_a_clerk_on(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path, **MORE), mistake)
