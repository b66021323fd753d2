"""何時前、交什麼: what the year's duties say on the first screen of the guide that they name."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from branch_portal.system.snapshot import Snapshot
from branch_portal.year.kinds import EVENT_DUTIES
from branch_portal.year.occurrence import Occurrence

KNOWN = 4
"""Occurrences of a duty that a page knows of, so that its next day is right for weeks after the build."""
DUTIES_SHOWN = 4


@dataclass(frozen=True)
class Coming:
    """One day of a duty, the next one for readers from `since` on to its own day."""

    occurrence: Occurrence
    since: dt.date


@dataclass(frozen=True)
class GuideDays:
    """The next days of a guide's duties on the company's calendar, nearest first, and what all its duties hand in."""

    coming: tuple[Coming, ...]
    deliverables: tuple[str, ...]


NOTHING = GuideDays((), ())


def guide_days(snapshot: Snapshot) -> Mapping[str, GuideDays]:
    """Every guide that a duty names, with what the duties say."""
    series: dict[str, dict[str, list[Occurrence]]] = {}
    handed: dict[str, dict[str, None]] = {}
    for occurrences in snapshot.schedule.company.values():
        for item in occurrences:
            for guide in item.duty.guides:
                series.setdefault(guide, {}).setdefault(item.duty.id, []).append(item)
                handed.setdefault(guide, {}).update(dict.fromkeys(item.duty.deliverable))
    for duty in snapshot.book[EVENT_DUTIES].values():
        for guide in duty.guides:
            handed.setdefault(guide, {}).update(dict.fromkeys(duty.deliverable))
    return {
        guide: GuideDays(_coming(series.get(guide, {}).values(), snapshot.as_of), (*said,))
        for guide, said in handed.items()
    }


def _coming(series: Iterable[Sequence[Occurrence]], as_of: dt.date) -> tuple[Coming, ...]:
    nearest = sorted(
        (ahead for items in series if (ahead := [item for item in items if item.due >= as_of])),
        key=lambda ahead: (ahead[0].due, ahead[0].id),
    )
    found = []
    for ahead in nearest[:DUTIES_SHOWN]:
        since = dt.date.min
        for item in ahead[:KNOWN]:
            found.append(Coming(item, since))
            since = item.due + dt.timedelta(days=1)
    return tuple(sorted(found, key=lambda one: (one.occurrence.due, one.occurrence.id)))
