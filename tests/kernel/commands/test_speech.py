"""Messages for people who write Simplified."""

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from branch_portal.commands import speech
from branch_portal.commands.main import portal
from branch_portal.commands.speech import ask, say


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose settings are not good for more than its script."""
    (tmp_path / "site_config").mkdir()
    (tmp_path / "data" / "conversions").mkdir(parents=True)
    words = "id: w\ntitle: 引號\npairs:\n  - {hant: 「, hans: “}\n  - {hant: 」, hans: ”}\n"
    (tmp_path / "data" / "conversions" / "w.yml").write_text(words, "utf-8")
    (tmp_path / "data" / "conversions" / "broken.yml").write_text("- [", "utf-8")
    return tmp_path


def says(root: Path, settings: str, *arguments: str) -> str:
    (root / "site_config" / "portal.yml").write_text(settings, "utf-8")
    return CliRunner().invoke(portal, [*arguments, "--root", str(root)]).output


@pytest.mark.parametrize(
    ("settings", "expected", "foreign"),
    [
        ("editions: {source: hans}\nnaem: 党支部\n", ["错误 [", "不认识的字段“naem”", "怎么改：", "> "], "錯誤"),
        ("editions:\n  source: hant\nnaem: 黨支部\n", ["錯誤 [", "不認識的字段「naem」", "怎麼改："], "错误"),
    ],
)
def test_problems_are_told_in_the_script_of_the_source(
    root: Path, settings: str, expected: list[str], foreign: str
) -> None:
    text = says(root, settings, "check")
    assert [words for words in expected if words not in text] == []
    assert foreign not in text


def test_what_a_file_holds_is_shown_as_it_is(root: Path) -> None:
    written = "editions: {source: hans}\n黨費: 黨支部\n"
    assert "| 黨費: 黨支部" in says(root, written, "check")
    fields = [json.loads(line) for line in says(root, written, "check", "--format", "json").splitlines() if "{" in line]
    assert any("黨費" in one["value"] + one["message"] or "党费" in one["message"] for one in fields)
    assert all("欄" not in one["message"] for one in fields)


def test_usage_and_refusals_are_told_too(root: Path) -> None:
    settings = "editions: {source: hans}\n"
    assert "检查所有数据和指引" in says(root, settings, "check", "--help")
    assert "不是日期" in says(root, settings, "check", "--as-of", "soon")
    assert "应写成" in says(root, settings, "check", "--as-of", "soon")


def test_commands_print_by_one_door() -> None:
    """What goes past it would be printed in the wrong script."""
    folder = Path(speech.__file__).parent
    past = re.compile(r"click\.(?:echo|secho|confirm)\(|(?<![\w.])print\(")
    assert [file.name for file in folder.glob("*.py") if past.search(file.read_text("utf-8"))] == ["speech.py"]


@pytest.mark.parametrize(
    ("typed", "goes_on"), [("y", True), ("ｙ", True), ("是", True), ("", False), ("n", False), ("不", False)]
)
def test_a_question_takes_a_yes_in_chinese_and_nothing_else(typed: str, goes_on: bool) -> None:
    @click.command()
    def asked() -> None:
        ask("寫進台賬？")
        say("寫了")

    done = CliRunner().invoke(asked, input=f"{typed}\n")
    assert "寫進台賬？（照辦輸入 y，不辦直接回車）" in done.output
    assert ("寫了" in done.output) is goes_on
