"""Correcting a closed quarter: one command writes the line that the check asks for, and refuses what breaks a rule."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from branch_portal import rooms
from branch_portal.check import read_records
from branch_portal.commands.main import portal as command
from branch_portal.ground.problems import InputProblems
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.project.records import Records
from branch_portal.system.check import check
from branch_portal.systems.findings.closing import CannotClose, correct_quarter
from branch_portal.systems.findings.frozen import corrected
from branch_portal.systems.findings.kinds import RELEASES
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_file import with_corrections
from tests.portal import Portal
from tests.systems.findings.problems import FIRST, SECOND, X1, X2, approved, fields, later, release, written

ON = dt.date(2026, 11, 20)


OLD = approved(fields(id="x0", statement="上一季度的問題。"))
NEW = {id: approved(later(fields(id=id, statement=f"{id}補記偏晚。"), 98)) for id in ("x1", "x2")}


@pytest.fixture
def portal(mini: Portal) -> Path:
    """A portal that published two quarters, and then changed the words of two problems of the second."""
    found = [Finding.model_validate(one) for one in (OLD, *NEW.values())]
    mini.put(FIRST, written(release(found[0])))
    mini.put(SECOND, written(release(*found, id="2026-q2")))
    mini.put("data/findings/x0.yml", OLD)
    for id, one in NEW.items():
        mini.put(f"data/findings/{id}.yml", one)
    assert mini.problems() == []
    for path in (X1, X2):
        mini.replace(path, "statement: ", "statement: 改過的表述，")
    return mini.root


def frozen_problems(portal: Path) -> list[str]:
    records = load(Folders(portal), Reading(), rooms.KINDS)
    return [problem.value for problem in check(records, rooms.ROOMS, ON) if problem.severity == "error"]


def run(portal: Path, *more: str) -> Result:
    arguments = [
        "--what",
        "表述不準確，原意不變。",
        "--by",
        "org_department",
        "--on",
        str(ON),
        "--as-of",
        str(ON),
        "--root",
        str(portal),
    ]
    return CliRunner().invoke(command, ["quarter", "correct", "2026-Q2", *arguments, *more])


def test_one_command_corrects_all_that_has_changed(portal: Path) -> None:
    assert frozen_problems(portal) == ["x1", "x2"]
    done = run(portal)
    assert done.exit_code == 0, done.output
    assert "更正了x1、x2" in done.output
    assert frozen_problems(portal) == []
    release = load(Folders(portal), Reading(), rooms.KINDS)[RELEASES]["2026-q2"].record
    assert [(entry.on, entry.item, entry.by) for entry in release.corrections] == [
        (ON, "x1", "org_department"),
        (ON, "x2", "org_department"),
    ]
    assert corrected(release, ON)["x1"] != corrected(release, ON - dt.timedelta(days=1))["x1"]


def test_one_problem_can_be_corrected_at_a_time(portal: Path) -> None:
    assert run(portal, "--item", "X2").exit_code == 0
    assert frozen_problems(portal) == ["x1"]
    assert run(portal).exit_code == 0
    assert frozen_problems(portal) == []


@pytest.mark.parametrize(
    ("id", "on", "what", "by", "items", "why"),
    [
        ("2026-q4", ON, "改表述", "org_department", (), "還沒有關賬"),
        ("2026-q1", ON, "改表述", "org_department", (), "沒有要更正的改動"),
        ("2026-q2", dt.date(2026, 7, 9), "改表述", "org_department", (), "早於發布"),
        ("2026-q2", ON, "改表述", "nobody", (), "沒有編號"),
        ("2026-q2", ON, "改表述", "branch_clerk", (), "提出通報的角色"),
        ("2026-q2", ON, "改表述", "org_department", ("x0",), "有改動的是 x1、x2"),
        ("2026-q2", ON, "", "org_department", (), "--what"),
    ],
)
def test_what_cannot_be_corrected_is_refused_in_words(
    portal: Path, id: str, on: dt.date, what: str, by: str, items: tuple[str, ...], why: str
) -> None:
    file = portal / "data" / "releases" / "2026-q2.yml"
    before = file.read_bytes()
    with pytest.raises(CannotClose, match=why):
        correct_quarter(portal, id, on, what, by, items, Reading(), ON, read_records)
    assert file.read_bytes() == before


def test_a_quarter_that_is_not_published_is_closed_again_instead(portal: Path) -> None:
    file = portal / "data" / "releases" / "2026-q2.yml"
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("published_on", "comments"))]
    file.write_text("\n".join(kept) + "\n", "utf-8")
    with pytest.raises(CannotClose, match="再關一次賬"):
        correct_quarter(portal, "2026-q2", ON, "改表述", "org_department", (), Reading(), ON, read_records)


def test_other_mistakes_come_first_and_nothing_is_written(portal: Path) -> None:
    finding = portal / "data" / "findings" / "x0.yml"
    finding.write_text(finding.read_text("utf-8").replace("evidence: [記錄]", "evidence: []"), "utf-8")
    with pytest.raises(InputProblems):
        correct_quarter(portal, "2026-q2", ON, "改表述", "org_department", (), Reading(), ON, read_records)


def test_what_would_be_written_is_checked_before_the_file_is_touched(portal: Path) -> None:
    file = portal / "data" / "releases" / "2026-q2.yml"
    before = file.read_bytes()
    read: list[Path] = []

    def refuse_what_is_new(folders: Folders, *given: Any, **more: Any) -> Records:
        assert file.read_bytes() == before
        read.append(folders.root)
        if (folders.root / "data" / "releases" / "2026-q2.yml").read_bytes() != before:
            raise InputProblems(())
        return read_records(folders, *given, **more)

    with pytest.raises(InputProblems):
        correct_quarter(portal, "2026-q2", ON, "改表述", "org_department", (), Reading(), ON, refuse_what_is_new)
    assert len(read) == 2
    assert file.read_bytes() == before


def test_corrections_follow_those_there_are_wherever_they_stand(root: Path) -> None:
    release = load(Folders(root), Reading(), rooms.KINDS)[RELEASES]["2026-q1"].record
    (entry,) = release.corrections
    line = "- {on: 2026-05-06, item: p2611,"
    for text in ("seal: h1\n", "seal: h1\ncorrections: []\n", "corrections:\n  - {on: x}\nseal: h1\n"):
        made = with_corrections(text, [entry])
        assert made.count("corrections:") == 1
        assert "seal: h1" in made
        assert f"\n  {line}" in made
    assert with_corrections("corrections:\n- {a: 1}\nseal: h\n", [entry]).split("\n")[2].startswith(line)
    with pytest.raises(ValueError, match="corrections"):
        with_corrections("corrections: [{on: x}]\n", [entry])
