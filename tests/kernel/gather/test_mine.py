"""The files of 我的支部: what a browser gets of a branch, and that branches share what they have in common."""

import datetime as dt
import json
from typing import Any

from branch_portal.gather.mine import address, assets
from branch_portal.project.handbook import Handbook
from branch_portal.year.schedule import Schedule
from tests.snapshots import snapshot_of

DAY = dt.date(2026, 11, 24)
LARGEST = 20_000
"""Bytes, before they are packed for the way."""


def files(book: Handbook, schedule: Schedule) -> dict[str, Any]:
    made = {}
    for asset in assets(snapshot_of(book, schedule, DAY)):
        data = asset.render()
        assert len(data) <= LARGEST, asset.path
        if asset.path != address("mine"):
            name, content = json.loads(f"[{data.decode().removeprefix('portalMine(').rstrip().removesuffix(')')}]")
            assert asset.path == address(name)
            made[name] = content
    return made


def test_a_branch_has_its_years_and_what_is_open(book: Handbook, schedule: Schedule) -> None:
    made = files(book, schedule)
    own = made["b01"]
    assert own["short"] == "配電一支部"
    assert {item[2] for item in own["items"]} >= {"換屆", "任務單"}
    assert [year[0] for year in own["years"]] == sorted({year[0] for year in own["years"]})
    days = [day for year in own["years"] for day in made[year[0]]["days"]]
    expected = [
        item
        for year in book.settings.years
        for item in schedule.branch("b01", year)
        if item.due >= dt.date(2026, 10, 10) and item.green <= dt.date(2027, 3, 24)
    ]
    assert [day[2] for day in days] == [item.due.isoformat() for item in expected]


def test_branches_without_changes_share_a_year(book: Handbook, schedule: Schedule) -> None:
    made = files(book, schedule)
    years = [name for name in made if name.startswith("year-")]
    asked = [name for id, own in made.items() if id.startswith("b") for name, *_ in own["years"]]
    assert len(years) == len(set(asked)) < len(asked)
