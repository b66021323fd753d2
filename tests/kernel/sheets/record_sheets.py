"""The sample's records as spreadsheets, and a clerk who changes cells; for the tests."""

import difflib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from branch_portal import rooms
from branch_portal.ground.problems import Problem
from branch_portal.project.records import Records
from branch_portal.sheets.importing import with_sheet
from branch_portal.sheets.record_columns import EXPORTED, columns
from branch_portal.sheets.record_sheet import record_sheet
from branch_portal.sheets.record_titles import Titles, record_titles
from branch_portal.sheets.records import Changes, changes
from branch_portal.sheets.report import in_cell
from branch_portal.sheets.rows import RecordRows, read_rows
from branch_portal.sheets.workbook import Sheet, read_sheet

TITLES = {kind.name: title for title, kind in with_sheet(rooms.KINDS).items()}
NEW_BRANCH = {
    "編號": "b13", "名稱": "第十三示例黨支部", "簡稱": "新支部", "類別": "黨支部", "上級": "city", "主要業務": "綜合: 辦公",
    "是否設支部委員會": "是", "黨小組數": "2", "正式黨員數": 20, "本屆選舉日期": "2025年3月5日",
}  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """One kind of the sample as its spreadsheet, and its files."""

    kind: str
    content: bytes
    sheet: Sheet
    files: dict[str, bytes]
    titles: Titles
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
        kind = rooms.KINDS[self.kind]
        fields = columns(kind.written)
        table = read_rows(sheet, "表.xlsx", kind, fields, self.files, self.exported)
        if isinstance(table, list):
            return Changes(problems=table), None
        return changes(table, self.files, self.titles), table

    def differing(self, result: Changes) -> list[str]:
        """The lines that the only changed file takes away and gets."""
        ((path, content),) = result.files.items()
        old = self.files.get(Path(path).stem, b"").decode().split("\n")
        lines = difflib.unified_diff(old, content.decode().split("\n"), lineterm="", n=0)
        return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


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


def told(problems: list[Problem], sheet: str) -> list[str]:
    return [in_cell(problem, sheet) for problem in problems]


def exported_sheets(root: Path, records: Records) -> dict[str, Exported]:
    """Every kind that has a spreadsheet."""
    titles = record_titles(records)
    found = {}
    for kind in with_sheet(rooms.KINDS).values():
        rows: dict[str, Any] = {id: located.source.data for id, located in records[kind].items()}
        content = record_sheet(kind, rows, titles)
        files = {path.stem: path.read_bytes() for path in sorted(root.glob(kind.file("*")))}
        found[kind.name] = Exported(
            kind.name,
            content,
            read_sheet(content, with_sheet(rooms.KINDS)),
            files,
            titles,
            read_sheet(content, (EXPORTED,)),
        )
    return found
