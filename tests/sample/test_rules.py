"""Every rule across records has a failing case, and the sample breaks none but the one it should."""

from pathlib import Path

from branch_portal.ground.rules import all_rules
from tests.mistakes import problems


def test_every_rule_has_a_failing_case(root: Path) -> None:
    tested = "\n".join(file.read_text("utf-8") for file in (root / "tests").rglob("test_*.py"))
    assert [id for id in all_rules() if f'"{id}"' not in tested] == []


def test_the_sample_has_only_the_one_warning_it_should(root: Path) -> None:
    assert [problem.rule for problem in problems(root, site=True)] == ["WORK-03"]
