"""The feeds, read back by the package and line by line."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from generator.derive.schedule import Schedule, make_schedule
from generator.handbook import Handbook
from generator.model.year import Move, Plan
from generator.render.feeds import Text, assets, name_text


@pytest.fixture(scope="session")
def feeds(book: Handbook, schedule: Schedule) -> dict[str, bytes]:
    return {asset.path: asset.render() for asset in assets(book, schedule)}


def events(feed: bytes) -> dict[str, dict[str, object]]:
    calendar = Calendar.from_ical(feed)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_one_feed_for_all_and_one_per_branch(book: Handbook, feeds: dict[str, bytes]) -> None:
    assert set(feeds) == {"calendar/all.ics", *(f"calendar/{branch}.ics" for branch in book.branches)}


def test_lines_are_folded_by_octets_and_end_in_crlf(feeds: dict[str, bytes]) -> None:
    for feed in feeds.values():
        assert feed.endswith(b"END:VCALENDAR\r\n")
        for line in feed.split(b"\r\n"):
            assert len(line) <= 75
            assert b"\n" not in line
            line.decode("utf-8")  # a fold never cuts a character


def test_every_event_has_one_stable_uid_and_an_exclusive_end(schedule: Schedule, feeds: dict[str, bytes]) -> None:
    found = events(feeds["calendar/b01.ics"])
    count = feeds["calendar/b01.ics"].count(b"BEGIN:VEVENT")
    expected = sum(len(schedule.branch("b01", year)) for year in schedule.company) + 48
    assert len(found) == count == expected
    for event in found.values():
        assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(days=1)  # type: ignore[attr-defined]


def test_the_feed_says_what_the_schedule_says(schedule: Schedule, feeds: dict[str, bytes]) -> None:
    found = events(feeds["calendar/b01.ics"])
    for item in schedule.branch("b01", 2026):
        company = getattr(item.duty, "level", "branch") == "company"
        event = found[f"duty-{item.id}@portal.example.com" if company else f"duty-{item.id}.b01@portal.example.com"]
        assert event["DTSTART"].dt == item.due  # type: ignore[attr-defined]
        assert str(event["SUMMARY"]).startswith(item.title)
        assert item.duty.deliverable[0] in str(event["DESCRIPTION"])


def test_a_company_event_has_the_same_bytes_in_every_feed(feeds: dict[str, bytes]) -> None:
    def event(feed: bytes) -> bytes:
        chunks = feed.split(b"BEGIN:VEVENT\r\n")
        return next(chunk for chunk in chunks if b"UID:duty-q06.2026-q1@" in chunk).split(b"END:VEVENT")[0]

    assert event(feeds["calendar/all.ics"]) == event(feeds["calendar/b01.ics"]) == event(feeds["calendar/b12.ics"])


def test_only_the_moved_event_differs(book: Handbook, schedule: Schedule, feeds: dict[str, bytes]) -> None:
    first, second = events(feeds["calendar/b01.ics"]), events(feeds["calendar/b03.ics"])
    dates = {uid.replace(".b01@", ".b03@"): event["DTSTART"].dt for uid, event in first.items()}  # type: ignore[attr-defined]
    others = {uid: event["DTSTART"].dt for uid, event in second.items()}  # type: ignore[attr-defined]
    moved = {uid for uid in dates.keys() & others.keys() if dates[uid] != others[uid]}
    assert moved == {f"duty-m03.2026-{month}.b03@portal.example.com" for month in ("04", "05", "07", "09")}


def test_no_clock_no_method_no_calendar_uid_no_time_zone(feeds: dict[str, bytes]) -> None:
    head = feeds["calendar/all.ics"].split(b"BEGIN:VEVENT")[0]
    for absent in (b"METHOD", b"\r\nUID:", b"VTIMEZONE"):
        assert absent not in head
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in head
    assert b"SOURCE;VALUE=URI:" in head
    assert feeds["calendar/all.ics"].count(b"DTSTAMP:20260105T010000Z") == feeds["calendar/all.ics"].count(
        b"BEGIN:VEVENT"
    )


def test_a_provisional_day_is_tentative_and_says_so(feeds: dict[str, bytes]) -> None:
    found = events(feeds["calendar/all.ics"])
    event = found["duty-m01.2027-03@portal.example.com"]
    assert str(event["STATUS"]) == "TENTATIVE"
    assert "以國務院辦公廳通知為準" in str(event["DESCRIPTION"])
    assert str(found["duty-m01.2026-03@portal.example.com"]["STATUS"]) == "CONFIRMED"


@pytest.mark.parametrize(
    ("written", "read"),
    [("甲,乙;丙", "甲,乙;丙"), ("D:\\Notes", "D:＼Notes"), ("一\n二", "一\n二"), ("a\x00b\u2028c", "abc")],
)
def test_text_comes_back_as_it_was_meant(written: str, read: str) -> None:
    feed = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:"
        + Text(written).to_ical()
        + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (event,) = Calendar.from_ical(feed).walk("VEVENT")
    assert str(event["SUMMARY"]) == read


def test_a_calendar_name_needs_no_escaping() -> None:
    assert name_text("甲,乙;丙\n丁").to_ical() == "甲，乙；丙 丁".encode()


def test_a_later_revision_day_changes_stamps_and_nothing_else(book: Handbook, schedule: Schedule) -> None:
    later = replace(
        book,
        settings=book.settings.model_copy(
            update={"calendar": book.settings.calendar.model_copy(update={"revised_on": dt.date(2026, 3, 1)})}
        ),
    )
    before = next(iter(assets(book, schedule))).render().split(b"\r\n")
    after = next(iter(assets(later, schedule))).render().split(b"\r\n")
    changed = {old.split(b":")[0] for old, new in zip(before, after, strict=True) if old != new}
    assert changed == {b"DTSTAMP", b"LAST-MODIFIED"}


def test_one_branch_s_reason_stays_in_its_own_feed(book: Handbook, schedule: Schedule) -> None:
    item = next(item for item in schedule.company[2026] if item.id == "m03.2026-04")
    move = Move(duty="m03", period="2026-04", to=item.due, reason="只有本支部的原因")
    plan = Plan(id="b03-2026", branch="b03", year=2026, moves=(move,))
    moved = replace(book, plans={**book.plans, ("b03", 2026): plan})
    made = {asset.path: asset.render() for asset in assets(moved, make_schedule(moved))}
    holders = [path for path, feed in made.items() if "只有本支部的原因".encode() in feed.replace(b"\r\n ", b"")]
    assert holders == ["calendar/b03.ics"]
