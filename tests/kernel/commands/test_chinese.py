"""Nothing between a clerk and the program is English: the frame of the command line, and codes in a sentence."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from branch_portal import rooms
from branch_portal.commands.glossary import glossed
from branch_portal.commands.main import portal
from branch_portal.ground.problems import Place, Problem

ENGLISH = re.compile(
    r"Usage|Options|[Ff]ile|[Dd]irectory|[Pp]ath|Commands|Error|Try |No such|Missing|Invalid|Aborted|Show |does not|argument|OPTIONS|COMMAND|ARGS"
)
WRONG = (
    ["chekc"],
    ["check", "--foo"],
    ["check", "--format", "x"],
    ["check", "--as-of"],
    ["build", "a", "b"],
    ["check", "--root", "none-there"],
    ["check", "--root", __file__],
    ["import", "records", "none-there.xlsx"],
    ["import", "records", "."],
    ["check", "--as-of", "x"],
    ["new"],
    ["rename", "a"],
    ["build", "--edition", "x"],
    ["slip", "isue"],
    ["quarter", "close"],
    ["import"],
)


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_command_that_is_called_wrongly_is_answered_in_chinese(tmp_path: Path, arguments: list[str]) -> None:
    done = CliRunner().invoke(portal, arguments)
    assert done.exit_code
    assert not ENGLISH.search(done.output), done.output
    assert re.search("[\u4e00-\u9fff]", done.output)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["calendar", "--help"], ["slip", "issue", "--help"]], ids=" ".join
)
def test_help_is_chinese(arguments: list[str]) -> None:
    done = CliRunner().invoke(portal, arguments)
    assert done.exit_code == 0
    assert "用法：" in done.output
    assert not ENGLISH.search(done.output), done.output


def every(command: click.Command, *names: str) -> Iterator[list[str]]:
    yield [*names]
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from every(below, *names, name)


@pytest.mark.parametrize("names", list(every(portal)), ids=" ".join)
def test_no_command_is_cut_short_or_takes_something_english(names: list[str]) -> None:
    said = CliRunner().invoke(portal, [*names, "--help"]).output
    assert not re.search(r"[^\]]\.\.\.\n|TEXT|INTEGER|DIRECTORY|FILE|PATH", said), said


def said(rule: str, message: str, mend: str = "核對。") -> tuple[str, str]:
    assert rooms.ROOMS
    problem = glossed(Problem(Place("x.yml"), rule, message, mend))
    return problem.message, problem.mend


def test_codes_stand_beside_what_people_call_them() -> None:
    assert said("FIND-01", "found 之後只能是 assigned")[0] == "found（發現登記）之後只能是 assigned（明確責任）"
    assert said("FB-05", "結果是辦完，缺少 approval")[0] == "結果是辦完，缺少 approval（不適用的批准）"
    assert said("FB-05", "甲", "是不是「done」？")[1] == "是不是「done」（辦完）？"


def test_what_is_explained_or_copied_stays_as_it_is() -> None:
    for text in (
        "第一條應是 submitted（反饋）",
        "應是發現登記（found）",
        "第3行改成「status: done」。",
        "運行 portal check 看看",
        "見 data/tasks/x.yml",
    ):
        assert said("FB-05", text)[0] == text
