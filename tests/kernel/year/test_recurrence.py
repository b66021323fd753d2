"""The recurrence language: one row per form, with its days."""

import datetime as dt
from typing import Any

import pytest
from pydantic import TypeAdapter

from branch_portal.project.handbook import Handbook
from branch_portal.year.kinds import SOLAR_TERMS, WORKDAYS
from branch_portal.year.model import Occasion
from branch_portal.year.recurrence import Dated, expand
from branch_portal.year.terms import SolarTerms
from branch_portal.year.timing import Recurrence
from branch_portal.year.workdays import Workdays

RULE: TypeAdapter[Any] = TypeAdapter(Recurrence)
FESTIVAL = Occasion(id="festival", title="節", source="測試", dates=(dt.date(2026, 2, 17),), provisional=())


def dated(book: Handbook, when: dict[str, Any], year: int = 2026) -> list[Dated]:
    rule = RULE.validate_python(when, strict=True)
    workdays, terms = (
        Workdays.from_tables(book[WORKDAYS]),
        SolarTerms({year: one.instants for year, one in book[SOLAR_TERMS].items()}),
    )
    return list(expand(rule, year, workdays, terms, {"festival": FESTIVAL}))


def days(book: Handbook, when: dict[str, Any], year: int = 2026) -> str:
    return " ".join(f"{one.due:%m-%d}" for one in dated(book, when, year))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"every": "month", "workday": 5}, "01-08 02-06 03-06 04-08 05-11 06-05 07-07 08-07 09-07 10-13 11-06 12-07"),
        (
            {"every": "month", "day": 25, "if_closed": "previous"},
            "01-23 02-25 03-25 04-24 05-25 06-25 07-24 08-25 09-24 10-23 11-25 12-25",
        ),
        (
            {"every": "month", "day": "last", "if_closed": "next", "within": "month"},
            "01-30 02-28 03-31 04-30 05-29 06-30 07-31 08-31 09-30 10-30 11-30 12-31",
        ),
        ({"every": "quarter", "by": {"month": 3, "workday": -3}}, "03-27 06-26 09-28 12-29"),
        ({"every": "quarter", "by": {"month": 4, "day": 10}, "if_closed": "next"}, "04-10 07-10 10-10 01-11"),
        ({"every": "half", "on": ("01-25", "07-25"), "if_closed": "previous"}, "01-23 07-24"),
        ({"every": "year", "on": "01-15"}, "01-15"),
        ({"every": "year", "from": {"term": "lichun"}, "plus": {"workdays": 3}}, "02-09"),
        ({"every": "year", "from": {"occasion": "festival"}, "plus": {"days": -7}}, "02-10"),
        ({"every": {"years": 3}, "anchor": "2023-02-28"}, "02-28"),
    ],
)
def test_days_of_2026(book: Handbook, when: dict[str, Any], expected: str) -> None:
    assert days(book, when) == expected


def test_each_term_gives_twenty_four(book: Handbook) -> None:
    found = dated(book, {"every": "term", "plus": {"days": 5}, "if_closed": "next"})
    assert len(found) == 24
    assert (found[2].period, found[2].due) == ("2026-lichun", dt.date(2026, 2, 9))


def test_the_period_stays_nominal_when_the_day_moves_past_the_month(book: Handbook) -> None:
    moved = dated(book, {"every": "month", "day": 31, "if_closed": "next"})
    january = moved[0]
    assert (january.period, january.due) == ("2026-01", dt.date(2026, 2, 2))


def test_29_february_is_stated_and_never_skipped(book: Handbook) -> None:
    leap = {"every": {"years": 3}, "anchor": "2024-02-29"}
    assert days(book, leap, 2027) == "02-28"
    assert days(book, leap, 2026) == ""


def test_a_festival_without_a_date_gives_nothing(book: Handbook) -> None:
    assert days(book, {"every": "year", "from": {"occasion": "festival"}}, 2027) == ""


def test_only_days_that_rest_on_the_missing_table_are_provisional(book: Handbook) -> None:
    assert all(one.provisional for one in dated(book, {"every": "month", "workday": 5}, 2027))
    assert not any(one.provisional for one in dated(book, {"every": "year", "on": "03-05"}, 2027))
    assert not any(one.provisional for one in dated(book, {"every": "month", "workday": 5}, 2026))
