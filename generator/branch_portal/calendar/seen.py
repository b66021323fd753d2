"""訂閱的人看到的變化: what an update changes in each feed, and in all together, before it is written.

A ledger's lines say less: one branch's new short name is one line, and changes every event of that branch's feeds.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feed import Feed
from branch_portal.calendar.feeds import feeds
from branch_portal.calendar.model import Ledger
from branch_portal.calendar.stamped import Stamped

FEW = 20
"""So many changed events are never many, however small the portal."""
_NAMED = 3
"""How many feeds are named."""


@dataclass(frozen=True)
class FeedSeen:
    """How many events of one feed change, and how many leave it without a word."""

    title: str
    changed: int
    left: int


@dataclass(frozen=True)
class Seen:
    """The same for every feed, and counted once for each event: those not over that change, of all not over, and those that leave."""

    feeds: tuple[FeedSeen, ...] = ()
    changed: int = 0
    coming: int = 0
    left: int = 0

    def many(self, percent: int) -> bool:
        """Whether more than `percent` of what is to come changes: more likely a slip than a wish."""
        return self.changed > FEW and self.changed * 100 > self.coming * percent

    def lines(self) -> Iterator[str]:
        """In words, the feeds in which most changes first."""
        if self.changed:
            share = -(-self.changed * 100 // self.coming)
            yield f"訂閱的人會看到：還沒有到期的{self.coming}個事項，有{self.changed}個有變化（約{share}%）。"
        if self.left:
            yield f"移出收錄的月份、從日曆裡消失而不說取消的：{self.left}個。"
        touched = sorted(
            (one for one in self.feeds if one.changed or one.left), key=lambda one: -max(one.changed, one.left)
        )
        for one in touched[:_NAMED]:
            left = f"，移出{one.left}條" if one.left else ""
            yield f"  「{one.title}」：變化{one.changed}條{left}"
        if len(touched) > _NAMED:
            yield f"  ……另有{len(touched) - _NAMED}個日曆"


def seen(before: Calendar, after: Calendar, known: Ledger, as_of: dt.date) -> Seen:
    """What subscribers see of a change from `before` to `after`, both of today's data; `known` is the ledger until now.

    `before` has to be made with lines for new events as well: they are told from `known` here.
    """
    changed: set[str] = set()
    coming: set[str] = set()
    left: set[str] = set()
    of_feeds = []
    pairs = zip(_of_their_own(before), _of_their_own(after), strict=False)
    for old_feed, feed in pairs:
        old = {one.own.uid: one for one in old_feed.events()} if old_feed.name == feed.name else {}
        new = {one.own.uid: one for one in feed.events()}
        other = {uid for uid, one in new.items() if _changes(one, old, after.ledger, known)}
        gone = old.keys() - new.keys()
        of_feeds.append(FeedSeen(feed.title, len(other), len(gone)))
        if not feed.is_listed or feed.kind in ("alerts", "branch_alerts"):
            continue
        to_come = {uid for uid, one in new.items() if one.event.last >= as_of}
        coming |= to_come
        changed |= other & to_come
        left |= gone
    return Seen(tuple(of_feeds), len(changed), len(coming), len(left))


def _of_their_own(calendar: Calendar) -> list[Feed]:
    """The feeds that are not another's events once more."""
    return [feed for feed in feeds(calendar) if feed.is_listed or feed.kind in ("moved", "closed")]


def _changes(one: Stamped, old: Mapping[str, Stamped], after: Ledger, known: Ledger) -> bool:
    """Whether an event that was there says something else; a new one does not."""
    uid = one.own.uid
    if one.cancelled and uid not in old:
        return True
    if uid in after.entries and uid not in known.entries:
        return one.stamp.sequence > 0  # a branch's own line goes on from the company's
    return uid in old and old[uid].stamp.sequence != one.stamp.sequence
