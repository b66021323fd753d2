"""The kind of record of this room: what is dated after a day is not out by that day."""

import datetime as dt

from branch_portal.project.kind import Kind
from branch_portal.site import urls
from branch_portal.systems.logbooks.entry import written_entry
from branch_portal.systems.logbooks.model import Logbook

PATH = "logbooks/"
"""Where the room's page stands, below the site's root."""


def sheet_path(branch: str, year: int) -> str:
    """The sheet of a branch's year, to be filled in by hand."""
    return f"{urls.branch_map(branch, year)}logbook/"


def _key(logbook: Logbook) -> tuple[str, int]:
    return logbook.branch, logbook.year


def _by(logbook: Logbook, day: dt.date) -> Logbook | None:
    months = []
    for one in logbook.months:
        held = tuple(
            text for text in one.held if (entry := written_entry(text)) and (entry.on(one.month) or dt.date.max) <= day
        )
        if held:
            months.append(one if held == one.held else one.model_copy(update={"held": held}))
    steps = tuple(step for step in logbook.election if step.on <= day)
    drills = tuple(drill for drill in logbook.drills if drill.on <= day)
    if not months and not steps and not drills:
        return None
    if (tuple(months), steps, drills) == (logbook.months, logbook.election, logbook.drills):
        return logbook
    return logbook.model_copy(update={"months": tuple(months), "election": steps, "drills": drills})


LOGBOOKS: Kind[tuple[str, int], Logbook] = Kind(
    "logbooks",
    Logbook,
    "辦理登記",
    key=_key,
    page=lambda one: f"{PATH}#{one.branch}",
    called=lambda one: f"{one.year}年辦理登記",
    published=_by,
)
