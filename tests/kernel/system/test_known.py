"""Rules asked after every saving: those that read nothing that changed are not asked again, and all say what they would say."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from branch_portal.check import read_files, read_handbook
from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import Rule
from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.project.reading import Folders, Reading, all_problems
from branch_portal.project.records import Records
from branch_portal.system.check import check
from branch_portal.system.known import Known
from branch_portal.system.room import Room
from tests.portal import AS_OF, BASE, GUIDE, SETTINGS, Portal

SEEN = Rule("X-01", "甲", "乙", "丙", "warning", __name__)


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return Portal(tmp_path)


def test_after_every_edit_rules_find_what_they_would_find_in_a_process_of_its_own(portal: Portal) -> None:
    known, folders = Known(), Folders(portal.root)
    branches = sorted(path for path in BASE if path.startswith("data/branches/"))
    duties = sorted(path for path in BASE if path.startswith("data/duties/"))
    first = (portal.root / branches[0]).read_text("utf-8")

    def found() -> list[Problem]:
        again, anew = Reading(known=known), Reading()
        told = all_problems(again, lambda: read_handbook(folders, again, AS_OF))
        assert told == all_problems(anew, lambda: read_handbook(folders, anew, AS_OF))
        return told

    sound = found()
    many = []
    for path, fields in (
        (branches[0], {"title": "另一個支部"}),
        (branches[0], {"parent": "nobody"}),
        (branches[0], {"parent": "city"}),
        (duties[0], {"guides": ["g99"]}),
        (duties[0], {"guides": ["g13"]}),
        (SETTINGS, {"years": [2026, 2027]}),
        (SETTINGS, {"years": [2026]}),
    ):
        portal.change(path, **fields)
        many.append(len(found()))
    assert max(many) > len(sound)  # some of them are mistakes
    (portal.root / branches[0]).unlink()
    found()
    (portal.root / branches[0]).write_text(first, "utf-8")
    portal.replace(GUIDE, "如題。", "不少於三分之一的人到會。")
    found()
    portal.replace(GUIDE, "不少於三分之一的人到會。", "如題。")
    assert found() == sound


def test_a_rule_is_asked_again_only_for_what_it_reads(portal: Portal) -> None:
    asked: list[str] = []

    def of_roles(records: Records) -> Iterator[Problem]:
        asked.append("roles")
        yield from (SEEN.problem(one.at("id"), "甲") for one in records[ROLES].values())

    def of_day(records: Records, day: dt.date) -> Iterator[Problem]:
        asked.append(f"{day}")
        yield SEEN.problem(Place("data"), f"{len(records[BRANCHES])}個支部，{records.settings.record.name}")

    rooms, known, told = [Room("x", checks=(of_roles,), checks_of_day=(of_day,))], Known(), []
    day = dt.date(2031, 1, 1)

    def ask() -> list[str]:
        asked.clear()
        told[:] = check(read_files(Folders(portal.root), Reading()), rooms, day, known)
        return list(asked)

    branch = next(path for path in BASE if path.startswith("data/branches/"))
    role = next(path for path in BASE if path.startswith("data/roles/"))
    assert ask() == ["roles", "2031-01-01"]
    before = list(told)
    assert ask() == []
    assert told == before
    portal.change(branch, title="另一個支部")
    assert ask() == ["2031-01-01"]
    portal.change(role, title="另一個角色")
    assert ask() == ["roles"]
    portal.change(SETTINGS, name="另一個門戶")
    assert "2031-01-01" in ask()
    assert "另一個門戶" in told[-1].message
    day = dt.date(2031, 1, 2)
    assert ask() == ["2031-01-02"]
