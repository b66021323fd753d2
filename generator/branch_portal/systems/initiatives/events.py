"""The days of this room in the calendars."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.systems.initiatives.kinds import INITIATIVES, PATH
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The last day of each record, in its branch's calendar."""
    del schedule
    for one in book[INITIATIVES].values():
        yield Event(
            uid=f"initiatives-{first_id(one)}.due",
            first=one.due,
            last=one.due,
            summary=one.title,
            lines=(one.note,) if one.note else (),
            page=f"{PATH}#{one.id}",
            categories=("專題",),
            branch=one.branch,
        )
