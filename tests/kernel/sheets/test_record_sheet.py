"""Records by spreadsheet: what is exported comes back as no change, and one cell changes one line."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from branch_portal import rooms
from branch_portal.build import build_site
from branch_portal.ground.problems import ProblemLog
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.project.reading import Folders
from branch_portal.project.records import Records
from branch_portal.sheets.cells import read_cell
from branch_portal.sheets.check import check_result
from branch_portal.sheets.importing import with_sheet
from branch_portal.sheets.record_columns import ID, RecordColumn, by_hand, columns, why_not, written
from branch_portal.sheets.record_sheet import record_sheet
from branch_portal.sheets.record_titles import Titles
from branch_portal.sheets.records import same
from branch_portal.sheets.workbook import Cell, read_sheet
from branch_portal.source.front_matter import read_front_matter
from branch_portal.source.places import Source
from branch_portal.source.yaml_source import read_yaml
from tests.kernel.sheets.record_sheets import TITLES, Exported, told
from tests.sample import AS_OF

NO_SHEET = {"conversions", "feedback"}
NO_NEW = {
    "guides": "依據、正文", "duties": "依據、時間規則", "event_duties": "依據", "workdays": "放假", "cadences": "依據", "countdowns": "步驟",
    "findings": "措施、經過", "releases": "按問題庫和層次、截止日的問題", "rounds": "階段", "reviews": "意見",
    "task_sheets": "人員", "action_plans": "步驟、風險和控制", "grids": "結對協議·提升目標、協管黨員任期",
    "playbooks": "階段、觸發", "campaigns": "各階段起止", "drills": "看出的問題", "pacts": "項目清單、檢視", "materials": "用在哪裡",
    "initiatives": "依據、階段、任務", "logbooks": "一月一行", "letters": "事項",
}  # fmt: skip


def fields_of_file(content: bytes) -> Source | None:
    """What a file says field by field: a page in its front matter."""
    if content.startswith(b"---"):
        page = read_front_matter(content, "x.md", ProblemLog())
        return page.source if page else None
    return read_yaml(content, "x.yml", ProblemLog())


@pytest.mark.parametrize("kind", [one.name for one in rooms.KINDS if not one.read or one.markdown])
def test_every_kind_has_a_sheet_or_says_why_not(kind: str) -> None:
    assert bool(why_not(rooms.KINDS[kind])) is (kind in NO_SHEET)
    assert (kind in TITLES) is (kind not in NO_SHEET)
    if kind not in NO_SHEET:
        assert "、".join(by_hand(rooms.KINDS[kind], needed_only=True)) == NO_NEW.get(kind, "")
        titles = [column.title for column in columns(rooms.KINDS[kind].written)]
        assert len(set(titles)) == len(titles)
        assert len(TITLES[kind]) <= 31
        assert not re.search(r"[\[\]:*?/\\]", TITLES[kind])


def test_what_is_exported_asks_for_nothing(sheets: dict[str, Exported]) -> None:
    for exported in sheets.values():
        result, _ = exported.read(exported.sheet)
        assert (result.problems, result.files, result.absent) == ([], {}, ()), exported.kind


def test_the_same_records_give_the_same_bytes(sheets: dict[str, Exported], records: Records) -> None:
    one = sheets["branches"]
    rows: dict[str, Any] = {id: located.source.data for id, located in records[BRANCHES].items()}
    assert record_sheet(BRANCHES, rows, one.titles) == one.content


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
    content = record_sheet(ROLES, {"x": {"id": "x", "title": "=1+1", "duty": "@x"}}, Titles(rooms.KINDS, {}))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()
    assert read_sheet(content, with_sheet(rooms.KINDS)).rows[0][1][2] == "=1+1"


def test_choices_whose_words_hold_a_comma_stand_one_a_line() -> None:
    column = next(one for one in columns(rooms.KINDS["duties"].model) if one.path == ("applies_to", "has"))
    assert column.shown(["candidates", "partners"]) == "有積極分子、發展對象或預備黨員\n有共建、結對協議"
    assert read_cell(column, column.shown(["candidates", "partners"])) == ("candidates", "partners")
    assert read_cell(column, "設支委會、劃分黨小組") == ("committee", "groups")
    assert read_cell(column, "grids dues") == ("grids", "dues")


CHANGED = {
    "units": ("dept-party", "簡稱", "黨建", ["-short: 黨建部", "+short: 黨建"]),
    "branches": ("b04", "黨小組數", "３", ["-groups: 2", "+groups: 3"]),
    "roles": ("branch_clerk", "在門戶裡做什麼", "一句話。", None),
    "basis": ("reg_branch", "印發時間", "2018年", ["-issued: 2018年10月28日", "+issued: 2018年"]),
    "duties": ("a49", "提醒天數·綠色通知：期限前天數", 14, ["-alerts: {green: 15, yellow: 5, red: 0}", "+alerts: {green: 14, yellow: 5, red: 0}"]),
    "event_duties": ("e11", "從哪一步辦起", None, ["-step: 'g39#step-self-check'"]),
    "occasions": ("two-sessions", "各年日期", "2026-03-04\n2027/3/4\n2028年3月4日", ["+  - 2028-03-04"]),
    "carriers": ("book_general", "放什麼", "會議通知、簽到與應到實到\n議題\n表決結果與決議\n黨課記錄", ["-  - 議題、討論要點與不同意見", "+  - 議題"]),
    "forms": ("typhoon-check", "紙張方向", "landscape", ["+orientation: landscape"]),
    "findings": ("p2605", "公開四步·提出·日期", dt.date(2026, 1, 16), ["-  proposed: {role: dept_specialist, on: 2026-01-15}", "+  proposed: {role: dept_specialist, on: 2026-01-16}"]),
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
    assert [edit.title for edit in result.changed[f"data/{kind}/{id}.yml"]] == [title]
    assert exported.differing(result) == lines if lines else len(exported.differing(result)) == 2
    after = replace(exported, files={**exported.files, id: result.files[f"data/{kind}/{id}.yml"]})
    assert after.read(exported.changed({(id, title): value}))[0].files == {}


def other_value(column: RecordColumn, old: Cell, titles: Titles) -> Cell:
    """Something else that may stand in a cell of the column."""
    if column.many:
        texts = {"date": "2030-01-01", "integer": "2030", "moment": "2030-01-01 01:01:01"}
        known = [id for id in titles.of(column.refers) if id not in str(old)] if column.refers else []
        return "\n".join(filter(None, (str(old or ""), (known or [texts.get(column.kind, "新增一項")])[0])))
    if column.refers:
        return next(id for id in titles.of(column.refers) if id != old)
    if column.options and column.kind != "integer":
        return next((label for label in column.options if label != str(old)), "否")
    values: dict[str, Cell] = {"integer": 3 if old == 2 else 2, "number": 3.5, "date": dt.date(2026, 5, 6)}
    return values.get(column.kind, "改過")


def first_rows(sheets: Mapping[str, Exported]) -> Iterator[tuple[Exported, str, RecordColumn, Cell]]:
    """Each kind with its first record alone, the record's id, and each of its columns with what stands there."""
    for exported in sheets.values():
        for number, row in exported.sheet.rows[:1]:
            id = str(row[0])
            alone = replace(exported.sheet, rows=((number, row),))
            one = replace(exported, sheet=alone, files={id: exported.files[id]})
            for column in columns(rooms.KINDS[exported.kind].written)[1:]:
                yield one, id, column, row[alone.titles.index(column.title)]


def test_every_field_of_every_kind_changes_alone_or_says_why_not(sheets: dict[str, Exported]) -> None:
    done = 0
    for one, id, column, old in first_rows(sheets):
        cell = other_value(column, old, one.titles)
        result, _ = one.read(one.changed({(id, column.title): cell}))
        assert all(problem.place.line == 2 for problem in result.problems)
        if result.problems:
            assert result.files == {}
            continue
        assert [line[0] for line in one.differing(result)] in (["-", "+"], ["+"]), (one.kind, column.title)
        source = fields_of_file(next(iter(result.files.values())))
        assert source
        assert same(column, column.shown(written(source.data, column.path)), cell)
        done += 1
    assert done > 300


def test_every_optional_field_can_be_emptied_and_no_other(sheets: dict[str, Exported]) -> None:
    done = 0
    for one, id, column, old in first_rows(sheets):
        if old is None:
            continue
        result, _ = one.read(one.changed({(id, column.title): None}))
        if column.needed and not column.many:
            at = one.sheet.titles.index(column.title) + 1
            assert ("DATA-03", at) in [(problem.rule, problem.place.column) for problem in result.problems]
        elif not result.problems:
            source = fields_of_file(next(iter(result.files.values())))
            assert source
            assert not written(source.data, column.path)
            done += 1
    assert done > 30


def first_change(exported: Exported) -> dict[str, bytes]:
    """The file of the first record and last field whose text can be longer by a word; one line of it differs."""
    for column in reversed(columns(rooms.KINDS[exported.kind].written)):
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
        if exported.kind not in ("terms", "slip_batches", "letters"):  # what is issued is sealed with its words
            files |= first_change(exported)
    assert len(files) >= 30
    branches = sheets["branches"]
    _, table = branches.read(branches.sheet)
    assert table
    outcome = check_result(Folders(root), AS_OF, files, partial(build_site, preview=True), table)
    assert [(problem.place, problem.rule) for problem in outcome.in_files if problem.severity == "error"] == []
    assert [problem for problem in outcome.in_cells if problem.severity == "error"] == []
    assert outcome.calendar
