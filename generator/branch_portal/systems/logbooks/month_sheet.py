"""登記表格: a branch's year as a spreadsheet, a row a month, and what comes back of it as the logbook's file.

A meeting has three cells, the day and the two counts; every other matter stands in the last cell, one a line.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from branch_portal.ground.problems import Place, Problem, ProblemLog
from branch_portal.organisation.model import Branch
from branch_portal.project.handbook import Handbook
from branch_portal.project.records import Located
from branch_portal.search.fold import fold
from branch_portal.sheets.cells import as_known
from branch_portal.sheets.column import SheetColumn
from branch_portal.sheets.entry_book import EntryBook
from branch_portal.sheets.rules import READABLE, TITLES
from branch_portal.sheets.unreadable import UnreadableSheet
from branch_portal.sheets.workbook import Cell, Sheet, read_sheet
from branch_portal.source.places import Source
from branch_portal.source.validate import validate
from branch_portal.systems.logbooks.entry import Written, written_entry
from branch_portal.systems.logbooks.kinds import LOGBOOKS
from branch_portal.systems.logbooks.model import Logbook
from branch_portal.systems.logbooks.rules import check_entries, check_order, check_past
from branch_portal.systems.logbooks.year_columns import is_meeting, year_columns
from branch_portal.year.model import Duty
from branch_portal.year.schedule import make_schedule

SHEET = "辦理登記"
_ID, _MONTH, _OTHERS = "登記", "月份", "其他事項：任務 日，一項一行"
_PARTS = ("日", "應到", "實到")


@dataclass
class MonthImport:
    """What the sheet asks for: the whole logbook as data, and problems with the cell of each."""

    id: str = ""
    data: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)


def month_sheet(book: Handbook, branch: Branch, year: int) -> bytes:
    """The spreadsheet of a branch's year, with what is recorded filled in."""
    meetings = _meetings(book, branch.id, year)
    logbook = book[LOGBOOKS].get((branch.id, year))
    said = {one.month: one.held for one in logbook.months} if logbook else {}
    months = sorted({*said, *(f"{year}-{number:02}" for number in range(1, 13))})
    entry = EntryBook(f"{branch.title}{year}年辦理登記")
    entry.table(
        SHEET, list(_columns(meetings)), [_row(f"{branch.id}-{year}", m, said.get(m, ()), meetings) for m in months], 2
    )
    entry.notes(_notes(branch, year))
    return entry.content()


def import_months(content: bytes, name: str, book: Handbook, today: dt.date) -> MonthImport:
    """The logbook that the spreadsheet `content` asks for on a day; what stands in the file besides months stays."""
    result = MonthImport()
    try:
        sheet = read_sheet(content, (SHEET,), fold)
    except UnreadableSheet as error:
        result.problems.append(READABLE.problem(Place(name), str(error), mend=error.mend))
        return result
    sheet = replace(sheet, titles=as_known(sheet.titles, [_ID, _MONTH, _OTHERS]))
    lacking = [title for title in (_ID, _MONTH, _OTHERS) if title not in sheet.titles]
    ids = {str(row[sheet.titles.index(_ID)]) for _, row in sheet.rows} if not lacking else set()
    known = {f"{branch}-{year}": (branch, year) for branch in book["branches"] for year in book.settings.years}
    if lacking or len(ids) != 1 or not ids <= set(known):
        message = f"缺少列「{lacking[0]}」" if lacking else f"「{_ID}」一列要是同一個 支部-年度"
        result.problems.append(TITLES.problem(Place(name), message))
        return result
    (result.id,) = ids
    _read(sheet, name, book, known[result.id], today, result)
    return result


def _read(sheet: Sheet, name: str, book: Handbook, of: tuple[str, int], today: dt.date, result: MonthImport) -> None:
    meetings = _meetings(book, *of)
    titles = as_known(sheet.titles, [column.title for column in _columns(meetings)])
    months: list[dict[str, Any]] = []
    places: dict[tuple[str | int, ...], Place] = {(): Place(name, 1, 1)}
    for number, row in sheet.rows:
        cells = {title: value for title, value in zip(titles, row, strict=False) if value is not None}
        held = [(text, Place(name, number, titles.index(title) + 1)) for text, title in _said(cells, meetings)]
        if held:
            for index, (_, place) in enumerate(held):
                places["months", len(months), "held", index] = place
            places["months", len(months), "month"] = Place(name, number, titles.index(_MONTH) + 1)
            months.append({"month": str(cells.get(_MONTH, "")), "held": tuple(text for text, _ in held)})
    before = book[LOGBOOKS].get(of)
    data: dict[str, Any] = {"id": result.id, "branch": of[0], "year": of[1], "months": tuple(months)}
    for key in ("election", "drills"):
        if before and (kept := getattr(before, key)):
            data[key] = tuple(one.model_dump(mode="json", exclude_none=True) for one in kept)
    log = ProblemLog()
    source = Source(name, (), data, places, {})
    record = validate(Logbook, source, log)
    result.problems += log
    if record:
        located = Located(record, source)
        result.problems += [*check_order(located), *check_past(located, today), *check_entries(located, book)]
        result.data = data


def _meetings(book: Handbook, branch: str, year: int) -> list[Duty]:
    occurrences = book.derived(make_schedule).branch(branch, year)
    return [duty for duty in year_columns(occurrences) if is_meeting(duty)]


def _columns(meetings: Iterable[Duty]) -> Iterator[SheetColumn]:
    yield SheetColumn("id", _ID, given=True)
    yield SheetColumn("month", _MONTH, given=True, width=10)
    for duty in meetings:
        for part in _PARTS:
            yield SheetColumn(f"{duty.id}.{part}", _title(duty, part), "integer", width=11, least=1)
    yield SheetColumn("others", _OTHERS, width=60)


def _title(duty: Duty, part: str) -> str:
    return f"{duty.title} {duty.id} {part}"


def _row(id: str, month: str, held: Sequence[str], meetings: Iterable[Duty]) -> dict[str, Cell]:
    """One month's cells; what does not fit into a meeting's three stands among the others."""
    row: dict[str, Cell] = {"id": id, "month": month}
    columns, others = {duty.id for duty in meetings}, []
    for text in held:
        entry = written_entry(text)
        if entry and entry.matter in columns and not entry.period and f"{entry.matter}.日" not in row:
            cells = zip(_PARTS, (entry.day, entry.expected, entry.attended), strict=True)
            row |= {f"{entry.matter}.{part}": value for part, value in cells}
        else:
            others.append(text)
    return {**row, "others": "\n".join(others)}


def _said(cells: Mapping[str, Cell], meetings: Iterable[Duty]) -> Iterator[tuple[str, str]]:
    """A month's entries, each with the title of the column that it stands in, in the order of their days."""
    found: list[tuple[int, str, str]] = []
    for duty in meetings:
        day, expected, attended = (cells.get(_title(duty, part)) for part in _PARTS)
        if (day, expected, attended) != (None, None, None):
            counts = "" if expected is None and attended is None else f" {_plain(expected)}/{_plain(attended)}"
            found.append((_number(day), f"{duty.id} {_plain(day)}{counts}", _title(duty, _PARTS[0])))
    for line in re.split(r"[\n；;]", str(cells.get(_OTHERS) or "")):
        if text := " ".join(line.replace("　", " ").split()):
            entry: Written | None = written_entry(text)
            found.append((entry.day if entry else 99, text, _OTHERS))
    return ((text, title) for _, text, title in sorted(found, key=lambda one: one[0]))


def _plain(value: Cell) -> str:
    return "" if value is None else str(value).strip()


def _number(value: Cell) -> int:
    return int(_plain(value)) if _plain(value).isdigit() else 99


def _notes(branch: Branch, year: int) -> list[tuple[str, str]]:
    return [
        ("這張表", f"{branch.title}{year}年辦理登記，一個月一行。"),
        ("怎麼填", "會議三格：幾日、應到、實到，只寫數字。其他任務寫在最後一格，一項一行，寫「任務 日」，如 a20 3。"),
        ("補辦前一期", "寫在最後一格，編號後面寫明期次，如 m01.2026-03 2 5/5。"),
        ("不要寫", "姓名、電話。列席的不計入實到。"),
        ("填好以後", "運行 portal import logbook 文件名 --dry-run，有錯的逐格指出；沒有錯了去掉 --dry-run 再運行。"),
    ]
