"""What a build makes takes its target's place in one step or not at all, and never over what no build made."""

import errno
import itertools
import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import branch_portal
from branch_portal.publishing import target as targets
from branch_portal.publishing import unfinished as publishing
from branch_portal.publishing.target import MARKER, NotPublished, files_below, write_marker
from branch_portal.publishing.unchanged import Changes
from branch_portal.publishing.unfinished import Unfinished, begin

OLD = {"index.html": "old", "a/one.html": "old", "gone/index.html": "old"}
NEW = {"index.html": "new", "a/one.html": "new", "b/two.html": "new"}
EARLIER = ("index.html", "404.html", "sitemap.xml", "search/search.js", "calendar/all.ics")


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def read(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text("utf-8") for name in files_below(folder) if name != MARKER}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose old site is in place."""
    root = tmp_path / "portal"
    write(root, {"data/a.yml": "id: a", "content/index.md": "# a", "site_config/portal.yml": "", ".git/HEAD": ""})
    write(root / "site", OLD)
    write_marker(root / "site", "site", OLD)
    return root


FOLDERS = [".git", "content", "data", "site", "site_config"]


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def built(root: Path) -> Unfinished:
    unfinished = begin(root / "site", "site", root)
    write(unfinished.fresh, NEW)
    return unfinished


def publish(root: Path) -> None:
    built(root).put_in_place(NEW)


@pytest.fixture(params=["exchange", "two renames"])
def step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the folders change places: as this system can, and as any can."""
    if request.param == "two renames":
        monkeypatch.setattr(publishing, "exchange", lambda one, other: False)
    elif sys.platform != "linux":
        pytest.skip("this system exchanges no folders")
    return str(request.param)


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


# ── What must not be replaced ────────────────────────────────────────────────────────────────────────────────────


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


# ── What stops a build ───────────────────────────────────────────────────────────────────────────────────────────


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


# ── Builds beside each other ─────────────────────────────────────────────────────────────────────────────────────


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


# ── Killed at every step ─────────────────────────────────────────────────────────────────────────────────────────

_CHANGES = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "shutil.rmtree", "test.exchange"}


def killed(number: int, work: Callable[[], object]) -> bool:
    """Do `work` in a process that dies before its call `number` to the file system; whether it got that far."""

    def run() -> None:
        calls, exchange = itertools.count(1), publishing.exchange

        def hook(event: str, details: Any) -> None:
            if event in _CHANGES and next(calls) == number:
                os._exit(9)

        def counted(one: Path, other: Path) -> bool:
            sys.audit("test.exchange")
            return exchange(one, other)

        publishing.exchange = counted
        sys.addaudithook(hook)
        work()
        os._exit(0)

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join()
    assert process.exitcode in (0, 9)
    return process.exitcode == 9


def tried(project: Path, tmp_path: Path, number: int) -> Path:
    return Path(shutil.copytree(project, tmp_path / str(number) / "portal"))


def test_killed_anywhere_the_old_or_the_new_site_is_complete(project: Path, tmp_path: Path, step: str) -> None:
    seen = []
    for number in itertools.count(1):
        root = tried(project, tmp_path, number)
        if not killed(number, lambda root=root: publish(root)):  # type: ignore[misc]
            break
        now = read(root / "site") if (root / "site").exists() else None
        assert now in (OLD, NEW) if step == "exchange" else now in (OLD, NEW, None)
        next_one = begin(root / "site", "site", root)
        found = read(root / "site")
        assert found in (OLD, NEW)
        next_one.abandon()  # the next build fails
        assert (read(root / "site"), names(root)) == (found, FOLDERS)
        seen.append((now, found))
    assert number > 20
    assert [found for _, found in seen] == sorted((found for _, found in seen), key=[OLD, NEW].index)
    assert {found["index.html"] for _, found in seen} == {"old", "new"}
    assert (None in [now for now, _ in seen]) == (step == "two renames")


@pytest.mark.parametrize("copy", ["new", "old"])
def test_killed_again_while_putting_right_nothing_is_lost(project: Path, tmp_path: Path, copy: str) -> None:
    """As left between two renames; with `old` something has eaten of the new copy as well."""
    unfinished = built(project)
    write_marker(unfinished.fresh, "site", NEW)
    (project / "site").rename(unfinished.old)
    if copy == "old":
        (unfinished.fresh / "index.html").unlink()
    unfinished.owner.close()
    expected = NEW if copy == "new" else OLD
    for number in itertools.count(1):
        root = tried(project, tmp_path, number)
        if not killed(number, lambda root=root: begin(root / "site", "site", root)):  # type: ignore[misc]
            break
        begin(root / "site", "site", root).abandon()
        assert (read(root / "site"), names(root)) == (expected, FOLDERS)
    assert number > 10


def test_only_what_killed_builds_for_the_same_target_left_is_deleted(project: Path) -> None:
    write(
        project, {".site-next-own/notes.txt": "a person's", ".site-next-b/owner": "not ours", ".site-next-c/new/x": "x"}
    )
    (project / ".site-next-link").symlink_to(project / "data")
    other = begin(project / "site-next-x", "site", project)
    other.owner.close()
    (project / ".site-next-empty").mkdir()
    before = set(names(project)) - {".site-next-empty"}
    publish(project)
    assert set(names(project)) == before
    assert other.fresh.is_dir()


def test_half_of_a_record_goes_with_the_next_build(project: Path) -> None:
    write(project, {"..site-made.4711": "half", "..other-made.4711": "another's"})
    publish(project)
    assert names(project) == sorted([*FOLDERS, "..other-made.4711"])


def test_the_last_copy_is_never_deleted(project: Path) -> None:
    unfinished = built(project)
    (project / "site").rename(unfinished.old)
    unfinished.abandon()
    assert read(unfinished.old) == OLD
    begin(project / "site", "site", project).abandon()
    assert (read(project / "site"), names(project)) == (OLD, FOLDERS)
