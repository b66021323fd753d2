"""另一種樣子: a calendar once more without alarms, and as one event a week."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial, reduce
from operator import add

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feed import DIVIDED, Feed, FeedKind
from branch_portal.calendar.looks import TERMS_TOPIC
from branch_portal.calendar.stamped import Stamped
from branch_portal.calendar.weeks import Revised, revisions, weeks
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.settings import Switch

QUIET, WEEK = "quiet", "week"
"""What stands behind a calendar's name in the names of its variants."""


def variants(calendar: Calendar, feed: Feed, has: Callable[[Switch, FeedKind], bool]) -> Iterator[Feed]:
    """The same without alarms, and one event a week, each where a feed of its kind `has` it."""
    if feed.kind not in DIVIDED or feed.subject == TERMS_TOPIC:
        return  # nothing in the terms rings or falls due
    if has("quiet", feed.kind):
        yield replace(
            _named(feed, QUIET),
            title=f"{feed.title}（不響鈴）",
            description=f"{feed.description}；不響鈴",
            events=partial(_quiet, calendar, feed),
            quiet=True,
        )
    if has("weekly", feed.kind):
        yield replace(
            _named(feed, WEEK),
            kind="week",
            title=f"{feed.title}（每週一條）",
            description=f"每週一一條，寫明本週到期的：{feed.description}",
            events=partial(_weeks, calendar, feed),
        )


def _named(feed: Feed, end: str) -> Feed:
    return replace(
        feed,
        name=f"{feed.name}.{end}",
        also_at=tuple(f"{name}.{end}" for name in feed.also_at),
        part=".".join(filter(None, (feed.part, end))),
        whole=feed.kind,
    )


def _quiet(calendar: Calendar, feed: Feed) -> list[Stamped]:
    """In the months of a calendar of one's own: it is the same events once more."""
    return calendar.in_own_window(feed.events())


def _weeks(calendar: Calendar, feed: Feed) -> Iterator[Stamped]:
    of_branch = feed.kind.startswith("branch")
    branch = calendar.book[BRANCHES][feed.subject] if of_branch else None
    own = _revisions(calendar, frozenset((branch.id, *branch.old_ids)) if branch else frozenset())
    shared = _revisions(calendar, frozenset(("",)))
    both = {week: [one[week] for one in (own, shared) if week in one] for week in own.keys() | shared.keys()}
    return weeks(
        ".".join(filter(None, (feed.line.removeprefix("feed-"), feed.part))),
        feed.page,
        branch.short if branch else "",
        feed.events(),
        calendar.week_span,
        {week: reduce(add, found) for week, found in both.items()},
        calendar.feed_stamp(feed.line),
    )


def _revisions(calendar: Calendar, branches: frozenset[str]) -> Mapping[dt.date, Revised]:
    """How often the weeks' events of `branches` were revised; those of nobody's in particular for an empty id."""
    if branches not in calendar.revised:
        entries = calendar.ledger.entries.values()
        calendar.revised[branches] = revisions(
            one for one in entries if one.branch in branches and not one.editors_only
        )
    return calendar.revised[branches]
