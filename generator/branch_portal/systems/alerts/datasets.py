"""提醒 as published tables."""

from collections.abc import Iterator, Mapping

from branch_portal.organisation.kinds import ROLES
from branch_portal.site import urls
from branch_portal.system.dataset import Column, Dataset, Value
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.alerts.deadlines import deadlines
from branch_portal.systems.alerts.elections import elections_of, without_date


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
            "年度任務、任務單、四級貫通、協議和整改裡還沒有登記辦完、在提醒頁期間內有顏色的事，每件一行，連同三級提醒的日子。"
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
