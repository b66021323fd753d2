"""導入記錄表: what a filled-in record sheet asks for, and what the whole check says of it; nothing is written here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from branch_portal.editions.source_files import scripts
from branch_portal.ground.problems import InputProblems, Place, Problem
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.search.fold import fold
from branch_portal.sheets.check import Check, Outcome, check_result
from branch_portal.sheets.record_columns import EXPORTED, columns, why_not
from branch_portal.sheets.record_sheet import exported_name
from branch_portal.sheets.record_titles import Titles, record_titles
from branch_portal.sheets.records import Changes, changes
from branch_portal.sheets.report import sheet_names
from branch_portal.sheets.rows import RecordRows, read_rows
from branch_portal.sheets.rules import READABLE
from branch_portal.sheets.unreadable import UnreadableSheet
from branch_portal.sheets.workbook import Sheet, read_sheet
from branch_portal.sheets.worksheets import worksheets


def with_sheet(kinds: Kinds) -> dict[str, Kind[Any, Any]]:
    """The kinds that have a spreadsheet, by the title that is its worksheet's name."""
    return {kind.title: kind for kind in kinds if not why_not(kind)}


@dataclass(frozen=True)
class RecordImport:
    """What an import would do; `sheet` is the worksheet's name, empty when none could be read.

    `problems` are those that the sheet alone shows: with one of them nothing was checked any further. `names` are what
    the sheet calls the keys and options of files, `unchanged` counts the rows that say what the files say.
    """

    sheet: str = ""
    problems: tuple[Problem, ...] = ()
    changes: Changes = field(default_factory=Changes)
    outcome: Outcome = field(default_factory=Outcome)
    names: Mapping[str, str] = field(default_factory=dict)
    unchanged: int = 0


def import_records(
    content: bytes, name: str, folders: Folders, day: dt.date, kinds: Kinds, check: Check
) -> list[RecordImport]:
    """What the spreadsheet `content`, a file called `name`, changes in the project, checked as on `day`: a part for each
    worksheet of records. What stands in no cell is told with the first of them.
    """
    named = with_sheet(kinds)
    own = {fold(title): title for title in named}
    there = [own[fold(one.strip())] for one in worksheets(content) if fold(one.strip()) in own]
    found: list[RecordImport] = []
    tables: list[RecordRows] = []
    titles = _titles(folders, kinds)
    for sheet_name in there if len(there) > 1 else [""]:
        try:
            sheet = read_sheet(content, (sheet_name,) if sheet_name else named, fold)
        except UnreadableSheet as error:
            problem = READABLE.problem(Place(name), str(error), mend=error.mend)
            found.append(RecordImport(sheet_name, problems=(problem,)))
            continue
        kind = named[sheet.name]
        then = _exported(content, exported_name(kind) if sheet_name else EXPORTED)
        table = read_rows(sheet, name, kind, columns(kind.written), _contents(folders, kind), then)
        if isinstance(table, list):
            found.append(RecordImport(sheet.name, tuple(table)))
        else:
            tables.append(table)
            titles = titles.with_new(kind.name, table.rows)
    for table in tables:
        result = changes(table, _contents(folders, table.kind), titles)
        unchanged = len(table.rows) - len(result.files)
        names = sheet_names(columns(table.kind.written))
        found.append(RecordImport(table.kind.title, tuple(result.problems), result, Outcome(), names, unchanged))
    files = {path: text for part in found for path, text in part.changes.files.items()}
    if any(part.problems for part in found) or not files:
        return found
    outcome = check_result(folders, day, files, check, *tables)
    return [replace(part, outcome=_of_part(outcome, part, first=number == 0)) for number, part in enumerate(found)]


def _of_part(outcome: Outcome, part: RecordImport, first: bool) -> Outcome:
    """What the check says of one worksheet; of what stands in no cell the first one tells."""
    at = zip(outcome.in_cells, outcome.files, strict=False)
    mine = [problem for problem, path in at if path in part.changes.files or not outcome.files]
    return replace(outcome, in_cells=mine) if first else Outcome(in_cells=mine, lines=outcome.lines)


def _exported(content: bytes, name: str) -> Sheet | None:
    """The table as it was exported; none in a file that somebody made anew."""
    try:
        return read_sheet(content, (name,), fold)
    except UnreadableSheet:
        return None


def _contents(folders: Folders, kind: Kind[Any, Any]) -> dict[str, bytes]:
    """The files of a kind by the id that their names say."""
    pattern = folders.root / kind.file("*")
    paths = sorted(pattern.parent.glob(pattern.name))
    return {path.stem: path.read_bytes() for path in paths if not path.name.startswith((".", "~"))}


def _titles(folders: Folders, kinds: Kinds) -> Titles:
    """The ids that can be named; what cannot be read is told by the check that follows."""
    try:
        return record_titles(load(folders, Reading(), kinds, scripts))
    except InputProblems:
        return Titles(kinds, {})
