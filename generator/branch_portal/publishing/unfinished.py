"""A folder that is being made beside its target, and the step by which it takes the target's place.

Beside `site` stands `.site-next-…` while a build runs: `new` is what it makes, `old` is for a moment what stood there
before, `owner` is a file that is locked as long as the build lives. Whatever is not locked was left by a killed
build: the next one puts back what is missing and removes the rest. Builds take turns (`turn.py`); where a disk knows no
locks they run side by side: each deletes only its own, and the last to finish stays.
"""

import errno
import glob
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from branch_portal.ground.system_errors import reason
from branch_portal.publishing.kept import keep_hashed
from branch_portal.publishing.locked import is_busy, is_free
from branch_portal.publishing.step import exchange, first_of, link_to, other_of, step_of, swing
from branch_portal.publishing.target import (
    KIND_TITLES,
    Kind,
    NotPublished,
    files_below,
    is_whole,
    refuse_content,
    refuse_place,
    write_marker,
)
from branch_portal.publishing.turn import end_turn, take_turn
from branch_portal.publishing.unchanged import Changes, keep_times, take_over

_OWNER, _NEW, _OLD = "owner", "new", "old"
_MADE_BY = "branch-portal"
_TAKEN = (errno.EEXIST, errno.ENOTEMPTY)
"""What the system says where another folder has come to stand."""
_TRIES = 20
"""How often another build may come between two steps before we give up."""


@dataclass
class Unfinished:
    """What one build makes for `target`, in the folder `work` beside it; `owner` is the open, locked file.

    `turn` is the file that lets others wait; None in what a killed build has left. `link` leads to `target`, where there is one.
    """

    target: Path
    kind: Kind
    work: Path
    owner: IO[str]
    turn: IO[str] | None = None
    link: Path | None = None

    @property
    def fresh(self) -> Path:
        """Where the build writes."""
        return self.work / _NEW

    @property
    def old(self) -> Path:
        return self.work / _OLD

    def put_in_place(
        self, made: Iterable[str], same: Mapping[str, str] = MappingProxyType({}), *, keep: bool = False
    ) -> Changes:
        """Let `fresh` take the place of `target`, as the last act of a build; what stood there is deleted.

        Gives what has changed. `made` are files that must be there, `same` those of `target` that stay as they are, with
        their SHA-256; with `keep` what open pages may ask for stays a while. Raises NotPublished where one is missing, where
        the target has come to hold what no build made, or where the system refuses; what stood there then stays.
        """
        try:
            take_over(self.target, self.fresh, same)
            files = dict.fromkeys(files_below(self.fresh))  # in order, and asked of each file whether it is there
            if missing := sorted(set(made) - set(files)):
                raise NotPublished(
                    f"生成的{KIND_TITLES[self.kind]}少了{len(missing)}個文件（如「{missing[0]}」），可能被別的程序刪了；"
                    "沒有發布，原有的沒有改動。再生成一次。"
                )
            refuse_content(self.target, self.kind, files)
            self.fresh.chmod(0o755)
            write_marker(self.fresh, self.kind, files, same)
            if keep:
                keep_hashed(self.fresh, self.target, files)
            changes = keep_times(self.fresh, self.target, files, same)
            self._swap()
            return changes
        except OSError as error:
            raise NotPublished(self.sentence(error)) from None
        finally:
            self.abandon()

    def _swap(self) -> None:
        for _ in range(_TRIES):
            if exchange(self.fresh, self.target):
                return
            if self.link and self.target.exists():
                before, self.target = self.target, swing(self.link, self.fresh, self.target)
                with suppress(OSError):  # nobody is led there any more; what stays is swept by the next build
                    before.rename(self.old)
                return
            # Without the exchange and a link the target is missing for a moment; killed there, the next build ends the work.
            try:
                with suppress(FileNotFoundError):
                    self.target.rename(self.old)
                self.fresh.rename(self.target)
                return
            except BaseException as error:  # whatever it is, an interruption too: never without a site
                if not os.path.lexists(self.target) and self.old.exists():
                    self.old.rename(self.target)
                if not isinstance(error, OSError) or error.errno not in _TAKEN:
                    raise
                shutil.rmtree(self.old, ignore_errors=True)  # another build was faster: its work is replaced
        raise NotPublished(f"「{self.target}」一直在被別的程序改寫，沒有發布。等它們做完，再生成一次。")

    def abandon(self) -> None:
        """Delete what this build made and has not published; nothing of other builds, and never the last copy."""
        shutil.rmtree(self.fresh, ignore_errors=True)
        if os.path.lexists(self.target):
            shutil.rmtree(self.old, ignore_errors=True)
        if not self.old.exists():
            self.owner.close()  # some systems do not delete an open file
            with suppress(OSError):
                (self.work / _OWNER).unlink()
                self.work.rmdir()
        self.owner.close()
        if self.turn:
            end_turn(self.turn, self.target)

    def sentence(self, error: OSError) -> str:
        """What stopped the build, in Chinese, by the names people know."""
        return told(error, self.target)


def told(error: OSError, target: Path) -> str:
    """One Chinese sentence for an error of the system while `target` was made; a file in the making is named as in it."""
    file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else target
    parts = file.relative_to(target.parent).parts if file.is_relative_to(target.parent) else ()
    if parts and parts[0].startswith(_prefix(target)):
        file = target.joinpath(*parts[2:])
    why = reason(error) or f"系統錯誤碼{error.errno}，請管理員查看"
    return f"讀寫「{file}」時出錯：{why}。沒有發布，原有的沒有改動。"


def _prefix(target: Path) -> str:
    return f".{first_of(target).name}-next-"


def begin(target: Path, kind: Kind, root: Path, more: Iterable[Path] = ()) -> Unfinished:
    """A new folder beside `target`, for a build of the project at `root`; what killed builds left is put right first.

    Raises NotPublished where `target` must not be replaced (`more` are folders of the project that stand elsewhere
    than usual), where nothing can be written beside it, and where another build for it does not end.
    """
    link = turn = None
    try:
        link, target = link_to(target), Path(os.path.realpath(target))  # what a link leads to is replaced
        refuse_place(target, root, more)
        target.parent.mkdir(parents=True, exist_ok=True)
        turn = take_turn(target)
        if link:  # another build may have swung it meanwhile
            target = Path(os.path.realpath(link))
            refuse_content(other_of(target), kind)
            step_of(link).unlink(missing_ok=True)
        _tidy(target, kind)
        refuse_content(target, kind)
        unfinished = _make(target, kind)
        unfinished.turn, turn, unfinished.link = turn, None, link
        if link and other_of(target).exists():  # a killed build has not come to delete it, or not to swing the link
            other_of(target).rename(unfinished.old)
        return unfinished
    except OSError as error:
        raise NotPublished(told(error, target)) from None
    finally:
        if turn:
            end_turn(turn, target)


def _make(target: Path, kind: Kind) -> Unfinished:
    for _ in range(_TRIES):
        work = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        # Until the file is locked, a build that starts beside us may take the folder for one left behind.
        with suppress(FileNotFoundError):
            owner = (work / _OWNER).open("x", encoding="utf-8")
            if is_busy(owner) or not (work / _OWNER).exists():
                owner.close()
                continue
            json.dump({"made_by": _MADE_BY, "target": first_of(target).name, "kind": kind, "pid": os.getpid()}, owner)
            owner.flush()
            (work / _NEW).mkdir()
            return Unfinished(target, kind, work, owner)
    raise NotPublished(f"「{target.parent}」一直在被別的程序改寫，沒有生成。等它們做完，再生成一次。")


def _tidy(target: Path, kind: Kind) -> None:
    """Put back the target that a killed build took away, then delete what killed builds left."""
    dead = list(_left_behind(target, kind))
    if not os.path.lexists(target):
        # The one killed between two renames first: it has the old copy, and the new one was complete.
        for one in sorted(dead, key=lambda one: (not one.old.exists(), -one.work.stat().st_mtime)):
            copies = [copy for copy in (one.fresh, one.old) if copy.is_dir()]
            if whole := next((copy for copy in copies if copy == one.old or is_whole(copy, kind)), None):
                whole.rename(target)
                break
    for one in dead:
        one.abandon()
    for record in target.parent.glob(f"..{glob.escape(first_of(target).name)}-made.*"):  # half of a record, beside it
        with suppress(OSError):
            record.unlink()


def _left_behind(target: Path, kind: Kind) -> Iterator[Unfinished]:
    """What builds for `target` that no longer live have left; locked by us from here on."""
    for work in sorted(target.parent.glob(f"{glob.escape(_prefix(target))}*")):
        with suppress(OSError):
            holds = {path.name for path in work.iterdir()}
            if work.is_symlink() or not holds <= {_OWNER, _NEW, _OLD}:
                continue
            if not holds:
                work.rmdir()
            if _OWNER not in holds or (work / _OWNER).is_symlink():
                continue
            owner = (work / _OWNER).open("r+", encoding="utf-8")
            if is_free(owner) and _is_ours(owner.read(), target, kind, bare=holds == {_OWNER}):
                yield Unfinished(target, kind, work, owner)
            else:
                owner.close()


def _is_ours(text: str, target: Path, kind: Kind, bare: bool) -> bool:
    """Whether the owner's file names this target; killed at once, a build may have left it empty and `bare`."""
    if not text:
        return bare
    try:
        owner = json.loads(text)
        return (owner["made_by"], owner["target"], owner["kind"]) == (_MADE_BY, first_of(target).name, kind)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False
