"""導入記錄表: what a filled-in record sheet asks for, and what the whole check says of it; nothing is written here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from branch_portal.editions.source_files import scripts
from branch_portal.ground.problems import InputProblems, Place, Problem
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.search.fold import fold
from branch_portal.sheets.check import Check, Outcome, check_result
from branch_portal.sheets.record_columns import EXPORTED, columns, why_not
from branch_portal.sheets.record_titles import Titles, record_titles
from branch_portal.sheets.records import Changes, changes
from branch_portal.sheets.report import sheet_names
from branch_portal.sheets.rows import read_rows
from branch_portal.sheets.rules import READABLE
from branch_portal.sheets.unreadable import UnreadableSheet
from branch_portal.sheets.workbook import Sheet, read_sheet


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
) -> RecordImport:
    """What the spreadsheet `content`, a file called `name`, changes in the project, checked as on `day`."""
    named = with_sheet(kinds)
    try:
        sheet = read_sheet(content, named, fold)
    except UnreadableSheet as error:
        return RecordImport(problems=(READABLE.problem(Place(name), str(error), mend=error.mend),))
    kind = named[sheet.name]
    known = columns(kind.written)
    contents = _contents(folders, kind)
    table = read_rows(sheet, name, kind, known, contents, _exported(content))
    if isinstance(table, list):
        return RecordImport(sheet.name, tuple(table))
    result = changes(table, contents, _titles(folders, kinds))
    if result.problems:
        return RecordImport(sheet.name, tuple(result.problems))
    outcome = check_result(folders, day, result.files, table, check) if result.files else Outcome()
    unchanged = len(table.rows) - len(result.files)
    return RecordImport(sheet.name, (), result, outcome, sheet_names(known), unchanged)


def _exported(content: bytes) -> Sheet | None:
    """The table as it was exported; none in a file that somebody made anew."""
    try:
        return read_sheet(content, (EXPORTED,), fold)
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
