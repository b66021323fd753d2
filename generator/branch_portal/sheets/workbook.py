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

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from branch_portal.sheets.unreadable import UnreadableSheet, no_spreadsheet
from branch_portal.source.apart import EndedError, done_apart

Cell = str | int | float | dt.date | None
"""What one cell holds, whether it was read or is to be written."""

_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日號号]?"
    r"(?:\s*\(?(?:星期|[周週])[一二三四五六日天]\)?)?(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?"
)
_SHEET = re.compile(r'<(?:\w+:)?sheet [^<>]*?name="([^"]*)"[^<>]*?r:id="([^"]*)"')
_LINK = re.compile(r"<(?:\w+:)?Relationship [^<>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_ERROR = re.compile(r'<(?:\w+:)?c r="([A-Z]+[0-9]+)"[^<>]*\bt="e"')
_UNCOUNTED = re.compile(
    r'<(?:\w+:)?c(?![^<>]*\st="str")\s[^<>]*?\br="([A-Z]+[0-9]+)"[^<>]*>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)'
    r"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A cell with a formula and no result, but for a text that is empty."""
_FILLED = re.compile(r"<(?:\w+:)?c\s[^<>]*[^/<>]>")
_NAME = re.compile(r"""\sr\s*=\s*["']([A-Za-z]{1,9})([0-9]{1,9})["']""")
MOST_BYTES = 20 << 20
MOST_ROWS = 20_000
MOST_COLUMNS = 1_000
MOST_CELLS = 2_000_000
"""Of the whole rectangle that a table takes, gaps and all."""
SECONDS, MEMORY = 8, 350 << 20
"""What reading one file may take: seconds of processor time, and bytes; a full table takes two seconds and 130 MB."""
_BROKEN = "文件壞了，讀不完；用 Excel 或 WPS 打開，另存為 .xlsx 再導入"


@dataclass(frozen=True)
class Sheet:
    """One worksheet: the titles of its first row, and the rows below with their numbers as the program shows them."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read_sheet(content: bytes, names: Collection[str], fold: Callable[[str], str] = str) -> Sheet:
    """The one worksheet of a file that has one of the `names`, which are alike when `fold` says so.

    Rows without any value are left out. Raises `UnreadableSheet`, also for a file that would take all memory.
    """
    try:
        return done_apart(partial(_read_sheet, content, names, fold), seconds=SECONDS, memory=MEMORY)
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
        raise no_spreadsheet(content) from None
    known = {fold(name): name for name in names}
    found = [name for name in workbook.sheet_names if fold(name.strip()) in known]
    if not found:
        wanted = f"名為「{min(names)}」" if len(names) == 1 else "認得出名稱"
        raise UnreadableSheet(
            f"沒有{wanted}的工作表（有：{'、'.join(workbook.sheet_names)}）", _other_name(workbook.sheet_names, names)
        )
    if len(found) > 1:
        raise UnreadableSheet(
            f"有{len(found)}張要導入的工作表（{'、'.join(found)}），一個文件只放一張",
            "一張留在這個文件裡，別的移到另一個文件，分別導入。",
        )
    try:
        sheet = _worksheet(workbook, found[0], known[fold(found[0].strip())], _xml(content, found[0]))
        if copy := _copy(workbook, found[0]):
            raise UnreadableSheet(
                f"工作表「{copy}」和「{found[0]}」的列名一樣，不知道以哪一張為準",
                f"要的內容都放在「{found[0]}」裡，刪去「{copy}」。",
            )
        return sheet
    except CalamineError:
        raise UnreadableSheet(_BROKEN) from None


def _worksheet(workbook: CalamineWorkbook, found: str, name: str, text: str) -> Sheet:
    """The worksheet called `found`, with the `name` it is known by; `text` is its XML."""
    if far := _far_cell(text):  # calamine would make every cell up to it
        raise UnreadableSheet(
            f"{far} 也有內容（看不見的多半是空格），最多{MOST_ROWS}行、{MOST_COLUMNS}列，共{MOST_CELLS // 10_000}萬格；"
            "刪去表外的行和列",
            "點行號（列標）選中表外的整行（整列），按右鍵「刪除」，存盤再導入；只清空內容不夠的，把表複製到新文件。",
        )
    page = workbook.get_sheet_by_name(found)
    if merged := page.merged_cell_ranges:
        (top, left), (bottom, right) = merged[0]
        cells = f"{cell_name(top + 1, left + 1)}:{cell_name(bottom + 1, right + 1)}"
        raise UnreadableSheet(
            f"{cells} 是合併的單元格，裡面只有第一格讀得到；取消合併，每格都填",
            "選中這幾格，按「合併後居中」取消合併，每格填上內容。",
        )
    if wrong := _ERROR.findall(text)[:5]:
        raise UnreadableSheet(
            f"{'、'.join(wrong)} 是公式算出的錯誤（如 #N/A）；改成內容本身",
            "在這幾格裡直接輸入內容，不用公式；本來沒有內容的，清空。",
        )
    if uncounted := _UNCOUNTED.findall(text)[:5]:
        raise UnreadableSheet(
            f"{'、'.join(uncounted)} 是公式，文件裡沒有它算出的結果（多半是別的程序寫的）",
            "用 Excel 或 WPS 打開，存一次盤就有結果；或者在這幾格裡直接輸入內容。",
        )
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


def _copy(workbook: CalamineWorkbook, name: str) -> str:
    """A copy of the worksheet called `name` as programs call one (支部 (2)), in sight; empty when there is none."""

    def titles(one: str) -> list[object]:
        lines = workbook.get_sheet_by_name(one).to_python(skip_empty_area=False, nrows=1)
        return [title for title in lines[0] if title != ""] if lines else []

    own = titles(name)
    seen = [
        one.name for one in workbook.sheets_metadata if one.visible == SheetVisibleEnum.Visible and name in one.name
    ]
    return next((one for one in seen if one != name and len(own) > 1 and titles(one) == own), "")


def _other_name(there: list[str], names: Collection[str]) -> str:
    """How to mend a worksheet that has another name than it was exported with."""
    if len(names) == 1:
        return f"把要導入的那一張工作表改名為「{min(names)}」。"
    near = next(
        (one for name in there for one in sorted(names) if one in name), "支部" if "支部" in names else min(names)
    )
    return f"把要導入的那一張工作表改回導出時的名稱（就是類別，如「{near}」）。"


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
