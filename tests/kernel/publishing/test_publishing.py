"""What a build makes takes its target's place in one step."""

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from branch_portal.publishing import target as targets
from branch_portal.publishing import unfinished as publishing
from branch_portal.publishing.target import MARKER, NotPublished, files_below, write_marker
from branch_portal.publishing.unchanged import Changes
from branch_portal.publishing.unfinished import begin
from tests.kernel.publishing.site_folder import FOLDERS, NEW, OLD, built, names, publish, read, write


def test_what_says_the_same_keeps_its_time(project: Path, step: str) -> None:
    write(project / "site", {"same.txt": "as it was", "longer.txt": "old", "gone.txt": "old"})
    files = {**NEW, "same.txt": "as it was", "longer.txt": "older"}
    write_marker(project / "site", "site", {*files_below(project / "site")} - {MARKER})
    before = 1_700_000_000_123_456_789
    for file in files_below(project / "site"):
        os.utime(project / "site" / file, ns=(before, before))
    unfinished = built(project)
    write(unfinished.fresh, files)
    changes = unfinished.put_in_place(files)
    times = {file: (project / "site" / file).stat().st_mtime_ns for file in files_below(project / "site")}
    assert [file for file, time in times.items() if time == before] == ["same.txt"]
    assert changes == Changes(new=1, changed=3, same=1, gone=2)
    assert read(project / "site") == files


def test_the_new_site_takes_the_place_of_the_old(project: Path, step: str) -> None:
    for _ in range(2):
        publish(project)
        assert read(project / "site") == NEW
        assert names(project) == FOLDERS
    assert (project / "site").stat().st_mode & 0o777 == 0o755
    shutil.rmtree(project / "site")
    publish(project)
    assert (read(project / "site"), names(project)) == (NEW, FOLDERS)


@pytest.mark.skipif(sys.platform != "linux", reason="this system exchanges no folders")
def test_folders_change_places_in_one_step(tmp_path: Path) -> None:
    write(tmp_path, {"one/a": "1", "other/b": "2"})
    assert publishing.exchange(tmp_path / "one", tmp_path / "other")
    assert (read(tmp_path / "one"), read(tmp_path / "other")) == ({"b": "2"}, {"a": "1"})
    assert not publishing.exchange(tmp_path / "one", tmp_path / "none")


def test_a_link_is_followed_and_stays(project: Path, tmp_path: Path) -> None:
    (project / "site").rename(tmp_path / "served")
    (project / "site").symlink_to(tmp_path / "served")
    publish(project)
    assert (project / "site").is_symlink()
    assert read(tmp_path / "served") == NEW


def test_links_that_lead_round_in_a_circle_are_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("other")
    (tmp_path / "other").symlink_to("one")
    with pytest.raises(NotPublished, match="鏈接繞成了圈"):
        begin(tmp_path / "one", "site", project)


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pipes with names")
def test_pipes_and_links_with_the_names_of_our_files_hang_and_harm_nothing(project: Path) -> None:
    (project / "site" / MARKER).unlink()
    os.mkfifo(project / "site" / MARKER)
    with pytest.raises(NotPublished, match="不是生成出來的文件"):
        publish(project)
    assert targets.read_kept(project / "site") == {}
    (project / ".site-turn").symlink_to("data/a.yml")
    with pytest.raises(NotPublished, match="site-turn"):
        publish(project)
    assert (project / "data" / "a.yml").read_text("utf-8") == "id: a"


@pytest.fixture
def swung(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site behind a link, on a disk that exchanges no folders."""
    monkeypatch.setattr(publishing, "exchange", lambda one, other: False)
    (project / "served").mkdir()
    (project / "site").rename(project / "served" / "site")
    (project / "site").symlink_to("served/site")
    return project


def test_a_link_is_swung_where_folders_cannot_be_exchanged(swung: Path) -> None:
    for leads in ("served/site.other", "served/site"):
        publish(swung)
        assert (str((swung / "site").readlink()), read(swung / "site")) == (leads, NEW)
        assert names(swung / "served") == [Path(leads).name]
        assert names(swung) == sorted([*FOLDERS, "served"])


def test_a_link_that_cannot_be_swung_leaves_everything(swung: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, other: Path) -> Path:
        raise PermissionError(errno.EACCES, "", str(other))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(NotPublished, match="沒有權限"):
            publish(swung)
    assert (read(swung / "site"), names(swung / "served")) == (OLD, ["site"])
    publish(swung)
    assert (read(swung / "site"), names(swung)) == (NEW, sorted([*FOLDERS, "served"]))


def test_a_person_s_folder_where_the_other_one_would_stand_stays(swung: Path) -> None:
    write(swung / "served", {"site.other/notes.txt": "a person's"})
    with pytest.raises(NotPublished, match=r"notes\.txt"):
        publish(swung)
    assert (read(swung / "site"), read(swung / "served" / "site.other")) == (OLD, {"notes.txt": "a person's"})


def test_a_link_that_a_killed_build_was_about_to_swing_goes(swung: Path) -> None:
    (swung / ".site-next-link").symlink_to("served/site.other")
    begin(swung / "site", "site", swung).abandon()
    assert names(swung) == sorted([*FOLDERS, "served"])


def test_who_waited_publishes_where_the_link_has_come_to_lead(swung: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take = publishing.take_turn

    def waited(target: Path) -> Any:
        monkeypatch.setattr(publishing, "take_turn", take)
        publish(swung)
        return take(target)

    monkeypatch.setattr(publishing, "take_turn", waited)
    publish(swung)
    assert (str((swung / "site").readlink()), names(swung / "served")) == ("served/site", ["site"])


def test_the_list_is_the_same_for_the_same_files(project: Path) -> None:
    publish(project)
    first = (project / "site" / MARKER).read_bytes()
    publish(project)
    assert (project / "site" / MARKER).read_bytes() == first
    assert targets.read_marker(project / "site") == ("site", frozenset(NEW))
