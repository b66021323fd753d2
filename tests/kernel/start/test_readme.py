"""Start your own: the README's commands, in both languages, taken literally by somebody who has thirty branches.

What `portal build` then makes of such a unit is built for real elsewhere; here its check, which makes every page, must be silent.
"""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from branch_portal import __version__
from branch_portal.commands.main import portal
from tests.kernel.start.unit_rows import BRANCH, UNIT, filled
from tests.sample import ROOT

READ_ME, CHINESE = ROOT / "README.md", ROOT / "docs" / "README.zh.md"
MOST = 15


def steps(file: Path, heading: str) -> list[str]:
    """The commands of the first block below a heading, without what is said beside them."""
    block = re.search(rf"^## {heading}\n.*?```sh\n(.*?)```", file.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert block
    return [re.split(r"\s+#", line)[0] for line in block[1].splitlines()]


def own() -> list[str]:
    return steps(READ_ME, "Start your own")


def test_the_readme_leads_to_the_other_language_in_its_first_lines() -> None:
    assert "docs/README.zh.md" in READ_ME.read_text("utf-8").partition("##")[0]
    assert "../README.md" in CHINESE.read_text("utf-8").partition("##")[0]
    assert own() == steps(CHINESE, "建本單位的門戶")
    assert f"branch_portal-{__version__}-py3-none-any.whl" in " ".join(own())


def test_thirty_branches_are_checked_after_the_readme_s_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edits = 1  # the spreadsheet is filled in
    assert sum(step.count("&&") + 1 for step in own()) + edits <= MOST
    monkeypatch.chdir(tmp_path)
    done: list[str] = []
    for step in own():
        command, *arguments = step.split()
        if command == "cd":
            monkeypatch.chdir(arguments[0])
        elif command == "portal" and arguments != ["build"]:
            result = CliRunner().invoke(portal, arguments, input="乙供電公司\n\nhttps://b.example.com/\n\n\n\n")
            assert result.exit_code == 0, result.output
            done.append(result.output)
        if step == "portal init --sheet":
            many = [
                {**BRANCH, "編號": f"b{number:02d}", "名稱": f"第{number}黨支部", "簡稱": f"{number}支部"}
                for number in range(1, 31)
            ]
            (tmp_path / "單位和支部.xlsx").write_bytes(filled({"單位": [UNIT], "支部": many}))
    assert len(done) == 3
    assert "0處錯誤，0處提醒" in done[-1]
    assert len(list((tmp_path / "portal/data/branches").iterdir())) == 30


def test_every_command_that_the_readmes_name_is_there() -> None:
    for file in (READ_ME, CHINESE):
        named = set(re.findall(r"`portal ([a-z][a-z-]*)", file.read_text("utf-8")))
        assert named - set(portal.commands) == set(), file
