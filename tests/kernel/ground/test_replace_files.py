"""Files that people go on with are written as a whole, all of them or none."""

import os
from pathlib import Path

import pytest

from branch_portal.ground.output import replace_file, replace_files


def test_all_are_written_with_the_line_ends_they_have(tmp_path: Path) -> None:
    replace_files(tmp_path, {"a/b.yml": "甲: 1\r\n", "c.xlsx": b"\x00"})
    assert (tmp_path / "a" / "b.yml").read_bytes() == "甲: 1\r\n".encode()
    assert (tmp_path / "c.xlsx").read_bytes() == b"\x00"


def test_where_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("old", "utf-8")
    (tmp_path / "b").write_text("a file, no folder", "utf-8")
    with pytest.raises(OSError):
        replace_files(tmp_path, {"a.yml": "new", "b/c.yml": "new"})
    assert {path.name for path in tmp_path.iterdir()} == {"a.yml", "b"}
    assert (tmp_path / "a.yml").read_text("utf-8") == "old"


def test_what_stops_half_way_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yml").write_text("old", "utf-8")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError):
        replace_file(tmp_path / "a.yml", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]
    assert (tmp_path / "a.yml").read_text("utf-8") == "old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_rights_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("old", "utf-8")
    (tmp_path / "a.yml").chmod(0o640)
    (tmp_path / "b.yml").symlink_to("a.yml")
    replace_file(tmp_path / "b.yml", "new")
    assert (tmp_path / "b.yml").is_symlink()
    assert (tmp_path / "a.yml").read_text("utf-8") == "new"
    assert (tmp_path / "a.yml").stat().st_mode & 0o777 == 0o640
