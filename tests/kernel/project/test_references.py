"""References: a name written where an id belongs is answered with the id, a missing record is told once."""

from dataclasses import replace
from pathlib import Path

import pytest

from branch_portal import rooms
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.project.references import check
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.tasks.kinds import TASKS
from tests.portal import Portal


@pytest.fixture(scope="module")
def records(root: Path) -> Records:
    return load(Folders(root), Reading(), rooms.KINDS)


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("黨支部書記", "寫編號，不寫名稱：「黨支部書記」的編號是 branch_secretary。"),
        ("委員", "「紀檢委員」的編號是 discipline_member、"),
        ("branch_secretery", "是不是「branch_secretary」？"),
        ("員", "改成已有的編號"),
        ("不知道誰", "改成已有的編號"),
    ],
)
def test_a_name_is_answered_with_the_id(records: Records, written: str, mend: str) -> None:
    item = records[FINDINGS]["p2630"]
    wrong = replace(item, record=item.record.model_copy(update={"owner_role": written}))
    (problem,) = check(records.having(findings={**records[FINDINGS], "p2630": wrong}))
    assert (problem.rule, problem.place.line) == ("REF-01", item.at("owner_role").line)
    assert mend in problem.mend


def test_a_unit_or_branch_is_found_by_its_short_name(records: Records) -> None:
    item = records[FINDINGS]["p2630"]
    branch = records[BRANCHES]["b12"].record
    wrong = replace(item, record=item.record.model_copy(update={"unit": branch.short}))
    problems = list(check(records.having(findings={**records[FINDINGS], "p2630": wrong})))
    assert [problem.mend for problem in problems] == [f"寫編號，不寫名稱：「{branch.short}」的編號是 b12。"]


@pytest.mark.parametrize(
    ("written", "mend"), [("a3", "是不是「a03」？"), ("A03", "是不是「a03」？"), ("a99", "已經刪去的，這裡也刪去")]
)
def test_a_number_in_a_row_is_not_taken_for_its_neighbour(records: Records, written: str, mend: str) -> None:
    item = records[TASKS]["rw2601"]
    source = item.record.source.model_copy(update={"duty": written})
    wrong = replace(item, record=item.record.model_copy(update={"source": source}))
    (problem,) = check(records.having(tasks={**records[TASKS], "rw2601": wrong}))
    assert (problem.rule, problem.place.line) == ("REF-01", item.at("source", "duty").line)
    assert mend in problem.mend


def test_a_deleted_record_that_many_name_is_one_message_with_the_list(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    (tmp_path / "data/roles/branch_secretary.yml").unlink()
    (problem,) = portal.problems()
    assert problem.rule == "REF-01"
    assert "「branch_secretary」" in problem.message
    named = (
        "data/duties/m01.yml:5",
        "data/duties/m03.yml:5",
        "content/guide/g13.md:7",
        "data/carriers/book_general.yml:6",
    )
    assert all(place in problem.message for place in named)
    assert "恢復 data/roles/branch_secretary.yml" in problem.mend
    assert "portal remove 角色 branch_secretary" in problem.mend


def test_ids_that_grew_together_are_told_apart(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.change("data/duties/m01.yml", archive=["book_general，box1_org"])
    (problem,) = portal.problems()
    assert "[book_general, box1_org]" in problem.mend
    portal.change("data/duties/m01.yml", archive=["book_general", "box1_org"])
    assert not portal.problems()
