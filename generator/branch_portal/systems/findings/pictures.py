"""圖樣: a problem on the day it is found, and a bulletin that is filled in, for the editors' first page."""

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.organisation.life import in_service
from branch_portal.project.next_id import next_id
from branch_portal.site.picture import FilePicture
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.release_file import PUBLISHED
from branch_portal.year.quarter import quarter

_TIME = 10
"""Working days in the picture: less than the 15 days that a small problem has by default."""
_FIRST = "p01"


def problem(snapshot: Snapshot) -> FilePicture | None:
    """A small problem of the first branch; the roles are those that the settings name."""
    book, day = snapshot.book, snapshot.as_of
    head, upper = book.settings.roles.branch_head, book.settings.roles.upper
    branch = next((one for one in book[BRANCHES].values() if in_service(one, day)), None)
    unit = next((one for one in book[UNITS].values() if one.kind == "department"), None)
    if not (branch and unit and head and upper):
        return None
    id = next_id(list(book[FINDINGS]), list(book[FINDINGS]), day) or _FIRST
    due = snapshot.schedule.workdays.add(day, _TIME)
    return FilePicture(
        f"data/findings/{id}.yml",
        f"""\
id: {id}
tier: branch
level: occasional_minor
source: supervision
unit: {branch.id}
category: 記錄規範
statement: 支部委員會會議記錄沒有寫明缺席原因。
cause: 記錄樣張上沒有這一欄。
measures:
  - what: 換用帶「缺席及原因」一欄的樣張，會前由記錄人核對
    owner: {branch.id}
    due: {due}
owner_role: {head}
supervisor: {unit.id}
mode: immediate
found_on: {day}
due: {due}
log:
  - {{on: {day}, state: found, by: {upper[0]}, note: 督查查閱會議記錄時發現}}
public: false
""",
    )


def release(snapshot: Snapshot) -> FilePicture:
    """The line that says when a bulletin is out, in the file of the quarter that the day is in."""
    period = quarter(f"{snapshot.as_of.year}-q{(snapshot.as_of.month + 2) // 3}")
    day = snapshot.schedule.workdays.add(period.last, _TIME)
    return FilePicture(f"data/releases/{period.id}.yml", f"published_on: {day}", PUBLISHED)
