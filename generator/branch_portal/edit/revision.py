"""改動以前: what people had written at another revision of the repository, as a folder; the only place that asks git."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from branch_portal.project.reading import Folders


class NoRevision(Exception):
    """The revision cannot be had; the message says why and what to do, in Chinese."""


@contextmanager
def as_of_revision(folders: Folders, revision: str) -> Iterator[Folders]:
    """The three folders and the builder's file as `revision` (anything that git calls a commit) has them; they are gone when the block ends.

    A clone that does not reach so far back is given that one commit. Raises `NoRevision`.
    """
    if _git(folders.root, "rev-parse", "--is-inside-work-tree") is None:
        raise NoRevision("這個文件夾不在 git 倉庫裡，比不出改動；在倉庫的文件夾裡運行，或用 --root 指明。")
    commit = _commit(folders.root, revision)
    below = (_git(folders.root, "rev-parse", "--show-prefix") or b"").decode().strip().rstrip("/")
    tree = f"{commit}:{below}" if below else commit
    there = set((_git(folders.root, "ls-tree", "-z", "--name-only", "--full-tree", tree) or b"").decode().split("\0"))
    written = (folders.data, folders.content, folders.settings.parent, folders.builder)
    wanted = [one.name for one in written if one.name in there]
    if folders.settings.parent.name not in wanted:
        raise NoRevision(f"「{revision}」那時還沒有這個門戶（沒有 {folders.shown(folders.settings)}）。")
    # From the top: below a folder git would look for the names there once more.
    top = Path((_git(folders.root, "rev-parse", "--show-toplevel") or b"").decode().strip())
    packed = _git(top, "archive", "--format=tar", tree, *wanted)
    if packed is None:
        raise NoRevision(f"「{revision}」的文件取不出來。")
    with tempfile.TemporaryDirectory() as name:
        with tarfile.open(fileobj=io.BytesIO(packed)) as files:
            files.extractall(name, filter="data")
        yield Folders(Path(name), home=folders.stands_at)


def _commit(root: Path, revision: str) -> str:
    if revision.startswith("-"):
        raise NoRevision(f"「{revision}」不是提交的名字。")
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None and _git(root, "fetch", "--quiet", "--depth=1", "origin", revision) is not None:
        found = _git(root, "rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}")
    if found is None:
        raise NoRevision(f"倉庫裡沒有「{revision}」，也取不來：寫分支名（如 origin/main）、標籤或提交的編號。")
    return found.decode().strip()


def _git(root: Path, *words: str) -> bytes | None:
    """What git answers; None where it refuses, or is not there. It asks for no password."""
    command = ["git", "-c", "core.quotepath=off", "-C", str(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise NoRevision("這台電腦上沒有 git，比不出改動；裝上 git 再運行，或在合併請求裡看檢查任務的說明。") from None
    return done.stdout if done.returncode == 0 else None
