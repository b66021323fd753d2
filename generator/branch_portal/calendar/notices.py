"""說明: what a calendar says that has no events, is divided among the branches, or is no more."""

from collections.abc import Iterator
from functools import partial

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.event import Event
from branch_portal.calendar.feed import Feed
from branch_portal.calendar.ledger import SHANGHAI, kept_until
from branch_portal.calendar.model import Entry
from branch_portal.calendar.stamped import Stamped, as_itself, stamp_of
from branch_portal.site import urls

_SAID = {"moved": "本日曆已經按支部分開，請改訂", "former": "本日曆不再更新，請改訂"}


def notice(calendar: Calendar, feed: Feed) -> Stamped:
    """What a feed without events says: a calendar file must hold at least one (RFC 5545, 3.6).

    It keeps its uid and its day – that of the feed's own last revision in the ledger – from month to month.
    """
    stamp = calendar.feed_stamp(feed.line)
    day = stamp.revised.astimezone(SHANGHAI).date()
    said = _SAID.get(feed.kind, "")
    event = Event(
        uid=f"{feed.line}{feed.part and f'.{feed.part}'}.{'former' if feed.kind == 'former' else 'notice'}",
        first=day,
        last=day,
        summary=said or "本日曆目前沒有事項",
        lines=(feed.description if said else f"{feed.title}：有了事項會自動出現，不用重新訂閱。",),
        page=feed.page,
        categories=("說明",),
    )
    return as_itself(event, stamp)


def closed(calendar: Calendar) -> Iterator[Feed]:
    """Calendars of branches, roles and topics that are no more: for a while they say so to their subscribers."""
    for entry in calendar.ledger.entries.values():
        if entry.uid.startswith("feed-") and entry.withdrawn and calendar.anchor <= kept_until(entry):
            name = entry.uid.removeprefix("feed-")
            reason = entry.changes[-1].note
            yield Feed(
                "closed",
                name,
                f"{entry.summary} 工作日曆（已停用）",
                reason,
                urls.CALENDAR,
                partial(_closing, entry, name),
                line=entry.uid,
            )


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
