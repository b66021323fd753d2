"""What stops a build, or comes beside it, leaves the old site."""

import errno
import itertools
import os
from pathlib import Path
from typing import Any

import pytest

from branch_portal.publishing import unfinished as publishing
from branch_portal.publishing.target import MARKER, NotPublished
from branch_portal.publishing.unfinished import begin
from tests.kernel.publishing.site_folder import FOLDERS, NEW, OLD, built, names, read, write


def test_a_site_that_lacks_a_file_is_not_published(project: Path) -> None:
    unfinished = built(project)
    (unfinished.fresh / "b" / "two.html").unlink()
    with pytest.raises(NotPublished, match=r"少了1個文件（如「b/two\.html」）"):
        unfinished.put_in_place(NEW)
    assert (read(project / "site"), names(project)) == (OLD, FOLDERS)


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "磁盤滿了"), (errno.EACCES, "沒有權限"), (errno.EFBIG, "文件太大"), (9999, "9999")],
)
def test_what_the_system_refuses_is_one_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, words: str
) -> None:
    unfinished = built(project)

    def full(folder: Path, *rest: Any) -> None:
        raise OSError(code, "English", str(folder / MARKER))

    monkeypatch.setattr(publishing, "write_marker", full)
    with pytest.raises(NotPublished) as refused:
        unfinished.put_in_place(NEW)
    assert str(refused.value).startswith(f"讀寫「{project / 'site' / MARKER}」時出錯：")
    assert words in str(refused.value)
    assert "English" not in str(refused.value)
    assert (read(project / "site"), names(project)) == (OLD, FOLDERS)


def test_a_folder_beside_which_nothing_can_be_written_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: str, *rest: Any) -> None:
        raise OSError(errno.EROFS, "read-only", folder)

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(NotPublished, match=f"讀寫「{project / 'site'}」時出錯：磁盤是只讀的"):
        begin(project / "site", "site", project)
    assert read(project / "site") == OLD


@pytest.mark.parametrize("refused", [1, 2])
@pytest.mark.parametrize("error", [OSError(errno.EBUSY, "busy"), MemoryError(), KeyboardInterrupt()])
def test_a_rename_that_is_refused_leaves_the_old_site(
    project: Path, monkeypatch: pytest.MonkeyPatch, refused: int, error: BaseException
) -> None:
    monkeypatch.setattr(publishing, "exchange", lambda one, other: False)
    unfinished = built(project)
    renames = itertools.count(1)
    rename = Path.rename

    def refuse(path: Path, other: Path) -> Path:
        if next(renames) == refused:
            raise error
        return rename(path, other)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(NotPublished if isinstance(error, OSError) else type(error), match=r"正被佔用|^$"):
        unfinished.put_in_place(NEW)
    assert (read(project / "site"), names(project)) == (OLD, FOLDERS)


@pytest.fixture
def unlocked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A disk that knows no locks: nobody waits."""
    monkeypatch.setattr(publishing, "take_turn", lambda target: (tmp_path / "turn").open("w", encoding="utf-8"))


@pytest.mark.usefixtures("unlocked")
def test_a_failing_build_deletes_nothing_of_another(project: Path) -> None:
    good, bad = built(project), built(project)
    bad.abandon()
    assert read(good.fresh) == NEW
    later = begin(project / "site", "site", project)
    later.abandon()
    good.put_in_place(NEW)
    assert (read(project / "site"), names(project)) == (NEW, FOLDERS)


@pytest.mark.usefixtures("unlocked")
def test_of_two_builds_the_last_to_finish_stays(project: Path, step: str) -> None:
    first, last = built(project), built(project)
    write(last.fresh, {"index.html": "last"})
    first.put_in_place(NEW)
    last.put_in_place(NEW)
    assert (read(project / "site"), names(project)) == ({**NEW, "index.html": "last"}, FOLDERS)


@pytest.mark.usefixtures("unlocked")
def test_a_build_that_comes_between_two_renames_harms_nobody(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "exchange", lambda one, other: False)
    slow, fast = built(project), built(project)
    write(fast.fresh, {"index.html": "fast"})
    rename = Path.rename
    between = iter([True])

    def interrupted(path: Path, other: Path) -> Path:
        moved = rename(path, other)
        if path == project / "site" and next(between, False):
            fast.put_in_place(NEW)
            assert read(project / "site")["index.html"] == "fast"
        return moved

    monkeypatch.setattr(Path, "rename", interrupted)
    slow.put_in_place(NEW)
    assert (read(project / "site"), names(project)) == (NEW, FOLDERS)
