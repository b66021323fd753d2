"""Task slips in the calendar: one event for the company, one for every branch that has the slip."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from branch_portal.calendar.duty_events import basis_words, occurrence_uid
from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import BRANCHES, ROLES, TRACKS, UNITS
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.tasks.figures import doers, receivers
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.model import Task
from branch_portal.year.alert_days import alert_days
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The due day of every slip that was not withdrawn, whatever came back for it."""
    # By the year's occurrences, which branches without changes share.
    duties: dict[int, dict[tuple[str, dt.date], Occurrence]] = {}

    def duty_on(task: Task, items: Sequence[Occurrence]) -> str:
        """The uid of the duty that the slip was made from, where that falls due on the slip's day as well."""
        if id(items) not in duties:
            found = duties[id(items)] = {}
            for one in items:
                if not one.host:
                    found.setdefault((one.duty.id, one.due), one)
        same = duties[id(items)].get((task.source.duty or "", task.due))
        return occurrence_uid(same) if same else ""

    for task in book[TASKS].values():
        if task.withdrawn:
            continue
        company = _event(book, schedule, task, task.role)
        yield replace(company, joins=duty_on(task, schedule.company.get(task.due.year, ())))
        for branch in book.derived(receivers)[task.id]:
            items = schedule.branch(branch, task.due.year) if task.due.year in schedule.company else ()
            role = book.derived(doers)[task.id, branch]
            yield replace(
                company if role == task.role else _event(book, schedule, task, role),
                uid=f"{company.uid}.{first_id(book[BRANCHES][branch])}",
                page=f"{urls.task(task.id)}#{urls.task_branch(branch)}",
                branch=branch,
                joins=duty_on(task, items),
            )


def _event(book: Announced, schedule: Schedule, task: Task, role: str) -> Event:
    green, yellow, red = alert_days(task.alerts, task.due, schedule.workdays)
    return Event(
        uid=f"task-{first_id(task)}",
        first=task.due,
        last=task.due,
        summary=task.title,
        lines=(
            f"辦什麼：{task.what}",
            f"誰來辦：{book[ROLES][role].title}；核驗：{book[ROLES][task.verifier].title}",
            f"交什麼：{'、'.join(task.deliverable)}",
            *([f"放哪裡：{'、'.join(book.called('carriers', id) for id in task.archive)}"] if task.archive else []),
            *([f"依據：{basis_words(book, task.basis)}"] if task.basis else []),
            f"單號：{task.serial}（{book[UNITS][task.issuer].title}簽發）",
        ),
        page=urls.task(task.id),
        categories=("一事一單", book[TRACKS][task.track].title),
        role=role,
        owners=tuple(dict.fromkeys((task.verifier, task.issuer_role))),
        topic=task.track,
        alerts=(("green", green), ("yellow", yellow), ("red", red)),
        provisional=not schedule.workdays.is_official(task.due),
        guide=urls.guide(task.guides[0]),
        opens=task.issued_on,
        since=task.issued_on,
    )
