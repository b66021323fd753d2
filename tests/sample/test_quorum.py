"""到會和通過: the two lines that the branch regulation draws (articles 11 and 12) are quoted as it draws them.

Half of those with a vote may open a meeting, exactly half included; only more than half of all who should have come
pass a motion. Receiving a probationary member asks for more than half at the door as well.
"""

import re
from pathlib import Path

import pytest

from branch_portal.organisation.kinds import CLAUSES
from branch_portal.project.handbook import Handbook
from branch_portal.systems.book.kinds import FORMS, GUIDES
from tests.sample import ROOT

STRICTER_AT_THE_DOOR = re.compile(
    r"過半數?(?:的?(?:委員|黨員))?到會"
    r"|到會(?:的)?(?:黨員|委員|人數)?(?:須|應)?過半數?(?:方可|才能|才算|可以|開會)"
    r"|(?<!接收大會)剛好半數(?:的)?(?:，|、)?(?:改期|不能開)"
    r"|超過半數，可以開會"
)
"""More than half asked for where the regulation says half or more."""
LOOSER_AT_THE_VOTE = re.compile(r"(?:通過|贊成)[^。；\n]{0,20}半數以上|半數以上[^。；\n到]{0,10}(?:贊成|通過)")
"""Half or more allowed to pass where the regulation says more than half."""

SOURCES = sorted(
    path
    for folder in ("content", "data/forms", "data/duties", "data/event_duties", "data/tasks", "data/findings")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".md", ".yml")
)


@pytest.mark.parametrize(
    "text",
    [
        "過半數委員到會方可進行。",
        "有表決權的到會黨員過半數方可開會，",
        "有表決權的到會黨員不足半數或剛好半數的，改期，",
        "委員過半數到會方可開會",
        "有表決權的到會黨員過半方可開會；",
        "超過半數，可以開會",
    ],
)
def test_a_stricter_quorum_than_the_regulation_s_is_seen(text: str) -> None:
    assert STRICTER_AT_THE_DOOR.search(text)


@pytest.mark.parametrize("text", ["{label: 通過所需票數, hint: 應到的半數以上}", "應到的半數以上贊成即為通過"])
def test_a_looser_pass_mark_than_the_regulation_s_is_seen(text: str) -> None:
    assert LOOSER_AT_THE_VOTE.search(text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_source_misquotes_either_line(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    wrong = [line for line in lines if STRICTER_AT_THE_DOOR.search(line) or LOOSER_AT_THE_VOTE.search(line)]
    assert wrong == []


def test_the_voting_sheet_asks_for_more_than_half_of_all(book: Handbook) -> None:
    marks = [
        field.hint or ""
        for form in book[FORMS].values()
        for field in form.fields
        if field.label in ("通過所需票數", "當選所需票數")
    ]
    assert marks
    assert all("超過" in mark and "以上" not in mark for mark in marks)


def test_the_worked_example_counts_as_the_regulation_does() -> None:
    text = (ROOT / "content/guide/g13.md").read_text("utf-8")
    found = re.search(r"應到會且有表決權的黨員(\d+)人：到會至少(\d+)人才能表決；贊成至少(\d+)人才算通過", text)
    assert found
    voters, quorum, passing = map(int, found.groups())
    assert quorum == -(-voters // 2)
    assert passing == voters // 2 + 1


def test_the_committee_s_numbers_are_half_or_more() -> None:
    text = (ROOT / "content/guide/g14.md").read_text("utf-8")
    assert "委員5名的，至少到3名；委員4名、3名的，至少到2名" in text


def test_receiving_a_member_rests_on_the_rules_of_admission(book: Handbook) -> None:
    """Article 11 draws the ordinary line; this meeting's is stricter and stands in the rules of admission."""
    basis = book[GUIDES]["g29"].meta.basis
    (stricter,) = (one for one in basis if "develop-quorum" in one.clauses)
    assert stricter.document == "rule_develop"
    assert book[CLAUSES]["develop-quorum"].figure.relation == "more_than"
    assert book[CLAUSES]["meeting-quorum"].figure.relation == "at_least"
    assert "reg_branch" not in {one.document for one in basis}
