"""What must not be replaced: what no build made."""

import os
import shutil
from pathlib import Path

import pytest

import branch_portal
from branch_portal.publishing import target as targets
from branch_portal.publishing.target import NotPublished
from branch_portal.publishing.unfinished import begin
from tests.kernel.publishing.site_folder import FOLDERS, NEW, OLD, built, names, publish, read, write

EARLIER = ("index.html", "404.html", "sitemap.xml", "search/search.js", "calendar/all.ics")


@pytest.mark.parametrize(
    "place",
    [
        "data",
        "data/new",
        "content",
        "content/a/b",
        "site_config",
        ".git/x",
        ".",
        "..",
        "data/../data",
        "link",
        "link/x",
    ],
)
def test_a_folder_of_the_project_is_no_target(project: Path, place: str) -> None:
    (project / "link").symlink_to(project / "data")
    with pytest.raises(NotPublished, match="換一個地方"):
        begin(project / place, "site", project)
    assert read(project / "site") == OLD
    assert names(project) == sorted([*FOLDERS, "link"])
    assert read(project / "data") == {"a.yml": "id: a"}


def test_the_program_and_the_folders_that_stand_elsewhere_are_no_target(project: Path, tmp_path: Path) -> None:
    program = Path(branch_portal.__file__).parent
    for place in (program, program / "x", program.parent):
        with pytest.raises(NotPublished, match="生成器程序"):
            begin(place, "site", project)
    (tmp_path / "theme" / "css").mkdir(parents=True)
    for place in (tmp_path / "theme", tmp_path / "theme" / "css" / "x"):
        with pytest.raises(NotPublished, match="theme"):
            begin(place, "folder", project, [tmp_path / "theme"])


@pytest.mark.parametrize("kind", ["site", "folder"])
def test_a_folder_with_a_person_s_files_is_no_target(project: Path, kind: targets.Kind) -> None:
    write(project, {"own/筆記.docx": "x"})
    with pytest.raises(NotPublished, match=r"有1個不是生成出來的文件（如「筆記.docx」）"):
        begin(project / "own", kind, project)
    assert read(project / "own") == {"筆記.docx": "x"}
    assert names(project) == sorted([*FOLDERS, "own"])


@pytest.mark.parametrize("foreign", ["notes.txt", "a/會議/記錄.docx", "link"])
def test_a_site_to_which_a_person_added_is_no_target(project: Path, foreign: str) -> None:
    if foreign == "link":
        (project / "site" / "link").symlink_to(project / "data")
    else:
        write(project / "site", {foreign: "x"})
    with pytest.raises(NotPublished, match=Path(foreign).name):
        begin(project / "site", "site", project)
    assert names(project) == FOLDERS


def test_what_a_person_adds_during_the_build_stays(project: Path) -> None:
    unfinished = built(project)
    write(project / "site", {"notes.txt": "x"})
    with pytest.raises(NotPublished, match=r"notes\.txt"):
        unfinished.put_in_place(NEW)
    assert (read(project / "site"), names(project)) == ({**OLD, "notes.txt": "x"}, FOLDERS)


def test_what_file_managers_leave_is_nobody_s(project: Path) -> None:
    write(project / "site", {"a/Thumbs.db": "x", ".DS_Store": "x"})
    publish(project)
    assert read(project / "site") == NEW


def test_a_file_a_mount_point_and_the_other_kind_are_no_target(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotPublished, match="不是文檔目錄"):
        begin(project / "site", "folder", project)
    write(project, {"file": "x"})
    with pytest.raises(NotPublished, match="是一個文件"):
        begin(project / "file", "site", project)
    with pytest.raises(NotPublished, match=r"讀寫「.*」時出錯：那裡已經有同名的"):
        begin(project / "file" / "site", "site", project)
    monkeypatch.setattr(os.path, "ismount", lambda path: True)
    with pytest.raises(NotPublished, match="掛載點"):
        begin(project / "site", "site", project)
    assert read(project / "site") == OLD


@pytest.mark.parametrize(
    ("more", "taken"),
    [
        ((), True),
        (("a/old/index.html", "assets/x.1234.min.js"), True),
        (("hans/a/index.html", "hans/calendar/all.ics", "hans/a/form.docx"), True),
        (("a/筆記.docx",), False),
        (("hans/a/筆記.docx",), False),
        (("mine/index.html",), False),
        (("notes.txt",), False),
    ],
)
def test_a_site_of_an_earlier_edition_is_known_by_its_files(project: Path, more: tuple[str, ...], taken: bool) -> None:
    shutil.rmtree(project / "site")
    write(project / "site", dict.fromkeys((*EARLIER, *more), "old"))
    unfinished = begin(project / "site", "site", project)
    new = dict.fromkeys((*EARLIER, "a/index.html", "a/form.docx", "assets/y.js"), "new")
    write(unfinished.fresh, new)
    if taken:
        unfinished.put_in_place(new)
        assert read(project / "site") == new
    else:
        with pytest.raises(NotPublished, match=more[0]):
            unfinished.put_in_place(new)
        assert set(read(project / "site").values()) == {"old"}
    assert names(project) == FOLDERS
