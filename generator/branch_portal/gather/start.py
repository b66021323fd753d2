"""從這裡開始: the pictures of the editors' first page that no system makes, from the portal's own records."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.life import in_service
from branch_portal.organisation.model import Branch
from branch_portal.project.kind import Kind
from branch_portal.sheets.record_columns import RecordColumn, columns
from branch_portal.site.picture import FilePicture, Picture, SheetPicture
from branch_portal.start.unit_sheet import asked
from branch_portal.system.snapshot import Snapshot
from branch_portal.writing.flow import flow
from branch_portal.year.kinds import PLANS
from branch_portal.year.model import Duty

_ROWS = 3
_SOON = dt.timedelta(days=10)
"""A day that is moved lies at least so far ahead: what is due tomorrow is not moved any more."""
_EARLIER = 2
"""Working days that the picture's move is earlier: inside of every window that begins before its day."""


def unit(snapshot: Snapshot) -> Picture | None:
    """The sheet of branches as a new unit fills it in."""
    shown = [one for one in asked(BRANCHES) if one.path[0] in ("id", "title", "short", "kind")]
    return _sheet(snapshot, BRANCHES, list(asked(BRANCHES)), shown)


def year(snapshot: Snapshot) -> Picture | None:
    """The line of the settings that another year lengthens."""
    years = list(snapshot.book.settings.years)
    return FilePicture("site_config/portal.yml", f"years: {flow([*years, max(years) + 1])}", f"years: {flow(years)}")


def election(snapshot: Snapshot) -> Picture | None:
    """A branch's election on the day of the build."""
    for branch in _branches(snapshot):
        if branch.elected_on and branch.elected_on < snapshot.as_of:
            return FilePicture(
                f"data/branches/{branch.id}.yml", f"elected_on: {snapshot.as_of}", f"elected_on: {branch.elected_on}"
            )
    return None


def move(snapshot: Snapshot) -> Picture | None:
    """A branch's first plan of the year, with one duty two working days earlier."""
    planned = {(plan.branch, plan.year) for plan in snapshot.book[PLANS].values()}
    for branch in _branches(snapshot):
        for number in snapshot.book.settings.years:
            if (branch.id, number) in planned:
                continue
            if moved := _moved(snapshot, branch, number):
                head = f"id: {branch.id}-{number}\nbranch: {branch.id}\nyear: {number}\n"
                return FilePicture(f"data/plans/{branch.id}-{number}.yml", f"{head}moves:\n  - {moved}")
    return None


def sheet(snapshot: Snapshot) -> Picture | None:
    """The exported sheet of branches with one number changed."""
    every = list(columns(BRANCHES.model))
    shown = [one for one in every if one.path in (("id",), ("title",), ("groups",))]
    return _sheet(snapshot, BRANCHES, every, shown, changes="groups")


PICTURES: Mapping[str, Callable[[Snapshot], Picture | None]] = {
    "unit": unit,
    "year": year,
    "election": election,
    "move": move,
    "sheet": sheet,
}


def _branches(snapshot: Snapshot) -> list[Branch]:
    """The branches that the portal itself wrote and that are there on the day."""
    book = snapshot.book
    own = (branch for id, branch in book[BRANCHES].items() if book.layering.is_own(BRANCHES.name, id))
    return [branch for branch in own if in_service(branch, snapshot.as_of)]


def _moved(snapshot: Snapshot, branch: Branch, number: int) -> str:
    """A move of one of the branch's duties in that year, as a plan writes it; empty where none may be moved."""
    occurrences = snapshot.schedule.branch(branch.id, number)
    taken = {one.due for one in occurrences}
    for one in occurrences:
        day = snapshot.schedule.workdays.add(one.due, -_EARLIER)
        free = one.opens <= day and day not in taken and one.due - snapshot.as_of >= _SOON
        alone = not (one.host or one.guests or one.held_with)
        if isinstance(one.duty, Duty) and one.duty.movable != "fixed" and free and alone:
            return flow({"duty": one.duty.id, "period": one.period, "to": day, "reason": "當天另有公司統一安排"})
    return ""


def _sheet(
    snapshot: Snapshot,
    kind: Kind[Any, Branch],
    every: list[RecordColumn],
    shown: list[RecordColumn],
    changes: str = "",
) -> Picture | None:
    records = _branches(snapshot)[:_ROWS]
    if not records:
        return None
    rows = [[column.title for column in shown]]
    rows += [[str(column.shown(getattr(one, column.path[0]))) for column in shown] for one in records]
    changed = None
    if changes:
        place = next(number for number, column in enumerate(shown) if column.path == (changes,))
        changed = (1, place, str(int(rows[1][place]) + 1))
    return SheetPicture(kind.title, [chr(ord("A") + every.index(column)) for column in shown], rows, changed)
