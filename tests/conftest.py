"""Shared by all tests: the sample portal's records, read once."""

import datetime as dt
from pathlib import Path

import pytest

from generator.build import read_handbook
from generator.derive.schedule import Schedule, make_schedule
from generator.handbook import Handbook
from generator.load import Folders, Reading

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
