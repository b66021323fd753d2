"""Shared by all tests: the sample portal's records, read once."""

import datetime as dt
from pathlib import Path

import pytest

from generator.build import read_handbook
from generator.derive.schedule import Schedule, make_schedule
from generator.handbook import Handbook
from generator.load import Folders, Reading
from tests.built import portal

ROOT = Path(__file__).parent.parent
AS_OF = dt.date(2026, 11, 24)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def book() -> Handbook:
    return read_handbook(Folders(ROOT), Reading())


@pytest.fixture(scope="session")
def schedule(book: Handbook) -> Schedule:
    return make_schedule(book)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The sample portal as built, for reading only."""
    target = tmp_path_factory.mktemp("built") / "site"
    done = portal("build", "--root", str(root), "--as-of", "2026-11-24", "--site-dir", str(target))
    assert done.returncode == 0, done.stderr
    return target
