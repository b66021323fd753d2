"""三審三查三訪 in the calendar."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.calendar.event import Event
from branch_portal.project.handbook import Announced
from branch_portal.site import urls
from branch_portal.systems.supervision.kinds import INSPECTIONS, INTERVIEWS, REVIEWS
from branch_portal.systems.supervision.model import (
    HALF_TITLES,
    INSPECTION_KIND_TITLES,
    INTERVIEW_GROUP_TITLES,
    REVIEW_SIDE_TITLES,
)
from branch_portal.systems.supervision.settings import SUPERVISION_SETTINGS
from branch_portal.year.schedule import Schedule


def review_events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The last day for the three opinions, once a year."""
    del schedule
    for year in sorted({review.year for review in book[REVIEWS].values()}):
        day = dt.date.fromisoformat(f"{year}-{book.settings[SUPERVISION_SETTINGS].review_by}")
        yield Event(
            uid=f"review-{year}.due",
            first=day,
            last=day,
            summary=f"{year}年計劃三審截止",
            lines=(f"{'、'.join(REVIEW_SIDE_TITLES.values())}三方都同意，計劃才算審定。",),
            page=f"{urls.supervision(year)}#reviews",
            categories=("三審",),
            topic=book.settings[SUPERVISION_SETTINGS].track or "",
        )


def inspection_events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The day of every inspection held or planned; whom it visits is not announced."""
    del schedule
    for one in book[INSPECTIONS].values():
        if one.on:
            yield Event(
                uid=f"inspection-{one.id}",
                first=one.on,
                last=one.on,
                summary=f"{one.year}年第{'一二三四'[one.quarter - 1]}季度{INSPECTION_KIND_TITLES[one.kind]}",
                lines=(f"查什麼：{one.topic}", f"檢查單位：{book.called('organisations', one.organisation)}"),
                page=f"{urls.supervision(one.year)}#i-{one.id}",
                categories=("三查",),
                role=getattr(book.settings[SUPERVISION_SETTINGS].inspectors, one.kind) or "",
                topic=book.settings[SUPERVISION_SETTINGS].track or "",
            )


def interview_events(book: Announced, schedule: Schedule) -> Iterator[Event]:
    """The days in which each group is interviewed."""
    del schedule
    for one in book[INTERVIEWS].values():
        if one.first and one.last:
            yield Event(
                uid=f"interview-{one.id}",
                first=one.first,
                last=one.last,
                summary=f"{one.year}年{HALF_TITLES[one.half]}三訪：{INTERVIEW_GROUP_TITLES[one.group]}",
                lines=("只記人數、得分和歸納的意見，不記姓名和原話。",),
                page=f"{urls.supervision(one.year)}#v-{one.id}",
                categories=("三訪",),
                topic=book.settings[SUPERVISION_SETTINGS].track or "",
            )
