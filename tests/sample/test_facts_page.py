"""`docs/facts.md` and `docs/trust.md` name only what is there: a rule, a test or a card that is gone keeps nothing true."""

import re
from pathlib import Path

import pytest

from branch_portal.ground.rules import all_rules
from branch_portal.organisation.kinds import CLAUSES
from branch_portal.project.handbook import Handbook


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs" / "facts.md").read_text("utf-8")


def test_rules_and_tests_that_it_names_are_there(root: Path, text: str) -> None:
    files = {path.name: path.read_text("utf-8") for path in (root / "tests").rglob("test_*.py")}
    tests = "".join(files.values())
    rules = set(re.findall(r"\b[A-Z]{3,6}-[0-9]{2}\b", text))
    named = set(re.findall(r"`(?:tests/[a-z_/]+/)?(test_[a-z_0-9]+\.py)`", text))
    functions = set(re.findall(r"`(test_[a-z_0-9]+)`", text))
    assert (len(rules) > 20, len(named) > 2, len(functions) > 3) == (True, True, True)
    assert rules - set(all_rules()) == set()
    assert named - files.keys() == set()
    assert {name for name in functions if f"def {name}(" not in tests} == set()


def test_every_line_that_did_not_hold_names_a_test_that_is_there(root: Path) -> None:
    text = (root / "docs" / "trust.md").read_text("utf-8")
    tests = "".join(path.read_text("utf-8") for path in (root / "tests").rglob("test_*.py"))
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| What"))]
    named = [re.findall(r"`(test_[a-z_0-9]+)`", row) for row in rows]
    assert (len(rows) > 45, [row for row, names in zip(rows, named, strict=True) if not names]) == (True, [])
    assert {name for names in named for name in names if f"def {name}(" not in tests} == set()


def test_cards_that_it_names_are_there(book: Handbook, text: str) -> None:
    lines = "".join(line for line in text.splitlines() if "card `" in line or "cards `" in line)
    cards = set(re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", lines))
    assert len(cards) > 15
    assert cards - set(book[CLAUSES]) == set()


def test_every_row_has_an_answer(text: str) -> None:
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    assert len(rows) > 80
    assert [row for row in rows if any(not cell.strip() for cell in row.strip("|").split("|"))] == []
