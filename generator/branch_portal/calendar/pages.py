"""日曆: choose a calendar and subscribe, the weeks ahead, and a page for each month."""

from collections.abc import Iterator, Mapping
from functools import partial

from jinja2 import Environment

from branch_portal.calendar.apps import APPS
from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feed import Feed, FeedKind
from branch_portal.calendar.feeds import feeds
from branch_portal.calendar.month import Diary, Month
from branch_portal.ground.qr import qr_file
from branch_portal.organisation.kinds import BRANCHES, ROLES, TRACKS
from branch_portal.project.handbook import Published
from branch_portal.site import urls
from branch_portal.site.page import Asset, Heading, Page
from branch_portal.site.templates import body
from branch_portal.system.snapshot import Snapshot

AHEAD = 18
"""Weeks of the agenda: a page built four months ago still has something to show."""
MOST_BRANCHES = 60
"""More branches than this are not listed on the page, but found in the directory of branches."""
CHOICES: dict[FeedKind, str] = {
    "all": "全公司",
    "branch": "支部",
    "role": "角色",
    "topic": "專題",
    "alerts": "期限提醒",
    "editors": "編輯",
}


def pages(snapshot: Snapshot, calendar: Calendar, jinja: Environment) -> Iterator[Page]:
    book, schedule, as_of = snapshot.book, snapshot.schedule, snapshot.as_of
    diary = Diary(calendar.company, schedule.terms, schedule.workdays, book.settings.years)
    months = diary.months(book.settings.years)
    offered = [feed for feed in feeds(calendar) if feed.is_listed]
    groups = {kind: [feed for feed in offered if feed.kind == kind] for kind in CHOICES}
    values = {
        "book": book,
        "as_of": as_of,
        "kinds": CHOICES,
        "groups": groups,
        "feeds": offered,
        "listed": [feed for feed in offered if feed.kind not in ("branch", "branch_alerts")],
        "branches_listed": len(groups["branch"]) <= MOST_BRANCHES,
        "branch_alerts": calendar.extent.branch_alerts,
        "choice_title": partial(choice_title, book),
        "weeks": list(diary.weeks(as_of, AHEAD)),
        "ahead": AHEAD,
        "months": months,
        "years": {year: [one for one in months if one.first.year == year] for year in sorted(book.settings.years)},
        "now": next(
            (one for one in months if (one.first.year, one.first.month) == (as_of.year, as_of.month)), months[-1]
        ),
        "apps": APPS,
    }
    yield Page(
        path=urls.CALENDAR,
        title="日曆",
        render=lambda: body(jinja, "calendar.html", urls.CALENDAR, values),
        toc=(
            Heading("選擇日曆", "feeds"),
            Heading("近期事項", "agenda"),
            Heading("月曆", "months"),
            Heading("怎麼訂閱", "how"),
            Heading("要知道的", "limits"),
        ),
        description="把期限訂閱到手機和電腦的日曆裡；近期事項和每個月的月曆",
        kind="calendar",
        keywords=("訂閱", "日曆", "手機", "二維碼", "月曆", "Outlook", "iPhone", "安卓"),
    )
    official = schedule.workdays.official_years
    for index, month in enumerate(months):
        yield _month_page(
            jinja,
            {
                "book": book,
                "month": month,
                "previous": months[index - 1] if index else None,
                "following": months[index + 1] if index + 1 < len(months) else None,
                "official": month.first.year in official,
            },
            month,
        )


def _month_page(jinja: Environment, values: Mapping[str, object], month: Month) -> Page:
    path = urls.month(month.first.year, month.first.month)
    return Page(
        path=path,
        title=f"{month.first.year}年{month.first.month}月",
        render=partial(body, jinja, "calendar_month.html", path, values),
        description=f"{month.first.year}年{month.first.month}月的月曆，{month.count}項",
        wide=True,
        searched=False,
        kind="calendar",
        year=month.first.year,
    )


def choice_title(book: Published, feed: Feed) -> str:
    """What a reader chooses a calendar by: the branch, role or topic alone."""
    if feed.kind == "branch":
        return book[BRANCHES][feed.subject].title
    if feed.kind == "role":
        return book[ROLES][feed.subject].title
    if feed.kind == "topic" and feed.subject in book[TRACKS]:
        return book[TRACKS][feed.subject].title
    return feed.title


def assets(calendar: Calendar) -> Iterator[Asset]:
    """A QR code for each calendar, which a phone's camera opens as a subscription."""
    host = calendar.book.settings.site_url.split("://", 1)[1]
    for feed in feeds(calendar):
        if feed.is_listed:
            yield Asset(urls.qr(feed.name), partial(qr_file, f"webcal://{host}{feed.address}"))
