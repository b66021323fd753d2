"""A part of `make days`: the sample on some of the days to come."""

import datetime as dt

import pytest

from branch_portal.ground.problems import Place, Problem
from tests.days import NOTICE, Days, Sample

DAYS = ("2026-12-31", "2027-06-02", "2028-02-29", "2029-05-12")
"""The last of a year that the portal knows, a day on which a build once stopped, a leap day, the last of nine hundred."""


def test_the_sample_stands_on_days_to_come() -> None:
    sample, days = Sample(), Days()
    for day in map(dt.date.fromisoformat, DAYS):
        days.look(sample, day, whole=day.year == 2027)
    assert days.fell == {}
    assert days.stopped == {}


@pytest.mark.parametrize(("warned_on", "is_warned"), [(range(60), True), (range(59), False), (range(1, 60), False)])
def test_what_stops_a_portal_was_told_of_on_each_day_before(warned_on: range, is_warned: bool) -> None:
    stop = dt.date(2027, 3, 1)
    days = Days(warned={stop - NOTICE + dt.timedelta(number): set() for number in range(-5, 61)})
    for number in warned_on:
        days.warned[stop - NOTICE + dt.timedelta(number)] = {"a.yml"}
    days.stopped[stop] = [Problem(Place("a.yml"), "X-01", "停", "改")]
    assert list(days.unwarned()) == ([] if is_warned else [(stop, days.stopped[stop][0])])
