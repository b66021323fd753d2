"""今天: the day that rules about "not yet" and "too late" are measured against."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.project.records import Records


def known_day(records: Records) -> dt.date:
    """The newest day on which the records themselves say that something has happened.

    A rule that asks for a day takes the later of this and the build's own: so a clock that runs behind, or a build
    for an earlier day, turns no true record into a mistake.
    """
    return max(_happened(records), default=dt.date.min)


def _happened(records: Records) -> Iterator[dt.date]:
    for finding in records.findings.values():
        yield finding.record.log[-1].on
    for release in records.releases.values():
        yield release.record.published_on or release.record.cutoff
    for slip in records.slip_batches.values():
        yield from (day for day in (slip.record.issued_on,) if day)
    for guide in records.guides.values():
        yield guide.record.meta.last_reviewed_on
    for plan in records.plans.values():
        yield from (waiver.approved_on for waiver in plan.record.waived)
