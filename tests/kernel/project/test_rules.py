"""Loading and references: each rule with one mistake and the problem it must give."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mistakes import Case, check_case
from tests.portal import Portal

FEEDBACK = "task: rw2610\nbranch: b01\nstatus: done\nsummary: 按時完成了。\nlog: [{on: 2026-11-02, action: submitted, by: branch_clerk}]\n"

CASES = [
    Case("LOAD-01", "data/roles/all_members.yml", "id: all_members", "id: everybody", 1),
    Case("LOAD-02", "data/dutys/x.yml", "", "id: x\n", 1, "data/dutys"),
    Case("LOAD-02", "data/roles/x.txt", "", "x", 1),
    Case("LOAD-01", "data/feedback/rw2610/b01.yml", "", FEEDBACK.replace("b01", "b02"), 1),
    Case("LOAD-02", "data/feedback/b01.yml", "", "task: rw2610\n", 1),
    Case("LOAD-03", "site_config/portal.yml", "", "", 1),
    Case("REF-01", "data/branches/b01.yml", "parent: city", "parent: citi", 5),
    Case("REF-02", "data/branches/b01.yml", "parent: city", "parent: b03", 5),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    check_case(mini.root, case)


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"\xff\xfea\x00"), lambda path: path.write_text("")])
def test_all_mistakes_are_reported_at_once(mini: Portal, spoil: Callable[[Path], object]) -> None:
    spoil(mini.root / "data" / "branches" / "b01.yml")
    spoil(mini.root / "data" / "branches" / "b03.yml")
    assert {problem.place.path for problem in mini.problems()} == {"data/branches/b01.yml", "data/branches/b03.yml"}
