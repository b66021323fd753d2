"""Shared by the tests of spreadsheets."""

import pytest

from branch_portal.project.records import Records
from tests.kernel.sheets.record_sheets import Exported, exported_sheets
from tests.sample import ROOT


@pytest.fixture(scope="session")
def sheets(records: Records) -> dict[str, Exported]:
    """Every kind of record as its spreadsheet."""
    return exported_sheets(ROOT, records)
