"""A small feed, byte for byte: rewrite it with `pytest --golden` and read the difference in review."""

import datetime as dt
from pathlib import Path

import pytest

from branch_portal.calendar.event import Event
from branch_portal.calendar.feed import Feed
from branch_portal.calendar.files import head_and_end
from branch_portal.calendar.ical import EventText
from branch_portal.calendar.looks import Looks
from branch_portal.calendar.stamped import Stamp, Stamped, as_itself
from branch_portal.project.handbook import Handbook

FILE = Path(__file__).parent / "golden" / "feed.ics"
FIRST = dt.datetime(2026, 1, 5, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 3, 2, 6, 30, tzinfo=dt.UTC)


def event(uid: str, day: dt.date, summary: str, **more: object) -> Event:
    values = {"lines": ("交什麼：記錄",), "page": f"year/2026/#{uid}", "categories": ("組織生活",), **more}
    return Event(uid=uid, first=day, last=day, summary=summary, **values)  # type: ignore[arg-type]


def published() -> list[Stamped]:
    """Plain, moved with its alarm and one matter with a slip, provisional over several days, an alert's own, cancelled."""
    due = dt.date(2026, 4, 10)
    plain = event(
        "term.2026-qingming", dt.date(2026, 4, 5), "清明", categories=("二十四節氣",), page="year/2026/qingming/"
    )
    moved = event(
        "duty-m03.2026-04.b01", due, "開展主題黨日（配電一支部）", guide="guide/g17/", topic="t-life",
        opens=dt.date(2026, 4, 1), joined=(("一事一單「主題黨日準備」", "tasks/rw2604/"),),
        alerts=(("green", dt.date(2026, 3, 31)), ("yellow", dt.date(2026, 4, 7)), ("red", due)),
        lines=("交什麼：活動方案、簽到、記錄", "誰來辦：支部書記", "調整原因：避開月初抄表結算, 固定在每月中旬; 見計劃"),
    )  # fmt: skip
    week = event("duty-x01.2027-q1", dt.date(2027, 3, 29), "季度自查", provisional=True, categories=("監督", "甲；乙"))
    level = event("duty-m03.2026-05.b01.red", dt.date(2026, 5, 9), "紅色告警 今天到期：開展主題黨日", level="red")
    gone = event("duty-m09.2026-06", dt.date(2026, 6, 12), "觀摩", lines=("已取消：上級不再布置",), page="updates/")
    return [
        as_itself(plain, Stamp(FIRST, FIRST, 0)),
        as_itself(moved, Stamp(FIRST, LATER, 2)),
        as_itself(Event(**{**vars(week), "last": dt.date(2027, 4, 2)}), Stamp(FIRST, FIRST, 0)),
        as_itself(level, Stamp(FIRST, FIRST, 0)),
        Stamped(gone, as_itself(gone, Stamp(FIRST, LATER, 1)).own, Stamp(FIRST, LATER, 1), "上級不再布置"),
    ]


def test_the_feed_is_byte_for_byte_what_was_read_in_review(book: Handbook, request: pytest.FixtureRequest) -> None:
    settings = book.settings.model_copy(update={"site_url": "https://portal.example.com/"})
    text = EventText(settings.site_url, "portal.example.com", Looks(colors={"t-life": "firebrick"}))
    feed = Feed("branch", "b01", "第一示例黨支部 工作日曆", "全部期限", "branches/b01/", published, subject="b01")
    head, end = head_and_end(settings, feed, LATER)
    made = b"".join([head, *map(text.event, published()), end])
    if request.config.getoption("--golden"):
        FILE.write_bytes(made)
    assert made == FILE.read_bytes()
