"""A record sheet as it came back: where each field's column stands, and which row is which record."""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from branch_portal.ground.problems import Place, Problem
from branch_portal.project.kind import Kind
from branch_portal.sheets.cells import as_known, as_text
from branch_portal.sheets.moved import moved
from branch_portal.sheets.record_columns import ID, ORIGIN, Path, RecordColumn
from branch_portal.sheets.rules import ONE_ROW, TITLES
from branch_portal.sheets.workbook import Cell, Sheet

_SUM = re.compile(r"\s*(?:合|小|[總总]|[共总])\s*[計计].*|(?:[備备]|附)?[註注].*|[說说]明.*|填[報报表]人.*")

Row = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True)
class RecordRows:
    """The rows of a file `name` by the id of each; `positions` are the columns from 0, by the path of their field.

    `exported` are the cells as they were exported, None where the file does not say.
    """

    name: str
    positions: Mapping[Path, int]
    rows: Mapping[str, Row]
    kind: Kind[Any, Any]
    exported: Mapping[str, Mapping[Path, Cell]] | None = None

    def cell(self, id: str, path: Path) -> Cell:
        return self.rows[id][1][self.positions[path]]

    def place(self, id: str, path: Path = ID) -> Place:
        """Where a field stands, with the row as its line; the record's id where the field has no column."""
        return Place(self.name, self.rows[id][0], self.positions.get(path, self.positions[ID]) + 1)

    def file(self, id: str) -> str:
        return self.kind.file(id)


def read_rows(
    sheet: Sheet,
    name: str,
    kind: Kind[Any, Any],
    columns: Sequence[RecordColumn],
    known: Collection[str],
    exported: Sheet | None = None,
) -> RecordRows | list[Problem]:
    """The rows of `sheet`, or every problem with its titles and ids; `known` are the ids that there are.

    `exported` is the table as it was exported.
    """
    sheet = _with_known_titles(sheet, [*(column.title for column in columns), ORIGIN])
    wrong = list(_wrong_titles(sheet, name, columns))
    if wrong:
        return wrong
    positions = _positions(sheet, columns)
    rows: dict[str, Row] = {}
    for number, row in sheet.rows:
        id = as_text(row[positions[ID]])
        problem = _wrong_id(sheet, row, id, rows, positions[ID], known)
        if problem:
            message, mend = problem
            wrong.append(ONE_ROW.problem(Place(name, number, positions[ID] + 1), message, value=id, mend=mend))
        rows.setdefault(id, (number, row))
    then = _cells(exported, columns) if exported else None
    if then:
        wrong += moved(name, positions, rows, then, columns, _origins(sheet))
    return wrong or RecordRows(name, positions, rows, kind, then)


def _origins(sheet: Sheet) -> dict[int, str]:
    """The id that each row had when it was exported, by its number; of ids in two rows, which were copied, none."""
    if ORIGIN not in sheet.titles:
        return {}
    at = sheet.titles.index(ORIGIN)
    found = {number: as_text(row[at]) for number, row in sheet.rows}
    ids = list(found.values())
    return {number: id for number, id in found.items() if ids.count(id) == 1}


def _positions(sheet: Sheet, columns: Sequence[RecordColumn]) -> dict[Path, int]:
    return {column.path: sheet.titles.index(column.title) for column in columns if column.title in sheet.titles}


def _cells(sheet: Sheet, columns: Sequence[RecordColumn]) -> dict[str, dict[Path, Cell]] | None:
    """The cells of a sheet by id and field; None when somebody spoilt its titles."""
    sheet = _with_known_titles(sheet, [column.title for column in columns])
    positions = _positions(sheet, columns)
    if ID not in positions:
        return None
    return {
        as_text(row[positions[ID]]): {path: row[place] for path, place in positions.items()} for _, row in sheet.rows
    }


def _with_known_titles(sheet: Sheet, titles: Collection[str]) -> Sheet:
    """The sheet with the known titles where they are written in the other script, without rows that were emptied."""
    read = as_known(sheet.titles, titles)
    seen = [number for number, title in enumerate(read) if title != ORIGIN]
    return replace(
        sheet,
        titles=read,
        rows=tuple((number, row) for number, row in sheet.rows if any(row[place] is not None for place in seen)),
    )


def _wrong_titles(sheet: Sheet, name: str, columns: Sequence[RecordColumn]) -> Iterator[Problem]:
    by_title = {column.title: column for column in columns}
    if sheet.titles and not set(by_title) & set(sheet.titles):
        mend = "第一行只寫列名：刪去列名上面的標題和空行。"
        yield TITLES.problem(Place(name), "第一行不是導出時的列名", value=sheet.titles[0], mend=mend)
        return
    for number, title in enumerate(sheet.titles):
        place = Place(name, 1, number + 1)
        if not title:
            if any(row[number] is not None for _, row in sheet.rows):
                yield TITLES.problem(place, "這一列有內容，沒有列名", mend="補上列名，或刪去這一列。")
        elif title in sheet.titles[:number]:
            yield TITLES.problem(place, f"有兩列叫「{title}」", value=title, mend="刪去其中一列。")
        elif title not in by_title and title != ORIGIN:
            free = [known for known in by_title if known not in sheet.titles]
            near = difflib.get_close_matches(title, free, n=1, cutoff=0.5)
            mend = (
                f"是不是「{near[0]}」？照樣改回來；自己加的列請刪去。"
                if near
                else f"改回導出時的列名；自己加的列請刪去。這張表的列有：{'、'.join(by_title)}。"
            )
            yield TITLES.problem(place, f"不認識的列「{title}」", value=title, mend=mend)
    for column in columns:
        if column.required and column.title not in sheet.titles:
            yield TITLES.problem(Place(name), f"缺少必填的列「{column.title}」", value=column.title)


def _wrong_id(
    sheet: Sheet, row: tuple[Cell, ...], id: str, rows: Mapping[str, Row], at: int, known: Collection[str]
) -> tuple[str, str | None] | None:
    """What is wrong with a row's id, and how to mend it where that is not the rule's own word."""
    before = as_text(row[sheet.titles.index(ORIGIN)]) if ORIGIN in sheet.titles else ""
    if _SUM.fullmatch(id) and not before:
        return f"「{id}」不是編號，這一行不像一條記錄", "匯總和說明不放在表裡，整行刪去。"
    if not id:
        return f"編號空著{f'，原來是「{before}」' if before else ''}", "補上編號；不要的行整行清空。"
    if id in rows:
        return f"編號「{id}」在第{rows[id][0]}行已經有了", None
    if id != before and before in known and all(as_text(other[at]) != before for _, other in sheet.rows):
        return f"編號改了，原來是「{before}」", None
    return None
