"""One spreadsheet with a worksheet for every kind: out, changed in several of them, and in again, all or nothing."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from branch_portal.commands.main import portal as command_line
from tests.portal import Portal
from tests.sample import AS_OF

Change = Callable[[dict[str, list[list[Any]]]], object]


def changed(content: bytes, change: Change) -> bytes:
    """The file as another program writes it after a clerk has changed cells; the hidden worksheets stay hidden."""
    before = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = {name: before.get_sheet_by_name(name).to_python() for name in before.sheet_names}
    change(sheets)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy/m/d"})
    for name, lines in sheets.items():
        page = book.add_worksheet(name)
        if name.startswith("導出時"):
            page.very_hidden()
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                page.write(number, column, value)
    book.close()
    return buffer.getvalue()


def put(sheets: dict[str, list[list[Any]]], sheet: str, id: str, title: str, value: Any) -> None:
    lines = sheets[sheet]
    next(line for line in lines[1:] if line[0] == id)[lines[0].index(title)] = value


@pytest.fixture
def book(mini: Portal) -> Path:
    """The whole portal's records in one file beside it."""
    out = mini.root.parent / "記錄.xlsx"
    out.unlink(missing_ok=True)
    done = CliRunner().invoke(command_line, ["export", "records", "全部", "--out", str(out), "--root", str(mini.root)])
    assert done.exit_code == 0, done.output
    return out


def took(mini: Portal, book: Path, change: Change, *more: str) -> Result:
    book.write_bytes(changed(book.read_bytes(), change))
    words = ["import", "records", str(book), "--root", str(mini.root), "--as-of", str(AS_OF), *more]
    return CliRunner().invoke(command_line, words)


def test_a_worksheet_for_every_kind_comes_back_unchanged(mini: Portal, book: Path) -> None:
    names = CalamineWorkbook.from_filelike(io.BytesIO(book.read_bytes())).sheet_names
    assert {"支部", "單位", "角色", "填寫說明", "編號對照"} <= set(names)
    done = took(mini, book, lambda sheets: None)
    assert "沒有改動，不用寫" in done.output


def test_changes_of_several_worksheets_are_written_together(mini: Portal, book: Path) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        put(sheets, "支部", "b01", "黨小組數", 4)
        put(sheets, "角色", "branch_clerk", "名稱", "兼職黨務工作者")
        head = sheets["單位"][0]
        new = {"編號": "zone-west", "名稱": "西片", "簡稱": "西片", "類別": "支撐機構（戰區）", "上級": "city"}
        sheets["單位"].append([new.get(title, "") for title in head])
        put(sheets, "支部", "b03", "所屬戰區", "zone-west")  # which is new in the other worksheet
        sheets["我的備忘"] = [["甲"]]

    done = took(mini, book, change)
    assert done.exit_code == 0, done.output
    assert "名稱認不出、沒有導入的工作表：我的備忘" in done.output
    for path, line in (
        ("branches/b01", "groups: 4"),
        ("branches/b03", "support_unit: zone-west"),
        ("roles/branch_clerk", "title: 兼職黨務工作者"),
        ("units/zone-west", "kind: support_unit"),
    ):
        assert line in (mini.root / f"data/{path}.yml").read_text("utf-8")


def test_a_mistake_in_one_worksheet_is_told_by_its_cell_and_nothing_is_written(mini: Portal, book: Path) -> None:
    before = (mini.root / "data/roles/branch_clerk.yml").read_bytes()

    def change(sheets: dict[str, list[list[Any]]]) -> None:
        put(sheets, "支部", "b01", "黨小組數", "很多")
        put(sheets, "角色", "branch_clerk", "名稱", "兼職黨務工作者")

    done = took(mini, book, change)
    assert done.exit_code == 1
    assert "記錄.xlsx 支部!" in done.output
    assert "一個文件也沒有寫" in done.output
    assert (mini.root / "data/roles/branch_clerk.yml").read_bytes() == before


def test_what_a_rule_finds_is_told_in_the_right_worksheet(mini: Portal, book: Path) -> None:
    done = took(mini, book, lambda sheets: put(sheets, "支部", "b01", "上級", "zone-east"), "--dry-run")
    assert done.exit_code == 1
    assert "記錄.xlsx 支部!" in done.output
    assert "ORG-03" in done.output


def test_a_column_sorted_alone_in_one_worksheet_is_refused(mini: Portal, book: Path) -> None:
    def sort_alone(sheets: dict[str, list[list[Any]]]) -> None:
        lines = sheets["角色"]
        at = lines[0].index("名稱")
        for line, value in zip(lines[1:], sorted(str(line[at]) for line in lines[1:]), strict=True):
            line[at] = value

    done = took(mini, book, sort_alone)
    assert done.exit_code == 1
    assert "記錄.xlsx 角色!" in done.output
    assert "單獨排過序" in done.output
