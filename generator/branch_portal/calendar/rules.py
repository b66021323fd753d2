"""日曆: rules over the ids that events are made of, and over the feeds as they go out."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from branch_portal.calendar.agreement_rules import COMMAND
from branch_portal.calendar.event import Event
from branch_portal.calendar.feed import FeedSize
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.project.settings import CalendarSettings

SAME_UID = rule(
    "CAL-05",
    title="日曆標識不重複",
    why="兩個事項用同一個標識，日曆裡只剩一個。",
    mend="給其中一條記錄換編號。",
)
OLD_IDS = rule(
    "CAL-06",
    title="曾用編號只屬於一條記錄",
    why="曾用編號保住日曆標識和舊的訂閱地址；別的記錄也用它，兩條就混成一條。",
    mend="old_ids 只寫本記錄從前用過的編號，最早的寫在前面；別的記錄換一個編號。",
)
TOO_LARGE = rule(
    "CAL-07",
    title="一個日曆不過大",
    why="超過約1000條或1兆字節，有的日曆應用會悄悄丟掉後面的事項；這裡不會替你刪。",
    mend="在 site_config/portal.yml 的 calendar 裡調小 window（收錄的月份；提醒日曆是 alert_window），或者減少這一類任務。",
    severity="warning",
)
STALE = rule(
    "CAL-08",
    title="日曆的收錄月份跟得上",
    why="日曆只收錄台賬月份前後的事項；台賬很久不動，以後的期限就進不了別人的日曆。",
    mend=f"運行 {COMMAND}，提交台賬；停了兩個月以上的，照它說的加上 --leap-to。每月至少一次。",
    severity="warning",
)


_NEAR = 0.9
"""From here on a feed is pointed out: there is time to choose, and no feed stops the site."""
_STALE_AFTER = 75
"""Days from the first day of the ledger's month."""


def check(records: Records) -> Iterator[Problem]:
    """Rules over written records alone."""
    for _, group in records:
        yield from _old_ids(group)


def _old_ids(group: Mapping[str, Located[object]]) -> Iterator[Problem]:
    seen = set(group)
    for id, item in group.items():
        record = getattr(item.record, "meta", item.record)
        for index, old in enumerate(getattr(record, "old_ids", ())):
            if old in seen:
                yield OLD_IDS.problem(item.at("old_ids", index), f"「{id}」的曾用編號「{old}」別處也在用", value=old)
            seen.add(old)


def same_uid(events: Iterable[Event]) -> Iterator[Problem]:
    """Events of all systems must not share a UID."""
    counts = Counter(event.uid for event in events)
    for uid, count in counts.items():
        if count > 1:
            yield SAME_UID.problem(Place("data"), f"有{count}個事項的標識是「{uid}」", value=uid)


def sizes(found: Iterable[FeedSize], settings: CalendarSettings, place: Place) -> Iterator[Problem]:
    """Whether every feed is one that all readers take whole."""
    for size in found:
        share = max(size.events / settings.max_events, size.octets / settings.max_kilobytes / 1000)
        if share > _NEAR:
            yield TOO_LARGE.problem(
                place,
                f"「{size.title}」（{size.address}）有{size.events}條、{size.octets // 1000}千字節，"
                f"{'超過' if share > 1 else '快到'}{settings.max_events}條或{settings.max_kilobytes}千字節",
                value=size.address,
            )


def fresh(anchor: dt.date, as_of: dt.date, path: str) -> Iterator[Problem]:
    """Whether the feeds' months still lie around the day of the build."""
    if (as_of - anchor).days > _STALE_AFTER:
        yield STALE.problem(Place(path), f"日曆台賬停在{anchor:%Y年%m月}", value=str(anchor))
