"""The lane of a matter: green, yellow, red, one after the other, up to its day."""

import datetime as dt
from dataclasses import dataclass

from branch_portal.charts.scale import Days
from branch_portal.systems.alerts.lanes import alert_lane

DAYS = Days(dt.date(2026, 11, 1), dt.date(2026, 11, 20))


@dataclass
class Matter:
    green: dt.date
    yellow: dt.date
    red: dt.date
    due: dt.date


def days(*numbers: int) -> Matter:
    return Matter(*(dt.date(2026, 11, number) for number in numbers))


def spans(matter: Matter) -> list[tuple[str, float, float]]:
    return [(span.tone, span.x, span.width) for span in alert_lane(DAYS, matter).spans]


def test_levels_follow_one_another_to_the_day() -> None:
    assert spans(days(1, 6, 9, 10)) == [("soft", 0, 25), ("some", 25, 15), ("late", 40, 10)]


def test_a_level_without_days_is_left_out() -> None:
    assert spans(days(1, 6, 6, 10)) == [("soft", 0, 25), ("late", 25, 25)]


def test_red_after_the_day_is_one_day() -> None:
    assert spans(days(1, 6, 11, 10)) == [("soft", 0, 25), ("some", 25, 25), ("late", 50, 5)]
