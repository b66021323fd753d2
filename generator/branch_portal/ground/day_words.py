"""How a reader is told a day: always 年月日, in prose as in tables.

`2026-03-20` is for what is copied into a file or read by a program: YAML, CSV, JSON, addresses, attributes.
"""

import datetime as dt


def full_date(value: dt.date) -> str:
    """`2026年3月20日`."""
    return f"{value.year}年{month_day(value)}"


def day(value: dt.date) -> str:
    """`2026年3月20日（週五）`."""
    return f"{full_date(value)}{_weekday(value)}"


def month_day(value: dt.date) -> str:
    """`3月20日`."""
    return f"{value.month}月{value.day}日"


def weekday_of(value: dt.date) -> str:
    """`3月20日（週五）`."""
    return month_day(value) + _weekday(value)


def day_from(value: dt.date, here: dt.date) -> str:
    """`3月20日`, with its year when that is not the year of the day `here`."""
    return month_day(value) if value.year == here.year else full_date(value)


def _weekday(value: dt.date) -> str:
    return f"（週{'一二三四五六日'[value.weekday()]}）"
