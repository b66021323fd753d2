"""全年每週: every week of the year has its bar, and nothing that falls due is left out."""

import datetime as dt

from branch_portal.gather.weeks import panel, tone, weeks, year_of_weeks
from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF
from tests.snapshots import snapshot_of


def test_every_week_has_its_bar_and_nothing_is_left_out(book: Handbook, schedule: Schedule) -> None:
    counted = weeks(snapshot_of(book, schedule, AS_OF))
    due = [item.due for items in schedule.company.values() for item in items]
    for year in book.settings.years:
        made = year_of_weeks(year, counted[year], AS_OF, str)  # type: ignore[arg-type]
        assert len(made.picture.columns) in (53, 54)
        assert sum(one.bar.total for one in made.picture.columns) == sum(day.year == year for day in due)
        assert made.fullest[1] == max(one.bar.total for one in made.picture.columns)
        assert all(f"calendar/{year}-" in one.bar.link for one in made.picture.columns)


def test_a_week_is_over_on_the_monday_after() -> None:
    monday = dt.date(2026, 11, 23)
    days = [monday + dt.timedelta(days=number) for number in (-1, 0, 6, 7)]
    assert [tone(monday, day) for day in days] == ["open", "late", "late", "soft"]


def test_the_next_year_lies_ready_for_new_years_day(book: Handbook, schedule: Schedule) -> None:
    text = panel(snapshot_of(book, schedule, AS_OF), environment()).body()
    assert text.count("data-monday") == 2
    assert text.count("hidden>") == 1
