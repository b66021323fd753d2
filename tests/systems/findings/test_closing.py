"""Closing a quarter: the file it writes, and when it refuses."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal import rooms
from branch_portal.check import read_records
from branch_portal.commands.main import portal as command
from branch_portal.ground.problems import InputProblems
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.systems.findings.closing import CannotClose, close_quarter
from branch_portal.systems.findings.kinds import RELEASES
from tests.portal import Portal
from tests.systems.findings.problems import X1, fields, log


@pytest.fixture
def portal(tmp_path: Path, root: Path) -> Path:
    for name in ("content", "data", "site_config"):
        shutil.copytree(root / name, tmp_path / name)
    (tmp_path / "data" / "releases" / "2026-q3.yml").unlink()
    return tmp_path


def test_a_closed_quarter_is_the_one_in_the_sample(portal: Path, root: Path) -> None:
    done = CliRunner().invoke(command, ["quarter", "close", "2026-Q3", "--root", str(portal), "--as-of", "2026-10-01"])
    assert done.exit_code == 0, done.output
    assert "data/releases/2026-q3.yml" in done.output
    reading = Reading()
    written = load(Folders(portal), reading, rooms.KINDS)[RELEASES]["2026-q3"].record
    sample = load(Folders(root), reading, rooms.KINDS)[RELEASES]["2026-q3"].record
    for name in ("cutoff", "totals", "balance", "items", "seal"):
        assert getattr(written, name) == getattr(sample, name)
    assert written.published_on is None
    assert list(reading.log) == []


@pytest.mark.parametrize(
    ("id", "day", "why"),
    [
        ("2026-q3", "2026-09-30", "才結束"),
        ("2026-q2", "2026-10-01", "已經關賬"),
        ("2026-q4", "2027-01-02", "應先關2026年第三季度"),
    ],
)
def test_a_quarter_is_closed_once_in_order_and_after_its_end(found: Portal, id: str, day: str, why: str) -> None:
    with pytest.raises(CannotClose, match=why):
        close_quarter(found.root, id, dt.date.fromisoformat(day), Reading(), read_records)


def test_what_is_not_public_is_left_out_and_said(found: Portal) -> None:
    begun, due = dt.date(2026, 9, 28), dt.date(2026, 10, 9)
    measures = [{"what": "補名冊", "owner": "b01", "due": due}]
    hidden_one = fields(
        id="x9",
        statement="名冊不全。",
        found_on=begun,
        due=due,
        measures=measures,
        log=log(("2026-09-28", "found", "dept_specialist")),
        public=False,
    )
    del hidden_one["disclosure"], hidden_one["lookback_on"]
    found.put("data/findings/x9.yml", hidden_one)
    day = dt.date(2026, 10, 1)
    path, hidden = close_quarter(found.root, "2026-q3", day, Reading(), read_records)
    assert hidden == ["x9"]
    path.unlink()
    done = CliRunner().invoke(command, ["quarter", "close", "2026-Q3", "--root", str(found.root), "--as-of", str(day)])
    assert "1個不計在內：x9" in done.output


def test_nothing_is_closed_on_records_with_mistakes(found: Portal) -> None:
    portal = found.root
    found.replace(X1, "evidence: [記錄]", "evidence: []")
    with pytest.raises(InputProblems):
        close_quarter(portal, "2026-q3", dt.date(2026, 10, 1), Reading(), read_records)
    assert not (portal / "data" / "releases" / "2026-q3.yml").exists()


def test_a_word_that_is_no_quarter_is_refused_in_chinese(mini: Portal) -> None:
    portal = mini.root
    done = CliRunner().invoke(command, ["quarter", "close", "2026-Q5", "--root", str(portal)])
    assert done.exit_code == 2
    assert "應寫成 2026-Q3" in done.output


def test_a_rate_cannot_be_typed(found: Portal) -> None:
    portal = found.root
    release = portal / "data" / "releases" / "2026-q2.yml"
    for line in ("rate: 95%", "整改率: 95%", "整改率:"):
        release.write_text(f"{release.read_text('utf-8').split('rate:')[0].rstrip()}\n{line}\n", "utf-8")
        reading = Reading()
        load(Folders(portal), reading, rooms.KINDS)
        assert "DATA-02" in {problem.rule for problem in reading.log}
