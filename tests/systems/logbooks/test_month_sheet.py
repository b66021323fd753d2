"""登記表格: what is exported comes back as the same file, a month is one row, and a mistake names its cell."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from branch_portal.commands.main import portal as command_line
from branch_portal.systems.logbooks.month_sheet import SHEET, import_months, month_sheet
from branch_portal.systems.logbooks.written import logbook_file
from tests.portal import Portal

DAY = dt.date(2026, 4, 20)
FILE = "data/logbooks/b01-2026.yml"
TEXT = """\
# 我們自己的一句話
id: b01-2026
branch: b01
year: 2026
months:
  - {month: 2026-02, held: [m03 10 20/19, m01 24 5/5]}
  - {month: 2026-03, held: [m01.2026-01 3 5/4, m03 10 20/18]}
election:
  - {step: 1, on: 2026-03-02}
"""


@pytest.fixture
def portal(mini: Portal) -> Portal:
    mini.put("data/duties/a20.yml", {
        "id": "a20", "title": "清明教育", "level": "branch", "track": "t-life", "role": "branch_secretary",
        "when": {"every": "year", "on": "04-05"}, "alerts": {"green": 10, "yellow": 3, "red": 0}, "importance": "core",
        "deliverable": ["記錄"], "archive": ["book_general"], "guides": ["g13"], "basis": [{"status": "practice"}],
    })  # fmt: skip
    mini.change("data/duties/m03.yml", mandatory=True)
    mini.put(FILE, TEXT)
    return mini


def filled(content: bytes, month: str, cells: dict[str, Any]) -> bytes:
    """The exported sheet with some cells of one month's row written by a clerk."""
    lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(SHEET).to_python()
    head = [str(title) for title in lines[0]]
    for line in lines[1:]:
        if line[head.index("月份")] == month:
            for title, value in cells.items():
                line[head.index(title)] = value
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet(SHEET)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    return buffer.getvalue()


def test_what_is_exported_comes_back_as_it_is(portal: Portal) -> None:
    book = portal.book(DAY)
    result = import_months(month_sheet(book, book["branches"]["b01"], 2026), "x.xlsx", book, DAY)
    assert result.problems == []
    assert result.data is not None
    assert logbook_file(TEXT, result.data, book) == TEXT


def test_a_month_is_one_row(portal: Portal) -> None:
    book = portal.book(DAY)
    cells = {
        "主題黨日 m03 日": 10,
        "主題黨日 m03 應到": 20,
        "主題黨日 m03 實到": 17,
        "其他事項：任務 日，一項一行": "a20 3",
    }
    result = import_months(
        filled(month_sheet(book, book["branches"]["b01"], 2026), "2026-04", cells), "x.xlsx", book, DAY
    )
    assert result.problems == []
    assert result.data is not None
    text = logbook_file(TEXT, result.data, book)
    assert text == TEXT.replace("election:", "  - {month: 2026-04, held: [a20 3, m03 10 20/17]}\nelection:")
    portal.put(FILE, text)
    assert portal.problems() == []


@pytest.mark.parametrize(
    ("cells", "rule", "column"),
    [
        ({"主題黨日 m03 日": 10, "主題黨日 m03 應到": 20, "主題黨日 m03 實到": 27}, "LOG-06", "主題黨日 m03 日"),
        ({"主題黨日 m03 日": 28, "主題黨日 m03 應到": 20, "主題黨日 m03 實到": 17}, "LOG-05", "主題黨日 m03 日"),
        ({"開支委會 m01 日": 2}, "LOG-08", "開支委會 m01 日"),
        ({"其他事項：任務 日，一項一行": "清明教育 3"}, "DATA-07", "其他事項：任務 日，一項一行"),
        ({"其他事項：任務 日，一項一行": "a21 3"}, "LOG-02", "其他事項：任務 日，一項一行"),
    ],
)
def test_a_mistake_names_its_cell(portal: Portal, cells: dict[str, Any], rule: str, column: str) -> None:
    book = portal.book(DAY)
    sheet = month_sheet(book, book["branches"]["b01"], 2026)
    head = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_name(SHEET).to_python()[0]
    result = import_months(filled(sheet, "2026-04", cells), "x.xlsx", book, DAY)
    found = {problem.rule: problem for problem in result.problems}
    assert rule in found
    assert (found[rule].place.line, found[rule].place.column) == (5, head.index(column) + 1)
    assert found[rule].mend


def test_by_command_a_year_goes_out_and_comes_in(portal: Portal, tmp_path: Path) -> None:
    out = tmp_path / "b01.xlsx"
    where = ["--root", str(portal.root), "--as-of", str(DAY)]
    done = CliRunner().invoke(command_line, ["export", "logbook", "b01-2026", "--out", str(out), *where])
    assert done.exit_code == 0, done.output
    (portal.root / FILE).unlink()
    assert CliRunner().invoke(command_line, ["import", "logbook", str(out), "--dry-run", *where]).exit_code == 0
    assert not (portal.root / FILE).exists()
    assert CliRunner().invoke(command_line, ["import", "logbook", str(out), *where]).exit_code == 0
    assert "m03 10 20/18" in (portal.root / FILE).read_text("utf-8")
    assert portal.problems() == []
