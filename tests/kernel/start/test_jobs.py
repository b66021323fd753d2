"""What the jobs of a forge run, run here step by step: the program is a stand-in that says what it was asked."""

import os
import subprocess
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.repository import git

JOBS = yaml.safe_load((files("branch_portal.start") / "files/github.yml").read_text("utf-8"))["jobs"]
PROGRAM = """\
#!/bin/sh
echo "portal $*"
case "$1" in slip|quarter) echo written >> data/written.yml ;; esac
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a portal's repository, with the stand-in for the program and one for what sends the comment."""
    git(tmp_path, "init", "--bare", "--initial-branch=main", "origin.git")
    git(tmp_path, "clone", "origin.git", "clone")
    clone = tmp_path / "clone"
    (clone / "data").mkdir()
    (clone / "data/a.yml").write_text("id: a\n", "utf-8")
    for name, text in ((".venv/bin/portal", PROGRAM), ("bin/curl", "#!/bin/sh\nexit 22\n")):
        (clone / name).parent.mkdir(parents=True)
        (clone / name).write_text(text, "utf-8")
        (clone / name).chmod(0o755)
    (clone / ".gitignore").write_text(".venv/\nbin/\nchange.*\n", "utf-8")
    git(clone, "checkout", "-B", "main")
    git(clone, "add", "--all")
    git(clone, "commit", "--message=first")
    git(clone, "push", "origin", "main")
    return clone


def run(clone: Path, job: str, **given: str) -> tuple[int, str]:
    """All steps of a job as a forge runs them, but for the installation: in bash, ended by the first that fails."""
    said = ""
    for step in JOBS[job]["steps"]:
        if "run" not in step or step["name"] == "Install":
            continue
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", step["run"]], cwd=clone, env=environment(clone, step.get("env", {}), given),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        said += done.stdout
        if done.returncode and not step.get("continue-on-error"):
            return done.returncode, said + done.stderr
    return 0, said


def environment(clone: Path, of_step: Mapping[str, Any], given: Mapping[str, str]) -> Mapping[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    return {**kept, "PATH": f"{clone / 'bin'}:{kept['PATH']}", **dict.fromkeys(of_step, "x"), **given}


def test_a_check_ends_well_on_a_forge_without_summaries_and_without_the_right_to_comment(clone: Path) -> None:
    code, said = run(clone, "check")
    assert (code, said.count("portal check")) == (0, 2), said  # for annotations, and as plain lines
    assert "portal diff x" in said


def test_a_clerk_s_job_waits_on_a_branch_of_its_own_and_is_not_written_over(clone: Path) -> None:
    code, said = run(clone, "office", WHAT="季度定稿", WHICH="2026-Q4")
    assert code == 0, said
    assert "portal quarter close 2026-Q4" in said
    assert "分支 office-2026-Q4" in said.splitlines()[-1]
    git(clone, "ls-remote", "--exit-code", "origin", "refs/heads/office-2026-Q4")
    git(clone, "switch", "main")
    code, said = run(clone, "office", WHAT="季度定稿", WHICH="2026-Q4")
    assert code == 1
    assert "已經有了" in said
