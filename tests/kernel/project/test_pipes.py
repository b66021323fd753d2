"""What is no file is told, and not read."""

import os
from pathlib import Path

import pytest

from branch_portal.ground.problems import InputProblems
from branch_portal.project.input_files import unusable
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.rooms import KINDS
from tests.bounded import soon


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
def test_a_pipe_anywhere_is_told_and_not_read(tmp_path: Path, root: Path) -> None:
    for folder in ("data/roles", "content/learning", "content/guide", "site_config"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "site_config" / "portal.yml").write_bytes((root / "site_config" / "portal.yml").read_bytes())
    places = ("data/roles/a.yml", "content/learning/a.pdf", "content/guide/g01.md", "content/a.png", "site_config/b")
    for place in places:
        os.mkfifo(tmp_path / place)
    (tmp_path / "content" / "zero.png").symlink_to("/dev/zero")

    def told() -> list[str]:
        found = unusable(Folders(tmp_path))
        return sorted(one.place.path for one in found if one.rule in ("PAGE-07", "PAGE-08"))

    assert soon(told) == sorted([*places, "content/zero.png"])


def test_settings_in_a_pipe_are_missing(tmp_path: Path) -> None:
    (tmp_path / "site_config").mkdir()
    os.mkfifo(tmp_path / "site_config" / "portal.yml")
    with pytest.raises(InputProblems):
        load(Folders(tmp_path), Reading(), KINDS)
