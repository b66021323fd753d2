"""The calendar pages: every event on its day, every feed with its address and QR code, small with many branches."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.feeds import feeds
from branch_portal.calendar.month import Diary
from branch_portal.calendar.pages import assets, pages
from branch_portal.ground.qr import qr_file, redrawn
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.site import urls
from branch_portal.site.templates import environment
from branch_portal.system.snapshot import Snapshot, take_snapshot
from tests.sample import AS_OF


@pytest.fixture(scope="module")
def snapshot(book: Handbook) -> Snapshot:
    return take_snapshot(book, AS_OF, ROOMS)


@pytest.fixture(scope="module")
def diary(snapshot: Snapshot, calendar: Calendar) -> Diary:
    schedule = snapshot.schedule
    return Diary(calendar.company, schedule.terms, schedule.workdays, snapshot.book.settings.years)


@pytest.fixture(scope="module")
def rendered(snapshot: Snapshot, calendar: Calendar) -> dict[str, str]:
    return {page.path: page.render() for page in pages(snapshot, calendar, environment())}


def test_a_month_is_whole_weeks_from_monday(diary: Diary) -> None:
    for month in diary.months([2026, 2027]):
        assert (month.blank + len(month.days) + month.trailing) % 7 == 0
        assert month.days[0].date.weekday() == month.blank
        assert {day.date.month for day in month.days} == {month.first.month}


def test_official_holidays_and_make_up_days_are_marked(diary: Diary) -> None:
    october = {day.date.day: day for day in diary.month(dt.date(2026, 10, 1)).days}
    assert october[1].closed
    assert october[10].makeup
    assert not any(day.closed or day.makeup for day in diary.month(dt.date(2027, 10, 1)).days)


def test_every_event_stands_on_its_day_in_the_month_pages(
    snapshot: Snapshot, calendar: Calendar, rendered: dict[str, str]
) -> None:
    expected = {
        (str(day), one.own.summary.removeprefix("【已取消】"))
        for one in calendar.company
        if not one.event.uid.startswith("term.")
        for day in (one.event.first, one.event.last)
        if day.year in snapshot.book.settings.years
    }
    found = set()
    for year in snapshot.book.settings.years:
        for month in range(1, 13):
            text = rendered[urls.month(year, month)]
            for chunk in text.split('data-day="')[1:]:
                for title in re.findall(r"<li><span><a [^>]*>([^<]+)</a>", chunk):
                    found.add((chunk[:10], title))
    assert found == expected


def test_the_agenda_begins_in_the_week_of_the_build_and_is_in_order(rendered: dict[str, str]) -> None:
    days = re.findall(r'<li data-until="([0-9-]+)"', rendered[urls.CALENDAR])
    assert days == sorted(days)
    assert days[0] >= str(AS_OF - dt.timedelta(days=AS_OF.weekday()))
    assert "召開黨小組會" in rendered[urls.CALENDAR]


def test_every_feed_can_be_found_without_a_script(
    snapshot: Snapshot, calendar: Calendar, rendered: dict[str, str]
) -> None:
    site = snapshot.book.settings.site_url
    for feed in feeds(calendar):
        if not feed.is_listed:
            continue
        if feed.kind in ("branch", "branch_alerts"):
            assert f'value="{feed.subject}"' in rendered[urls.CALENDAR]
        else:
            assert f"<code>{site}{feed.address}</code>" in rendered[urls.CALENDAR]
            assert f'href="webcal://{site.split("://")[1]}{feed.address}"' in rendered[urls.CALENDAR]
    for branch in snapshot.book[BRANCHES].values():
        assert f"branches/{branch.id}/#subscribe" in rendered[urls.CALENDAR]


def test_the_single_events_that_are_made_are_those_that_pages_offer(
    calendar: Calendar, rendered: dict[str, str]
) -> None:
    linked = {name for page in rendered.values() for name in re.findall(r"calendar/events/([^\"]+)\.ics|/events/([^\"]+)\.ics", page) for name in name if name}  # fmt: skip
    assert {one.own.uid for one in calendar.singles()} == linked


def test_a_feed_s_qr_code_leads_to_its_address(calendar: Calendar) -> None:
    made = {asset.path: asset.render().decode() for asset in assets(calendar)}
    assert made.keys() == {urls.qr(feed.name) for feed in feeds(calendar) if feed.is_listed}
    assert "<desc>webcal://portal.example.com/calendar/b01.ics</desc>" in made["calendar/b01.svg"]
    assert all(len(picture) < 4000 for picture in made.values())


def test_a_qr_code_has_its_quiet_zone_and_is_drawn_anew_for_another_edition() -> None:
    first = qr_file("webcal://portal.example.com/calendar/b01.ics").decode()
    size = int(re.search(r'viewBox="0 0 (\d+)', first)[1])  # type: ignore[index]
    assert (size - 8 - 17) % 4 == 0
    assert f'fill="#fff" d="M0 0h{size}v{size}' in first
    moved = first.replace(".com/", ".com/hans/").replace("訂", "订")
    assert redrawn(moved) == qr_file("webcal://portal.example.com/hans/calendar/b01.ics", "二維碼：订閱地址").decode()
    assert redrawn("<svg><title>a</title></svg>") == "<svg><title>a</title></svg>"


def test_many_branches_leave_the_page_small(snapshot: Snapshot, calendar: Calendar, rendered: dict[str, str]) -> None:
    book = snapshot.book
    branch = book[BRANCHES]["b01"]
    many = {f"n{number:04}": branch.model_copy(update={"id": f"n{number:04}"}) for number in range(300)}
    grown = replace(snapshot, book=book.having(branches=many))
    more = Calendar(grown.book, grown.schedule, (), calendar.ledger)
    page = next(iter(pages(grown, more, environment()))).render()
    assert len(page.encode()) < len(rendered[urls.CALENDAR].encode()) + 300 * 80
