"""A record sheet that comes back: rows and groups, mistakes by their cell, and what others changed meanwhile."""

import datetime as dt
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from branch_portal import rooms
from branch_portal.editions.conversion import Conversion
from branch_portal.ground.problems import Place, Problem
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.records import Records
from branch_portal.search.fold import fold
from branch_portal.sheets.importing import with_sheet
from branch_portal.sheets.record_columns import columns
from branch_portal.sheets.record_sheet import record_sheet
from branch_portal.sheets.records import Changes
from branch_portal.sheets.report import in_cell, sheet_names
from branch_portal.sheets.workbook import read_sheet
from tests.kernel.sheets.record_sheets import NEW_BRANCH, Exported, told


def test_a_new_row_becomes_a_file(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    result, _ = exported.read(exported.changed(new=(NEW_BRANCH,)))
    assert result.problems == []
    assert result.changed == {}
    assert result.files["data/branches/b13.yml"].decode() == (
        "id: b13\ntitle: 第十三示例黨支部\nshort: 新支部\nkind: branch\nparent: city\nbusiness: '綜合: 辦公'\n"
        "has_committee: true\ngroups: 2\nmembers: 20\nelected_on: 2025-03-05\n"
    )


def test_a_group_is_filled_in_or_emptied_as_a_whole(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    group = {"延期到": dt.date(2027, 8, 1), "批准角色": "org_department", "批准日期": "2026-03-01", "批覆文件": "批覆"}
    result, _ = exported.read(exported.changed({("b06", f"延期換屆·{title}"): value for title, value in group.items()}))
    assert exported.differing(result) == [
        "+extension:", "+  until: 2027-08-01", "+  approved_by: org_department", "+  approved_on: 2026-03-01", "+  document: 批覆",
    ]  # fmt: skip
    extended = next(id for id, content in exported.files.items() if b"extension:" in content)
    result, _ = exported.read(exported.changed({(extended, f"延期換屆·{title}"): None for title in group}))
    assert len(exported.differing(result)) == 5


def test_a_row_or_an_optional_column_that_is_not_there_changes_nothing(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    short = exported.changed({("b04", "黨小組數"): 3}, without=("正式黨員數", "本屆選舉日期", "原編號"))
    short = replace(short, rows=tuple(row for row in short.rows if row[1][0] != "b05"))
    result, _ = exported.read(short)
    assert result.problems == []
    assert result.absent == ("b05",)
    assert exported.differing(result) == ["-groups: 2", "+groups: 3"]


def test_a_copied_row_with_another_id_is_a_new_record(sheets: dict[str, Exported]) -> None:
    exported = sheets["roles"]
    copied = dict(zip(exported.sheet.titles, exported.sheet.rows[0][1], strict=True)) | {"編號": "new_role"}
    result, _ = exported.read(exported.changed(new=(copied,)))
    assert result.problems == []
    assert list(result.files) == ["data/roles/new_role.yml"]


def test_a_row_that_was_emptied_is_no_row(sheets: dict[str, Exported]) -> None:
    exported = sheets["roles"]
    visible = [title for title in exported.sheet.titles if title != "原編號"]
    result, _ = exported.read(exported.changed({("branch_clerk", title): None for title in visible}))
    assert (result.problems, result.files, result.absent) == ([], {}, ("branch_clerk",))


def test_either_script_is_understood(sheets: dict[str, Exported], records: Records) -> None:
    exported = sheets["branches"]
    rows: dict[str, Any] = {id: located.source.data for id, located in records[BRANCHES].items()}
    content = record_sheet(BRANCHES, rows, exported.titles, Conversion("hans"))
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == ["支部", "填写说明", "导出时", "编号对照"]
    sheet = read_sheet(content, with_sheet(rooms.KINDS), fold)
    assert "简称" in sheet.titles
    simplified = replace(exported, sheet=sheet)
    assert simplified.read(sheet)[0] == Changes()
    result, _ = simplified.read(simplified.changed({("b04", "类别"): "联合党支部", ("b04", "上级"): "党委党建部"}))
    assert simplified.differing(result) == [
        "-kind: branch", "-parent: city", "+kind: joint_branch", "+parent: dept-party",
    ]  # fmt: skip


def test_a_rule_that_speaks_of_files_is_explained_in_the_words_of_the_sheet() -> None:
    names = sheet_names(columns(rooms.KINDS["inspections"].model))
    problem = Problem(Place("表.xlsx", 7, 8), "INSP-02", "缺 excused", "held 寫 on 和 units。")
    assert in_cell(problem, "三查", names).splitlines()[-1] == (
        "    表裡的叫法：excused 是「經批准不開展」或「不開展的說明·…」列，held 是「已開展」，on 是「日期」列，"
        "units 是「被查單位」列"
    )


def test_what_others_changed_meanwhile_is_kept(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    theirs = exported.files["b04"].replace(b"groups: 2", b"groups: 5")
    meanwhile = replace(exported, files={**exported.files, "b04": theirs})
    assert meanwhile.read(exported.sheet)[0] == Changes()
    result, _ = meanwhile.read(exported.changed({("b04", "簡稱"): "輸電支部"}))
    assert meanwhile.differing(result) == ["-short: 輸電運檢支部", "+short: 輸電支部"]
    assert meanwhile.read(exported.changed({("b04", "黨小組數"): 5}))[0] == Changes()
    result, _ = meanwhile.read(exported.changed({("b04", "黨小組數"): 3}))
    assert [in_cell(problem, "支部").partition("\n")[0] for problem in result.problems] == [
        "表.xlsx 支部!J5: 錯誤 [XLSX-07] 導出以後文件也改過，現在是「5」"
    ]


def test_a_spoilt_sheet_of_what_was_exported_is_as_none(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    assert exported.exported
    titles = ("改了", *exported.exported.titles[1:])
    spoilt = replace(exported, exported=replace(exported.exported, titles=titles))
    assert spoilt.read(exported.sheet)[0] == Changes()


def test_a_record_that_others_made_or_removed_meanwhile_is_not_overwritten(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    gone = replace(exported, files={id: content for id, content in exported.files.items() if id != "b04"})
    assert gone.read(exported.sheet)[0] == Changes()
    result, _ = gone.read(exported.changed({("b04", "黨小組數"): 3}))
    assert [(problem.rule, problem.place.line) for problem in result.problems] == [("XLSX-07", 5)]
    made, _ = exported.read(exported.changed(new=(NEW_BRANCH,)))
    taken = replace(exported, files={**exported.files, "b13": made.files["data/branches/b13.yml"]})
    assert taken.read(exported.changed(new=(NEW_BRANCH,)))[0] == Changes()
    result, _ = taken.read(exported.changed(new=(NEW_BRANCH | {"名稱": "另一個"},)))
    assert [(problem.rule, problem.place.line) for problem in result.problems] == [("XLSX-07", 14)]


def test_an_item_of_several_lines_is_left_to_the_file(sheets: dict[str, Exported]) -> None:
    exported = sheets["carriers"]
    lines = b"id: book_general\nkind: book\nnumber: 1\ntitle: a\ncontents:\n  - |-\n    b\n    c\nkeeper: branch_clerk\nretention: d\nsample_wording: true\n"
    other = replace(exported, files={**exported.files, "book_general": lines}, exported=None)
    row = {
        ("book_general", "放什麼"): "b\nd",
        ("book_general", "名稱"): "a",
        ("book_general", "保管角色"): "branch_clerk",
        ("book_general", "保管期限"): "d",
    }
    result, _ = other.read(exported.changed(row))
    assert [problem.rule for problem in result.problems] == ["XLSX-06"]


def test_a_title_stands_for_its_id(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    result, _ = exported.read(exported.changed({("b04", "上級"): "黨委黨建部"}))
    assert exported.differing(result) == ["-parent: city", "+parent: dept-party"]


@pytest.mark.parametrize(
    ("kind", "id", "title", "value", "cell", "rule", "words"),
    [
        ("branches", "b05", "名稱", None, "C6", "DATA-03", "必填"),
        ("branches", "b05", "簡稱", "一個超過十二個字的很長的支部簡稱", "D6", "DATA-08", "最多12個字"),
        ("branches", "b05", "類別", "聯合支部", "E6", "DATA-04", "是不是「聯合黨支部」"),
        ("branches", "b05", "上級", "citi", "F6", "REF-01", "是不是「city」"),
        ("branches", "b05", "是否設支部委員會", "有", "I6", "DATA-04", "是不是「是」"),
        ("branches", "b05", "黨小組數", "三個", "J6", "DATA-05", "填整數"),
        ("branches", "b05", "黨小組數", "3個", "J6", "DATA-05", "改成 3"),
        ("branches", "b05", "黨小組數", 2.5, "J6", "DATA-05", "填整數"),
        ("branches", "b05", "黨小組數", 99, "J6", "DATA-08", "不能大於30"),
        ("branches", "b05", "本屆選舉日期", "2026-02-30", "L6", "DATA-06", "2月只有28天"),
        ("branches", "b05", "本屆選舉日期", "3月5日", "L6", "DATA-06", "填日期"),
        ("branches", "b05", "本屆選舉日期", 46000, "L6", "DATA-06", "2025-12-09"),
        ("branches", "b05", "任期年數", "4", "M6", "DATA-04", "只能是：3、5"),
        ("branches", "b05", "延期換屆·延期到", "2027-01-01", "O6", "DATA-03", "「延期換屆·批准角色」必填"),
        ("branches", "b05", "主要業務", dt.date(2026, 3, 5), "H6", "DATA-05", "當成了日期"),
        ("branches", "b05", "主要業務", 1e16, "H6", "DATA-05", "15位以後"),
        ("branches", "b05", "主要業務", "甲\u200b乙", "H6", "YAML-02", "零寬空格"),
        ("branches", "b05", "編號", "b55", "A6", "XLSX-05", "原來是「b05」"),
        ("branches", "b05", "編號", "b04", "A6", "XLSX-05", "第5行已經有了"),
        ("branches", "b05", "編號", None, "A6", "XLSX-05", "補上編號"),
        ("actions", "ac2609", "服務時長（小時）", "十小時", "I10", "DATA-05", "填數字"),
        ("actions", "ac2609", "服務時長（小時）", 10**20, "I10", "DATA-05", "最多15位"),
        ("actions", "ac2609", "服務時長（小時）", 5e-324, "I10", "DATA-05", "最多15位"),
        ("actions", "ac2609", "受益人數", "很多", "H10", "DATA-05", "或者 少於5人"),
        ("duties", "a49", "最早可辦日", "3月5日", "", "DATA-06", "03-05"),
        ("duties", "a49", "提醒天數·綠色通知：期限前天數", 1, "", "DATA-09", "依次減少"),
        ("duties", "a49", "照哪頁辦", "g48\ng99", "", "REF-01", "g99"),
        ("occasions", "spring-festival", "各年日期", "2026-02-17\n後年", "", "DATA-06", "後年"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_cell(
    sheets: dict[str, Exported], kind: str, id: str, title: str, value: Any, cell: str, rule: str, words: str
) -> None:
    exported = sheets[kind]
    result, _ = exported.read(exported.changed({(id, title): value}))
    assert result.files == {}
    found = told(result.problems, exported.sheet.name)
    assert any(f"{exported.sheet.name}!{cell}" in text and f"[{rule}]" in text and words in text for text in found), (
        found
    )


@pytest.mark.parametrize(
    ("title", "order"),
    [
        ("簡稱", lambda text: Conversion("hans")(text).encode("gbk")),
        ("黨小組數", float),
        ("黨小組數", lambda number: -float(number)),
    ],
)
def test_a_column_that_was_sorted_alone_is_refused(
    sheets: dict[str, Exported], title: str, order: Callable[[Any], Any]
) -> None:
    exported = sheets["branches"]
    at = exported.sheet.titles.index(title)
    ids, cells = zip(*((str(row[0]), row[at]) for _, row in exported.sheet.rows), strict=True)
    moved = dict(zip(((id, title) for id in ids), sorted(cells, key=order), strict=True))
    result, _ = exported.read(exported.changed(moved))
    assert [problem.rule for problem in result.problems] == ["XLSX-09"]
    assert f"「{title}」這一列單獨排過序" in result.problems[0].message
    assert result.files == {}
    # The mend, done: all rows of the table move together, and that changes nothing.
    whole = exported.changed()
    result, _ = exported.read(replace(whole, rows=tuple(sorted(whole.rows, key=lambda row: order(row[1][at])))))
    assert (result.problems, result.files) == ([], {})


def _column(exported: Exported, title: str) -> list[Any]:
    return [row[exported.sheet.titles.index(title)] for _, row in exported.sheet.rows]


def test_ids_that_did_not_move_with_their_rows_are_refused(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    ids = _column(exported, "編號")
    for titles in (("編號",), exported.sheet.titles[:13]):  # the ids alone, and half of the columns with them
        turned = {title: [*reversed(_column(exported, title))] for title in titles}
        cells = {(id, title): turned[title][at] for at, id in enumerate(ids) for title in titles}
        result, _ = exported.read(exported.changed(cells))
        assert [problem.rule for problem in result.problems] == ["XLSX-09"]
        assert "「編號」和別的列沒有一起排序" in result.problems[0].message
    # The mend, done; and so are rows whose hidden column stayed where it was.
    seen = [title for title in exported.sheet.titles if title != "原編號"]
    turned = {title: [*reversed(_column(exported, title))] for title in seen}
    result, _ = exported.read(exported.changed({(i, t): turned[t][at] for at, i in enumerate(ids) for t in seen}))
    assert (result.problems, result.files) == ([], {})


@pytest.mark.parametrize(("up", "words"), [(True, "往上錯了一行，9行"), (False, "往下錯了一行，9行")])
def test_cells_that_moved_by_a_row_are_refused(sheets: dict[str, Exported], up: bool, words: str) -> None:
    exported = sheets["branches"]
    ids, old = _column(exported, "編號"), _column(exported, "正式黨員數")
    new = [*old[:3], *old[4:], None] if up else [*old[:3], None, *old[3:-1]]
    moved = {(id, "正式黨員數"): cell for id, cell in zip(ids, new, strict=True)}
    result, _ = exported.read(exported.changed(moved))
    assert [(one.rule, one.place.line, words in one.message) for one in result.problems] == [("XLSX-09", 5, True)]


def test_titles_that_changed_places_are_told_and_changed_back(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    result, _ = exported.read(exported.changed(titles={"名稱": "簡稱", "簡稱": "名稱"}))
    assert [(one.rule, one.mend) for one in result.problems] == [
        ("XLSX-02", "把這兩列的列名換回來：C1 寫「名稱」，D1 寫「簡稱」。")
    ]
    assert exported.sheet.titles[2:4] == ("名稱", "簡稱")  # as the mend has it


@pytest.mark.parametrize(
    ("title", "value", "mend"),
    [
        ("所屬戰區", "無", "清空"),
        ("正式黨員數", "—", "清空"),
        ("設立日期", "待定", "清空"),
        ("上級", "無", "編號對照"),  # which may not be empty
        ("正式黨員數", "3O", "只寫數字"),
    ],
)
def test_a_word_for_nothing_is_answered_with_an_empty_cell(
    sheets: dict[str, Exported], title: str, value: str, mend: str
) -> None:
    exported = sheets["branches"]
    result, _ = exported.read(exported.changed({("b04", title): value}))
    assert [mend in problem.mend for problem in result.problems] == [True]
    if mend == "清空":
        assert exported.read(exported.changed({("b04", title): None}))[0].problems == []


def test_what_is_no_row_and_no_title_is_told_once(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    result, _ = exported.read(exported.changed(new=({"編號": "合計", "正式黨員數": 230},)))
    assert [(one.rule, one.mend) for one in result.problems] == [("XLSX-05", "匯總和說明不放在表裡，整行刪去。")]
    above = replace(exported.sheet, titles=("支部情況表", *[""] * (len(exported.sheet.titles) - 1)))
    result, _ = exported.read(above)
    assert [one.message for one in result.problems] == ["第一行不是導出時的列名"]
    result, _ = exported.read(exported.changed(titles={"正式黨員數": "黨員數"}))
    assert result.problems[0].mend.startswith("是不是「正式黨員數」？")
    broken = exported.changed({("b04", "上級"): "CITY"}, titles={"正式黨員數": "正式\n黨員數 "})
    assert exported.read(broken)[0] == Changes()


def test_the_review_days_of_all_guides_change_at_once_and_their_text_stays(sheets: dict[str, Exported]) -> None:
    exported = sheets["guides"]
    days = {(id, "上次覆核日"): "2026-11-24" for id in exported.files}
    assert "上次覆核日" in exported.sheet.titles
    ends = replace(exported, files={id: content.replace(b"\n", b"\r\n") for id, content in exported.files.items()})
    for one, end in ((exported, b"\n"), (ends, b"\r\n")):
        result, _ = one.read(one.changed(days))
        assert result.problems == []
        assert len(result.files) == len(exported.files)
        for path, content in result.files.items():
            old = one.files[Path(path).stem].split(end)
            differ = [(was, now) for was, now in zip(old, content.split(end), strict=True) if was != now]
            assert [(was[:17], now) for was, now in differ] == [(b"last_reviewed_on:", b"last_reviewed_on: 2026-11-24")]


def test_cells_that_a_person_changes_places_of_are_taken(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    at = exported.sheet.titles.index("主要業務")
    first, second = exported.sheet.rows[0][1], exported.sheet.rows[1][1]
    swapped = {(str(first[0]), "主要業務"): second[at], (str(second[0]), "主要業務"): first[at]}
    result, _ = exported.read(exported.changed(swapped))
    assert result.problems == []
    assert len(result.files) == 2


def test_all_mistakes_are_told_at_once(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    cells = {("b04", "類別"): "甲", ("b05", "黨小組數"): "乙", ("b06", "上級"): "丙", ("b07", "簡稱"): "長" * 13}
    result, _ = exported.read(exported.changed(cells, new=({"編號": "b13", "名稱": "新"},)))
    assert {problem.place.line for problem in result.problems} == {5, 6, 7, 8, 14}
    assert result.files == {}


@pytest.mark.parametrize(
    ("titles", "without", "words"),
    [
        ({"簡稱": "短名"}, (), ["不認識的列「短名」", "缺少必填的列「簡稱」"]),
        ({"簡稱": "名稱"}, (), ["有兩列叫「名稱」", "缺少必填的列「簡稱」"]),
        ({"曾用編號": ""}, (), []),
        ({"簡稱": ""}, (), ["沒有列名", "缺少必填的列「簡稱」"]),
        ({}, ("黨小組數",), ["缺少必填的列「黨小組數」"]),
        ({}, ("編號",), ["缺少必填的列「編號」"]),
    ],
)
def test_columns_are_known_by_their_titles(
    sheets: dict[str, Exported], titles: Mapping[str, str], without: tuple[str, ...], words: list[str]
) -> None:
    exported = sheets["branches"]
    result, _ = exported.read(exported.changed(titles=titles, without=without))
    assert [problem.rule for problem in result.problems] == ["XLSX-02"] * len(words)
    assert all(any(word in problem.message for problem in result.problems) for word in words)


def test_a_record_that_a_row_cannot_hold_is_not_made(sheets: dict[str, Exported]) -> None:
    exported = sheets["findings"]
    result, _ = exported.read(exported.changed(new=({"編號": "p2699"},)))
    assert [problem.rule for problem in result.problems] == ["XLSX-06"]
    assert "「措施」、「經過」" in result.problems[0].message


def test_a_broken_file_is_told_where_it_is_broken(sheets: dict[str, Exported]) -> None:
    exported = sheets["branches"]
    broken = replace(exported, files={**exported.files, "b04": b"id: b04\ntitle: [\n"})
    result, _ = broken.read(exported.changed({("b05", "黨小組數"): 1}))
    assert {problem.place.path for problem in result.problems} == {"data/branches/b04.yml"}
    assert result.files == {}
