"""更新記錄: what changed for subscribers, as a page and as an Atom feed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from branch_portal.calendar.atom import atom
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.updates import UpdateGroup, updates
from branch_portal.calendar.window import Span
from branch_portal.ground.day_words import full_date
from branch_portal.site import urls
from branch_portal.site.page import Asset, Begun, Heading, Page
from branch_portal.site.templates import body, fragment

_SHOWN = 12
"""Lines of a group on the page of all groups; a longer one has a page of its own, and its link below them."""
_IN_FEED = 30
"""Lines of a group in the Atom feed."""


def pages(calendar: Calendar, jinja: Environment) -> Iterator[Page]:
    groups = _groups(calendar)
    long = [group for group in groups if len(group.lines) > _SHOWN]
    days = sorted({group.day for group in groups}, reverse=True)
    yield Page(
        path=urls.UPDATES,
        title="更新記錄",
        render=partial(_page, jinja, groups, long),
        toc=tuple(Heading(full_date(day), str(day)) for day in days),
        description="日曆事項什麼時候新增、改期、取消、改了文字",
        kind="calendar",
        searched=False,
        begins=Begun("withdrawals"),
    )
    for group in long:
        yield Page(
            path=group.page,
            title=f"{full_date(group.day)}{group.title}",
            render=partial(_whole, jinja, group),
            description=f"{full_date(group.day)}日曆改動的全部內容：{group.title}",
            kind="calendar",
            searched=False,
        )


def assets(calendar: Calendar, jinja: Environment) -> Iterator[Asset]:
    yield Asset(urls.UPDATES_FEED, partial(_atom, calendar, jinja))


def _groups(calendar: Calendar) -> tuple[UpdateGroup, ...]:
    # What is changed after the ledger's month began is always shown, whatever the window ahead.
    shown = Span(calendar.span.first, dt.date.max)
    return updates(calendar.book, calendar.ledger, calendar.events, shown)


def _page(jinja: Environment, groups: tuple[UpdateGroup, ...], long: Sequence[UpdateGroup]) -> str:
    bodies = {group.anchor: _lines(jinja, group, urls.UPDATES, _SHOWN) for group in groups}
    return body(jinja, "updates.html", urls.UPDATES, {"groups": groups, "long": long, "bodies": bodies})


def _whole(jinja: Environment, group: UpdateGroup) -> str:
    path = group.page
    return body(jinja, "updates_whole.html", path, {"group": group, "lines": _lines(jinja, group, path)})


def _lines(jinja: Environment, group: UpdateGroup, path: str, most: int | None = None) -> Markup:
    return fragment(jinja, "updates_lines.html", path, lines=group.lines[:most])


def _atom(calendar: Calendar, jinja: Environment) -> bytes:
    settings, groups = calendar.book.settings, _groups(calendar)
    lines = jinja.get_template("updates_lines.html")

    def absolute(target: str) -> str:
        return settings.site_url + target

    def told(group: UpdateGroup) -> str:
        rest = len(group.lines) - _IN_FEED
        more = f"<p>另有{rest}項。</p>\n" if rest > 0 else ""
        return lines.render(lines=group.lines[:_IN_FEED], link=absolute) + more

    bodies = [told(group) for group in groups]
    return atom(settings, groups, calendar.dawn, bodies)
