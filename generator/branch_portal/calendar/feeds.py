"""日曆清單: every calendar to subscribe to, and what it holds."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.event import Event
from branch_portal.calendar.ledger import SHANGHAI, kept_until
from branch_portal.calendar.looks import TERMS_TOPIC
from branch_portal.calendar.model import Entry
from branch_portal.calendar.stamped import Stamp, Stamped, as_itself, stamp_of
from branch_portal.organisation.kinds import BRANCHES, ROLES, TRACKS
from branch_portal.site import urls

FeedKind = Literal["all", "branch", "role", "topic", "alerts", "branch_alerts", "editors", "closed"]


@dataclass(frozen=True)
class Feed:
    """One calendar to subscribe to; `address` and `page` below the site's root.

    `also_at` are addresses under ids that are no longer used: their subscribers get the same calendar.
    """

    kind: FeedKind
    name: str
    title: str
    description: str
    page: str
    events: Callable[[], Iterable[Stamped]]
    color: str = "crimson"
    subject: str = ""
    also_at: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return urls.feed(self.name)

    @property
    def addresses(self) -> tuple[str, ...]:
        return (self.address, *(urls.feed(name) for name in self.also_at))


@dataclass(frozen=True)
class FeedSize:
    """What a feed comes to."""

    title: str
    address: str
    events: int
    octets: int


def feeds(calendar: Calendar) -> Iterator[Feed]:
    """Every calendar to subscribe to, in the order in which people look for theirs."""
    book = calendar.book
    name = book.settings.organisation
    yield Feed(
        "all", "all", f"{name} 支部工作日曆", "全公司統一的期限和二十四節氣", urls.CALENDAR, lambda: calendar.company
    )
    for branch in book[BRANCHES].values():
        yield Feed(
            "branch",
            branch.id,
            f"{branch.title} 工作日曆",
            f"{branch.title}的全部期限和二十四節氣",
            urls.branch(branch.id),
            lambda branch=branch: calendar.branch(branch),  # type: ignore[misc]
            subject=branch.id,
            also_at=branch.old_ids,
        )
    for role in book[ROLES].values():
        yield Feed(
            "role",
            f"role-{role.id}",
            f"{role.title} 工作日曆",
            f"由{role.title}來辦的期限",
            urls.CALENDAR,
            lambda id=role.id: [one for one in calendar.company if one.event.role == id],  # type: ignore[misc]
            subject=role.id,
            also_at=tuple(f"role-{old}" for old in role.old_ids),
        )
    for track in book[TRACKS].values():
        yield Feed(
            "topic",
            f"topic-{track.id}",
            f"{track.title} 工作日曆",
            f"「{track.title}」的期限",
            urls.CALENDAR,
            lambda id=track.id: [one for one in calendar.company if one.event.topic == id],  # type: ignore[misc]
            subject=track.id,
            also_at=tuple(f"topic-{old}" for old in track.old_ids),
        )
    yield Feed(
        "topic",
        "terms",
        "二十四節氣",
        "每個節氣的日期和時令",
        urls.YEAR,
        lambda: [one for one in calendar.company if one.event.topic == TERMS_TOPIC],
        color="seagreen",
        subject=TERMS_TOPIC,
    )
    yield Feed(
        "alerts",
        "alerts",
        f"{name} 期限提醒",
        "綠色通知、黃色提醒、紅色告警各成一條",
        urls.CALENDAR,
        lambda: calendar.alerts(calendar.company),
    )
    if book.settings.calendar.branch_alerts:
        for branch in book[BRANCHES].values():
            yield Feed(
                "branch_alerts",
                f"alerts-{branch.id}",
                f"{branch.title} 期限提醒",
                "綠色通知、黃色提醒、紅色告警各成一條",
                urls.branch(branch.id),
                lambda branch=branch: calendar.alerts(calendar.branch(branch)),  # type: ignore[misc]
                subject=branch.id,
                also_at=tuple(f"alerts-{old}" for old in branch.old_ids),
            )
    yield Feed(
        "editors",
        "editors",
        "編輯日曆：到期要覆核的指引",
        "給維護門戶的人：哪頁指引什麼時候要覆核",
        urls.GUIDE,
        lambda: calendar.editors,
        color="slategray",
    )
    yield from _closed(calendar)


def largest(calendar: Calendar) -> Iterator[Feed]:
    """The feeds to measure: every one that is not a branch's, and the branch's that holds most of each kind."""
    branches = calendar.book[BRANCHES]
    fullest = max(branches, key=calendar.weight, default=None)
    for feed in feeds(calendar):
        if not feed.kind.startswith("branch") or feed.subject == fullest:
            yield feed


def notice(calendar: Calendar, feed: Feed) -> Stamped:
    """What a feed without events says: a calendar file must hold at least one (RFC 5545, 3.6)."""
    uid = f"feed-{feed.name}.notice"
    event = Event(
        uid=uid,
        first=calendar.anchor,
        last=calendar.anchor,
        summary="本日曆目前沒有事項",
        lines=(f"{feed.title}：有了事項會自動出現，不用重新訂閱。",),
        page=feed.page,
        categories=("說明",),
    )
    revised = dt.datetime.combine(calendar.anchor, dt.time(1), dt.UTC)
    return as_itself(event, Stamp(revised, revised, 0))


def _closed(calendar: Calendar) -> Iterator[Feed]:
    """Calendars of branches, roles and topics that are no more: for a while they say so to their subscribers."""
    for entry in calendar.ledger.entries.values():
        if entry.uid.startswith("feed-") and entry.withdrawn and calendar.anchor <= kept_until(entry):
            name = entry.uid.removeprefix("feed-")
            closed = partial(_closing, entry, name)
            reason = entry.changes[-1].note
            yield Feed("closed", name, f"{entry.summary} 工作日曆（已停用）", reason, urls.CALENDAR, closed)


def _closing(entry: Entry, name: str) -> list[Stamped]:
    day = entry.revised.astimezone(SHANGHAI).date()
    event = Event(
        uid=f"feed-{name}.closed",
        first=day,
        last=day,
        summary=f"本日曆已停用：{entry.summary}",
        lines=(f"原因：{entry.changes[-1].note}", "請刪去這個訂閱，另選一個日曆。"),
        page=urls.CALENDAR,
        categories=("說明",),
    )
    return [as_itself(event, stamp_of(entry))]
