"""What a cell of a record's spreadsheet means, however a clerk or the spreadsheet program wrote it."""

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from branch_portal.ground.rules import Rule
from branch_portal.project.references import UNKNOWN
from branch_portal.search.fold import fold
from branch_portal.sheets.record_columns import RecordColumn
from branch_portal.sheets.record_titles import Titles
from branch_portal.sheets.workbook import Cell, as_date_text
from branch_portal.source.mends import better_bool, better_int, date_words
from branch_portal.source.messages import CHOICE, DATE, INVISIBLE, KIND
from branch_portal.source.text import invisible

_INTEGER = re.compile(r"[+-]?\d{1,18}|[+-]?\d{1,3}(,\d{3})+")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d+)?")
_WORDS = re.compile(r"[\s、，,；;]+")
_FIRST_DAY = dt.date(1899, 12, 30)
_TRUTHS = {"true": "是", "false": "否", "√": "是", "×": "否"}
_NOTHING = frozenset(
    ("無", "无", "没有", "沒有", "待定", "未定", "暫無", "暂无", "空", "/", "-", "—", "——", "－", "N/A")
)
_MOST_EXACT = 10**15
_LEAST_EXACT = 1e-6


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a cell, and how to mend it."""

    rule: Rule
    message: str
    mend: str
    value: str = ""


def read_cell(column: RecordColumn, cell: Cell) -> object:
    """The value that the column's field gets, None when there is none, or a `Mistake`.

    Dates are given as files write them, a column of many as a tuple.
    """
    if not column.many:
        return None if cell is None else _left_empty(column, _one(column, cell))
    text = as_date_text(cell) if column.kind == "date" else cell
    if text is None:
        return ()
    parts = [part.strip() for part in _parts(column, _text(text))] if isinstance(text, str) else [text]
    found = tuple(_one(column, part) for part in parts if part != "")
    return next((value for value in found if isinstance(value, Mistake)), found)


def _parts(column: RecordColumn, text: str) -> list[str]:
    """The items of a cell: one a line; short ones may also stand side by side, unless the line is a choice as it is."""
    lines = text.split("\n")
    if not column.refers and column.kind not in ("date", "integer", "choice"):
        return lines
    whole = {fold(label) for label in column.options}
    return [part for line in lines for part in ([line] if fold(line).strip() in whole else _WORDS.split(line))]


def refer(column: RecordColumn, value: object, titles: Titles) -> object:
    """`value` with titles made ids where a record is called so, or a `Mistake` when there is no such record."""
    if isinstance(value, tuple):
        found = tuple(refer(column, item, titles) for item in value)
        return next((item for item in found if isinstance(item, Mistake)), found)
    known = titles.of(column.refers)
    if not isinstance(value, str) or value in known:
        return value
    plain = unicodedata.normalize("NFKC", value).strip().lower()  # as a program that begins cells with capitals has it
    called = [id for id, title in known.items() if fold(title) == fold(value) or id == plain]
    if len(called) == 1:
        return called[0]
    near = "".join(difflib.get_close_matches(value, [*known, *known.values()], n=1, cutoff=0.5))
    id = near if near in known else next((id for id, title in known.items() if near and title == near), "")
    mend = f"是不是「{id}」（{known[id]}）？" if id else "照「編號對照」裡的編號寫，或者先建立那條記錄。"
    mistake = Mistake(UNKNOWN, f"沒有編號為「{value}」的{titles.kinds.title(column.refers)}", mend, value)
    return mistake if column.many else _left_empty(column, mistake)


def _left_empty(column: RecordColumn, value: object) -> object:
    """The mistake of a word for nothing where a cell that may be empty takes no words, with the mend that it needs."""
    if isinstance(value, Mistake) and not column.needed and value.value.strip() in _NOTHING:
        return replace(value, mend="沒有的、還沒定的，把這一格清空。")
    return value


def _one(column: RecordColumn, cell: Cell) -> object:
    if column.kind in ("truth", "choice"):
        return _choice(column, cell)
    if column.kind == "integer":
        return _integer(column, cell)
    if column.kind == "number":
        return _number(cell)
    if column.kind == "date":
        return _date(cell)
    return _words(cell)


def _words(cell: Cell) -> str | Mistake:
    if isinstance(cell, dt.date):
        mend = "把單元格格式設成「文本」，再重新輸入。"
        return Mistake(KIND, "這一列是文字，表格程序當成了日期", mend, cell.isoformat())
    if isinstance(cell, int | float):
        if abs(cell) >= _MOST_EXACT:
            mend = "把單元格格式設成「文本」，再重新輸入。"
            return Mistake(KIND, "這一列是文字，表格程序當成了數字，15位以後已經變成0", mend, str(cell))
        return str(cell)
    text = _text(cell or "")
    hidden = next(invisible(text, ""), None)
    return Mistake(INVISIBLE, hidden.message, "刪去這個字符，或整格重新輸入。") if hidden else text


def _integer(column: RecordColumn, cell: Cell) -> object:
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    if text in column.options:
        return column.options[text]
    if code := next((value for value in column.options.values() if value == text), None):
        return code  # as files write it
    if isinstance(cell, int):
        return cell
    if isinstance(cell, str) and _INTEGER.fullmatch(text):
        return int(text.replace(",", ""))
    others = f"，或者 {'、'.join(column.options)}" if column.options else ""
    better = better_int(cell) if isinstance(cell, str) else ""
    return Mistake(KIND, f"這一列填整數{others}", better or "只寫數字，不帶單位和小數。", str(cell))


def _number(cell: Cell) -> object:
    if isinstance(cell, str):
        text = unicodedata.normalize("NFKC", cell).strip()
        if not _NUMBER.fullmatch(text):
            return Mistake(KIND, "這一列填數字", "只寫數字，如 98.5，不帶單位和百分號。", cell)
        cell = float(text)
    if isinstance(cell, int | float):
        if cell and not _LEAST_EXACT <= abs(cell) < _MOST_EXACT:
            return Mistake(
                KIND,
                "這個數太大或太小，表格程序記不準",
                "整數最多15位，小數從 0.000001 起；換一個單位再寫。",
                str(cell),
            )
        rounded = float(f"{cell:.12g}")  # what people typed, without the last digits of a computed sum
        return int(rounded) if rounded.is_integer() else rounded
    return Mistake(KIND, "這一列填數字", "把單元格格式設成「數值」，再重新輸入。", str(cell))


def bare_day(cell: int | float) -> Mistake:
    """A number where a day belongs: what a spreadsheet makes of a day in a cell that shows numbers."""
    day = _FIRST_DAY + dt.timedelta(days=int(cell)) if 20_000 <= cell <= 80_000 else None
    mend = f"單元格格式改成「日期」看一看，是不是 {day}？" if day else "寫成 2026-03-05。"
    return Mistake(DATE, "這一列填日期，這裡是數字", mend, str(cell))


def _date(cell: Cell) -> object:
    if isinstance(cell, int | float):
        return bare_day(cell)
    text = as_date_text(cell)
    try:
        return dt.date.fromisoformat(str(text)).isoformat()
    except ValueError:
        kind = "date_none" if re.fullmatch(r"\d{4}-\d\d-\d\d", str(text)) else "date_form"
        message, mend = date_words(kind, text, "這一列填日期", "寫成四位年、月、日，例如 2026-03-05。")
        return Mistake(DATE, message, mend, str(cell))


def _choice(column: RecordColumn, cell: Cell) -> object:
    text = fold(as_text(cell)).strip()
    text = _TRUTHS.get(text, text) if column.kind == "truth" else text
    folded = {fold(label): value for label, value in column.options.items()}
    labels = {fold(label): label for label in column.options}
    by_code = {str(value): value for value in column.options.values()}
    if text in folded or text in by_code:
        return folded.get(text, by_code.get(text))
    truth = better_bool(text) if column.kind == "truth" else ""
    likely = "是" if "true" in truth else "否" if truth else text
    near = difflib.get_close_matches(likely, folded, n=1, cutoff=0.4)
    mend = f"是不是「{labels[near[0]]}」？" if near else "從下拉列表裡選。"
    return Mistake(CHOICE, f"只能是：{'、'.join(column.options)}", mend, as_text(cell))


def as_known(words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The words as `known` has them, whichever script they are written in and wherever they break; others stay."""
    by_class = {_bare(one): one for one in known}
    return tuple(by_class.get(_bare(word), word) for word in words)


def _bare(word: str) -> str:
    return "".join(fold(word).split())


def as_text(cell: Cell) -> str:
    """A cell as its program would show it."""
    return "" if cell is None else str(cell)


def _text(text: str) -> str:
    """Lines without the spaces around them, with plain line ends."""
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()
