"""Killed at every step, the old or the new site is complete."""

import itertools
import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from branch_portal.publishing import unfinished as publishing
from branch_portal.publishing.target import write_marker
from branch_portal.publishing.unfinished import begin
from tests.kernel.publishing.site_folder import FOLDERS, NEW, OLD, built, names, publish, read, write

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
