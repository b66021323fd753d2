"""記錄表: all records of one kind as a spreadsheet, a row each; `generator.sheets` reads it back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from branch_portal.project.kind import Kind
from branch_portal.sheets.column import CellKind, SheetColumn
from branch_portal.sheets.entry_book import LISTS, EntryBook
from branch_portal.sheets.record_columns import EXPORTED, ID, ORIGIN, Path, RecordColumn, by_hand, columns, written
from branch_portal.sheets.record_titles import Titles

_SPARE = 300  # rows below the last with the same drop-downs, for new records
_CELLS: Mapping[str, CellKind] = {"integer": "integer", "number": "number", "date": "date"}


def record_sheet(
    kind: Kind[Any, Any],
    records: Mapping[str, Mapping[str, Any]],
    titles: Titles,
    words: Callable[[str], str] = str,
) -> bytes:
    """The spreadsheet of `records`, as their files have them, by id; `titles` are what ids may be named, by kind.

    `words` turns what the portal says into the script that people write; what the records say stays as it is.
    """
    return record_book([(kind, records)], titles, words)


def record_book(
    parts: Sequence[tuple[Kind[Any, Any], Mapping[str, Mapping[str, Any]]]],
    titles: Titles,
    words: Callable[[str], str] = str,
) -> bytes:
    """One spreadsheet with a worksheet for every kind and its records; otherwise as `record_sheet`."""
    fields = {kind.name: _fields(kind, words) for kind, _ in parts}
    every = [column for listed in fields.values() for column in listed]
    named = {column.refers: (titles.kind(column.refers), titles.of(column.refers)) for column in every if column.refers}
    book = EntryBook(words(f"{parts[0][0].title if len(parts) == 1 else ''}記錄表"), named, words)
    tables = [(kind, *_table(fields[kind.name], records, titles)) for kind, records in parts]
    for kind, table, rows in tables:
        book.table(kind.title, table, rows, frozen=_frozen(fields[kind.name]), spare=_SPARE)
    book.notes(
        note
        for kind, _, rows in tables
        for note in _notes(
            kind.title, len(rows), fields[kind.name], titles, by_hand(kind), by_hand(kind, needed_only=True)
        )
    )
    for kind, table, rows in tables:
        book.hidden(EXPORTED if len(tables) == 1 else exported_name(kind), table, rows)
    return book.content()


def exported_name(kind: Kind[Any, Any]) -> str:
    """The hidden worksheet that holds what was exported of one kind, in a spreadsheet of several."""
    return f"{EXPORTED}·{kind.title}"


def _fields(kind: Kind[Any, Any], words: Callable[[str], str]) -> list[RecordColumn]:
    return [
        replace(column, title=words(column.title), options={words(one): value for one, value in column.options.items()})
        for column in columns(kind.written)
    ]


def _table(
    fields: Sequence[RecordColumn], records: Mapping[str, Mapping[str, Any]], titles: Titles
) -> tuple[list[SheetColumn], list[dict[str, Any]]]:
    """The columns of one worksheet, and its rows by the columns' keys."""
    rows = [
        {_key(column.path): column.shown(written(data, column.path)) for column in fields} | {ORIGIN: id}
        for id, data in records.items()
    ]
    origin = SheetColumn(ORIGIN, ORIGIN, given=True, hidden=True)
    return [*(sheet_column(column, titles) for column in fields), origin], rows


def sheet_column(column: RecordColumn, titles: Titles) -> SheetColumn:
    """The column of a spreadsheet for one field."""
    cell: CellKind = "text" if column.many else _CELLS.get(column.kind, "text")
    if column.options and column.kind == "integer":
        cell = "number"
    elif any(type(value) is int for value in column.options.values()):
        cell = "integer"
    return SheetColumn(
        _key(column.path),
        column.title,
        cell,
        width=_width(column),
        given=column.path == ID,
        options=() if column.many or column.kind == "integer" else tuple(column.options),
        listed="" if column.many else column.refers,
        least=None if column.limits[0] is None else int(column.limits[0]),
        hint="\n".join(hints(column, titles)),
    )


def hints(column: RecordColumn, titles: Titles) -> Iterator[str]:
    """What to write in a column, a sentence each."""
    needed = "必填" if column.required else "填了這一組就必填" if column.needed and len(column.path) > 1 else "可不填"
    default = column.shown(column.default) if isinstance(column.default, str | int | float) else None
    yield f"{needed}，不填按「{default}」" if default is not None else needed
    least, most = column.limits
    if column.path == ID:
        yield "已有的不改；新增的自己定，小寫英文字母、數字和連字符"
    elif column.refers:
        yield f"寫編號，見「{LISTS}」的「{titles.kind(column.refers)}」；寫名稱也認得"
    elif column.kind == "integer":
        yield f"整數{_range(least, most)}{''.join(f'，或者 {label}' for label in column.options)}"
    elif column.kind == "number":
        yield f"數字{_range(least, most)}"
    elif column.kind == "date":
        yield "日期，如 2026-03-05"
    elif column.kind == "moment":
        yield "時刻，如 2026-02-04 04:02:07"
    elif column.options:
        yield f"選一個：{'、'.join(column.options)}"
    elif most is not None:
        yield f"最多{most:.0f}個字"
    if column.many:
        yield "一項一行，按 Alt+Enter 換行"


def _range(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f"，{least:g}至{most:g}"
    return f"，不小於{least:g}" if least is not None else f"，不大於{most:g}" if most is not None else ""


def _width(column: RecordColumn) -> int:
    if column.many:
        return 28
    if column.kind == "text" and not column.refers and column.path != ID:
        most = column.limits[1] or 40
        return 12 if most <= 20 else 28 if most <= 120 else 44
    longest = max((len(label) for label in column.options), default=0)
    return max(12, min(28, 2 * longest + 2))


def _frozen(fields: Sequence[RecordColumn]) -> int:
    """How many columns stay in sight: up to the title, where it comes early."""
    early = [number for number, column in enumerate(fields[:3]) if column.path == ("title",)]
    return early[0] + 1 if early else 1


def _notes(
    title: str,
    count: int,
    fields: Sequence[RecordColumn],
    titles: Titles,
    left: Sequence[str],
    needed: Sequence[str],
) -> Iterator[tuple[str, str]]:
    yield "這張表", f"{title}，{count}條。一行是一條記錄，一列是一個欄目。"
    yield "改", "直接改單元格。沒有改的行和格，導入後文件原樣不動。可不填的，清空單元格就是刪去這一項。"
    if needed:
        yield "加", f"不能在表裡新增：{_quoted(needed)}一格放不下。先在倉庫裡複製一個同類的文件，填好後再導出。"
    else:
        yield "加", "在最後一行下面接著寫，編號不與別的相同。"
    yield "刪", "刪去一行不會刪記錄，也不會改它。要刪記錄，在倉庫裡刪去它的文件。"
    yield "日期", "寫成 2026-03-05 或 2026/3/5 都認得；兩位數的年份不認。"
    yield "一格多項", "一項一行，按 Alt+Enter 換行。"
    if left:
        yield "不在表裡的", f"{_quoted(left)}一格放不下，在文件裡改；導入不會動它們。"
    yield "不要動", "列名、工作表的名稱、灰色的編號。列的順序可以調整；用不著的可不填的列可以刪去，導入時不動。"
    yield "不要用", "公式、合併單元格；不要在表外另加說明。"
    yield "不要寫", "姓名、電話、住址。"
    yield (
        "填好以後",
        "運行 portal import records 文件名 --dry-run，有錯的逐格指出；沒有錯了去掉 --dry-run 再運行，核對改動後提交。",
    )
    yield "各列怎麼填", ""
    for column in fields:
        yield column.title, "；".join(hints(column, titles)) + "。"


def _quoted(titles: Sequence[str]) -> str:
    return "".join(f"「{title}」" for title in titles)


def _key(path: Path) -> str:
    return ".".join(path)
