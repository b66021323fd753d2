"""提醒: what is green, yellow or red, as dates; which of them it is today, the reader's day decides."""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import ROLES
from branch_portal.organisation.model import Branch
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.alerts.deadlines import deadlines
from branch_portal.systems.alerts.elections import Election, elections, elections_of, without_date
from branch_portal.year.alert_days import LEVEL_TITLES
from branch_portal.year.occurrence import Occurrence
from branch_portal.year.schedule import Schedule


@dataclass(frozen=True)
class Board:
    """Everything that is or becomes green between `as_of` and `until`, so that the page stays right when read
    up to `until`; what comes first stands first. Branches' own changes of a duty's day are on their homes."""

    as_of: dt.date
    until: dt.date
    without_date: tuple[Branch, ...]
    elections: tuple[Election, ...]
    dues: tuple[Occurrence, ...]
    duties: tuple[Occurrence, ...]


def alert_board(snapshot: Snapshot) -> Board:
    """The board for the snapshot's day; a company's duty stands once, whatever the number of branches."""
    book, as_of = snapshot.book, snapshot.as_of
    until = as_of + dt.timedelta(days=book.settings.alerts.horizon)
    company = [item for occurrences in snapshot.schedule.company.values() for item in occurrences]
    current = sorted(
        (item for item in company if item.green <= until and ends(item) >= as_of),
        key=lambda item: (item.due, item.id),
    )
    dues = set(book.settings.alerts.dues)
    return Board(
        as_of=as_of,
        until=until,
        without_date=without_date(book),
        elections=tuple(one for one in snapshot.figures(elections_of) if one.green <= until),
        dues=tuple(item for item in current if item.duty.id in dues),
        duties=tuple(item for item in current if item.duty.id not in dues),
    )


def ends(item: Occurrence) -> dt.date:
    """The last day of an alert: the due day, or the end of its month where red begins after the due day."""
    if item.red <= item.due:
        return item.due
    return item.red.replace(day=calendar.monthrange(item.red.year, item.red.month)[1])


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """One event per branch, the end of its term, with the days of its three levels.

    It moves on to the next term when a new election is recorded; the dues' cut-offs are duties and have theirs there.
    """
    told = book.settings.alerts.recipients
    for one in elections(book):
        levels = ((level, getattr(told, level)) for level in LEVEL_TITLES)
        yield Event(
            uid=f"elect-{first_id(one.branch)}.term",
            first=one.due,
            last=one.due,
            summary=f"換屆：{one.branch.short}任期屆滿",
            lines=(
                f"任期屆滿：{one.expires}" + (f"，經批准延期到{one.due}" if one.extension else ""),
                *(
                    f"{LEVEL_TITLES[level]}：{'、'.join(book[ROLES][role].title for role in roles)}"
                    for level, roles in levels
                    if roles
                ),
            ),
            page=f"{urls.branch(one.branch.id)}#alerts",
            categories=("換屆",),
            branch=one.branch.id,
            role=told.red[0] if told.red else "",
            topic=book.settings.alerts.track or "",
            alerts=(("green", one.green), ("yellow", one.yellow), ("red", one.red)),
        )


def datasets(snapshot: Snapshot) -> Iterator[Dataset]:
    """Every branch's election, every open deadline; the duties' alert days are columns of the dataset of occurrences."""
    yield _elections(snapshot)
    yield _deadlines(snapshot)


def _elections(snapshot: Snapshot) -> Dataset:
    rows: list[Mapping[str, Value]] = []
    for branch in without_date(snapshot.book):
        none = dict.fromkeys(("term_ends", "due", "green", "yellow", "red"))
        rows.append({"branch": branch.id, **none, "extended": False})
    for one in snapshot.figures(elections_of):
        days = {"term_ends": one.expires, "due": one.due, "green": one.green, "yellow": one.yellow, "red": one.red}
        rows.append({"branch": one.branch.id, **days, "extended": one.extension is not None})
    return Dataset(
        id="elections",
        title="換屆提醒",
        description="各支部任期屆滿日和三級提醒的日子；日子空著的，是沒有登記選舉日期。臨時黨支部不計任期，不在其中。",
        columns=(
            Column("branch", "支部"),
            Column("term_ends", "任期屆滿", "date"),
            Column("due", "最晚換屆", "date"),
            Column("green", "綠色通知日", "date"),
            Column("yellow", "黃色提醒日", "date"),
            Column("red", "紅色告警日", "date"),
            Column("extended", "已批准延期", "flag"),
        ),
        rows=tuple(rows),
        page=urls.ALERTS,
    )


def _deadlines(snapshot: Snapshot) -> Dataset:
    book = snapshot.book
    rows: list[Mapping[str, Value]] = [
        {
            "holder": holder,
            "holder_title": book.called("organisations", holder),
            "kind": one.kind.title,
            "title": one.title,
            "role": book[ROLES][one.role].title,
            **{name: getattr(one, name) for name in ("due", "green", "yellow", "red")},
            "page": one.page,
        }
        for holder, items in snapshot.figures(deadlines).items()
        for one in items
    ]
    return Dataset(
        id="deadlines",
        title="到期事項",
        description=(
            "任務單、四級貫通、協議和整改裡還沒有登記辦完、在提醒頁期間內有顏色的事，每件一行，連同三級提醒的日子。"
            "整改只有已經公開的問題。"
        ),
        columns=(
            Column("holder", "支部、部門編號"),
            Column("holder_title", "支部、部門"),
            Column("kind", "類別"),
            Column("title", "事項"),
            Column("role", "責任角色"),
            Column("due", "期限", "date"),
            Column("green", "綠色通知日", "date"),
            Column("yellow", "黃色提醒日", "date"),
            Column("red", "紅色告警日", "date"),
            Column("page", "頁面"),
        ),
        rows=tuple(rows),
        page=f"{urls.ALERTS}#deadlines",
        as_of=snapshot.as_of,
    )
