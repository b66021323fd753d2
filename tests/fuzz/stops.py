"""A build stopped at every system call that touches the served tree: the old or the new site stands there, whole.

`python -m tests.fuzz.stops` stops the whole build of a small portal at each of them, and kills a publishing at each.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from multiprocessing import Event, Process, SimpleQueue
from multiprocessing.queues import SimpleQueue as QueueType
from multiprocessing.synchronize import Event as EventType
from pathlib import Path
from unittest import mock
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from branch_portal.commands.main import portal as command_line
from branch_portal.publishing import unfinished as publishing
from branch_portal.publishing.target import MARKER, read_hashes, write_marker
from branch_portal.publishing.unfinished import begin
from tests.fuzz.traced import traced
from tests.fuzz.whole import not_whole
from tests.portal import Portal
from tests.sample import AS_OF

_OLD = {"index.html": "old", "a/one.html": "old", "gone/index.html": "old", "search/parts/0123456789/p0.js": "old"}
_NEW = {"index.html": "new", "a/one.html": "new", "b/two.html": "new"}
_SEVERAL = 100
"""Of so many stops of a whole build that look alike one is followed by the beginning of the next."""


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


WAYS = ("exchange", "link", "plain folder")
"""How what is served changes: folders change places, a link to them is swung, or nothing stands there for a moment."""


def _publish(site: Path, root: Path, way: str) -> None:
    if way != "exchange":
        publishing.exchange = lambda one, other: False
    unfinished = begin(site, "site", root)
    _write(unfinished.fresh, _NEW)
    unfinished.put_in_place(_NEW, keep=True)


def killed(folder: Path, way: str, *, every: int = 1, first: int = 1) -> Iterator[tuple[str, str]]:
    """A publishing killed before its system call `first`, and each `every`th after it: the call, and what is wrong.

    The next build then begins, and fails: what stands there is whole and nothing else is left. A plain folder may be missing for
    a moment, until then.
    """
    number = first
    while True:
        root = folder / str(number)
        _write(root, {"data/a.yml": "id: a", **{f"served/site/{name}": text for name, text in _OLD.items()}})
        write_marker(root / "served" / "site", "site", _OLD)
        site = root / "served" / "site"
        if way == "link":
            site = root / "site"
            site.symlink_to("served/site")
        point: list[str] = []

        def here(count: int, what: str, number: int = number, point: list[str] = point) -> bool:
            if count == number:
                point.append(what)
            return bool(point)

        traced(lambda site=site, root=root: _publish(site, root, way), f"{root}/", here)  # type: ignore[misc]
        wrong = "" if way == "plain folder" and not site.exists() else not_whole(site)
        begin(site, "site", root).abandon()
        wrong = wrong or not_whole(site)
        if left := _names(root / "served") - {site.resolve().name}:
            wrong += f" left: {left}"
        shutil.rmtree(root)
        if not point:
            return
        yield point[0], wrong
        number += every


class Watched:
    """The whole build of a small portal, stopped before each call that may change what is served or what lies beside it.

    What stands there is looked at each time; wherever the folders look as they have not before, and at some of the others, the
    next build begins on a copy of it all. Meanwhile a reader asks for one file after the other by HTTP. The `way` is one of `WAYS`.
    """

    def __init__(self, folder: Path, way: str) -> None:
        self.way = way
        self.portal = Portal(folder / "portal").to_be_built()
        self.served, self.copy = folder / "served", folder / "copy"
        self.served.mkdir()
        self.site = self.served / "site"
        if way == "link":
            self.site.symlink_to("site.first")
            (self.served / "site.first").mkdir()
        self.wrong: list[str] = []
        self.looks: Counter[str] = Counter()
        self._build()
        known = [_digests(self.site)]
        words = (self.portal / "content" / "guide" / "g13.md").read_text("utf-8")
        (self.portal / "content" / "guide" / "g13.md").write_text(words.replace("照辦。", "照章辦理。"), "utf-8")
        with asked_all_the_time(self.site, [*known[0]]) as answers:
            self.stops = traced(self._build, f"{self.served}/", self._look, writing=True)
        known.append(_digests(self.site))
        self.answers = len(answers)
        self.missing = sum(not digest for _, digest in answers)
        self.broken = [name for name, digest in answers if digest and all(digest != one.get(name) for one in known)]
        if known[0] == known[1]:
            self.wrong.append("nothing was published")

    def _build(self) -> None:
        words = ["build", "--root", str(self.portal), "--as-of", str(AS_OF), "--quiet", "--site-dir", str(self.site)]
        with ExitStack() as changed:
            if self.way != "exchange":
                changed.enter_context(mock.patch.object(publishing, "exchange", return_value=False))
            try:
                command_line.main(words)
            except SystemExit as end:
                if end.code:
                    raise RuntimeError("the small portal was not built") from end

    def _look(self, number: int, what: str) -> None:
        missing = self.way == "plain folder" and not self.site.exists()
        if wrong := "" if missing else not_whole(self.site):
            self.wrong.append(f"{number} {what}: {wrong}")
        look = self._seen()
        if self.looks[look] % _SEVERAL == 0:
            self._begin_again(number, what)
        self.looks[look] += 1

    def _seen(self) -> str:
        """What a folder looks like to the next build: which parts of it are there."""
        parts = [self.site / MARKER, *sorted(self.served.iterdir())]
        parts += [part / name for part in parts[1:] for name in ("owner", "old", "new", f"new/{MARKER}")]
        return " ".join(part.relative_to(self.served).as_posix() for part in parts if os.path.lexists(part))

    def _begin_again(self, number: int, what: str) -> None:
        shutil.copytree(self.served, self.copy, copy_function=_linked, symlinks=True)
        begin(self.copy / "site", "site", self.portal).abandon()
        wrong = not_whole(self.copy / "site")
        left = {name for name in _names(self.copy) if not name.endswith("-made")} - {
            "site",
            (self.copy / "site").resolve().name,
        }
        if wrong or left:
            self.wrong.append(f"begun after {number} {what}: {wrong} {left}")
        shutil.rmtree(self.copy)


def _digests(site: Path) -> dict[str, str]:
    listed, _ = read_hashes(site) or ({}, {})
    return dict(listed)


@contextmanager
def asked_all_the_time(folder: Path, names: list[str]) -> Iterator[list[tuple[str, str]]]:
    """A server for `folder` and a reader of `names`, each in a process of its own; afterwards the list holds what was answered.

    Each answer is a name with the SHA-256 of what came, nothing where it was not there.
    """
    answers: list[tuple[str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    serving = Process(target=server.serve_forever, daemon=True)
    serving.start()
    end, heard = Event(), SimpleQueue()  # type: ignore[var-annotated]
    reader = Process(target=_ask, args=(server.server_port, names, end, heard), daemon=True)
    reader.start()
    try:
        yield answers
        end.set()
        answers += heard.get()
    finally:
        reader.terminate()
        serving.terminate()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def _ask(port: int, names: list[str], end: EventType, heard: "QueueType[list[tuple[str, str]]]") -> None:
    answers = []
    for name in cycle(names):
        try:
            with urlopen(f"http://127.0.0.1:{port}/{quote(name)}") as answer:
                answers.append((name, hashlib.sha256(answer.read()).hexdigest()))
        except HTTPError:
            answers.append((name, ""))
        if end.is_set():
            break
        time.sleep(0.002)  # leave the processor to what is watched
    heard.put(answers)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _linked(file: str, copy: str) -> None:
    """A copy without its bytes, but of what is locked by the process that stands still."""
    if file.endswith(("owner", "-turn")):
        shutil.copyfile(file, copy)
    else:
        os.link(file, copy)


def main() -> None:
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        top = Path(os.path.realpath(folder))
        for way in WAYS:
            found = list(killed(top / f"killed {way}", way))
            wrong += [f"{way} {point}: {what}" for point, what in found if what]
            print(f"{way}: killed before each of {len(found)} calls of a publishing, {len(wrong)} wrong", flush=True)
        for way in WAYS:
            watched = Watched(top / way, way)
            print(
                f"{way}: a build stopped before each of {watched.stops} calls that may change something, "
                f"{len(watched.looks)} looks of the folders, {len(watched.wrong)} wrong; "
                f"{watched.answers} answers, {len(watched.broken)} broken, {watched.missing} missing",
                flush=True,
            )
            wrong += watched.wrong + watched.broken + ["missing"] * (watched.missing if way != "plain folder" else 0)
    print("\n".join(wrong[:40]))
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
