"""今天: the day that rules about "not yet" and "too late" are measured against."""

import datetime as dt

from branch_portal.project.records import Records


def known_day(records: Records) -> dt.date:
    """The newest day on which the records themselves say that something has happened.

    A rule that asks for a day takes the later of this and the build's own: so a clock that runs behind, or a build
    for an earlier day, turns no true record into a mistake.
    """
    days = (day for kind, group in records for one in group.values() for day in kind.happened(one.record))
    return max(days, default=dt.date.min)
