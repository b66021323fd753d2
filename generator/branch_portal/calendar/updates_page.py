"""更新記錄: what changed for subscribers, as a page and as an Atom feed."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.calendar.atom import atom
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.updates import UpdateGroup, updates
from branch_portal.calendar.window import Span
from branch_portal.site import urls
from branch_portal.site.page import Asset, Begun, Heading, Page
from branch_portal.site.templates import body

_SHOWN = 30
"""Lines of a group before the rest is folded away."""


def pages(calendar: Calendar, jinja: Environment) -> Iterator[Page]:
    groups = _groups(calendar)
    days = sorted({group.day for group in groups}, reverse=True)
    yield Page(
        path=urls.UPDATES,
        title="更新記錄",
        render=partial(_page, jinja, groups),
        toc=tuple(Heading(str(day), str(day)) for day in days),
        description="日曆事項什麼時候新增、改期、取消、改了文字",
        kind="calendar",
        searched=False,
        begins=Begun("withdrawals"),
    )


def assets(calendar: Calendar, jinja: Environment) -> Iterator[Asset]:
    yield Asset(urls.UPDATES_FEED, partial(_atom, calendar, jinja))


def _groups(calendar: Calendar) -> tuple[UpdateGroup, ...]:
    # What is changed after the ledger's month began is always shown, whatever the window ahead.
    shown = Span(calendar.span.first, dt.date.max)
    return updates(calendar.book, calendar.ledger, calendar.events, shown)


def _page(jinja: Environment, groups: tuple[UpdateGroup, ...]) -> str:
    link = partial(urls.relative, page=urls.UPDATES)
    lines = jinja.get_template("updates_lines.html")
    bodies = {group.anchor: Markup(lines.render(group=group, shown=_SHOWN, full=True, link=link)) for group in groups}
    return body(jinja, "updates.html", urls.UPDATES, {"groups": groups, "bodies": bodies})


def _atom(calendar: Calendar, jinja: Environment) -> bytes:
    settings, groups = calendar.book.settings, _groups(calendar)
    lines = jinja.get_template("updates_lines.html")

    def absolute(target: str) -> str:
        return settings.site_url + target

    bodies = [lines.render(group=group, shown=_SHOWN, full=False, link=absolute) for group in groups]
    return atom(settings, groups, calendar.dawn, bodies)
