"""協管黨員進網格: one member per cell and day, agreements in force, signs that show roles only."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from branch_portal import rooms
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Located, Records
from branch_portal.project.settings import Hotlines
from branch_portal.site.qr import qr_code
from branch_portal.site.templates import environment
from branch_portal.systems.grids import pages as grid_pages
from branch_portal.systems.grids.datasets import datasets
from branch_portal.systems.grids.events import events
from branch_portal.systems.grids.figures import held_on, tenures
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.grids.model import Grid
from branch_portal.systems.grids.rules import check, check_day, has_mobile
from branch_portal.year.schedule import Schedule
from tests.snapshots import snapshot_of

DAY = dt.date.fromisoformat
TODAY = DAY("2026-11-24")


def grid(**changes: Any) -> Grid:
    """A sound cell, held from the first to the last day of its agreement, with some fields written otherwise."""
    fields: dict[str, Any] = {
        "id": "x1", "title": "甲網格", "kind": "compound", "area": "甲小區", "branch": "b02",
        "power_chief": "grid_chief", "community_org": "甲社區", "community_chief": "社區網格長",
        "agreement": {
            "signed_on": DAY("2026-01-01"), "until": DAY("2026-12-31"), "duties": ("走訪",),
            "targets": ({"title": "走訪", "value": 2, "unit": "次", "period": "month"},),
        },
        "co_managers": (term("2026-01-01"),), "pledges": ("三個工作日內回話",),
    }  # fmt: skip
    return Grid.model_validate({**fields, **changes})


def term(since: str, until: str = "") -> dict[str, Any]:
    return {"member_ref": "m01", "since": DAY(since), "until": DAY(until) if until else None}


def vacancy(since: str, until: str) -> dict[str, Any]:
    return {"since": DAY(since), "until": DAY(until), "reason": "換人"}


@pytest.fixture(scope="module")
def sample(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


def broken(sample: Records, *grids: Grid, today: dt.date = TODAY) -> set[str]:
    source = next(iter(sample[GRIDS].values())).source
    branches = {
        id: Located(item.record.model_copy(update={"has": None}), item.source) for id, item in sample[BRANCHES].items()
    }
    records = sample.having(grids={one.id: Located(one, source) for one in grids}, branches=branches)
    problems = [*check(records), *check_day(records, today)]
    assert all(problem.message and problem.mend for problem in problems)
    return {problem.rule for problem in problems}


def test_a_branch_says_whether_it_has_grids(sample: Records) -> None:
    branches = {
        id: Located(item.record.model_copy(update={"has": ("grids",) if id == "b02" else ()}), item.source)
        for id, item in sample[BRANCHES].items()
    }
    one = Located(grid(), next(iter(sample[GRIDS].values())).source)
    assert [problem.rule for problem in check(sample.having(grids={"x1": one}, branches=branches))] == []
    elsewhere = Located(grid(branch="b03"), one.source)
    problems = list(check(sample.having(grids={"x1": elsewhere}, branches=branches)))
    assert [(problem.rule, problem.value) for problem in problems] == [("GRID-07", "b02"), ("GRID-07", "b03")]


AGREEMENT = grid().agreement.model_dump()
CASES: list[tuple[str, dict[str, Any]]] = [
    ("GRID-01", {"agreement": {**AGREEMENT, "signed_on": DAY("2027-01-01")}}),
    ("GRID-02", {"co_managers": (term("2026-01-01", "2026-06-30"),)}),
    ("GRID-02", {"co_managers": (term("2026-01-02"),)}),
    ("GRID-02", {"co_managers": (term("2026-01-01", "2026-06-30"), term("2026-07-02"))}),
    ("GRID-02", {"co_managers": (term("2026-01-01", "2026-06-30"), term("2026-06-30"))}),
    ("GRID-02", {"co_managers": (term("2026-01-01"), term("2026-03-01", "2026-03-02"))}),
    ("GRID-02", {"co_managers": (term("2026-01-01"),), "vacancies": (vacancy("2026-03-01", "2026-03-05"),)}),
    ("GRID-02", {"co_managers": (term("2026-01-01", "2025-12-30"), term("2026-01-01"))}),
    ("GRID-04", {"pledges": ("有事打 138-0000-0000",)}),
    ("GRID-05", {"halves": ({"half": "2026-h1", "visits": 1, "requests": 2, "on_time": 3, "revisited": 0},)}),
    ("GRID-05", {"halves": ({"half": "2026-h1", "visits": 1, "requests": 2, "on_time": 2, "revisited": 3},)}),
    ("GRID-05", {"halves": ({"half": "2026-h1", "visits": 1, "requests": 2, "on_time": 2, "revisited": 2},) * 2}),
    ("GRID-06", {"agreement": {**AGREEMENT, "until": DAY("2026-11-23")}}),
]


@pytest.mark.parametrize(("rule", "changes"), CASES)
def test_a_broken_rule_is_reported(sample: Records, rule: str, changes: dict[str, Any]) -> None:
    assert broken(sample, grid(**changes)) == {rule}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"co_managers": (term("2025-06-01", "2026-06-30"), term("2026-07-01", "2027-06-30"))},
        {
            "co_managers": (term("2026-07-16"), term("2026-01-01", "2026-06-30")),
            "vacancies": (vacancy("2026-07-01", "2026-07-15"),),
        },
    ],
)
def test_a_cell_held_every_day_by_one_is_sound(sample: Records, changes: dict[str, Any]) -> None:
    assert broken(sample, grid(**changes)) == set()


def test_one_area_is_one_cell(sample: Records) -> None:
    assert broken(sample, grid(), grid(id="x2")) == {"GRID-03"}


def test_a_hotline_is_an_office_line(sample: Records) -> None:
    settings = sample.settings.record.model_copy(
        update={"hotlines": Hotlines(service="13800000000", supervision="待填")}
    )
    records = sample.having(settings=Located(settings, sample.settings.source))
    (problem,) = check(records)
    assert problem.rule == "GRID-04"
    assert "138" not in problem.message + problem.value + problem.mend


@pytest.mark.parametrize("text", ["１３８００００００００", "138 0000 0000", "找138-0000-0000"])
def test_mobile_numbers_are_seen_however_written(text: str) -> None:
    assert has_mobile(text)


@pytest.mark.parametrize("text", ["95598", "0591-00000000", "2026-01-01至2027-12-31", "共12棟1380戶"])
def test_office_lines_and_dates_are_not_mobile_numbers(text: str) -> None:
    assert not has_mobile(text)


def test_a_target_without_a_figure_is_refused() -> None:
    with pytest.raises(ValidationError):
        grid(
            agreement={
                **AGREEMENT,
                "targets": ({"title": "加強溝通", "value": "更好", "unit": "次", "period": "month"},),
            }
        )


def test_who_holds_a_cell_on_a_day(book: Handbook) -> None:
    changing = book[GRIDS]["gr04"]
    assert [one.vacant for one in tenures(changing)] == [False, True, False]
    held = [held_on(changing, DAY(day)) for day in ("2026-02-28", "2026-08-31", "2026-09-01", "2026-09-16")]
    assert [one and one.vacant for one in held] == [None, False, True, False]


def test_reminders_stand_60_30_and_7_days_before_the_end(book: Handbook, schedule: Schedule) -> None:
    found = {event.uid: event for event in events(announce(book), schedule)}
    assert set(found) == {f"grid-{id}.until" for id in book[GRIDS]}
    end = found["grid-gr08.until"]
    assert (end.first, end.branch) == (DAY("2026-12-31"), "b12")
    # The 1st of November is a Sunday.
    assert end.alerts == (("green", DAY("2026-10-30")), ("yellow", DAY("2026-12-01")), ("red", DAY("2026-12-24")))


def test_no_member_number_is_published(book: Handbook, schedule: Schedule) -> None:
    snapshot = snapshot_of(book, schedule, TODAY)
    numbers = {one.member_ref for cell in book[GRIDS].values() for one in cell.co_managers}
    bodies = "".join(page.render() for page in grid_pages.pages(snapshot, environment()))
    tables = str([table.rows for table in datasets(snapshot)])
    assert not [number for number in numbers if re.search(rf"\b{number}\b", bodies + tables)]


def test_a_code_says_the_address_and_has_no_style_of_its_own() -> None:
    code = qr_code("https://portal.example.com/grids/gr01/", "甲")
    assert "style=" not in code
    assert "#000" not in re.sub(r'stroke="#000"', "", code)
    assert qr_code("https://portal.example.com/grids/gr02/", "甲") != code
