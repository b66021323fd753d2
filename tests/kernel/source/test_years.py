"""Days and years of another age are slips of the pen."""

import datetime as dt

import pytest

from branch_portal.ground.dates import build_day
from branch_portal.ground.problems import ProblemLog
from branch_portal.project.settings import Settings
from branch_portal.source.validate import validate
from branch_portal.source.yaml_source import read_yaml
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.grids.model import Agreement, CoManager, GridHalf, Vacancy
from branch_portal.systems.learning.model import Material
from branch_portal.systems.rounds.model import Stage
from branch_portal.year.model import DayRange

DATE_FIELDS = [
    (Finding, "next_review"), (Agreement, "until"), (CoManager, "until"), (Vacancy, "until"), (Material, "reviewed_on"),
    (Stage, "to"), (DayRange, "to"),
]  # fmt: skip


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "2847-05-01", "9999-12-31"])
@pytest.mark.parametrize(("model", "name"), DATE_FIELDS)
def test_a_date_of_another_age_is_refused(model: type, name: str, day: str) -> None:
    log = ProblemLog()
    source = read_yaml(f"{name}: {day}\n".encode(), "data/x.yml", log)
    assert source is not None
    validate(model, source, log)
    (problem,) = [one for one in log if one.rule == "DATA-06"]
    assert (problem.message, problem.mend) == ("年份要在1900至2100之間", "核對四位年份。")
    assert problem.place.line == 1


@pytest.mark.parametrize("day", ["1900-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_are_taken(day: str) -> None:
    log = ProblemLog()
    source = read_yaml(f"{{id: plan, name: 甲, from: {day}, to: {day}, measure: 乙}}".encode(), "data/x.yml", log)
    assert source is not None
    assert validate(Stage, source, log)


@pytest.mark.parametrize(
    ("model", "name", "value"), [(GridHalf, "half", "9999-h2"), (Settings, "first_quarter", "0000-q1")]
)
def test_a_year_in_a_name_is_bounded_too(model: type, name: str, value: str) -> None:
    log = ProblemLog()
    source = read_yaml(f"{name}: {value}\n".encode(), "data/x.yml", log)
    assert source is not None
    validate(model, source, log)
    assert "年份要在1900至2100之間" in [one.message for one in log]


def test_days_off_of_a_year_are_a_slip_of_the_pen() -> None:
    log = ProblemLog()
    source = read_yaml("{from: 2026-01-01, to: 2027-01-03, name: 元旦}".encode(), "data/x.yml", log)
    assert source is not None
    assert validate(DayRange, source, log) is None
    assert [one.message for one in log] == ["連續放假最多60天"]
    fine = read_yaml("{from: 2026-02-15, to: 2026-02-23, name: 春節}".encode(), "data/x.yml", log)
    assert fine is not None
    assert validate(DayRange, fine, log)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_build_is_made_for_another_age(day: str) -> None:
    with pytest.raises(ValueError, match=day):
        build_day(day)
    assert build_day("2026-11-30") == dt.date(2026, 11, 30)
