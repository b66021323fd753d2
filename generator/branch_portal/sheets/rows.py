"""A record sheet as it came back: where each field's column stands, and which row is which record."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from branch_portal.ground.problems import Place, Problem
from branch_portal.project.kind import Kind
from branch_portal.search.fold import fold
from branch_portal.sheets.cells import as_known, as_text
from branch_portal.sheets.record_columns import ID, ORIGIN, Path, RecordColumn
from branch_portal.sheets.rules import ONE_ROW, SORTED_ALONE, TITLES
from branch_portal.sheets.workbook import Cell, Sheet

Row = tuple[int, tuple[Cell, ...]]

_SORTED_FROM = 4
"""Cells that changed places, from which on a person hardly did it on purpose."""


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
    wrong += _sorted_alone(name, positions, rows, then or {}, columns)
    return wrong or RecordRows(name, positions, rows, kind, then)


def _sorted_alone(
    name: str,
    positions: Mapping[Path, int],
    rows: Mapping[str, Row],
    exported: Mapping[str, Mapping[Path, Cell]],
    columns: Sequence[RecordColumn],
) -> Iterator[Problem]:
    """Columns whose cells are those that were exported, but each in another row, and now in order from top to bottom."""
    known = [id for id in rows if id in exported]
    for column in columns:
        path = column.path
        if path not in positions or path == ID:
            continue
        now = [as_text(rows[id][1][positions[path]]) for id in known]
        then = [as_text(exported[id].get(path)) for id in known]
        moved = [number for number, (one, other) in enumerate(zip(now, then, strict=True)) if one != other]
        filled = [text for text in now if text]
        if len(moved) >= _SORTED_FROM and sorted(now) == sorted(then) and _in_order(filled):
            place = Place(name, rows[known[moved[0]]][0], positions[path] + 1)
            yield SORTED_ALONE.problem(
                place, f"「{column.title}」這一列單獨排過序，{len(moved)}行的內容換到了別的記錄上"
            )


def _in_order(texts: Sequence[str]) -> bool:
    """Whether a program that sorts cells leaves them so: numbers by size, texts by their code or, in Chinese, by sound."""
    try:
        keys: list[Any] = [float(text) for text in texts]
    except ValueError:
        keys = list(texts)
        by_sound = [fold(text).encode("gbk", "replace") for text in texts]  # whose common characters are in that order
        if by_sound in (sorted(by_sound), sorted(by_sound, reverse=True)):
            return True
    return keys == sorted(keys) or keys == sorted(keys, reverse=True) or _grouped(keys)


def _grouped(keys: Sequence[Any]) -> bool:
    """Whether equal cells stand together, as they do in whatever order there may be else: by strokes, by a list."""
    starts = [key for number, key in enumerate(keys) if not number or key != keys[number - 1]]
    return len(starts) == len(set(starts)) < len(keys)


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
    for number, title in enumerate(sheet.titles):
        place = Place(name, 1, number + 1)
        if not title:
            if any(row[number] is not None for _, row in sheet.rows):
                yield TITLES.problem(place, "這一列有內容，沒有列名", mend="補上列名，或刪去這一列。")
        elif title in sheet.titles[:number]:
            yield TITLES.problem(place, f"有兩列叫「{title}」", value=title, mend="刪去其中一列。")
        elif title not in by_title and title != ORIGIN:
            mend = f"改回導出時的列名；自己加的列請刪去。這張表的列有：{'、'.join(by_title)}。"
            yield TITLES.problem(place, f"不認識的列「{title}」", value=title, mend=mend)
    for column in columns:
        if column.required and column.title not in sheet.titles:
            yield TITLES.problem(Place(name), f"缺少必填的列「{column.title}」", value=column.title)


def _wrong_id(
    sheet: Sheet, row: tuple[Cell, ...], id: str, rows: Mapping[str, Row], at: int, known: Collection[str]
) -> tuple[str, str | None] | None:
    """What is wrong with a row's id, and how to mend it where that is not the rule's own word."""
    before = as_text(row[sheet.titles.index(ORIGIN)]) if ORIGIN in sheet.titles else ""
    if not id:
        return f"編號空著{f'，原來是「{before}」' if before else ''}", "補上編號；不要的行整行清空。"
    if id in rows:
        return f"編號「{id}」在第{rows[id][0]}行已經有了", None
    if id != before and before in known and all(as_text(other[at]) != before for _, other in sheet.rows):
        return f"編號改了，原來是「{before}」", None
    return None
