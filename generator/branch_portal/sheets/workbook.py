"""Spreadsheets that people filled in, as rows of plain values with the place of every cell.

calamine never computes a formula and gives every number as a float; a date cell is a date, a date typed as text stays
text. Here 5.0 becomes 5 and the many ways to type a date become one.
"""

import datetime as dt
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from python_calamine import CalamineError, CalamineWorkbook

from branch_portal.source.apart import EndedError, done_apart

Cell = str | int | float | dt.date | None
"""What one cell holds, whether it was read or is to be written."""

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日號号]?")
_SHEET = re.compile(r'<(?:\w+:)?sheet [^<>]*?name="([^"]*)"[^<>]*?r:id="([^"]*)"')
_LINK = re.compile(r"<(?:\w+:)?Relationship [^<>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_ERROR = re.compile(r'<(?:\w+:)?c r="([A-Z]+[0-9]+)"[^<>]*\bt="e"')
_FILLED = re.compile(r"<(?:\w+:)?c\s[^<>]*[^/<>]>")
_NAME = re.compile(r"""\sr\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,9})["']""")
MOST_BYTES = 20 << 20
MOST_ROWS = 20_000
MOST_COLUMNS = 1_000
MOST_CELLS = 2_000_000
"""Of the whole rectangle that a table takes, gaps and all."""
_SECONDS, _MEMORY = 8, 350 << 20
"""What reading one file may take: seconds of processor time, and bytes; a full table takes two seconds and 130 MB."""
_BROKEN = "文件壞了，讀不完；用 Excel 或 WPS 打開，另存為 .xlsx 再導入"


@dataclass(frozen=True)
class Sheet:
    """One worksheet: the titles of its first row, and the rows below with their numbers as the program shows them."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


class UnreadableSheet(Exception):
    """The file is no spreadsheet that can be read; the text says why, in Chinese."""


def read_sheet(content: bytes, names: Collection[str], fold: Callable[[str], str] = str) -> Sheet:
    """The one worksheet of a file that has one of the `names`, which are alike when `fold` says so.

    Rows without any value are left out. Raises `UnreadableSheet`, also for a file that would take all memory.
    """
    try:
        return done_apart(partial(_read_sheet, content, names, fold), seconds=_SECONDS, memory=_MEMORY)
    except (EndedError, MemoryError):
        raise UnreadableSheet(
            "表格太大或壞了，讀不完（多半是很遠的地方也有內容）；把要導入的幾列複製到新表格，存為 .xlsx 再導入"
        ) from None


def _read_sheet(content: bytes, names: Collection[str], fold: Callable[[str], str]) -> Sheet:
    if len(content) > MOST_BYTES:
        raise UnreadableSheet(f"文件有{len(content) >> 20}MB，最多{MOST_BYTES >> 20}MB")
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError:
        raise UnreadableSheet("這不是 Excel 文件，或者加了密碼") from None
    known = {fold(name): name for name in names}
    found = [name for name in workbook.sheet_names if fold(name) in known]
    if not found:
        wanted = f"名為「{min(names)}」" if len(names) == 1 else "認得出名稱"
        raise UnreadableSheet(f"沒有{wanted}的工作表（有：{'、'.join(workbook.sheet_names)}）")
    if len(found) > 1:
        raise UnreadableSheet(f"有{len(found)}張要導入的工作表（{'、'.join(found)}），一個文件只放一張")
    try:
        return _worksheet(workbook, found[0], known[fold(found[0])], _xml(content, found[0]))
    except CalamineError:
        raise UnreadableSheet(_BROKEN) from None


def _worksheet(workbook: CalamineWorkbook, found: str, name: str, text: str) -> Sheet:
    """The worksheet called `found`, with the `name` it is known by; `text` is its XML."""
    if far := _far_cell(text):  # calamine would make every cell up to it
        raise UnreadableSheet(
            f"{far} 也有內容（看不見的多半是空格），最多{MOST_ROWS}行、{MOST_COLUMNS}列，共{MOST_CELLS // 10_000}萬格；"
            "刪去表外的行和列"
        )
    page = workbook.get_sheet_by_name(found)
    if merged := page.merged_cell_ranges:
        (top, left), (bottom, right) = merged[0]
        cells = f"{cell_name(top + 1, left + 1)}:{cell_name(bottom + 1, right + 1)}"
        raise UnreadableSheet(f"{cells} 是合併的單元格，裡面只有第一格讀得到；取消合併，每格都填")
    if wrong := _ERROR.findall(text)[:5]:
        raise UnreadableSheet(f"{'、'.join(wrong)} 是公式算出的錯誤（如 #N/A）；改成內容本身")
    lines = page.to_python(skip_empty_area=False)
    if len(lines) > MOST_ROWS + 1:
        raise UnreadableSheet(f"有{len(lines)}行，最多{MOST_ROWS}行；刪去下面多餘的行，或分幾次導入")
    titles = tuple(str(value).strip() for value in lines[0]) if lines else ()
    rows = ((number, tuple(_plain(value) for value in line)) for number, line in enumerate(lines[1:], start=2))
    return Sheet(
        name,
        titles,
        tuple((number, row) for number, row in rows if any(value is not None for value in row)),
    )


def _far_cell(text: str) -> str:
    """The first filled cell that is far off any table, or makes one too large; none when there is none."""
    rows = columns = 1
    for tag in _FILLED.finditer(text):
        if not (name := _NAME.search(tag[0])):
            continue
        row, column = int(name[2]), _number(name[1].upper())
        rows, columns = max(rows, row), max(columns, column)
        if row > MOST_ROWS + 1 or column > MOST_COLUMNS or rows * columns > MOST_CELLS:
            return f"{name[1]}{name[2]}"
    return ""


def _xml(content: bytes, name: str) -> str:
    """A worksheet as its .xlsx file has it: calamine shows an error as empty and fills all gaps. Empty for other files."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sheets = dict(_SHEET.findall(parts.read("xl/workbook.xml").decode()))
            number = next(number for title, number in sheets.items() if html.unescape(title) == name)
            targets = [_attributes(link) for link in _LINK.findall(parts.read("xl/_rels/workbook.xml.rels").decode())]
            target = next(link["Target"] for link in targets if link["Id"] == number)
            return parts.read(f"xl/{target.removeprefix('/xl/')}").decode()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, LookupError, StopIteration, ValueError, OSError):
        return ""


def _attributes(tag: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(tag))


def cell_name(row: int, column: int) -> str:
    """`C12` for row 12, column 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def as_date_text(value: Cell) -> Cell:
    """A date as YYYY-MM-DD, however it was typed; anything else as it is."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        found = _DATE.fullmatch(unicodedata.normalize("NFKC", value).strip())
        if found:
            year, month, day = map(int, found.groups())
            return f"{year:04}-{month:02}-{day:02}"
    return value


def _plain(value: object) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, int):
        return value
    return str(value).strip() or None
