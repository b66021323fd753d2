"""圖樣: a feedback as a branch fills it in, for the editors' first page."""

import datetime as dt
import re

from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.organisation.roles import stand_in
from branch_portal.site.picture import FilePicture
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks import feedback_template
from branch_portal.systems.tasks.figures import task_board
from branch_portal.systems.tasks.model import FeedbackField, Task
from branch_portal.writing.flow import flow

_SUMMARY = "照單子要求辦完，材料已放進本盒。"


def answer(snapshot: Snapshot) -> FilePicture | None:
    """The first slip that a branch has not answered, its template filled in on the day of the build."""
    waiting = (one for one in task_board(snapshot).assignments if one.feedback is None)
    item = next(waiting, None)
    if item is None:
        return None
    book = snapshot.book
    role = stand_in(item.task.role, book[BRANCHES][item.branch], book[ROLES])
    text = feedback_template.for_branch(feedback_template.text(item.task), item.branch, role)
    return FilePicture(feedback_template.path(item.task.id, item.branch), _filled(text, item.task, snapshot.as_of))


def _filled(text: str, task: Task, day: dt.date) -> str:
    values = {"done_on": str(day), "summary": _SUMMARY}
    values |= {f"  {field.key}": flow(_value(field, day)) for field in task.fields}
    for key, value in values.items():
        text = re.sub(rf"^{key}:  #.*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    text = text.replace("{on: , ", f"{{on: {day}, ").replace("  # on 寫反饋日期", "")
    return re.sub("^# (?:沒辦完|不適用).*\n", "", text, flags=re.MULTILINE)


def _value(field: FeedbackField, day: dt.date) -> object:
    """Something that fits: no number below five where persons are counted."""
    if field.kind == "choice":
        return field.options[0]
    return {"integer": 5 if field.people else 1, "date": day, "text": "無"}[field.kind]
