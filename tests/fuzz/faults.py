"""What the system refuses once, at any point of a build: the old site or the new one stands there, whole, with one sentence.

Python tells an audit hook of each file that it opens, each folder that it reads, each rename, removal and fork; what is
read and written whole and the exchange of two folders are told by ourselves. At a point the process parts in two: one
is refused something there and ends as it can, the other finds everything as it was and goes on to the next point.
`python -m tests.fuzz.faults` tries each place of the program that asks the system for something, once with each refusal:
points of one place, called by the same way, differ in the file alone, so its middle, first and last point are. `python -m tests.fuzz.faults 300` tries so many points,
spread over all; `python -m tests.fuzz.faults clean` the places of a build that takes nothing over.
"""

import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from click.testing import CliRunner

from branch_portal.commands.main import portal as command_line
from branch_portal.mkdocs import swap
from branch_portal.publishing import unfinished as publishing
from tests.fuzz.whole import not_whole
from tests.portal import Portal
from tests.sample import AS_OF

_DENIED = (errno.EACCES, errno.EPERM)
_EVENTS: dict[str, tuple[int, ...]] = {
    "open": (errno.EIO, errno.ENOSPC), "os.scandir": (errno.EACCES, errno.EIO), "os.listdir": (errno.EACCES, errno.EIO),
    "os.rename": (*_DENIED, errno.EBUSY), "os.mkdir": (errno.ENOSPC, errno.EACCES), "os.remove": _DENIED, "os.rmdir": _DENIED,
    "os.chmod": (errno.EPERM,), "os.utime": (errno.EPERM,), "os.link": (errno.EPERM, errno.EMLINK), "os.fork": (errno.EAGAIN, errno.ENOMEM),
    "shutil.copyfile": (errno.ENOSPC,), "test.written": (errno.ENOSPC, errno.EIO), "test.read": (errno.EIO,), "test.exchanged": (errno.EIO,),
}  # fmt: skip
"""What is refused, and with what; an opening for reading with the first alone, one for writing with all."""
_MEMORY = 0
"""Stands among the errors for MemoryError."""


@dataclass
class _Hook:
    """Counts the points of a build below `root`; at those of `wanted` the process parts, and the child is `refused` there."""

    root: str = ""
    process: int = 0
    wanted: Callable[[int, str], bool] = lambda number, event: False
    part: Callable[[str, int], bool] = lambda point, number: False
    passed: list[str] = field(default_factory=list)
    called: list[tuple[str, int]] = field(default_factory=list)
    refused: bool = False

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if not self.root or event not in _EVENTS or self.refused or os.getpid() != self.process:
            return  # what a second process of the build does has the numbers of what the first does meanwhile
        path = os.fsdecode(args[0]) if args and isinstance(args[0], str | bytes | os.PathLike) else ""
        if event != "os.fork" and not path.startswith(self.root):
            return
        root, self.root = self.root, ""  # what is done here is no point
        try:
            point = f"{event} {path.removeprefix(root)}"
            self.passed.append(point)
            self.called.append((event, _way_here()))
            if self.wanted(len(self.passed), event):
                writes = event != "open" or (args[1] is not None and str(args[1])[:1] in "wxa+")
                for number in (*_EVENTS[event][: None if writes else 1], _MEMORY):
                    if self.part(point, number):
                        self.refused = True
                        raise OSError(number, os.strerror(number), path or None) if number else MemoryError
        finally:
            self.root = root


def _way_here() -> int:
    """By which lines the program has come to a point, but for the lines of this module, as a hash; a way round counts once."""
    frame, lines = sys._getframe(2), dict[tuple[str, int], None]()
    while frame := frame.f_back:  # type: ignore[assignment]
        if frame.f_code.co_filename != __file__:
            lines[frame.f_code.co_filename, frame.f_lineno] = None
    return hash(tuple(lines))


_HOOK = _Hook()
_HOOKED: list[bool] = []


def _written(whole: Callable[..., Any], path: Path, content: Any, *rest: Any, **more: Any) -> Any:
    """Half of a file is on the disk when the rest is refused."""
    try:
        sys.audit("test.written", str(path))
    except (OSError, MemoryError):
        whole(path, content[: len(content) // 2], *rest, **more)
        raise
    return whole(path, content, *rest, **more)


def _read(whole: Callable[..., Any], path: Path, *rest: Any, **more: Any) -> Any:
    sys.audit("test.read", str(path))
    return whole(path, *rest, **more)


def _exchanged(exchange: Callable[[Path, Path], bool], one: Path, other: Path) -> bool:
    """The call itself gives no error of Python's: it cannot, and the folders are renamed."""
    try:
        sys.audit("test.exchanged", str(one))
    except OSError:
        return False
    return exchange(one, other)


@contextmanager
def _told(root: Path) -> Iterator[None]:
    if not _HOOKED:  # there is no way to take a hook away
        sys.addaudithook(_HOOK)
        _HOOKED.append(True)
    _HOOK.passed, _HOOK.called, _HOOK.refused = [], [], False
    with ExitStack() as changed:
        for name, other in (
            ("write_bytes", _written), ("write_text", _written), ("read_bytes", _read), ("read_text", _read),
        ):  # fmt: skip
            whole = getattr(Path, name)
            changed.enter_context(mock.patch.object(Path, name, _method(other, whole)))
        exchange = publishing.exchange
        changed.enter_context(mock.patch.object(publishing, "exchange", partial(_exchanged, exchange)))
        # What a second process does is done by the first, so that its points are points too.
        changed.enter_context(mock.patch.object(swap, "finish", _alone(swap.finish)))
        _HOOK.root, _HOOK.process = str(root), os.getpid()
        try:
            yield
        finally:
            _HOOK.root = ""


def _alone(finish: Callable[..., None]) -> Callable[..., None]:
    def alone(*given: Any, apart: bool, **more: Any) -> None:
        finish(*given, apart=False, **more)

    return alone


def _method(other: Callable[..., Any], whole: Callable[..., Any]) -> Callable[..., Any]:
    def method(path: Path, *given: Any, **more: Any) -> Any:
        return other(whole, path, *given, **more)

    return method


class Faults:
    """A small portal with a site that stands; one build of it parts at each point, and `wrong` says what fell out.

    `tried` counts the refusals, by what was done. Nothing below the portal's folder may be written by others meanwhile.
    """

    def __init__(self, root: Path, *more: str) -> None:
        self.root, self.more = Path(os.path.realpath(root)), more
        self.portal = Portal(self.root / "portal").to_be_built()
        self.site = self.portal / "site"
        self.wrong: list[str] = []
        self.tried: dict[str, int] = {}
        self._child = False
        self._build()
        guide = self.portal / "content" / "guide" / "g13.md"
        guide.write_text(guide.read_text("utf-8").replace("照辦。", "照章辦理。"), "utf-8")
        shutil.copytree(self.portal, self.root / "before")
        self._build()
        self.passed = list(_HOOK.passed)
        self.places: dict[tuple[str, int], list[int]] = {}
        for number, call in enumerate(_HOOK.called, 1):
            self.places.setdefault(call, []).append(number)

    def _build(self) -> tuple[int, str]:
        words = ["build", "--root", str(self.portal), "--as-of", str(AS_OF), "--site-dir", str(self.site), *self.more]
        with _told(self.portal):
            done = CliRunner().invoke(command_line, words, catch_exceptions=True)
        error = "" if done.exception is None or isinstance(done.exception, SystemExit) else repr(done.exception)
        return done.exit_code, done.output + error

    def refuse(self, wanted: Callable[[int, str], bool]) -> None:
        """Build once, and let something be refused at each of the points that are `wanted` by number and event."""
        shutil.rmtree(self.portal)
        (self.root / "before").rename(self.portal)
        shutil.copytree(self.portal, self.root / "before")
        _HOOK.wanted, _HOOK.part = wanted, self._part
        code, said = self._build()
        if self._child:
            (self.root / "said").write_text(json.dumps((code, said)), "utf-8")
            os._exit(0)
        _HOOK.wanted = lambda number, event: False
        if code:
            self.wrong.append(f"the build that was refused nothing: {said[-400:]}")

    def _part(self, point: str, number: int) -> bool:
        """Whether this is the process that is refused something; the other comes back when that has ended."""
        kept = self.root / "kept"
        shutil.copytree(self.portal, kept, copy_function=os.link, symlinks=True)
        self.tried[point.split(" ")[0]] = self.tried.get(point.split(" ")[0], 0) + 1
        pid = os.fork()
        if not pid:
            self._child = True
            return True
        os.waitpid(pid, 0)
        if wrong := self._after():
            self.wrong.append(f"{point} {errno.errorcode.get(number, 'memory')}: {wrong}")
        (self.root / "said").unlink(missing_ok=True)
        shutil.rmtree(self.portal)
        kept.rename(self.portal)
        return False

    def _after(self) -> str:
        try:
            code, said = json.loads((self.root / "said").read_text("utf-8"))
        except (OSError, ValueError):
            return "the process has said nothing"
        if "Traceback" in said or "Error(" in said:
            return str(said[-400:])
        if code and not any("\u4e00" <= one <= "\u9fff" for one in said):
            return f"nothing in Chinese: {said[-200:]!r}"
        lacking = not_whole(self.site)
        return f"the site lacks {lacking}" if lacking else ""


def main(words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        faults = Faults(Path(folder), *(f"--{word}" for word in words if not word.isdigit()))
        step = next((len(faults.passed) // int(word) for word in words if word.isdigit()), 0)
        # Of many that are called the same way: in the middle something is done already and something is not.
        looks = {
            "middle": lambda many: many[len(many) // 2],
            "first": lambda many: many[0],
            "last": lambda many: many[-1],
        }
        rounds = {name: {look(numbers) for numbers in faults.places.values()} for name, look in looks.items()}
        rounds = {"every so many": set(range(step, len(faults.passed), step))} if step else rounds
        print(f"{len(faults.passed)} points in {len(faults.places)} places", flush=True)
        done: set[int] = set()
        for name, wanted in rounds.items():
            faults.refuse(lambda number, event, wanted=wanted - done: number in wanted)  # type: ignore[misc]
            done |= wanted
            print(
                f"{name}: {len(done)} points so far, {sum(faults.tried.values())} refusals, {len(faults.wrong)} wrong",
                flush=True,
            )
    print(f"{sum(faults.tried.values())} refusals {faults.tried}, {len(faults.wrong)} wrong")
    print("\n".join(faults.wrong[:60]))
    raise SystemExit(bool(faults.wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
