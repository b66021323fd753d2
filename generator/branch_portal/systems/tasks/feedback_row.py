"""一行: whose row of the feedback sheet it is, told by its id and by its name together, and cells that no field may have."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from branch_portal.ground.problems import Place, Problem
from branch_portal.leaks.allowed import Allowed
from branch_portal.leaks.kinds import EXEMPTIONS
from branch_portal.leaks.scan import scan_text
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.search.fold import fold
from branch_portal.sheets.cells import as_known, bare_day
from branch_portal.sheets.column import SheetColumn
from branch_portal.sheets.workbook import Cell


def wrong_row(branch: str, name: str, seen: Collection[str], book: Handbook) -> tuple[str, str | None] | None:
    """Message and mend for a row that is nobody's, somebody's again, or that of another branch than it names.

    A column that was sorted alone puts a branch's answer behind another's id: both stand in the row, so both are asked.
    """
    branches = book[BRANCHES]
    if branch not in branches:
        called = {fold(one): id for id, record in branches.items() for one in (id, record.title, record.short)}
        meant = called.get(fold(branch.strip()))
        return f"沒有編號為「{branch}」的支部", f"「支部編號」寫 {meant}。" if meant else None
    if branch in seen:
        return "這個支部前面已有一行", None
    own = branches[branch]
    if name and as_known([name], (own.title, own.short))[0] not in (own.title, own.short):
        mend = "「支部編號」和「支部」兩列恢復導出時的樣子：只排了其中一列的，撤銷排序，要排就選中整張表一起排。"
        return f"編號 {branch} 是{own.title}，這一行的支部卻是「{name}」", mend
    return None


def odd_cells(
    line: Place, row: tuple[Cell, ...], columns: Mapping[str, SheetColumn], places: Mapping[str, int], book: Handbook, today: dt.date
) -> Iterator[Problem]:  # fmt: skip
    """A number where a day belongs, and what must not be published, at its cell and before any file has it.

    `line` is the row's place; `places` gives each column's position from 0.
    """
    allowed = Allowed.of(book[EXEMPTIONS].values(), today, book.settings.calendar.uid_host)
    for key, at in places.items():
        cell, place = row[at] if at < len(row) else None, Place(line.path, line.line, at + 1)
        if columns[key].kind == "date" and isinstance(cell, int | float):
            wrong = bare_day(cell)
            yield wrong.rule.problem(place, wrong.message, value=wrong.value, mend=wrong.mend)
        elif isinstance(cell, str | int):
            yield from (replace(found, place=place) for found in scan_text(str(cell), "", allowed))
