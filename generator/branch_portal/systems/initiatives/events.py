"""專題包 in the calendar: its stages. Its tasks stand there as all of the year's do."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.year.initiative import INITIATIVE_KIND_TITLES
from branch_portal.year.kinds import INITIATIVES, INITIATIVES_PATH
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """Every stage that ends on or after the day on which the initiative was entered."""
    del schedule
    for one in book[INITIATIVES].values():
        for stage in one.stages:
            if stage.last >= one.entered_on:
                yield Event(
                    uid=f"initiative-{first_id(one)}.{stage.id}",
                    first=stage.first,
                    last=stage.last,
                    summary=f"{one.title}：{stage.title}",
                    lines=(stage.what,),
                    page=f"{INITIATIVES_PATH}{one.id}/",
                    categories=(INITIATIVE_KIND_TITLES[one.kind],),
                )
