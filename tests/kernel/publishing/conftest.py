"""Sites that take the place of others."""

import sys
from pathlib import Path

import pytest

from branch_portal.publishing import unfinished as publishing
from branch_portal.publishing.target import write_marker
from tests.kernel.publishing.site_folder import OLD, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose old site is in place."""
    root = tmp_path / "portal"
    write(root, {"data/a.yml": "id: a", "content/index.md": "# a", "site_config/portal.yml": "", ".git/HEAD": ""})
    write(root / "site", OLD)
    write_marker(root / "site", "site", OLD)
    return root


@pytest.fixture(params=["exchange", "two renames"])
def step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the folders change places: as this system can, and as any can."""
    if request.param == "two renames":
        monkeypatch.setattr(publishing, "exchange", lambda one, other: False)
    elif sys.platform != "linux":
        pytest.skip("this system exchanges no folders")
    return str(request.param)
