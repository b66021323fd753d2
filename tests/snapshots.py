"""Snapshots of a Handbook whose schedule is known already."""

import datetime as dt

from branch_portal.project.handbook import Handbook, announce, publish
from branch_portal.rooms import ROOMS
from branch_portal.system.snapshot import Snapshot
from branch_portal.year.schedule import Schedule


def snapshot_of(book: Handbook, schedule: Schedule, day: dt.date) -> Snapshot:
    """As `take_snapshot`, without expanding the year once more."""
    return Snapshot(publish(book, day), announce(book), schedule, day, ROOMS)
