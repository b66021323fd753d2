"""Days as readers are told them, written in one place."""

import datetime as dt
import re
from pathlib import Path

import branch_portal
from branch_portal.ground import day_words

FRIDAY = dt.date(2026, 3, 20)
BY_HAND = re.compile(r"\.month\}月|%m月%d日")
"""A month and a day put together by hand; a month alone is no day."""


def test_a_day_is_told_with_its_year_its_weekday_or_by_month_and_day() -> None:
    assert day_words.full_date(FRIDAY) == "2026年3月20日"
    assert day_words.day(FRIDAY) == "2026年3月20日（週五）"
    assert day_words.month_day(FRIDAY) == "3月20日"
    assert day_words.weekday_of(FRIDAY) == "3月20日（週五）"


def test_the_year_is_left_out_where_it_is_the_readers_own() -> None:
    assert day_words.day_from(FRIDAY, dt.date(2026, 11, 30)) == "3月20日"
    assert day_words.day_from(FRIDAY, dt.date(2027, 1, 1)) == "2026年3月20日"


def test_days_are_put_together_in_one_module() -> None:
    package = Path(branch_portal.__file__).parent
    found = [
        (path.relative_to(package).as_posix(), line)
        for path in package.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if BY_HAND.search(line) and "日" in line
    ]
    assert [path for path, _ in found] == ["ground/day_words.py"]
