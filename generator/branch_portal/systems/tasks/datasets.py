"""一鍵統計 as published tables: every slip, and its counts per task, branch, department and term."""

from collections.abc import Iterator, Mapping

from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.project.handbook import Shelf
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks.figures import (
    STATE_TITLES,
    Assignment,
    Board,
    Counts,
    task_board,
    totals,
)
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.model import STATUS_TITLES
from branch_portal.systems.tasks.statistics import statistics
from branch_portal.year.kinds import TERMS

_COUNTS = (
    Column("assigned", "分派", "integer"),
    Column("not_due", "未到期", "integer"),
    Column("awaited", "待反饋", "integer"),
    Column("submitted", "已反饋", "integer"),
    Column("returned", "退回", "integer"),
    Column("verified", "已核驗", "integer"),
    Column("overdue", "逾期", "integer"),
    Column("late", "遲報", "integer"),
    Column("not_applicable", "其中不適用", "integer"),
)
_TASK = (
    Column("id", "編號"),
    Column("serial", "單號"),
    Column("title", "任務"),
    Column("issuer", "簽發部門"),
    Column("issued_on", "簽發日期", "date"),
    Column("due", "期限", "date"),
    Column("term", "節氣"),
)
_PROGRESS = (
    Column("task", "任務編號"),
    Column("serial", "單號"),
    Column("title", "任務"),
    Column("branch", "支部編號"),
    Column("branch_title", "支部"),
    Column("due", "期限", "date"),
    Column("state", "狀態"),
    Column("status", "辦理結果"),
    Column("overdue", "逾期", "flag"),
    Column("late", "遲報", "flag"),
    Column("done_on", "辦完日期", "date"),
    Column("submitted_on", "首次反饋日期", "date"),
    Column("verified_on", "核驗日期", "date"),
    Column("summary", "辦理情況"),
)
_FIGURES = (
    Column("task", "任務編號"),
    Column("serial", "單號"),
    Column("field", "欄目代號"),
    Column("title", "欄目"),
    Column("branches", "填報支部數", "integer"),
    Column("total", "合計", "integer"),
)


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    book, today = snapshot.book, snapshot.figures(task_board)
    found = snapshot.figures(statistics)
    yield Dataset(
        id="tasks",
        title="任務單進度",
        description="每張任務單分派給幾個支部，各在什麼狀態；先到期的在前。",
        columns=(*_TASK, *_COUNTS),
        rows=tuple(
            {
                "id": id,
                "serial": book[TASKS][id].serial,
                "title": book[TASKS][id].title,
                "issuer": book[UNITS][book[TASKS][id].issuer].title,
                "issued_on": book[TASKS][id].issued_on,
                "due": book[TASKS][id].due,
                "term": book[TERMS][found.term[id].id].title,
                **_counted(one),
            }
            for id, one in found.by_task.items()
        ),
        page=urls.TASK_STATISTICS,
        as_of=snapshot.as_of,
    )
    yield Dataset(
        id="task-progress",
        title="任務單反饋明細",
        description="每張任務單、每個支部一行：狀態、辦理結果和日期。",
        columns=_PROGRESS,
        rows=tuple(_progress(book, item) for item in today.assignments),
        page=urls.TASKS,
        as_of=snapshot.as_of,
    )
    yield _summary(
        snapshot,
        "tasks-by-branch",
        "任務單進度（按支部）",
        "支部",
        {id: (branch.title, found.by_branch[id]) for id, branch in book[BRANCHES].items()},
    )
    yield _summary(
        snapshot,
        "tasks-by-department",
        "任務單進度（按簽發部門）",
        "簽發部門",
        {id: (unit.title, found.by_department[id]) for id, unit in book[UNITS].items() if id in found.by_department},
    )
    yield _summary(
        snapshot,
        "tasks-by-term",
        "任務單進度（按節氣）",
        "節氣",
        {
            f"{day.year}-{day.id}": (f"{day.year}年{book[TERMS][day.id].title}", one)
            for day, one in found.by_term.items()
        },
    )
    yield Dataset(
        id="task-figures",
        title="任務單欄目合計",
        description="任務單要求填報的數字：幾個支部填了，合計多少。",
        columns=_FIGURES,
        rows=tuple(_figures(book, today)),
        page=urls.TASKS,
        as_of=snapshot.as_of,
    )


def _summary(snapshot: Snapshot, id: str, title: str, of: str, groups: Mapping[str, tuple[str, Counts]]) -> Dataset:
    return Dataset(
        id=id,
        title=title,
        description=f"任務單按{of}匯總，各狀態幾張。",
        columns=(Column("id", "編號"), Column("title", of), *_COUNTS),
        rows=tuple({"id": key, "title": name, **_counted(found)} for key, (name, found) in groups.items()),
        page=urls.TASK_STATISTICS,
        as_of=snapshot.as_of,
    )


def _counted(found: Counts) -> dict[str, Value]:
    return {column.key: getattr(found, column.key) for column in _COUNTS}


def _progress(book: Shelf, item: Assignment) -> dict[str, Value]:
    answer = item.feedback
    return {
        "task": item.task.id,
        "serial": item.task.serial,
        "title": item.task.title,
        "branch": item.branch,
        "branch_title": book[BRANCHES][item.branch].title,
        "due": item.task.due,
        "state": STATE_TITLES[item.state],
        "status": STATUS_TITLES[answer.status] if answer else "",
        "overdue": item.overdue,
        "late": item.late,
        "done_on": answer.done_on if answer else None,
        "submitted_on": item.submitted_on,
        "verified_on": item.verified_on,
        "summary": answer.summary if answer else "",
    }


def _figures(book: Shelf, today: Board) -> Iterator[dict[str, Value]]:
    for id, items in today.by_task.items():
        task = book[TASKS][id]
        titles = {field.key: field.title for field in task.fields}
        for key, (branches, total) in totals(task, items).items():
            yield {
                "task": id,
                "serial": task.serial,
                "field": key,
                "title": titles[key],
                "branches": branches,
                "total": total,
            }
