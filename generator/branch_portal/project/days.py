"""今天: the day that rules about "not yet" and "too late" are measured against."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records

AHEAD = rule(
    "DAY-01",
    title="已經辦過的事，日期不在今天以後",
    why="寫的是已經發生的事，日期卻還沒有到，多半是年份或月份寫錯；今天是哪一天，也會跟著算錯。",
    mend="核對年份和月份；還沒有辦的，等辦了再寫。",
    severity="warning",
)
_SLACK = dt.timedelta(days=7)
"""A build for a few days ago is no mistake of the records."""
_FAR = dt.timedelta(days=31)
_MOST = 5
"""Days in the future from which on it is the build that is for a day in the past, as one who looks back makes it."""


def known_day(records: Records, as_of: dt.date = dt.date.min) -> dt.date:
    """The newest day on which the records themselves say that something has happened.

    A rule that asks for a day takes the later of this and the build's own: so a clock that runs behind, or a build
    for an earlier day, turns no true record into a mistake. A few records that are more than a month ahead of `as_of` are
    slips of their own, and no reason to take all others for old.
    """
    days = sorted(day for kind, group in records for one in group.values() for day in kind.happened(one.record))
    far = [day for day in days if as_of > dt.date.min and day > as_of + _FAR]
    near = days[: -len(far)] if far and len(far) <= _MOST else days
    return near[-1] if near else dt.date.min


def check_ahead(records: Records, today: dt.date) -> Iterator[Problem]:
    """Records that say that something has happened on a day after `today`, the day of the build."""
    ahead = [
        (one, kind.title, day)
        for kind, group in records
        for one in group.values()
        for day in dict.fromkeys(kind.happened(one.record))
        if day > today + _SLACK
    ]
    if len(ahead) <= _MOST:
        for located, title, day in ahead:
            message = f"{title}裡已經辦過的事寫在 {day}，今天是 {today}"
            yield AHEAD.problem(_written(located, day), message, value=str(day))


def _written(located: Located[object], day: dt.date) -> Place:
    """Where the day stands in the record's file, else its first line."""
    source = located.source
    lines = ((number, line.find(str(day))) for number, line in enumerate(source.lines, 1))
    return next((Place(source.path, number, at + 1) for number, at in lines if at >= 0), Place(source.path))
