"""Small ledgers and the events in them."""

import datetime as dt

from branch_portal.calendar.event import Event
from branch_portal.calendar.ledger import revise
from branch_portal.calendar.model import Entry, Ledger
from branch_portal.calendar.wanted import Wanted
from branch_portal.project.settings import Window

WINDOW = Window(back=12, ahead=18)
FIRST = dt.datetime(2026, 1, 5, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 3, 2, 6, 30, tzinfo=dt.UTC)
LAST = dt.datetime(2026, 4, 1, 8, tzinfo=dt.UTC)
DAY = dt.date(2026, 4, 10)


def event(uid: str = "duty-m01.2026-04", day: dt.date = DAY, summary: str = "開會", **more: object) -> Event:
    values = {"lines": ("交什麼：記錄",), "page": "year/2026/#m01", "categories": ("三會一課",), **more}
    return Event(uid=uid, first=day, last=day, summary=summary, **values)  # type: ignore[arg-type]


def wanted(*events: Event, **more: object) -> Wanted:
    feeds = {"feed-all": "全公司", "feed-b01": "一支部"}
    branches = {"b01": "feed-b01"}
    return Wanted({one.uid: one for one in events}, feeds, branches, **more)  # type: ignore[arg-type]


def published(*events: Event, at: dt.datetime = FIRST) -> Ledger:
    return revise(Ledger(), wanted(*events), at, WINDOW)


def told(entry: Entry) -> list[tuple[str, str]]:
    return [(change.kind, change.note) for change in entry.changes]
