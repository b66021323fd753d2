"""一事一單: the slips, the page of each with every branch's feedback, a slip to print, and 一鍵統計."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.editions.door import own_words
from branch_portal.ground.day_words import full_date
from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.organisation.model import Branch
from branch_portal.project.handbook import Published
from branch_portal.project.settings import ForgeSettings
from branch_portal.site import forge, urls
from branch_portal.site.page import Heading, Page
from branch_portal.site.qr import qr_code
from branch_portal.site.templates import body, fragment
from branch_portal.system.section import BranchSection, HomeSection
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks import feedback_template
from branch_portal.systems.tasks.figures import (
    STATE_TITLES,
    Assignment,
    Board,
    Counts,
    counts,
    described,
    doers,
    receivers,
    slip_alerts,
    task_board,
    totals,
)
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.model import ACTION_TITLES, STATUS_TITLES, Task
from branch_portal.systems.tasks.statistics import CELLS, heat, statistics
from branch_portal.year.kinds import TERMS

_HOME_DAYS = dt.timedelta(days=30)  # how long after its due day an unfinished slip stays on the home page
_TITLES = {"states": STATE_TITLES, "statuses": STATUS_TITLES, "actions": ACTION_TITLES}


def pages(snapshot: Snapshot, jinja: Environment) -> Iterator[Page]:
    book, as_of = snapshot.book, snapshot.as_of
    today = snapshot.figures(task_board)
    alerts = snapshot.figures(slip_alerts)
    shared = {"book": book, "as_of": as_of, "titles": _TITLES, "board": today, "alerts_of": alerts}
    found = snapshot.figures(statistics).by_task
    withdrawn = [task for task in book[TASKS].values() if task.id not in found]
    yield Page(
        path=urls.TASKS,
        title="一事一單",
        render=lambda: body(jinja, "tasks.html", urls.TASKS, {**shared, "found": found, "withdrawn": withdrawn}),
        toc=(Heading("還沒辦結的", "open"), Heading("已全部核驗的", "closed")),
        description="一事一單：每張任務單的期限、分派和反饋進度",
        source="data/tasks",
        kind="task",
    )
    yield Page(
        path=urls.TASK_STATISTICS,
        title="一鍵統計",
        render=lambda: body(
            jinja,
            "task_statistics.html",
            urls.TASK_STATISTICS,
            {**shared, "tables": _tables(snapshot), "heat": heat(today), "marks": CELLS},
        ),
        toc=(
            Heading("哪個支部、哪張單子", "heat"),
            Heading("按任務", "by-task"),
            Heading("按支部", "by-branch"),
            Heading("按簽發部門", "by-department"),
            Heading("按節氣", "by-term"),
            Heading("逾期的單子", "overdue"),
        ),
        description="任務單的反饋、核驗和逾期，按任務、支部、部門、節氣匯總",
        source="data/feedback",
        kind="task",
        wide=True,
    )
    for task in book[TASKS].values():
        yield from _task_pages(book, task, today, {**shared, "alerts": alerts[task.id]}, jinja)


def _task_pages(
    book: Published, task: Task, today: Board, shared: dict[str, object], jinja: Environment
) -> Iterator[Page]:
    values = {
        **shared,
        "task": task,
        "to": described(task.to, book[UNITS], book[BRANCHES]),
        "receivers": book.derived(receivers)[task.id],
    }
    path, slip = urls.task(task.id), urls.task_slip(task.id)
    source = f"data/tasks/{task.id}.yml"
    yield Page(
        path=path,
        title=f"{task.serial} {task.title}",
        render=partial(_task, book, task, today, values, jinja),
        toc=(Heading("任務單", "slip"), Heading("進度", "progress"), Heading("怎麼反饋", "how")),
        description=f"{task.serial}：{task.title}，{full_date(task.due)}前反饋",
        source=source,
        kind="task",
        keywords=(task.serial, *task.deliverable),
        roles=(task.role,),
        year=task.due.year,
        wide=True,
    )
    yield Page(
        path=slip,
        title=f"任務單 {task.serial}",
        render=partial(_slip, book, task, values, jinja),
        description=f"{task.serial}：{task.title}，可打印，帶反饋單",
        source=source,
        searched=False,
        kind="task",
    )


def _task(book: Published, task: Task, today: Board, values: dict[str, object], jinja: Environment) -> str:
    items = today.by_task.get(task.id, ())
    words = own_words(book)
    more = {
        "items": items,
        "counts": counts(items),
        "totals": totals(task, items),
        "sheet": words(feedback_template.text(task, "支部編號", task.role)),
        "path": words(feedback_template.path(task.id, "支部編號")),
    }
    return body(jinja, "task.html", urls.task(task.id), {**values, **more})


def _slip(book: Published, task: Task, values: dict[str, object], jinja: Environment) -> str:
    """The slip to print, with the code that leads from the paper to the task's page."""
    qr = qr_code(f"{book.settings.site_url}{urls.task(task.id)}", f"任務單 {task.serial} 網頁的二維碼")
    return body(jinja, "task_slip.html", urls.task_slip(task.id), {**values, "qr": qr})


def _tables(snapshot: Snapshot) -> dict[str, list[tuple[str, str, Counts]]]:
    """For each way to count: title, address, counts of every group."""
    book, found = snapshot.book, snapshot.figures(statistics)
    return {
        "by-task": [
            (f"{book[TASKS][id].serial} {book[TASKS][id].title}", urls.task(id), one)
            for id, one in found.by_task.items()
        ],
        "by-branch": [(book[BRANCHES][id].title, urls.branch(id), one) for id, one in found.by_branch.items()],
        "by-department": [
            (unit.title, "", found.by_department[id]) for id, unit in book[UNITS].items() if id in found.by_department
        ],
        "by-term": [
            (f"{day.year}年{book[TERMS][day.id].title}", urls.term(day.year, day.id), one)
            for day, one in found.by_term.items()
        ],
    }


def branch_section(snapshot: Snapshot, jinja: Environment) -> BranchSection:
    """A branch's open slips, oldest due day first, each with its place to answer; then the verified ones."""
    book = snapshot.book
    today = snapshot.figures(task_board)
    answer = _answers(book, book.settings.forge)
    alerts = snapshot.figures(slip_alerts)

    def section(branch: Branch) -> Markup:
        items = today.by_branch[branch.id]
        return fragment(
            jinja,
            "branch_tasks.html",
            urls.branch(branch.id),
            book=book,
            as_of=snapshot.as_of,
            titles=_TITLES,
            branch=branch,
            open=[item for item in items if item.open],
            closed=[item for item in items if not item.open],
            alerts=alerts,
            answer=answer,
            forge=book.settings.forge,
        )

    return BranchSection("tasks", "一事一單", section, beside_month=True)


def _answers(book: Published, settings: ForgeSettings | None) -> Callable[[Assignment], tuple[str, str]]:
    """For a slip the address at which its feedback is written, and the text to copy where the address cannot carry it;
    both may be empty."""
    if settings is None:
        return lambda item: ("", "")
    new, edit, fills_in = forge.new_template(settings), forge.edit_template(settings), forge.fills_in(settings)
    words = own_words(book)
    plain = {id: words(feedback_template.text(task)) for id, task in book[TASKS].items()}
    carried = {id: forge.carried(text) for id, text in plain.items()}
    roles = book.derived(doers)

    def answer(item: Assignment) -> tuple[str, str]:
        path = feedback_template.path(item.task.id, item.branch)
        if item.feedback:
            return edit.replace("{path}", path), ""
        filled = item.branch, roles[item.task.id, item.branch]
        text = "" if fills_in else feedback_template.for_branch(plain[item.task.id], *filled)
        return forge.new_file(new, path, feedback_template.for_branch(carried[item.task.id], *filled)), text

    return answer


def home_section(snapshot: Snapshot, jinja: Environment) -> HomeSection:
    """The slips that branches still have to answer, from their green day until a month after their due day."""
    book, as_of = snapshot.book, snapshot.as_of
    today = snapshot.figures(task_board)
    alerts_of = snapshot.figures(slip_alerts)
    by_task = snapshot.figures(statistics).by_task
    rows = []
    for id, items in today.by_task.items():
        green, _, _ = alerts = alerts_of[id]
        if any(item.open for item in items):
            last = book[TASKS][id].due + _HOME_DAYS
            rows.append((book[TASKS][id], alerts, by_task[id], green, last, green <= as_of <= last))
    values = {"book": book, "as_of": as_of, "rows": rows}
    return HomeSection("tasks", "近期的任務單", lambda: fragment(jinja, "home_tasks.html", urls.HOME, **values))
