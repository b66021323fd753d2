"""排查 in the calendar."""

from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.project.base import first_id
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.rounds.kinds import ROUNDS
from branch_portal.systems.rounds.settings import ROUND_SETTINGS
from branch_portal.year.schedule import Schedule


def events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The last day of every stage."""
    del schedule
    for round in book[ROUNDS].values():
        for stage in round.stages:
            yield Event(
                uid=f"round-{first_id(round)}.{stage.id}",
                first=stage.last,
                last=stage.last,
                summary=f"{round.title}：{stage.name}截止",
                lines=(
                    f"{stage.first}至{stage.last}：{stage.measure}",
                    f"牽頭：{book.called('organisations', round.lead)}",
                ),
                page=f"{urls.round(round.id)}#stages",
                categories=("排查",),
                topic=book.settings[ROUND_SETTINGS].track or "",
            )
