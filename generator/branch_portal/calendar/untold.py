"""還沒有簽發的: events of papers that are dated later than the ledger are told by none of the feeds.

Feeds outlive the day they are made, so it is not the day of a build that decides, but the day of the ledger's last
update: a slip that is written beforehand comes into the calendar with the first update on its day or after it. Until
then the build goes on without it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from branch_portal.calendar.event import Event
from branch_portal.calendar.ledger_rules import day_of
from branch_portal.calendar.model import Ledger
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule

UNTOLD = rule(
    "CAL-24",
    title="簽發了的任務，日曆也有",
    why="任務單、目標、協議可以先寫好，到了簽發那天才公開；日曆要等台賬更新一次才告訴訂閱的人。",
    mend="運行 portal calendar update，提交台賬。",
    severity="warning",
)


def apart(
    events: Iterable[Event], ledger: Ledger, day: dt.date | None = None
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """The events that the ledger's last update could tell of, or one on `day`; and those of papers dated later.

    What was told once is not taken back.
    """
    last = day_of(ledger.revised) if ledger.revised else dt.date.min
    until = max(last, day or dt.date.min)
    told: list[Event] = []
    later: list[Event] = []
    for event in events:
        entry = ledger.entries.get(event.uid)
        known = event.since is None or event.since <= until or (entry is not None and entry.live)
        (told if known else later).append(event)
    return tuple(told), tuple(later)


def out(later: Iterable[Event], as_of: dt.date, path: str) -> Iterator[Problem]:
    """What is on the pages by the end of `as_of`, and waits for an update to come into the calendar."""
    waiting = [event for event in later if event.since and event.since <= as_of and not event.branch]
    if waiting:
        first = min(waiting, key=lambda event: (event.since, event.uid))
        many = f"等{len(waiting)}項" if len(waiting) > 1 else ""
        yield UNTOLD.problem(Place(path), f"「{first.summary}」{many}已經簽發，日曆裡還沒有", value=first.uid)
