"""The tables of years that nobody has decided yet: what the library knows ahead, when a notice is due, and what waits."""

import datetime as dt
from pathlib import Path

import pytest
from lunar_python import Lunar

from branch_portal.check import read_records
from branch_portal.editions.source_files import scripts
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.rooms import KINDS
from branch_portal.site.templates import environment
from branch_portal.systems.maps import pages as map_pages
from branch_portal.systems.terms import pages as term_pages
from branch_portal.year.kinds import OCCASIONS, SOLAR_TERMS, WORKDAYS
from branch_portal.year.schedule import make_schedule
from tests.portal import SETTINGS, Portal, duty
from tests.snapshots import snapshot_of
from tests.units import unit

DAY = dt.timedelta(days=1)
PARTY = "data/occasions/party.yml"
WAITS = {"id": "party", "title": "大會", "source": "公告", "dated_by": "announcement"}


def lunar(year: int, month: int, day: int) -> dt.date:
    return dt.date.fromisoformat(Lunar.fromYmd(year, month, day).getSolar().toYmd())


@pytest.mark.parametrize(
    ("id", "month", "day"), [("spring-festival", 1, 1), ("mid-autumn", 8, 15), ("double-ninth", 9, 9)]
)
def test_lunar_days_are_those_of_an_independent_computation(records: Records, id: str, month: int, day: int) -> None:
    dates = records[OCCASIONS][id].record.dates
    assert dates == tuple(lunar(year, month, day) for year in range(2026, 2051))


@pytest.mark.parametrize("year", range(2027, 2036))
def test_a_table_without_a_notice_has_the_statutory_days_alone(records: Records, year: int) -> None:
    """Days of the State Council's rule on holidays as amended in 2024: thirteen in all."""
    table = records[WORKDAYS][str(year)].record
    assert table.status == "provisional"
    assert table.makeup_days == ()
    new_year = lunar(year, 1, 1)
    qingming = records[SOLAR_TERMS][str(year)].record.instants[6].date()
    expected = {
        "元旦": (dt.date(year, 1, 1), 1),
        "春節": (new_year - DAY, 4),
        "清明節": (qingming, 1),
        "勞動節": (dt.date(year, 5, 1), 2),
        "端午節": (lunar(year, 5, 5), 1),
        "中秋節": (lunar(year, 8, 15), 1),
        "國慶節": (dt.date(year, 10, 1), 3),
    }
    assert {days.name: (days.first, (days.last - days.first).days + 1) for days in table.holidays} == expected


def rules(root: Path, day: str) -> list[str]:
    reading = Reading()
    read_records(Folders(root), reading, dt.date.fromisoformat(day))
    return [one.rule for one in reading.log]


def test_whoever_keeps_the_table_is_asked_for_the_notice_in_november(mini: Portal, root: Path) -> None:
    mini.change(SETTINGS, years=[2026, 2027])
    assert rules(mini.root, "2026-11-14") == []
    assert rules(mini.root, "2026-11-15") == ["WORK-03"]
    table = (root / "data/workdays/2027.yml").read_text("utf-8")
    mini.put("data/workdays/2027.yml", table)
    assert rules(mini.root, "2026-11-15") == ["WORK-03"]
    mini.put("data/workdays/2027.yml", table.replace("provisional", "official\nissued: 2026-11-05", 1))
    assert rules(mini.root, "2026-11-15") == []


def test_the_library_has_a_month_to_follow(tmp_path: Path) -> None:
    made = unit(tmp_path)
    settings = made / SETTINGS
    settings.write_text(settings.read_text("utf-8").replace("[2026]", "[2026, 2027]"), "utf-8")
    assert rules(made, "2026-12-14") == []
    assert rules(made, "2026-12-15") == ["WORK-03"]


def waiting_portal(mini: Portal) -> Portal:
    mini.put(PARTY, WAITS)
    mini.put(
        "data/duties/x01.yml",
        duty("x01", "迎大會", {"every": "year", "from": {"occasion": "party"}, "plus": {"days": -7}}),
    )
    return mini


def test_what_is_announced_each_year_makes_its_duties_wait_and_say_so(mini: Portal) -> None:
    portal = waiting_portal(mini)
    assert portal.problems() == []
    book = portal.book()
    schedule = make_schedule(book)
    assert "x01" not in {item.duty.id for item in schedule.company[2026]}
    snapshot = snapshot_of(book, schedule, dt.date(2026, 11, 24))
    made = {page.path: page for module in (term_pages, map_pages) for page in module.pages(snapshot, environment())}
    assert "大會的日期定下來，才排" in str(made["year/2026/"].render())
    assert "迎大會：大會的日期還沒有定" in str(made["branches/b01/2026/"].render())
    portal.change(PARTY, dates=[dt.date(2026, 3, 4)])
    book = portal.book()
    schedule = make_schedule(book)
    assert [item.due for item in schedule.company[2026] if item.duty.id == "x01"] == [dt.date(2026, 2, 25)]
    made = {
        page.path: page for page in term_pages.pages(snapshot_of(book, schedule, dt.date(2026, 11, 24)), environment())
    }
    assert "日期待定" not in str(made["year/2026/"].render())


def test_what_the_calendar_gives_may_not_wait(mini: Portal) -> None:
    portal = waiting_portal(mini)
    portal.put(PARTY, {**WAITS, "dated_by": "calendar"})
    assert {one.rule for one in portal.problems()} == {"DUTY-04"}


def test_a_day_that_is_each_unit_s_own_is_not_lent(tmp_path: Path) -> None:
    own = "id: major-event\ntitle: 重大活動\nsource: 本地\ndated_by: unit\ndates: [2026-07-01]\n"
    city = unit(tmp_path / "city", files={"data/occasions/major-event.yml": own})
    county = unit(tmp_path / "county", "layers: [../city]\n")
    found = {root: load(Folders(root), Reading(), KINDS, scripts)[OCCASIONS] for root in (city, county)}
    assert found[city]["major-event"].record.dates == (dt.date(2026, 7, 1),)
    assert found[county]["major-event"].record.dates == ()
    assert found[county]["two-sessions"].record.dates != ()
