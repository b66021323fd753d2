"""A new system begins as a room that builds and passes, and changes nothing but its line in the register."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from branch_portal.rooms import SYSTEMS
from scaffold.__main__ import main

LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__", "*.egg-info", ".mypy_cache")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, its tests and the sample, with a seventeenth system."""
    root, copy = Path(__file__).parents[2], tmp_path_factory.mktemp("checkout")
    for folder in ("content", "data", "generator", "site_config", "tests"):
        shutil.copytree(root / folder, copy / folder, ignore=LEFT_OUT)
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(root / name, copy)
    main("trial_watches", "試辦值班", copy)
    return copy


@pytest.fixture(scope="module")
def told(checkout: Path) -> str:
    """What one run says of the new room's own tests and of what its record reaches."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-vv", "-p", "no:cacheprovider"),
            *("tests/systems/trial_watches", "tests/sample/test_every_system.py"),
            *("-k", f"says_what or together or {max(one.number for one in SYSTEMS) + 1} or trial_watches"),
        ],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "generator")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def passed(told: str, path: str) -> int:
    return len(re.findall(rf"^tests/{re.escape(path)}\S*::.* PASSED", told, re.MULTILINE))


def test_its_tests_pass(checkout: Path, told: str) -> None:
    made = [file.read_text("utf-8") for file in (checkout / "tests" / "systems" / "trial_watches").glob("test_*.py")]
    assert passed(told, "systems/trial_watches/") >= sum(text.count("\ndef test_") for text in made) > 0


def test_its_page_its_event_and_its_table_move_with_its_record_and_nothing_else(told: str) -> None:
    assert passed(told, "sample/test_every_system.py") == 5


def test_it_touches_its_own_folders_and_the_register_alone(checkout: Path) -> None:
    root = Path(__file__).parents[2]
    for folder in ("generator", "tests"):
        for file in (checkout / folder).rglob("*"):
            other = root / file.relative_to(checkout)
            if not file.is_file() or "trial_watches" in file.as_posix() or "__pycache__" in file.parts:
                continue
            if file.name == "register.py":
                added = set(file.read_text("utf-8").splitlines()) - set(other.read_text("utf-8").splitlines())
                assert added == {'    "trial_watches",'}
            elif other.is_file():
                assert file.read_bytes() == other.read_bytes(), other


@pytest.mark.parametrize(("name", "title"), [("Trials", "甲"), ("grids", "甲"), ("trials", ""), ("../trials", "甲")])
def test_what_cannot_be_is_refused(checkout: Path, name: str, title: str) -> None:
    with pytest.raises(SystemExit):
        main(name, title, checkout)
