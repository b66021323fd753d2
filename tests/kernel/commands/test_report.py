"""What the check says to people, programs and forges, and the sample workflows that ask it."""

import json
import os
import re
import shlex
import shutil
import subprocess
from importlib.resources import files as resources
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from branch_portal.commands.main import portal
from branch_portal.commands.report import SHAPES
from branch_portal.ground.problems import Place, Problem

DATE = Problem(
    Place("data/branches/b01.yml", 12, 13), "DATA-06", "日期寫法不對", "改成 2024-03-18", "無法排序", "2024-3-18"
)
STALE = Problem(Place("content/guide/g08.md"), "GUIDE-05", "覆核過期100%，要看\n一遍", "覆核", severity="warning")
PHONE = Problem(Place("data/units/a.yml", 3), "DATA-01", "不認識 13800138000", "刪去 13800138000", value="13800138000")


def shaped(shape: str, *problems: Problem) -> str:
    return SHAPES[shape](problems, lambda problem: ())


def test_github_gets_a_note_beside_the_line() -> None:
    assert shaped("github", DATE, STALE) == (
        "::error file=data/branches/b01.yml,line=12,col=13,title=DATA-06::日期寫法不對。怎麼改：改成 2024-03-18\n"
        "::warning file=content/guide/g08.md,line=1,col=1,title=GUIDE-05::覆核過期100%25，要看%0A一遍。怎麼改：覆核\n"
    )


def test_a_path_cannot_end_a_github_property() -> None:
    assert "file=data/a%3Ab%2Cc.yml,line=1" in shaped("github", Problem(Place("data/a:b,c.yml"), "X-01", "一", "二"))


def test_gitlab_gets_a_code_quality_report() -> None:
    first, second = json.loads(shaped("gitlab", DATE, STALE))
    assert first["location"] == {"path": "data/branches/b01.yml", "lines": {"begin": 12}}
    assert (first["check_name"], first["severity"], second["severity"]) == ("DATA-06", "major", "minor")
    assert first["fingerprint"] != second["fingerprint"]
    assert json.loads(shaped("gitlab")) == []


def test_a_summary_counts_and_shows_every_problem() -> None:
    text = shaped("markdown", DATE, STALE)
    assert "1處錯誤，1處提醒" in text
    assert "data/branches/b01.yml:12:13" in text
    assert "GUIDE-05" in text
    assert "檢查通過" in shaped("markdown")


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_repeats_a_number_that_could_be_a_person_s(shape: str) -> None:
    assert "13800138000" not in shaped(shape, PHONE)


FLOWS = Path(str(resources("branch_portal.start"))) / "files"
"""The workflows that `portal init` writes."""


def commands(file: Path, job: str = "") -> list[str]:
    """Every line of a workflow, or of one of its jobs, that a shell runs."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("run", "script", "before_script"):
                    found.extend(
                        line for text in ([inner] if isinstance(inner, str) else inner) for line in text.split("\n")
                    )
                else:
                    walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    flow = yaml.safe_load(file.read_text("utf-8"))
    walk(flow["jobs"][job] if job else flow)
    return found


def portal_commands(file: Path, job: str = "") -> list[list[str]]:
    found = (re.search(r"\.venv/bin/portal ([^|>;]+)", line) for line in commands(file, job))
    return [[_filled(word, one[1]) for word in shlex.split(one[1])] for one in found if one]


def _filled(word: str, command: str) -> str:
    """What a clerk has filled in where the workflow names a variable."""
    if word in ("$WHICH", "$PORTAL_WHICH"):
        return "TX-2026-24" if command.startswith("slip") else "2026-Q4"
    return word


@pytest.mark.parametrize("name", ["github.yml", "gitlab-ci.yml"])
def test_the_sample_workflows_ask_for_what_exists(name: str) -> None:
    asked = portal_commands(FLOWS / name)
    assert ["calendar", "update", "--yes", "--published", "published.json"] in asked
    assert ["build"] in asked
    assert ["slip", "issue", "TX-2026-24"] in asked
    assert ["quarter", "close", "2026-Q4"] in asked
    assert any(words[0] == "diff" for words in asked)
    for words in asked:
        command: click.Command = portal
        while isinstance(command, click.Group):
            command = command.commands[words[0]]
            words = words[1:]
        command.make_context("portal", words)
    assert any("pip install" in line and "requirements.txt" in line for line in commands(FLOWS / name))


@pytest.mark.parametrize("name", ["github.yml", "gitlab-ci.yml"])
def test_the_sample_workflows_publish_in_one_step(tmp_path: Path, name: str) -> None:
    """What is served is a link that leads to another whole release; the last three stay for pages that are open."""
    lines = "\n".join(commands(FLOWS / name)).splitlines()
    first = next(index for index, line in enumerate(lines) if line.startswith("release="))
    script = "\n".join(lines[first : first + 5])
    (tmp_path / "site").mkdir()

    def publish(number: int) -> int:
        (tmp_path / "site" / "index.html").write_text(str(number), "utf-8")
        clock = f"date() {{ echo 2026010{number}T000000Z; }}\nset -e\n"
        where = {"PATH": os.environ["PATH"], "PORTAL_TARGET": str(tmp_path / "served")}
        return subprocess.run(["bash", "-c", clock + script], cwd=tmp_path, env=where, capture_output=True).returncode

    for number in range(1, 6):
        assert publish(number) == 0
        assert (tmp_path / "served").is_symlink()
        assert (tmp_path / "served" / "index.html").read_text("utf-8") == str(number)
    assert sorted(path.name[7:15] for path in tmp_path.glob("served.*")) == ["20260103", "20260104", "20260105"]
    (tmp_path / "served").unlink()
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "index.html").write_text("a person's", "utf-8")
    assert publish(6) != 0  # a folder is never replaced: it is moved away once, by hand
    assert (tmp_path / "served" / "index.html").read_text("utf-8") == "a person's"


@pytest.mark.slow
def test_a_clerk_who_only_edits_in_the_browser_gets_through_the_sample_workflow(root: Path, tmp_path: Path) -> None:
    for name in ("content", "data", "site_config"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "mkdocs.yml", tmp_path)
    checks = [words for words in portal_commands(FLOWS / "github.yml", "check") if words[0] != "diff"][:2]
    assert [words[0] for words in checks] == ["calendar", "check"]

    def run() -> tuple[int, str]:
        results = [CliRunner().invoke(portal, [*words, "--root", str(tmp_path)]) for words in checks]
        return results[-1].exit_code, "".join(result.output for result in results)

    plan = next(
        path for path in sorted((tmp_path / "data" / "plans").glob("*.yml")) if "to: " in path.read_text("utf-8")
    )
    text = plan.read_text("utf-8")
    day = re.search(r"to: (\d{4}-\d\d)-(\d\d)", text)
    assert day
    moved = f"to: {day[1]}-{int(day[2]) - 1:02}"
    plan.write_text(text.replace(day[0], moved, 1), "utf-8")
    code, said = run()
    assert code == 0, said
    assert "改期：1條" in said

    plan.write_text(text.replace(day[0], moved.replace("to: ", "too: "), 1), "utf-8")
    code, said = run()
    assert code == 1
    assert re.search(rf"^::error file=data/plans/{plan.name},line=\d+,col=\d+,title=DATA-", said, re.MULTILINE)
