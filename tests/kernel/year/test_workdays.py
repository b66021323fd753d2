"""Working days: the official tables against two independent packages, and the arithmetic on them."""

import datetime as dt

import chinese_calendar
import holidays
import pytest

from branch_portal.project.handbook import Handbook
from branch_portal.year.kinds import WORKDAYS
from branch_portal.year.workdays import Workdays


@pytest.fixture(scope="session")
def workdays(book: Handbook) -> Workdays:
    return Workdays.from_tables(book[WORKDAYS])


def every_day(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    return [first + dt.timedelta(days=n) for n in range(366) if (first + dt.timedelta(days=n)).year == year]


@pytest.mark.parametrize("year", [2025, 2026])
def test_official_years_agree_with_two_packages(workdays: Workdays, year: int) -> None:
    china = holidays.country_holidays("CN", years=year)
    for day in every_day(year):
        assert workdays.is_open(day) == chinese_calendar.is_workday(day), day
        assert workdays.is_open(day) == china.is_working_day(day), day


def test_a_year_without_a_notice_is_not_official(workdays: Workdays) -> None:
    assert workdays.is_official(dt.date(2026, 12, 31))
    assert not workdays.is_official(dt.date(2027, 1, 1))


def test_fifth_working_day_of_each_month_of_2026(workdays: Workdays) -> None:
    found = [f"{workdays.nth_of_month(2026, month, 5):%m-%d}" for month in range(1, 13)]
    expected = "01-08 02-06 03-06 04-08 05-11 06-05 07-07 08-07 09-07 10-13 11-06 12-07"
    assert found == expected.split()


def test_shifting_off_a_closed_day(workdays: Workdays) -> None:
    national_day = dt.date(2026, 10, 3)
    assert workdays.shift(national_day, "next") == dt.date(2026, 10, 8)
    assert workdays.shift(national_day, "previous") == dt.date(2026, 9, 30)
    assert workdays.shift(national_day, "nearest") == dt.date(2026, 9, 30)
    assert workdays.shift(national_day, "keep") == national_day
    assert workdays.shift(dt.date(2026, 10, 10), "next") == dt.date(2026, 10, 10)  # a make-up Saturday


def test_counting_working_days_both_ways(workdays: Workdays) -> None:
    assert workdays.add(dt.date(2026, 9, 30), 1) == dt.date(2026, 10, 8)
    assert workdays.add(dt.date(2026, 10, 8), -1) == dt.date(2026, 9, 30)
    assert workdays.add(dt.date(2026, 10, 3), 0) == dt.date(2026, 10, 3)


def test_last_working_day_and_a_month_too_short(workdays: Workdays) -> None:
    assert workdays.nth_of_month(2026, 2, -1) == dt.date(2026, 2, 28)  # a make-up Saturday
    assert workdays.nth_of_month(2026, 2, 23) is None
