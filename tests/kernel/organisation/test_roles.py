"""設立、撤銷的角色: what was due, issued or told while a role was in place stays; others do the rest."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.build import build_site
from branch_portal.check import read_handbook
from branch_portal.commands.main import portal as command_line
from branch_portal.ground.problems import InputProblems
from branch_portal.organisation.model import Role
from branch_portal.organisation.roles import stand_in
from branch_portal.project.reading import Reading
from branch_portal.systems.slips.issue import issue
from branch_portal.year.schedule import make_schedule
from tests.clerk.mistakes import Mistake, tried
from tests.portal import Portal
from tests.sample import AS_OF

SECRETARY = "data/roles/branch_secretary.yml"
LAST = dt.date(2026, 12, 6)


def rules(root: Path) -> list[str]:
    reading = Reading()
    try:
        build_site(root, AS_OF, reading)
    except InputProblems as error:
        return [f"{one.rule} {one.message}" for one in error.problems]
    return []


def test_a_role_that_ends_changes_what_comes_after_it_and_nothing_before(mini: Portal) -> None:
    day = dt.date(2026, 11, 20)
    issue(mini.root, "TX-2026-22", day, day, read_handbook)  # of what is due until LAST
    mini.to_be_built()
    mini.change(SECRETARY, until=LAST, otherwise="branch_clerk")

    schedule = make_schedule(mini.book())
    for occurrences in (schedule.company[2026], schedule.branch("b01", 2026)):
        assert {item.duty.role for item in occurrences if item.due <= LAST} == {"branch_secretary"}
        assert {item.duty.role for item in occurrences if item.due > LAST} == {"branch_clerk"}

    (told,) = rules(mini.root)  # no slip asks for a correction
    assert told.startswith("CAL-01")
    words = ["calendar", "update", "--yes", "--all", "--allow-many", "--root", str(mini.root), "--as-of", str(AS_OF)]
    said = CliRunner().invoke(command_line, words).output
    assert "取消" not in said
    changed = [line.split()[0] for line in said.splitlines() if line.startswith("  2026-")]
    assert changed
    assert min(changed) > str(LAST)
    assert rules(mini.root) == []


def test_before_its_first_day_another_role_does_the_work() -> None:
    later = Role.model_validate(
        {"id": "envoy", "title": "聯絡員", "duty": "聯絡。", "otherwise": "clerk", "from": dt.date(2027, 1, 1)}
    )
    clerk = Role.model_validate({"id": "clerk", "title": "黨務工作者", "duty": "辦事。"})
    roles = {role.id: role for role in (later, clerk)}
    assert stand_in("envoy", None, roles, dt.date(2026, 12, 31)) == "clerk"
    assert stand_in("envoy", None, roles, dt.date(2027, 1, 1)) == "envoy"


ENDS = "duty: 照指引辦事。\nuntil: 2026-12-31\n"
WRONG = [
    Mistake("a role that ends and nobody follows", {SECRETARY: ("duty: 照指引辦事。\n", ENDS)}, "ORG-14", "加一行 otherwise", {SECRETARY: ("until: ", "otherwise: branch_clerk\nuntil: ")}, "沒有寫以後由誰辦"),
    Mistake("a role that ends before it begins", {SECRETARY: ("duty: 照指引辦事。\n", ENDS + "from: 2027-01-01\notherwise: branch_clerk\n")}, "ORG-14", "止日不早於起日", {SECRETARY: ("from: 2027-01-01", "from: 2025-01-01")}),
    Mistake("a follower that ends too", {SECRETARY: ("duty: 照指引辦事。\n", ENDS + "otherwise: branch_clerk\n"), "data/roles/branch_clerk.yml": ("duty: 照指引辦事。\n", ENDS.replace("2026-12-31", "2026-06-30") + "otherwise: branch_secretary\n")}, "ORG-14", "otherwise 改成", {SECRETARY: ("otherwise: branch_clerk", "otherwise: dept_specialist")}),
]  # fmt: skip


@pytest.mark.parametrize("mistake", WRONG, ids=lambda mistake: mistake.name)
def test_somebody_must_follow(tmp_path: Path, mistake: Mistake) -> None:
    tried(Portal(tmp_path), mistake)
