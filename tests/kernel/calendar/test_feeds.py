"""The feeds of the sample portal, read back by the package and line by line."""

import datetime as dt
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar as VCalendar
from icalendar.parser import Contentline

from branch_portal.calendar.calendar import Calendar
from branch_portal.calendar.files import assets, name_text
from branch_portal.calendar.ical import Text, folded
from branch_portal.organisation.kinds import BRANCHES, ROLES, TRACKS
from branch_portal.project.handbook import Handbook
from branch_portal.systems.book.kinds import GUIDES
from branch_portal.systems.learning.kinds import MATERIALS
from branch_portal.year.model import Duty
from branch_portal.year.schedule import Schedule

HOST = "portal.example.com"


@pytest.fixture(scope="session")
def files(calendar: Calendar) -> dict[str, bytes]:
    return {asset.path.removeprefix("calendar/"): asset.render() for asset in assets(calendar)}


@pytest.fixture(scope="session")
def feeds(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: file for name, file in files.items() if "/" not in name}


def events(feed: bytes) -> dict[str, dict[str, object]]:
    calendar = VCalendar.from_ical(feed)
    return {str(event["UID"]).removesuffix(f"@{HOST}"): event for event in calendar.walk("VEVENT")}


def live(feed: bytes) -> dict[str, dict[str, object]]:
    """The events that are not cancelled."""
    return {uid: event for uid, event in events(feed).items() if str(event["STATUS"]) != "CANCELLED"}


def chunks(feed: bytes) -> dict[bytes, bytes]:
    """Each event's bytes by its UID line."""
    found = [chunk.split(b"END:VEVENT")[0] for chunk in feed.split(b"BEGIN:VEVENT\r\n")[1:]]
    return {chunk.split(b"\r\n")[0]: chunk for chunk in found}


def test_there_is_a_feed_for_everyone(book: Handbook, feeds: dict[str, bytes]) -> None:
    assert {name for name in feeds if "." not in name.removesuffix(".ics")} == {
        "all.ics", "alerts.ics", "editors.ics", "terms.ics",
        *(f"{branch}.ics" for branch in book[BRANCHES]),
        *(f"alerts-{branch}.ics" for branch in book[BRANCHES]),
        *(f"role-{role.replace('_', '-')}.ics" for role in book[ROLES]),
        *(f"topic-{track}.ics" for track in book[TRACKS]),
    }  # fmt: skip


def test_lines_are_folded_by_octets_and_end_in_crlf(files: dict[str, bytes]) -> None:
    for file in files.values():
        assert file.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
        assert file.endswith(b"END:VCALENDAR\r\n")
        for line in file.split(b"\r\n"):
            assert len(line) <= 75
            assert b"\n" not in line
            line.decode("utf-8")  # a fold never cuts a character


def test_every_feed_has_an_event_and_every_uid_only_once(feeds: dict[str, bytes]) -> None:
    for name, feed in feeds.items():
        uids = Counter(line for line in feed.replace(b"\r\n ", b"").split(b"\r\n") if line.startswith(b"UID:"))
        assert feed.count(b"BEGIN:VEVENT") >= 1, name
        assert max(uids.values()) == 1, name


def test_a_feed_for_a_role_without_duties_says_so(feeds: dict[str, bytes]) -> None:
    alone = [list(events(feed).values()) for name, feed in feeds.items() if ".grid-chief." in name]
    said = {str(found[0]["SUMMARY"]) for found in alone if len(found) == 1}
    assert "本日曆目前沒有事項" in said


def test_an_event_has_the_same_bytes_in_every_feed_and_alone(files: dict[str, bytes]) -> None:
    seen: dict[bytes, bytes] = {}
    for name, file in files.items():
        for uid, chunk in chunks(file).items():
            if name.endswith(".quiet.ics"):
                assert b"VALARM" not in chunk
                continue
            assert seen.setdefault(uid, chunk) == chunk


def test_a_branch_feed_has_the_whole_map_the_terms_and_the_election(
    schedule: Schedule, feeds: dict[str, bytes]
) -> None:
    found = live(feeds["b01.ics"])
    kinds = Counter(uid.split("-")[0].split(".")[0] for uid in found)
    of_map = [item for year in schedule.company for item in schedule.branch("b01", year) if not item.host]
    assert kinds["duty"] == len(of_map)
    assert kinds["term"] == 48
    assert kinds["elect"] == 1
    for uid, event in found.items():
        days = (event["DTEND"].dt - event["DTSTART"].dt).days  # type: ignore[attr-defined]
        assert days == 1 or (days > 1 and not uid.startswith(("duty-", "term.")))  # the end is exclusive


def test_the_feed_says_what_the_schedule_says(schedule: Schedule, feeds: dict[str, bytes]) -> None:
    found = events(feeds["b01.ics"])
    for item in schedule.branch("b01", 2026):
        company = getattr(item.duty, "level", "branch") == "company"
        event = found[f"duty-{item.id}" if company else f"duty-{item.id}.b01"]
        assert event["DTSTART"].dt == item.due  # type: ignore[attr-defined]
        assert str(event["SUMMARY"]).startswith(item.title)
        assert item.duty.deliverable[0] in str(event["DESCRIPTION"])
        assert str(event["URL"]).endswith(f"#{item.id}")


def test_only_the_moved_event_differs(feeds: dict[str, bytes]) -> None:
    first, second = live(feeds["b01.ics"]), live(feeds["b03.ics"])
    dates = {uid.replace(".b01", ".b03"): event["DTSTART"].dt for uid, event in first.items()}  # type: ignore[attr-defined]
    others = {uid: event["DTSTART"].dt for uid, event in second.items()}  # type: ignore[attr-defined]
    moved = {uid for uid in dates.keys() & others.keys() if dates[uid] != others[uid]}
    assert moved == {f"duty-m03.2026-{month}.b03" for month in ("04", "05", "07", "09")}


def test_the_head_has_every_property_once_and_in_order(feeds: dict[str, bytes]) -> None:
    for feed in feeds.values():
        head = feed.split(b"BEGIN:VEVENT")[0].replace(b"\r\n ", b"")
        names = [line.split(b":")[0].decode() for line in head.split(b"\r\n") if line]
        assert names == [
            "BEGIN", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC",
            "LAST-MODIFIED", "COLOR", "X-APPLE-CALENDAR-COLOR", "URL", "SOURCE;VALUE=URI",
            "REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL", "X-WR-TIMEZONE",
        ]  # fmt: skip


def test_a_feed_was_modified_when_its_newest_event_was(feeds: dict[str, bytes]) -> None:
    for feed in feeds.values():
        head, *entries = feed.split(b"BEGIN:VEVENT")
        moments = [re.findall(rb"^LAST-MODIFIED:(\d{8}T\d{6}Z)\r$", part, re.MULTILINE) for part in (head, *entries)]
        assert [len(one) for one in moments] == [1] * len(moments)
        assert moments[0] == max(moments[1:])


def test_a_provisional_day_is_tentative_and_says_so(feeds: dict[str, bytes]) -> None:
    found = events(feeds["all.ics"])
    event = found["duty-m01.2027-03"]
    assert str(event["STATUS"]) == "TENTATIVE"
    assert "以國務院辦公廳通知為準" in str(event["DESCRIPTION"])
    assert str(found["duty-m01.2026-03"]["STATUS"]) == "CONFIRMED"


def test_what_must_be_done_rings_once_on_the_working_day_before(schedule: Schedule, feeds: dict[str, bytes]) -> None:
    found = {str(event["UID"]): event for event in VCalendar.from_ical(feeds["b03.ics"]).walk("VEVENT")}
    rung = 0
    for item in schedule.branch("b03", 2026):
        company = getattr(item.duty, "level", "branch") == "company"
        event = found[f"duty-{item.id}{'' if company else '.b03'}@{HOST}"]
        alarms = event.walk("VALARM")  # type: ignore[attr-defined]
        if isinstance(item.duty, Duty) and item.duty.importance == "optional":
            assert alarms == []
            continue
        (alarm,) = alarms
        rings = dt.datetime.combine(item.due, dt.time()) + alarm["TRIGGER"].dt
        assert rings.time() == dt.time(9)
        assert rings.date() < item.due
        assert schedule.workdays.is_open(rings.date())
        between = (item.due - rings.date()).days
        assert not any(schedule.workdays.is_open(item.due - dt.timedelta(days=n)) for n in range(1, between))
        rung += 1
    assert rung > 100


def test_no_alarm_of_any_feed_rings_after_the_start(feeds: dict[str, bytes]) -> None:
    """Outlook is reported to drop such a one; before, a third of all did."""
    triggers = [line for feed in feeds.values() for line in feed.split(b"\r\n") if line.startswith(b"TRIGGER")]
    assert triggers
    assert all(line.startswith(b"TRIGGER:-P") for line in triggers)


def test_every_event_has_the_colour_of_its_track(feeds: dict[str, bytes]) -> None:
    titles = {"組織生活": "firebrick", "監督考評": "darkorange", "黨員隊伍": "royalblue", "二十四節氣": "seagreen"}
    seen = set()
    for event in events(feeds["b01.ics"]).values():
        (title, *more) = [str(one) for one in event["CATEGORIES"].cats]  # type: ignore[attr-defined]
        if not more and title in titles:
            assert str(event["COLOR"]) == titles[title]
            seen.add(title)
    assert seen == titles.keys()


def test_an_event_says_by_when_what_where_and_on_what_ground(schedule: Schedule, feeds: dict[str, bytes]) -> None:
    words = str(events(feeds["b01.ics"])["duty-m03.2026-12.b01"]["DESCRIPTION"]).split("\n")
    opens = next(item.opens for item in schedule.branch("b01", 2026) if item.id == "m03.2026-12")
    assert words == [
        f"何時前：2026年12月10日，{opens.month}月{opens.day}日起可以辦",
        "交什麼：活動方案、簽到、記錄",
        "誰來辦：黨支部書記",
        "放哪裡：組織生活盒",
        "依據：《中國共產黨支部工作條例（試行）》第16條",
        "指引：https://portal.example.com/guide/g17/",
    ]


def test_a_solar_term_says_what_falls_due_in_it(schedule: Schedule, feeds: dict[str, bytes]) -> None:
    words = str(events(feeds["terms.ics"])["term.2026-daxue"]["DESCRIPTION"])
    days = [day for day in schedule.terms.of_year(2026) if day.id in ("daxue", "dongzhi")]
    due = {item.title for item in schedule.company[2026] if days[0].date <= item.due < days[1].date and not item.host}
    line = next(line for line in words.split("\n") if line.startswith("本節氣到期："))
    assert set(re.sub(r"等\d+項$", "", line).removeprefix("本節氣到期：").split("；")) <= due
    assert "開展主題黨日" in line


def test_alerts_are_events_of_their_own(schedule: Schedule, feeds: dict[str, bytes]) -> None:
    found = events(feeds["alerts-b01.ics"])
    items = {item.id: item for item in schedule.branch("b01", 2026)}
    item = items["m01.2026-12"]
    red, green = found["duty-m01.2026-12.b01.red"], found["duty-m01.2026-12.b01.green"]
    assert red["DTSTART"].dt == item.red  # type: ignore[attr-defined]
    assert str(red["SUMMARY"]) == "召開支部委員會會議（配電一支部）：今天到期（紅色告警）"
    assert str(green["SUMMARY"]).endswith("：還有24天（綠色通知）")
    assert (str(red["COLOR"]), str(green["COLOR"])) == ("crimson", "green")
    assert str(red["URL"]).endswith("#m01.2026-12")
    assert b"BEGIN:VALARM" not in feeds["alerts-b01.ics"]


def test_editors_have_the_guides_to_review(book: Handbook, feeds: dict[str, bytes]) -> None:
    found = events(feeds["editors.ics"])
    expected = {f"guide-{id}.review" for id in book[GUIDES]} | {f"material-{id}.review" for id in book[MATERIALS]}
    assert set(found) == expected
    assert found["guide-g13.review"]["DTSTART"].dt == dt.date(2027, 1, 5)  # type: ignore[attr-defined]
    assert not found.keys() & events(feeds["all.ics"]).keys()


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
    (event,) = VCalendar.from_ical(feed).walk("VEVENT")
    assert str(event["SUMMARY"]) == read


def test_a_calendar_name_needs_no_escaping() -> None:
    assert name_text("甲,乙;丙\n丁").to_ical() == "甲，乙；丙 丁".encode()


LETTERS = st.sampled_from(("a", "\\", "^", "é", "支", "部", "𠀀", " ", ","))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(LETTERS, min_size=20, max_size=300).map("".join))
def test_lines_are_folded_as_the_package_folds_them(text: str) -> None:
    assert folded(text.encode()) == Contentline(text).to_ical()  # type: ignore[no-untyped-call]
