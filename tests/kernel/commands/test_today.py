"""Every command knows which day it is: what happened yesterday has happened for it, as it has for the check."""

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from branch_portal.commands.main import portal
from branch_portal.commands.options import day
from branch_portal.ground.dates import build_day, moment_on

TODAY = "2026-12-02"
YESTERDAY = "2026-12-01"
CALENDAR = "data/calendar.lock"


@pytest.fixture(scope="module")
def elected(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The sample with an election held yesterday, later than anything else that its records say has happened."""
    copy = tmp_path_factory.mktemp("elected")
    for name in ("content", "data", "site_config"):
        shutil.copytree(root / name, copy / name)
    (copy / "docs").mkdir()
    branch = copy / "data" / "branches" / "b07.yml"
    branch.write_text(re.sub("elected_on: .*", f"elected_on: {YESTERDAY}", branch.read_text("utf-8")), "utf-8")
    assert run(copy, "calendar", "update", "--yes").exit_code == 0
    return copy


def run(copy: Path, *words: str, today: str = TODAY) -> Result:
    return CliRunner().invoke(portal, [*words, "--root", str(copy), "--as-of", today])


def test_yesterday_s_election_is_in_the_ledger_and_today_s_day_in_its_times(elected: Path, root: Path) -> None:
    old, new = ((folder / CALENDAR).read_text("utf-8").splitlines() for folder in (root, elected))
    changed = [line for line in new if line not in old and '"uid"' in line]
    assert changed
    assert all(f"{TODAY}T" in line for line in changed)
    before = run(elected, "calendar", "update", "--yes", today="2026-11-30")
    assert before.exit_code == 1
    assert "還沒有到" in before.output


@pytest.mark.parametrize(
    "words",
    [
        ("slip", "issue", "TX-2026-23"),
        ("export", "feedback", "rw2610", "--out", "sheet.xlsx"),
        ("systems",),
        ("convert", "hant", "--yes"),
        ("calendar", "update", "--yes"),
    ],
    ids=lambda words: "-".join(words[:2]),
)
def test_a_command_takes_what_happened_yesterday(
    elected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(elected, *words)
    assert done.exit_code == 0, done.output


def test_a_filled_sheet_is_read_on_its_day(elected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(elected, "export", "feedback", "rw2610").exit_code == 0
    (sheet,) = tmp_path.glob("*.xlsx")
    done = run(elected, "import", "feedback", sheet.name, "--dry-run")
    assert done.exit_code == 0, done.output


def test_a_slip_corrected_today_can_be_followed_by_the_calendar(elected: Path) -> None:
    run(elected, "slip", "issue", "TX-2026-23")  # refused where another test has issued it
    duty = elected / "data" / "duties" / "a50.yml"
    duty.write_text(duty.read_text("utf-8").replace("on: 12-10", "on: 12-11"), "utf-8")
    words = ("--what", "期限順延一天", "--by", "dept_specialist")
    issued = sorted((elected / "data" / "slip_batches").glob("tx-2026-*.yml"))
    frozen = [
        file.stem for file in issued if "a50.2026" in file.read_text("utf-8") and "sha256" in file.read_text("utf-8")
    ]
    assert frozen
    for id in frozen:
        done = run(elected, "slip", "correct", id, *words)
        assert done.exit_code == 0, done.output
    done = run(elected, "calendar", "update", "--yes")
    assert done.exit_code == 0, done.output
    assert "改期" in done.output


def leaves(group: click.Group, name: str = "portal") -> Iterator[tuple[str, click.Command]]:
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


def test_every_command_that_checks_the_records_takes_the_day() -> None:
    without = [
        name for name, command in leaves(portal) if not any("--as-of" in option.opts for option in command.params)
    ]
    # None of these asks whether the records are true; they only read, or write what a check then reads.
    assert set(without) <= {
        "portal calendar lint", "portal verify", "portal headers", "portal export records", "portal migrate", "portal adopt",
        "portal new", "portal rename", "portal remove", "portal clear-sample", "portal schema",
    }  # fmt: skip


def test_the_day_and_the_moment_come_from_one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764174896")  # 2025-11-26T16:34:56Z: already the 27th in Shanghai
    moment = dt.datetime(2025, 11, 26, 16, 34, 56, tzinfo=dt.UTC)
    assert build_day() == dt.date(2025, 11, 27)
    assert moment_on(build_day()) == moment
    assert moment_on(dt.date(2025, 11, 26)) == dt.datetime(2025, 11, 26, 4, tzinfo=dt.UTC)
    assert build_day("2026-03-05") == dt.date(2026, 3, 5)


@pytest.mark.parametrize("seconds", ["abc", "99999999999999", "9" * 40, "-99999999999999"])
def test_a_clock_that_is_none_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(click.ClickException, match="SOURCE_DATE_EPOCH"):
        day(None)
