"""A unit's own portal from a handful of answers, or from a spreadsheet."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from branch_portal.build import build_site
from branch_portal.commands.init import init
from branch_portal.project.reading import Reading
from branch_portal.start.sample import sample
from tests.kernel.start.unit_rows import BRANCH, UNIT, filled
from tests.sample import ROOT

DAY = "2026-11-30"
GIVEN = ("--name", "甲門戶", "--organisation", "甲供電公司", "--url", "https://a.example.com", "--as-of", DAY, "--yes")


def run(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(init, arguments, input=answers)


def errors(root: Path) -> list[str]:
    reading = Reading()
    build_site(root, dt.date.fromisoformat(DAY), reading)
    return [problem.rule for problem in reading.log]


@pytest.mark.parametrize(("script", "word"), [("hant", "單位"), ("hans", "单位")])
def test_what_it_makes_is_sound_at_once(tmp_path: Path, script: str, word: str) -> None:
    done = run(str(tmp_path / "u"), *GIVEN, "--branches", "8", "--forge", "gitea", "--script", script)
    assert done.exit_code == 0, done.output
    root = tmp_path / "u"
    assert errors(root) == []
    assert "通知印發後運行 portal year 2027" in done.output or script == "hans"
    assert len(list((root / "data/branches").iterdir())) == 8
    assert (root / "data/calendar.lock").is_file()
    texts = {path: path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}
    assert not [path for path, text in texts.items() if "示例" in text]
    assert word in texts[root / "README.md"]
    assert (root / ".gitea/workflows/portal.yml").is_file()
    assert "\nbranch-portal==" in texts[root / "requirements.txt"]
    settings = texts[root / "site_config/portal.yml"]
    assert f"source: {script}" in settings
    assert "three_minutes" not in settings  # each unit says that for itself
    assert "\nforge:" not in settings, "no pencil leads to a repository that nobody named"
    assert "# forge:\n#   kind: gitea\n" in settings


def test_the_first_check_says_nothing_not_even_of_the_notice(tmp_path: Path) -> None:
    assert (
        run(
            str(tmp_path / "u"), *GIVEN, "--forge", "gitea", "--repository", "https://git.example.com/a/b.git"
        ).exit_code
        == 0
    )
    reading = Reading()
    site = build_site(tmp_path / "u", dt.date.fromisoformat(DAY), reading)
    assert list(reading.log) == []
    assert site.edit.startswith("https://git.example.com/a/b/_edit/main/")


def test_it_asks_for_what_no_option_says_and_takes_no_wrong_answer(tmp_path: Path) -> None:
    answers = "乙供電公司\n\nportal.example.com\nhttps://b.example.com/\n兩個\n2\nsvn\nnone\n\n"
    done = run(str(tmp_path / "u"), "--as-of", DAY, answers=answers)
    assert done.exit_code == 0, done.output
    assert "「portal.example.com」不是網址" in done.output
    assert "「兩個」不是數" in done.output
    settings = (tmp_path / "u/site_config/portal.yml").read_text("utf-8")
    assert "organisation: 乙供電公司" in settings
    assert "name: 乙供電公司支部工作門戶" in settings
    assert "forge:" not in settings
    assert len(list((tmp_path / "u/data/branches").iterdir())) == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--branches", "0"), "支部數"),
        (("--url", "ftp://x"), "不是網址"),
        (("--forge", "gitea", "--repository", "git@x:a"), "不是倉庫的網址"),
        (("--name", " "), "門戶名稱"),
    ],
)
def test_a_wrong_option_makes_nothing(tmp_path: Path, more: tuple[str, ...], said: str) -> None:
    done = run(str(tmp_path / "u"), *GIVEN, *more)
    assert done.exit_code == 1
    assert said in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", "utf-8")
    done = run(str(tmp_path), *GIVEN)
    assert done.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_the_whole_sample_is_this_one(tmp_path: Path) -> None:
    assert run(str(tmp_path / "s"), "--sample").exit_code == 0
    for path in sample():
        assert (tmp_path / "s" / path).read_bytes() == (ROOT / path).read_bytes()
    assert (tmp_path / "s/data/findings").is_dir()


def test_a_spreadsheet_becomes_the_units_and_branches(tmp_path: Path) -> None:
    many = [
        {**BRANCH, "編號": f"b{number:02d}", "名稱": f"第{number}黨支部", "簡稱": f"{number}支部"}
        for number in range(1, 31)
    ]
    sheet = tmp_path / "單位和支部.xlsx"
    sheet.write_bytes(filled({"單位": [UNIT], "支部": many}))
    done = run(str(tmp_path / "u"), *GIVEN, "--from", str(sheet))
    assert done.exit_code == 0, done.output
    assert errors(tmp_path / "u") == []
    assert len(list((tmp_path / "u/data/branches").iterdir())) == 30
    assert "elected_on: 2025-03-18" in (tmp_path / "u/data/branches/b30.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("branch", "said"),
    [
        ({**BRANCH, "上級": "nowhere"}, "支部!E2"),
        ({**BRANCH, "類別": "小組"}, "黨支部、聯合黨支部"),
        ({**BRANCH, "黨小組數": "兩個"}, "整數"),
    ],
)
def test_a_mistake_in_the_spreadsheet_is_told_and_nothing_is_made(
    tmp_path: Path, branch: dict[str, str | int], said: str
) -> None:
    sheet = tmp_path / "a.xlsx"
    sheet.write_bytes(filled({"單位": [UNIT], "支部": [branch]}))
    done = run(str(tmp_path / "u"), *GIVEN, "--from", str(sheet))
    assert done.exit_code == 1
    assert said in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_the_blank_sheet_is_written_once(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    assert run(str(target), "--sheet").exit_code == 0
    before = target.read_bytes()
    again = run(str(target), "--sheet")
    assert again.exit_code == 1
    assert target.read_bytes() == before


def test_a_blank_sheet_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.write_bytes

    def full(file: Path, content: bytes) -> int:
        whole(file, content[:100])
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert run(str(tmp_path / "a.xlsx"), "--sheet").exit_code != 0
    assert list(tmp_path.iterdir()) == []
