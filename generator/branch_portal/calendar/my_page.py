"""我的日曆: which address holds what one person wants, found in the browser or in a table of addresses."""

from collections.abc import Iterator
from functools import partial
from importlib.resources import files as resources

from jinja2 import Environment

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feeds import feeds
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.site import urls
from branch_portal.site.page import Asset, Heading, Page
from branch_portal.site.templates import body

MOST_LISTED = 24
"""More branches than this are no table that a screen or a sheet of paper holds."""


def pages(calendar: Calendar, jinja: Environment) -> Iterator[Page]:
    yield Page(
        path=urls.MY_CALENDAR,
        title="我的日曆",
        render=partial(_page, calendar, jinja),
        toc=(Heading("地址表", "addresses"),),
        description="選支部、角色、專題和要不要響鈴，得到一個訂閱地址",
        wide=True,
        kind="calendar",
        keywords=("訂閱", "角色", "不響鈴", "每週", "二維碼"),
    )


def assets() -> Iterator[Asset]:
    """What draws the QR code of an address that was put together in the browser."""
    yield Asset(urls.QR_SCRIPT, lambda: (resources("branch_portal.calendar") / "js" / "qr.js").read_bytes())


def _page(calendar: Calendar, jinja: Environment) -> str:
    book = calendar.book
    listed = [feed for feed in feeds(calendar) if feed.is_listed]
    branches = list(book[BRANCHES].values())
    in_branch = calendar.branch_roles if calendar.extent.branch_roles else ()
    values = {
        "book": book,
        "settings": book.settings.calendar,
        "extent": calendar.extent,
        "branches": branches,
        "listed": branches if len(branches) <= MOST_LISTED else [],
        "roles": [role for role in book[ROLES].values() if role.id in in_branch or calendar.role(role.id)],
        "in_branch": in_branch,
        "in_company": [role for role in book[ROLES] if calendar.role(role)],
        "lacking": _lacking(calendar) if in_branch else dict.fromkeys(book[BRANCHES], ()),
        "topics": [feed for feed in listed if feed.kind == "topic"],
        "topic_title": lambda feed: feed.title.removesuffix(" 工作日曆"),
        "company": [feed for feed in listed if feed.kind in ("all", "role", "topic")],
    }
    return body(jinja, "calendar_mine.html", urls.MY_CALENDAR, values)


def _lacking(calendar: Calendar) -> dict[str, list[str]]:
    """The roles, by branch, whose calendars have nothing to be done in that branch."""
    found = {}
    for id, branch in calendar.book[BRANCHES].items():
        there = {one.event.role for one in calendar.in_own_window(calendar.branch(branch)) if not one.cancelled}
        found[id] = [role for role in calendar.branch_roles if role not in there]
    return found
