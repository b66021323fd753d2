"""日曆事項: what any system puts into the calendar, before it is text; the words are RFC 5545's."""

import datetime as dt
from dataclasses import dataclass

from branch_portal.calendar.model import Reach
from branch_portal.organisation.applicability import EVERY_BRANCH, AppliesTo
from branch_portal.year.alert_days import AlertLevel

PROVISIONAL = "日期暫定，以國務院辦公廳通知為準。"
"""What an event says of a day that rests on a year without an official working-day table."""


@dataclass(frozen=True)
class Event:
    """One all-day event, the same in every feed that holds it.

    `uid` is the part before "@": ASCII, made of the record's kind, first id (`first_id`) and nominal period
    (`duty-m01.2026-03.b01`, `pact-p01.until`), never of a title, a position or a day that may move.
    `first`..`last` are days, both included. `lines` are the description's, which ends with the address of
    `guide`, else of `page` (below the site's root, with its anchor). `branch`, `role` and `topic` (a track's id)
    say which feeds want it; an event without a branch is the company's. `owners` are roles above the branches whose work
    it is as well: who checks it, who gave it out. `level` marks an alert's own event,
    `alerts` are the days on which each level begins.
    `since` is the day before which nobody is told of it: that of the paper it comes from (`calendar.untold`).
    `opens` is the first day on which it may be done, for what is to be done by `last`. `editors_only` events appear in the editors' feed alone.
    `joins` is the uid of the company's event that it is the same matter as, where that falls on the same day: it is
    told there (`calendar.joined`), in `joined`, each with the page that has more.
    `reach` says whether branches have a company's event on their maps, `applies` which of them; `follows` is the uid of the company's event that a branch has in its own words or on its own day.
    """

    uid: str
    first: dt.date
    last: dt.date
    summary: str
    lines: tuple[str, ...]
    page: str
    categories: tuple[str, ...]
    branch: str = ""
    role: str = ""
    topic: str = ""
    level: AlertLevel | None = None
    alerts: tuple[tuple[AlertLevel, dt.date], ...] = ()
    provisional: bool = False
    editors_only: bool = False
    guide: str = ""
    reach: Reach = ""
    follows: str = ""
    applies: AppliesTo = EVERY_BRANCH
    opens: dt.date | None = None
    owners: tuple[str, ...] = ()
    since: dt.date | None = None
    joins: str = ""
    joined: tuple[tuple[str, str], ...] = ()
