"""Records by spreadsheet: what is exported comes back as no change, one cell changes one line, a mistake names its cell."""

import datetime as dt
import difflib
import io
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from generator.cli import portal
from generator.commands.records import KINDS
from generator.derive.record_columns import EXPORTED, ID, columns, left_out, why_not
from generator.derive.record_titles import record_titles
from generator.editions.conversion import Conversion
from generator.load import FOLDERS, Folders, Reading, load
from generator.problems import Problem
from generator.records import Records
from generator.render.record_sheet import record_sheet
from generator.search.fold import fold
from generator.sheets.check import Outcome, check_result
from generator.sheets.records import Changes, changes
from generator.sheets.report import in_cell
from generator.sheets.rows import RecordRows, read_rows
from generator.source.sheet import Sheet, read_sheet
from tests.conftest import AS_OF

TITLES = {kind: title for title, kind in KINDS.items()}


@dataclass(frozen=True)
class Exported:
    """One kind of the sample as its spreadsheet, and its files."""

    kind: str
    content: bytes
    sheet: Sheet
    files: dict[str, bytes]
    titles: dict[str, dict[str, str]]
    exported: Sheet | None

    def changed(
        self,
        cells: Mapping[tuple[str, str], Any] = {},
        without: tuple[str, ...] = (),
        new: tuple[Mapping[str, Any], ...] = (),
        titles: Mapping[str, str] = {},
    ) -> Sheet:
        """The sheet after a clerk: cells by id and title, columns left out, rows added, titles changed."""
        head = self.sheet.titles
        rows = [
            (number, tuple(cells.get((str(row[0]), title), cell) for title, cell in zip(head, row, strict=True)))
            for number, row in self.sheet.rows
        ]
        rows += [(len(rows) + 2 + more, tuple(row.get(title) for title in head)) for more, row in enumerate(new)]
        kept = [number for number, title in enumerate(head) if title not in without]
        return Sheet(
            self.sheet.name,
            tuple(titles.get(head[number], head[number]) for number in kept),
            tuple((number, tuple(row[place] for place in kept)) for number, row in rows),
        )

    def read(self, sheet: Sheet) -> tuple[Changes, RecordRows | None]:
        fields = columns(FOLDERS[self.kind])
        table = read_rows(sheet, "表.xlsx", self.kind, fields, self.files, self.exported)
        if isinstance(table, list):
            return Changes(problems=table), None
        return changes(table, self.files, self.titles), table

    def differing(self, result: Changes) -> list[str]:
        """The lines that the only changed file takes away and gets."""
        ((path, content),) = result.files.items()
        old = self.files.get(Path(path).stem, b"").decode().split("\n")
        lines = difflib.unified_diff(old, content.decode().split("\n"), lineterm="", n=0)
        return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.fixture(scope="module")
def records(root: Path) -> Records:
    return load(Folders(root), Reading())


@pytest.fixture(scope="module")
def sheets(root: Path, records: Records) -> dict[str, Exported]:
    titles = record_titles(records)
    found = {}
    for kind in KINDS.values():
        rows = {id: located.source.data for id, located in records.kinds()[kind].items()}
        content = record_sheet(kind, rows, titles)  # type: ignore[arg-type]
        files = {path.stem: path.read_bytes() for path in sorted((root / "data" / kind).glob("*.yml"))}
        found[kind] = Exported(
            kind, content, read_sheet(content, KINDS), files, titles, read_sheet(content, (EXPORTED,))
        )
    return found


def told(problems: list[Problem], sheet: str) -> list[str]:
    return [in_cell(problem, sheet) for problem in problems]


NO_SHEET = {"conversions", "feedback"}
NO_NEW = {
    "duties": "依據、時間規則", "event_duties": "依據", "workdays": "放假", "cadences": "依據", "countdowns": "步驟",
    "findings": "措施、經過", "releases": "按問題庫和層次、截止日的問題", "rounds": "階段", "reviews": "意見",
    "task_sheets": "人員", "action_plans": "步驟、風險和控制", "grids": "結對協議·提升目標、協管黨員任期",
    "playbooks": "階段、觸發", "campaigns": "各階段起止", "pacts": "項目清單、檢視", "materials": "用在哪裡",
}  # fmt: skip


@pytest.mark.parametrize("kind", FOLDERS)
def test_every_kind_has_a_sheet_or_says_why_not(kind: str) -> None:
    assert bool(why_not(kind)) is (kind in NO_SHEET)
    assert (kind in KINDS.values()) is (kind not in NO_SHEET)
    if kind not in NO_SHEET:
        assert "、".join(left_out(FOLDERS[kind], needed_only=True)) == NO_NEW.get(kind, "")
        titles = [column.title for column in columns(FOLDERS[kind])]
        assert len(set(titles)) == len(titles)
        assert len(TITLES[kind]) <= 31
        assert not re.search(r"[\[\]:*?/\\]", TITLES[kind])


def test_what_is_exported_asks_for_nothing(sheets: dict[str, Exported]) -> None:
    for exported in sheets.values():
        result, _ = exported.read(exported.sheet)
        assert (result.problems, result.files, result.absent) == ([], {}, ()), exported.kind


def test_the_same_records_give_the_same_bytes(sheets: dict[str, Exported], records: Records) -> None:
    one = sheets["branches"]
    rows = {id: located.source.data for id, located in records.branches.items()}
    assert record_sheet("branches", rows, one.titles) == one.content  # type: ignore[arg-type]


def test_the_sheet_helps_to_fill_it_in(sheets: dict[str, Exported]) -> None:
    with zipfile.ZipFile(io.BytesIO(sheets["branches"].content)) as parts:
        table = parts.read("xl/worksheets/sheet1.xml").decode()
        words = parts.read("xl/sharedStrings.xml").decode() + parts.read("xl/comments1.xml").decode()
        book = parts.read("xl/workbook.xml").decode()
    assert re.findall(r'<sheet name="(.*?)"', book) == ["支部", "填寫說明", "導出時", "編號對照"]
    assert 'state="frozen"' in table
    assert "<f>" not in table
    assert "黨支部,聯合黨支部,黨總支,臨時黨支部" in table
    assert "'編號對照'!$A$2:$A$11" in table
    for word in ("延期換屆·延期到", "必填", "一項一行，按 Alt+Enter 換行", "不填按「3」", "最多12個字"):
        assert word in words, word


def test_text_that_looks_like_a_formula_stays_text(sheets: dict[str, Exported]) -> None:
    content = record_sheet("roles", {"x": {"id": "x", "title": "=1+1", "duty": "@x"}}, {})
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()
    assert read_sheet(content, KINDS).rows[0][1][2] == "=1+1"


CHANGED = {
    "units": ("dept-party", "簡稱", "黨建", ["-short: 黨建部", "+short: 黨建"]),
    "branches": ("b04", "黨小組數", "３", ["-groups: 2", "+groups: 3"]),
    "roles": ("branch_clerk", "在門戶裡做什麼", "一句話。", None),
    "basis": ("reg_branch", "印發時間", "2018年", ["-issued: 2018年10月28日", "+issued: 2018年"]),
    "duties": ("a49", "提醒天數·綠色通知：期限前天數", 14, ["-alerts: {green: 15, yellow: 5, red: 0}", "+alerts: {green: 14, yellow: 5, red: 0}"]),
    "event_duties": ("e11", "從哪一步辦起", None, ["-step: 'g39#step-self-check'"]),
    "occasions": ("spring-festival", "各年日期", "2026-02-17\n2027/2/6\n2028年1月26日", ["+  - 2028-01-26"]),
    "carriers": ("book_general", "放什麼", "會議通知、簽到與應到實到\n議題\n表決結果與決議\n黨課記錄", ["-  - 議題、討論要點與不同意見", "+  - 議題"]),
    "forms": ("typhoon-check", "紙張方向", "landscape", ["+orientation: landscape"]),
    "findings": ("p2605", "公開四步·提出·日期", dt.date(2026, 1, 16), ["-  proposed: {role: branch_clerk, on: 2026-01-15}", "+  proposed: {role: branch_clerk, on: 2026-01-16}"]),
    "inspections": ("2026-q2-talk", "被查單位", "b11 b04", ["-units: [b11, b04, b10]", "+units: [b11, b04]"]),
    "interviews": ("2026-h2-clients", "止", "2026年12月9日", ["-to: 2026-12-08", "+to: 2026-12-09"]),
    "grids": ("gr04", "結對協議·到期日", "2028/2/28", ["-  until: 2028-02-29", "+  until: 2028-02-28"]),
    "actions": ("ac2609", "受益人數", "few", ["-helped: 16", "+helped: few"]),
    "tasks": ("rw2610", "分派對象·全部支部", "是", []),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANGED)
def test_one_cell_changes_one_line(sheets: dict[str, Exported], kind: str) -> None:
    id, title, value, lines = CHANGED[kind]
    exported = sheets[kind]
    result, _ = exported.read(exported.changed({(id, title): value}))
    assert told(result.problems, "表") == []
    if lines == []:
        assert result.files == {}
        return
    assert list(result.files) == [f"data/{kind}/{id}.yml"]
    assert result.changed == {f"data/{kind}/{id}.yml": (title,)}
    assert exported.differing(result) == lines if lines else len(exported.differing(result)) == 2
    after = replace(exported, files={**exported.files, id: result.files[f"data/{kind}/{id}.yml"]})
    assert after.read(exported.changed({(id, title): value}))[0].files == {}


def first_change(exported: Exported) -> dict[str, bytes]:
    """The file of the first record and last field whose text can be longer by a word; one line of it differs."""
    for column in reversed(columns(FOLDERS[exported.kind])):
        at = exported.sheet.titles.index(column.title)
        id, old = next(((str(row[0]), row[at]) for _, row in exported.sheet.rows if row[at]), ("", ""))
        if column.kind != "text" or column.path == ID or column.refers or not id:
            continue
        result, _ = exported.read(exported.changed({(id, column.title): f"{old}改"}))
        if not result.problems:
            assert [line[0] for line in exported.differing(result)] in (["-", "+"], ["+"]), exported.kind
            return result.files
    return {}


def test_one_change_in_every_kind_passes_the_check_or_names_its_cell(sheets: dict[str, Exported], root: Path) -> None:
    files: dict[str, bytes] = {}
    for exported in sheets.values():
        if exported.kind not in ("terms", "slip_batches"):  # an issued slip repeats their words
            files |= first_change(exported)
    assert len(files) >= 30
    branches = sheets["branches"]
    _, table = branches.read(branches.sheet)
    assert table
    outcome = check_result(Folders(root), AS_OF, files, table)
    assert [(problem.place, problem.rule) for problem in outcome.in_files if problem.severity == "error"] == []
    assert [problem for problem in outcome.in_cells if problem.severity == "error"] == []
    assert outcome.calendar


NEW_BRANCH = {
    "編號": "b13", "名稱": "第十三示例黨支部", "簡稱": "新支部", "類別": "黨支部", "上級": "city", "主要業務": "綜合: 辦公",
    "是否設支部委員會": "是", "黨小組數": "2", "正式黨員數": 20, "本屆選舉日期": "2025年3月5日",
}  # fmt: skip


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
    rows = {id: located.source.data for id, located in records.branches.items()}
    content = record_sheet("branches", rows, exported.titles, Conversion("hans"))  # type: ignore[arg-type]
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == ["支部", "填写说明", "导出时", "编号对照"]
    sheet = read_sheet(content, KINDS, fold)
    assert "简称" in sheet.titles
    simplified = replace(exported, sheet=sheet)
    assert simplified.read(sheet)[0] == Changes()
    result, _ = simplified.read(simplified.changed({("b04", "类别"): "联合党支部", ("b04", "上级"): "党委党建部"}))
    assert simplified.differing(result) == [
        "-kind: branch", "-parent: city", "+kind: joint_branch", "+parent: dept-party",
    ]  # fmt: skip


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
        ("actions", "ac2609", "受益人數", "很多", "H10", "DATA-05", "或者 few"),
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


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    for name in ("content", "data", "site_config"):
        shutil.copytree(root / name, tmp_path / "portal" / name)
    return tmp_path / "portal"


def outcome(exported: Exported, project: Path, cells: Mapping[tuple[str, str], Any]) -> Outcome:
    result, table = exported.read(exported.changed(cells))
    assert told(result.problems, "表") == []
    assert table
    return check_result(Folders(project), AS_OF, result.files, table)


def test_a_rule_that_the_result_breaks_names_the_cell_or_the_file(sheets: dict[str, Exported], project: Path) -> None:
    other = project / "data" / "units" / "county.yml"
    other.write_text(other.read_text("utf-8").replace("parent: city", "parent: county"), "utf-8")
    found = outcome(sheets["branches"], project, {("b01", "上級"): "zone-east"})
    assert "表.xlsx 支部!F2: 錯誤 [ORG-03" in [in_cell(one, "支部").partition("]")[0] for one in found.in_cells]
    assert [(problem.place.path, problem.rule) for problem in found.before] == [("data/units/county.yml", "ORG-02")]


def test_what_may_not_be_written_is_told_by_its_cell_and_not_repeated(sheets: dict[str, Exported], root: Path) -> None:
    found = outcome(sheets["branches"], root, {("b02", "主要業務"): "電話 13812345678"})
    told_of = [in_cell(problem, "支部") for problem in found.in_cells]
    assert [text.partition(":")[0] for text in told_of] == ["表.xlsx 支部!H3"]
    assert "LEAK-03" in told_of[0]
    assert "13812345678" not in told_of[0]


def filled(content: bytes, cells: Mapping[tuple[str, str], Any]) -> bytes:
    """The file as another program writes it after a clerk has changed some cells."""
    lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("支部").to_python()
    for line in lines[1:]:
        for (id, title), value in cells.items():
            if line[0] == id:
                line[lines[0].index(title)] = value
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy/m/d"})
    page = book.add_worksheet("支部")
    for number, line in enumerate(lines):
        for column, value in enumerate(line):
            page.write(number, column, value)
    book.close()
    return buffer.getvalue()


def test_what_breaks_elsewhere_is_told_by_its_file(sheets: dict[str, Exported], root: Path) -> None:
    found = outcome(sheets["terms"], root, {("xiaohan", "本節氣要點"): "改一改。"})
    assert [(problem.rule, problem.place.path) for problem in found.in_files] == [
        ("SLIP-03", "data/slip_batches/tx-2026-01.yml")
    ]


def test_the_two_commands(
    project: Path, tmp_path: Path, sheets: dict[str, Exported], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.commands.records.check_result", lambda *_: Outcome(calendar=True))
    run = CliRunner().invoke
    sheet = tmp_path / "隨便什麼名字.xlsx"
    done = run(portal, ["export", "records", "支部", "--out", str(sheet), "--root", str(project)])
    assert done.exit_code == 0
    exported = sheet.read_bytes()
    assert exported == sheets["branches"].content
    monkeypatch.chdir(tmp_path)
    Path("支部.xlsx").write_bytes(b"")
    done = run(portal, ["export", "records", "branches", "--root", str(project)])
    assert done.exit_code == 1
    assert "已有 支部.xlsx" in done.output
    common = [str(sheet), "--root", str(project), "--as-of", AS_OF.isoformat()]
    before = {path: path.read_bytes() for path in (project / "data" / "branches").iterdir()}
    sheet.write_bytes(filled(exported, {("b04", "黨小組數"): "很多", ("b05", "簡稱"): ""}))
    done = run(portal, ["import", "records", *common])
    assert done.exit_code == 1
    assert "支部!J5: 錯誤" in done.output
    assert "支部!D6: 錯誤" in done.output
    sheet.write_bytes(filled(exported, {("b04", "黨小組數"): 3}))
    done = run(portal, ["import", "records", "--dry-run", *common])
    assert done.exit_code == 0, done.output
    assert "可以寫：data/branches/b04.yml（改：黨小組數）" in done.output
    assert {path: path.read_bytes() for path in (project / "data" / "branches").iterdir()} == before
    done = run(portal, ["import", "records", *common])
    assert done.exit_code == 0
    assert "portal calendar update" in done.output
    changed = {path.name for path, content in before.items() if path.read_bytes() != content}
    assert changed == {"b04.yml"}


def test_a_kind_without_a_sheet_is_refused(root: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    done = run(portal, ["export", "records", "feedback", "--root", str(root), "--out", str(tmp_path / "x.xlsx")])
    assert done.exit_code == 2
    assert "portal export feedback" in done.output
    done = run(portal, ["export", "records", "甲乙", "--root", str(root)])
    assert done.exit_code == 2
    assert "支部（branches）" in done.output
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"not a spreadsheet")
    done = run(portal, ["import", "records", str(other), "--root", str(root)])
    assert done.exit_code == 1
    assert "XLSX-01" in done.output
