"""What the system refuses once, at any point of a build: the old site or the new one stands there, whole, with one sentence.

Python tells an audit hook of each file that it opens, each folder that it reads, each rename, removal and fork, and lets
it refuse. `python -m tests.fuzz.faults 200` tries so many points, spread over all.
"""

import errno
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from branch_portal.commands.main import portal as command_line
from branch_portal.publishing.target import MARKER
from tests.portal import Portal
from tests.sample import AS_OF

_EVENTS = {
    "open": (errno.EIO, errno.ENOSPC), "os.scandir": (errno.EACCES,), "os.listdir": (errno.EACCES,), "os.rename": (errno.EACCES,),
    "os.mkdir": (errno.ENOSPC,), "os.remove": (errno.EACCES,), "os.rmdir": (errno.EACCES,), "os.chmod": (errno.EPERM,),
    "os.utime": (errno.EPERM,), "os.link": (errno.EPERM,), "os.fork": (errno.EAGAIN, errno.ENOMEM), "shutil.copyfile": (errno.ENOSPC,),
}  # fmt: skip
"""What is refused, and with what: for reading the first error of an opening, for writing the second."""


@dataclass
class _Hook:
    """The points that a build has passed; at the one of the number `stop` the system refuses, or memory ends."""

    root: str = ""
    stop: int = -1
    memory: bool = False
    passed: list[str] = field(default_factory=list)

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if not self.root or event not in _EVENTS:
            return
        path = os.fsdecode(args[0]) if args and isinstance(args[0], str | bytes | os.PathLike) else ""
        if event != "os.fork" and not path.startswith(self.root):
            return
        self.passed.append(f"{event} {path.removeprefix(self.root)}")
        if len(self.passed) == self.stop:
            if self.memory:
                raise MemoryError
            numbers = _EVENTS[event]
            writes = event == "open" and args[1] is not None and str(args[1])[:1] in "wxa"
            number = numbers[1 if writes else 0]
            raise OSError(number, os.strerror(number), path or None)


_HOOK = _Hook()
_HOOKED: list[bool] = []


@contextmanager
def _refusing(root: Path, stop: int, memory: bool) -> Iterator[list[str]]:
    if not _HOOKED:  # there is no way to take a hook away
        sys.addaudithook(_HOOK)
        _HOOKED.append(True)
    _HOOK.root, _HOOK.stop, _HOOK.memory, _HOOK.passed = str(root), stop, memory, []
    try:
        yield _HOOK.passed
    finally:
        _HOOK.root = ""


class Faults:
    """A small portal with a site that stands; each trial builds it anew, changed, while something is refused."""

    def __init__(self, root: Path) -> None:
        self.portal = Portal(root).to_be_built()
        self.site = self.portal / "site"
        self._build(-1, False)
        self.passed = self._build(-1, False)[2]

    def _build(self, stop: int, memory: bool) -> tuple[int, str, list[str]]:
        words = ["build", "--root", str(self.portal), "--as-of", str(AS_OF), "--site-dir", str(self.site)]
        with _refusing(self.portal, stop, memory) as passed:
            done = CliRunner().invoke(command_line, words, catch_exceptions=True)
        error = "" if done.exception is None or isinstance(done.exception, SystemExit) else repr(done.exception)
        return done.exit_code, done.output + error, list(passed)

    def wrong(self, stop: int, memory: bool = False) -> str:
        """What is wrong after a build that was refused something at that point; empty where all is as it must be."""
        code, said, passed = self._build(stop, memory)
        point = f"{stop} {passed[stop - 1] if len(passed) >= stop else '?'}{' memory' if memory else ''}"
        if "Traceback" in said or "Error(" in said:
            return f"{point}: {said[-400:]}"
        if code and not any("\u4e00" <= one <= "\u9fff" for one in said):
            return f"{point}: nothing in Chinese: {said[-200:]!r}"
        if lacking := not_whole(self.site):
            return f"{point}: the site lacks {lacking}"
        return ""


def not_whole(site: Path) -> str:
    """The first file of a site that is missing or not what its list says."""
    if not (site / MARKER).is_file():
        return MARKER
    for name, digest in json.loads((site / MARKER).read_text("ascii"))["files"].items():
        file = site / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            return str(name)
    return ""


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        faults = Faults(Path(os.path.realpath(folder)) / "portal")
        step = max(1, len(faults.passed) // count)
        wrong = [
            told
            for stop in range(1, len(faults.passed) + 1, step)
            for memory in (False, True)
            if (told := faults.wrong(stop, memory))
        ]
    print(f"{len(faults.passed)} points, every {step}th refused, {len(wrong)} wrong")
    print("\n".join(wrong))
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main(int(sys.argv[1]))
