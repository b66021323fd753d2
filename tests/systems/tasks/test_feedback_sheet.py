"""Feedback by spreadsheet: what is exported comes back as the same files, and a mistake names its cell."""

import datetime as dt
import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from branch_portal.commands.main import portal
from branch_portal.editions.conversion import Conversion
from branch_portal.editions.files import convert_office
from branch_portal.ground.problems import ProblemLog
from branch_portal.project.handbook import Handbook
from branch_portal.sheets.report import in_cell
from branch_portal.sheets.workbook import MOST_BYTES, as_date_text, cell_name
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml
from branch_portal.systems.tasks.feedback_import import Import, import_feedback
from branch_portal.systems.tasks.feedback_sheet import SHEET, feedback_sheet
from branch_portal.systems.tasks.feedback_yaml import feedback_yaml
from branch_portal.systems.tasks.figures import board
from branch_portal.systems.tasks.kinds import FEEDBACK, TASKS
from branch_portal.systems.tasks.model import Feedback
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF

ROW = {
    "反饋日期": "2026-11-24",
    "辦理結果": "辦完",
    "辦完日期": dt.date(2026, 11, 23),
    "辦理情況": "逐條自查，兩條不足已補。",
    "佐證": "自查表、佐證索引",
    "自查條目（條）": 46.0,
    "發現不足（條）": "2",
}
PATH = "data/feedback/rw2610/b07.yml"


@pytest.fixture(scope="module")
def exported(book: Handbook, schedule: Schedule) -> bytes:
    return feedback_sheet(
        book,
        book[TASKS]["rw2610"],
        [item for item in board(book, AS_OF, schedule.workdays).by_task["rw2610"] if item.open],
    )


def filled(
    exported: bytes,
    branch: str,
    cells: Mapping[str, Any],
    sheet: str = SHEET,
    twice: bool = False,
    titles: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The exported sheet with some cells of a branch's row written by a clerk, its last row twice, its titles changed."""
    lines = CalamineWorkbook.from_filelike(io.BytesIO(exported)).get_sheet_by_name(SHEET).to_python()
    head = [str(title) for title in lines[0]]
    lines[0] = [titles.get(title, title) for title in head]
    for line in lines[1:]:
        if line[head.index("支部編號")] == branch:
            for title, value in cells.items():
                line[head.index(title)] = value
    if twice:
        lines.append(lines[-1])
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet)
    for number, line in enumerate(lines):
        for column, value in enumerate(line):
            page.write(number, column, value)
    book.close()
    return buffer.getvalue()


def imported(book: Handbook, content: bytes) -> Import:
    return import_feedback(content, "反饋.xlsx", book, AS_OF)


def test_what_is_exported_asks_for_nothing_new(book: Handbook, exported: bytes, schedule: Schedule) -> None:
    result = imported(book, exported)
    assert result.problems == []
    assert result.files == {}
    assert len(result.skipped) == len(
        [item for item in board(book, AS_OF, schedule.workdays).by_task["rw2610"] if item.open]
    )


def test_a_filled_row_becomes_a_file_that_passes_the_check(book: Handbook, exported: bytes) -> None:
    content = filled(exported, "b07", {**ROW, "發現不足（條）": 2})
    result = imported(book, content)
    assert [in_cell(problem, SHEET) for problem in result.problems] == []
    assert list(result.files) == [PATH]
    log = ProblemLog()
    source = read_yaml(result.files[PATH].encode(), PATH, log)
    assert source
    record = validate(Feedback, source, log)
    assert record
    assert not log.problems
    assert (record.status, record.done_on, record.values) == ("done", dt.date(2026, 11, 23), {"items": 46, "gaps": 2})
    assert record.evidence == ("自查表", "佐證索引")
    assert [(entry.action, entry.on) for entry in record.log] == [("submitted", AS_OF)]


def test_an_answer_to_a_return_keeps_what_happened_before(book: Handbook, exported: bytes) -> None:
    result = imported(book, filled(exported, "b04", {"辦理情況": "佐證索引已編到本盒。", "佐證": "自查表，佐證索引"}))
    assert result.problems == []
    assert result.files["data/feedback/rw2610/b04.yml"].count("action:") == 3


@pytest.mark.parametrize(
    ("cells", "rule", "cell"),
    [
        ({"辦理結果": "做完了"}, "DATA-04", "F5"),
        ({"辦完日期": "十一月"}, "DATA-06", "G5"),
        ({"辦完日期": "2026-02-30"}, "DATA-06", "G5"),
        ({"辦完日期": "2026/10/1"}, "FB-06", "G5"),
        ({"辦完日期": None}, "FB-05", "G5"),
        ({"辦理情況": "好"}, "DATA-08", "H5"),
        ({"佐證": None}, "FB-05", "I5"),
        ({"自查條目（條）": "四十六"}, "FB-08", "J5"),
        ({"自查條目（條）": 4.5}, "DATA-05", "J5"),
        ({"卡在哪裡": "缺材料"}, "FB-05", "L5"),
        ({"反饋角色": "張三"}, "REF-01", "E5"),
        ({"反饋日期": "2026-11-01", "辦完日期": dt.date(2026, 11, 2)}, "FB-02", "D5"),
        ({"支部編號": "b09", "支部": "保電臨時支部"}, "FB-01", "B5"),
        ({"支部編號": "b09"}, "XLSX-03", "B5"),
        ({"支部編號": "B07"}, "XLSX-03", "B5"),
        ({"支部": "第八示例黨支部"}, "XLSX-03", "B5"),
        ({"反饋日期": "2027-11-24"}, "FB-10", "D5"),
        ({"自查條目（條）": None}, "FB-08", "J5"),
        ({"支部編號": "b99"}, "XLSX-03", "B5"),
        ({"支部編號": "b01", "支部": "第一示例黨支部"}, "XLSX-04", "B5"),
        ({"單號": "RW-2026-001"}, "XLSX-03", "A5"),
        ({"單號": "沒有"}, "XLSX-03", "A5"),
        ({"辦完日期": 46351}, "DATA-06", "G5"),
        ({"辦理情況": "有事打13800138000找小組長"}, "LEAK-03", "H5"),
        ({"自查條目（條）": 13800138000}, "LEAK-03", "J5"),
    ],
)
def test_a_mistake_names_its_cell(
    book: Handbook, exported: bytes, cells: Mapping[str, Any], rule: str, cell: str
) -> None:
    result = imported(book, filled(exported, "b07", {**ROW, "發現不足（條）": 2, **cells}))
    found = [in_cell(problem, SHEET) for problem in result.problems]
    assert any(f"{SHEET}!{cell}: 錯誤 [{rule}]" in text for text in found), found
    assert PATH not in result.files


def test_a_column_sorted_alone_is_refused_and_sorted_back_imported(book: Handbook, exported: bytes) -> None:
    cells = {**ROW, "發現不足（條）": 2}
    (told,) = imported(book, filled(exported, "b07", {**cells, "支部編號": "b09"})).problems
    assert "整張表一起排" in told.mend
    (told,) = imported(book, filled(exported, "b07", {**cells, "支部編號": "第七示例聯合黨支部"})).problems
    assert told.mend == "「支部編號」寫 b07。"
    assert list(imported(book, filled(exported, "b07", cells)).files) == [PATH]


def test_a_branch_has_one_row(book: Handbook, exported: bytes, schedule: Schedule) -> None:
    last = next(item.branch for item in reversed(board(book, AS_OF, schedule.workdays).by_task["rw2610"]) if item.open)
    result = imported(book, filled(exported, last, {"辦理情況": "改一下情況"}, twice=True))
    assert [problem.rule for problem in result.problems] == ["XLSX-03"]


def waiting(book: Handbook) -> str:
    """A branch of which everything is handed in and nothing verified."""
    found = (one for (task, _), one in book[FEEDBACK].items() if task == "rw2610")
    return next(one.branch for one in found if one.log[-1].action == "submitted" and one.status == "done")


@pytest.mark.parametrize(
    ("cells", "action", "on", "note"),
    [
        ({"核驗": "通過"}, "verified", AS_OF, None),
        ({"核驗": "通過", "核驗日期": "2026年11月23日"}, "verified", dt.date(2026, 11, 23), None),
        ({"核驗": "退回", "退回原因": "佐證索引沒有寫到本盒"}, "returned", AS_OF, "佐證索引沒有寫到本盒"),
    ],
)
def test_who_verifies_fills_in_the_last_columns(
    book: Handbook, exported: bytes, cells: dict[str, Any], action: str, on: dt.date, note: str | None
) -> None:
    branch = waiting(book)
    before = book[FEEDBACK]["rw2610", branch]
    result = imported(book, filled(exported, branch, cells))
    assert [in_cell(problem, SHEET) for problem in result.problems] == []
    (text,) = result.files.values()
    source = read_yaml(text.encode(), "x.yml", ProblemLog())
    assert source
    record = validate(Feedback, source, ProblemLog())
    assert record
    assert record.model_copy(update={"log": before.log}) == before
    assert record.log[:-1] == before.log
    last = record.log[-1]
    assert (last.action, last.on, last.note, last.by) == (action, on, note, book[TASKS]["rw2610"].verifier)


def test_a_slip_on_paper_is_handed_in_and_verified_in_one_row(book: Handbook, exported: bytes) -> None:
    result = imported(book, filled(exported, "b07", {**ROW, "發現不足（條）": 2, "核驗": "通過"}))
    assert result.problems == []
    assert [line.split("action: ")[1][:8] for line in result.files[PATH].splitlines() if "action" in line] == [
        "submitte",
        "verified",
    ]


@pytest.mark.parametrize(
    ("branch", "cells", "rule", "words"),
    [
        ("", {"核驗": "退回"}, "FB-03", "退回沒有寫原因"),
        ("", {"核驗": "可以"}, "DATA-04", ""),
        ("b07", {"核驗": "通過"}, "XLSX-08", "還沒有反饋"),
        (
            "b07",
            {
                **ROW,
                "發現不足（條）": 2,
                "辦理結果": "受阻",
                "辦完日期": None,
                "卡在哪裡": "缺材料",
                "預計辦完日": "2026-12-01",
                "核驗": "通過",
            },
            "FB-07",
            "",
        ),
    ],
)
def test_what_is_wrong_with_a_verification_names_its_column(
    book: Handbook, exported: bytes, branch: str, cells: dict[str, Any], rule: str, words: str
) -> None:
    result = imported(book, filled(exported, branch or waiting(book), cells))
    assert rule in {problem.rule for problem in result.problems}, result.problems
    problem = next(one for one in result.problems if one.rule == rule)
    assert words in problem.message
    assert "returned" not in problem.message + problem.mend
    assert "note" not in problem.mend
    assert result.files == {}


def test_a_sheet_of_before_has_no_columns_for_it(book: Handbook, exported: bytes) -> None:
    lines = CalamineWorkbook.from_filelike(io.BytesIO(exported)).get_sheet_by_name(SHEET).to_python()
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy-mm-dd"})
    page = workbook.add_worksheet(SHEET)
    for number, line in enumerate(lines):
        for column, value in enumerate(line[: lines[0].index("核驗")]):
            page.write(number, column, value)
    workbook.close()
    assert imported(book, buffer.getvalue()).problems == []


@pytest.mark.parametrize("content", [b"", b"not a spreadsheet", b"PK\x03\x04"])
def test_a_file_that_cannot_be_read_is_told(book: Handbook, content: bytes) -> None:
    assert [problem.rule for problem in imported(book, content).problems] == ["XLSX-01"]


def test_a_file_too_large_is_not_opened(book: Handbook) -> None:
    assert [problem.rule for problem in imported(book, b"x" * (MOST_BYTES + 1)).problems] == ["XLSX-01"]


def test_another_sheet_or_another_title_is_told(book: Handbook, exported: bytes) -> None:
    assert [one.rule for one in imported(book, filled(exported, "b07", ROW, sheet="表一")).problems] == ["XLSX-01"]
    renamed = filled(exported, "b07", ROW, titles={"辦理結果": "結果"})
    assert [one.rule for one in imported(book, renamed).problems] == ["XLSX-02"]


@pytest.mark.parametrize(
    "values",
    [{"summary": "含冒號: 和 # 井號，以及 '引號'"}, {"summary": "true 或 2026-03-05"}, {"summary": "𠮷野家門口的桿號"}],
)
def test_a_written_file_reads_back_the_same(book: Handbook, values: dict[str, str]) -> None:
    record = book[FEEDBACK]["rw2610", "b10"].model_copy(update=values)
    log = ProblemLog()
    source = read_yaml(feedback_yaml(record).encode(), "x.yml", log)
    assert source
    assert validate(Feedback, source, log) == record
    assert not log.problems


def test_every_sample_file_can_be_written_and_read(book: Handbook) -> None:
    for record in book[FEEDBACK].values():
        source = read_yaml(feedback_yaml(record).encode(), "x.yml", ProblemLog())
        assert source
        assert validate(Feedback, source, ProblemLog()) == record


@pytest.mark.parametrize(
    "typed", ["2026-3-5", "2026/3/5", "2026.03.05", "2026年3月5日", "２０２６－３－５", dt.date(2026, 3, 5)]
)
def test_a_date_is_the_same_however_it_is_typed(typed: Any) -> None:
    assert as_date_text(typed) == "2026-03-05"


def test_cells_are_named_as_the_program_names_them() -> None:
    assert [cell_name(12, column) for column in (1, 3, 26, 27, 52, 53)] == ["A12", "C12", "Z12", "AA12", "AZ12", "BA12"]


def test_the_two_commands(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "portal"
    for name in ("content", "data", "site_config"):
        shutil.copytree(root / name, copy / name)
    shutil.copy(root / "mkdocs.yml", copy)
    run = CliRunner().invoke
    sheet = tmp_path / "反饋.xlsx"
    common = ["--root", str(copy), "--as-of", "2026-11-24"]
    assert run(portal, ["export", "feedback", "rw2610", "--out", str(sheet), *common]).exit_code == 0
    exported = sheet.read_bytes()
    sheet.write_bytes(filled(exported, "b07", {**ROW, "發現不足（條）": "很多"}))
    done = run(portal, ["import", "feedback", str(sheet), *common])
    assert done.exit_code == 1
    assert "反饋!K5: 錯誤" in done.output
    assert not (copy / PATH).exists()
    sheet.write_bytes(filled(exported, "b07", {**ROW, "發現不足（條）": 2}))
    assert run(portal, ["import", "feedback", str(sheet), "--dry-run", *common]).exit_code == 0
    assert not (copy / PATH).exists()
    assert run(portal, ["import", "feedback", str(sheet), *common]).exit_code == 0
    assert (copy / PATH).is_file()
    assert run(portal, ["check", *common]).exit_code == 0
    assert run(portal, ["export", "feedback", "t9999", *common]).exit_code == 2


def test_a_sheet_being_filled_in_is_not_replaced(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = tmp_path / "RW-2026-010.xlsx"
    sheet.write_bytes(b"filled in")
    asked = ["export", "feedback", "rw2610", "--root", str(root), "--as-of", "2026-11-24"]
    assert CliRunner().invoke(portal, asked).exit_code == 1
    assert sheet.read_bytes() == b"filled in"
    assert CliRunner().invoke(portal, [*asked, "--out", str(sheet)]).exit_code == 0


def test_a_sheet_in_the_other_script_is_understood(book: Handbook, exported: bytes) -> None:
    to_hans = Conversion("hans")
    content = filled(exported, "b07", {**ROW, "反饋角色": "黨支部書記", "發現不足（條）": 2})
    found, other = imported(book, content), imported(book, convert_office(content, to_hans))
    assert (found.problems, other.problems) == ([], [])
    assert other.files.keys() == found.files.keys() == {PATH}
    assert to_hans(found.files[PATH]) == to_hans(other.files[PATH])
    assert "status: done" in other.files[PATH]
