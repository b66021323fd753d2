"""日曆: how to subscribe."""

from collections.abc import Iterator

from jinja2 import Environment

from generator import urls
from generator.derive.calendar import Calendar
from generator.derive.snapshot import Snapshot
from generator.render.templates import body
from generator.site import Heading, Page


def pages(snapshot: Snapshot, calendar: Calendar, jinja: Environment) -> Iterator[Page]:
    values = {"book": snapshot.book, "schedule": snapshot.schedule, "calendar": calendar}
    yield Page(
        path=urls.CALENDAR,
        title="訂閱日曆",
        render=lambda: body(jinja, "calendar.html", urls.CALENDAR, values),
        toc=(Heading("選擇日曆", "feeds"), Heading("怎麼訂閱", "how"), Heading("要知道的", "limits")),
        description="把期限訂閱到手機和電腦的日曆裡",
        kind="calendar",
        keywords=("訂閱", "日曆", "手機"),
    )
