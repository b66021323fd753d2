"""Which mistakes a change has brought, and which it has mended."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal.commands.check import Told, told
from branch_portal.commands.main import portal as command_line
from branch_portal.edit.caused import new_and_gone
from branch_portal.ground.problems import Place, Problem
from branch_portal.project.reading import Folders
from tests.portal import AS_OF, SETTINGS, Portal
from tests.repository import git

B01, B03 = "data/branches/b01.yml", "data/branches/b03.yml"


def problem(path: str, line: int, message: str) -> Problem:
    return Problem(Place(path, line), "DATA-05", message, "改成 3。")


def test_a_mistake_that_only_moved_is_neither_new_nor_gone_and_a_second_one_is_new() -> None:
    before = [problem("a.yml", 3, "不是數字"), problem("b.yml", 1, "不是數字")]
    after = [problem("a.yml", 5, "不是數字"), problem("a.yml", 9, "不是數字")]
    new, gone = new_and_gone(before, after)
    assert new == [problem("a.yml", 9, "不是數字")]
    assert gone == [problem("b.yml", 1, "不是數字")]


def since(root: Path, revision: str) -> tuple[int, str]:
    asked = ["check", "--since", revision, "--format", "line", "--root", str(root), "--as-of", str(AS_OF)]
    done = CliRunner().invoke(command_line, asked)
    return done.exit_code, done.output


def test_only_what_the_change_caused_is_told_and_what_was_there_is_counted(mini: Portal) -> None:
    mini.put("mkdocs.yml", "docs_dir: content\ntheme: {name: portal}\nplugins: [portal]\n")
    mini.replace(B01, "groups: 3", "groups: 三個")
    git(mini.root, "init", "--initial-branch=main")
    git(mini.root, "add", "--all")
    git(mini.root, "commit", "--message=first")
    code, text = since(mini.root, "HEAD")
    assert code == 0
    assert text.endswith("0處錯誤，0處提醒，是這次改動引起的；原來就有的1處沒有列。\n")
    mini.replace(B01, "id: b01\n", "# 一行\nid: b01\n")
    mini.replace(B03, "members: 20", "members: 很多")
    code, text = since(mini.root, "HEAD")
    assert code == 1
    assert [line.split(":")[0] for line in text.splitlines()[:-1]] == [B03]
    code, text = since(mini.root, "no-such-branch")
    assert code == 1
    assert "倉庫裡沒有「no-such-branch」" in text


def test_watching_tells_what_came_and_what_is_mended(mini: Portal, capsys: pytest.CaptureFixture[str]) -> None:
    folders, today = Folders(mini.root), dt.date(2026, 11, 24)
    mini.replace(SETTINGS, "years: [2026]", "years: [2026, 2027]")  # of which no table of workdays is there
    known = told(Told(), folders, today)
    first = capsys.readouterr().out
    assert "[WORK-03]" in first
    mini.replace(B01, "groups: 3", "groups: 三個")
    known = told(known, folders, today)
    text = capsys.readouterr().out
    assert text.count("[DATA-05]") == 1
    assert "改成 3" in text
    assert "改好了" not in text  # what goes across records is not asked while a file cannot be read
    assert "改好這些再查" in text
    mini.replace(B01, "members: 20", "members: 很多")
    mini.replace(B01, "groups: 三個", "groups: 3")
    known = told(known, folders, today)
    text = capsys.readouterr().out
    assert f"改好了：{B01} [DATA-05]" in text
    assert "[WORK-03]" not in text
    mini.replace(B01, "members: 很多", "members: 20")
    told(known, folders, today)
    text = capsys.readouterr().out
    assert text.count("改好了") == 1
    assert "[WORK-03]" not in text
    assert text.splitlines()[-1] == first.splitlines()[-1]
