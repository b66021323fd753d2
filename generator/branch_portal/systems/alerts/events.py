"""換屆 in the calendar: the end of every branch's term, with its three levels."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.alerts.elections import elections
from branch_portal.year.alert_days import LEVEL_TITLES
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """One event per branch, the end of its term, with the days of its three levels.

    It moves on to the next term when a new election is recorded; the dues' cut-offs are duties and have theirs there.
    """
    told = book.settings.alerts.recipients
    for one in elections(book, schedule.workdays):
        levels = ((level, getattr(told, level)) for level in LEVEL_TITLES)
        yield Event(
            uid=f"elect-{first_id(one.branch)}.term",
            first=one.due,
            last=one.due,
            summary=f"換屆：{one.branch.short}任期屆滿",
            lines=(
                f"任期屆滿：{one.expires}" + (f"，經批准延期到{one.due}" if one.extension else ""),
                *(
                    f"{LEVEL_TITLES[level]}：{'、'.join(book[ROLES][role].title for role in roles)}"
                    for level, roles in levels
                    if roles
                ),
            ),
            page=f"{urls.branch(one.branch.id)}#alerts",
            categories=("換屆",),
            branch=one.branch.id,
            role=told.red[0] if told.red else "",
            topic=book.settings.alerts.track or "",
            alerts=(("green", one.green), ("yellow", one.yellow), ("red", one.red)),
        )
