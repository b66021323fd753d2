"""The days of green, yellow and red are counted in one place, and each is an open day."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from branch_portal.project.alert_settings import ExtendedAlertDays
from branch_portal.year.alert_days import alert_days, extended_alert_days, level_on
from branch_portal.year.model import AlertDays
from branch_portal.year.workdays import Workdays

D = dt.date
PLAIN = Workdays(frozenset(), frozenset(), frozenset())
"""Monday to Friday are open."""


def test_a_closed_day_gives_way_to_the_open_day_before() -> None:
    # 2026-03-20 is a Friday; 5 days before is Sunday the 15th.
    days = AlertDays(green=10, yellow=5, red=0)
    assert alert_days(days, D(2026, 3, 20), PLAIN) == (D(2026, 3, 10), D(2026, 3, 13), D(2026, 3, 20))


def test_a_reminder_of_what_is_late_waits_for_the_next_open_day() -> None:
    days = AlertDays(green=5, yellow=0, red=-1)
    assert alert_days(days, D(2026, 3, 20), PLAIN).red == D(2026, 3, 23)


@given(
    st.lists(st.integers(-60, 400), min_size=3, max_size=3),
    st.dates(D(2025, 1, 1), D(2027, 12, 31)),
)
def test_levels_never_run_backwards(counts: list[int], due: dt.date) -> None:
    green, yellow, red = sorted(counts, reverse=True)
    levels = alert_days(AlertDays(green=green, yellow=yellow, red=red), due, PLAIN)
    assert list(levels) == sorted(levels)
    assert levels.days == (("green", levels.green), ("yellow", levels.yellow), ("red", levels.red))
    assert [level_on(day, levels) for day in levels][-1] == "red"
    assert all(map(PLAIN.is_open, levels))
    counts = zip(levels, (green, yellow, red), strict=True)
    assert all(day <= due - dt.timedelta(days=count) for day, count in counts if count >= 0)


def test_no_level_of_an_extension_begins_before_its_approval() -> None:
    short = extended_alert_days(ExtendedAlertDays(yellow=30, red=10), D(2026, 3, 1), D(2026, 3, 5), PLAIN)
    assert short == (D(2026, 3, 1),) * 3
    # 2026-05-31 is a Sunday, 2026-06-20 a Saturday.
    long = extended_alert_days(ExtendedAlertDays(yellow=30, red=10), D(2026, 1, 1), D(2026, 6, 30), PLAIN)
    assert long == (D(2026, 1, 1), D(2026, 5, 29), D(2026, 6, 19))
