"""A build stopped at every system call that touches the served tree: the old or the new site stands there, whole.

`python -m tests.fuzz.stops` stops the whole build of a small portal at each of them, and kills a publishing at each.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from branch_portal.commands.main import portal as command_line
from branch_portal.publishing import unfinished as publishing
from branch_portal.publishing.target import write_marker
from branch_portal.publishing.unfinished import begin
from tests.fuzz.traced import traced
from tests.fuzz.whole import not_whole
from tests.portal import Portal
from tests.sample import AS_OF

_OLD = {"index.html": "old", "a/one.html": "old", "gone/index.html": "old", "search/parts/0123456789/p0.js": "old"}
_NEW = {"index.html": "new", "a/one.html": "new", "b/two.html": "new"}
_SEVERAL = 40
"""Of so many stops of a whole build one is followed by the beginning of the next."""


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _publish(root: Path, exchange: bool) -> None:
    if not exchange:
        publishing._exchange = lambda one, other: False
    unfinished = begin(root / "site", "site", root)
    _write(unfinished.fresh, _NEW)
    unfinished.put_in_place(_NEW, keep=True)


def killed(folder: Path, *, exchange: bool = True, every: int = 1, first: int = 1) -> Iterator[tuple[str, str]]:
    """A publishing killed before its system call `first`, and each `every`th after it: the call, and what is wrong.

    The next build then begins, and fails: what stands there is whole and nothing else is left. Without `exchange` the
    site may be missing for a moment, until then.
    """
    number = first
    while True:
        root = folder / str(number)
        _write(root, {"data/a.yml": "id: a", **{f"site/{name}": text for name, text in _OLD.items()}})
        write_marker(root / "site", "site", _OLD)
        point: list[str] = []

        def here(count: int, what: str, number: int = number, point: list[str] = point) -> bool:
            if count == number:
                point.append(what)
            return bool(point)

        traced(lambda root=root: _publish(root, exchange), f"{root}/", here)  # type: ignore[misc]
        wrong = not_whole(root / "site") if exchange or (root / "site").exists() else ""
        begin(root / "site", "site", root).abandon()
        wrong = wrong or not_whole(root / "site")
        if left := _names(root) - {"data", "site"}:
            wrong += f" left: {left}"
        shutil.rmtree(root)
        if not point:
            return
        yield point[0], wrong
        number += every


class Watched:
    """The whole build of a small portal, stopped before each call that touches the site or what is made beside it.

    What stands there is looked at each time, or at each `every`th, and at some the next build begins on a copy of it all.
    """

    def __init__(self, folder: Path, every: int = 1) -> None:
        self.every = every
        self.portal = Portal(folder / "portal").to_be_built()
        self.copies = folder / "copies"
        self.wrong: list[str] = []
        self._build()
        self.names = _names(self.portal)
        words = (self.portal / "content" / "guide" / "g13.md").read_text("utf-8")
        (self.portal / "content" / "guide" / "g13.md").write_text(words.replace("照辦。", "照章辦理。"), "utf-8")
        self.asked = 0
        self.stops = traced(self._build, f"{self.portal}/", self._look)

    def _build(self) -> None:
        words = ["build", "--root", str(self.portal), "--as-of", str(AS_OF), "--quiet"]
        try:
            command_line.main([*words, "--site-dir", str(self.portal / "site")])
        except SystemExit as end:
            if end.code:
                raise RuntimeError("the small portal was not built") from end

    def _look(self, number: int, what: str) -> None:
        if "/site" not in what and "/.site" not in what:
            return
        self.asked += 1
        if self.asked % self.every:
            return
        if wrong := not_whole(self.portal / "site"):
            self.wrong.append(f"{number} {what}: {wrong}")
        if self.asked % (self.every * _SEVERAL) == 0:
            self._begin_again(number, what)

    def _begin_again(self, number: int, what: str) -> None:
        again = self.copies / "portal"
        shutil.copytree(self.portal, again, copy_function=_linked, symlinks=True)
        begin(again / "site", "site", again).abandon()
        wrong = not_whole(again / "site")
        if wrong or _names(again) - {".site-made"} != {"content", "data", "mkdocs.yml", "site", "site_config"}:
            self.wrong.append(f"begun after {number} {what}: {wrong} {_names(again)}")
        shutil.rmtree(again)


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
        for exchange in (True, False):
            found = list(killed(top / str(exchange), exchange=exchange))
            wrong += [f"{point}: {what}" for point, what in found if what]
            print(f"killed before each of {len(found)} calls of a publishing, {len(wrong)} wrong", flush=True)
        watched = Watched(top)
        print(f"a build stopped before each of {watched.asked} calls, {len(watched.wrong)} wrong")
    print("\n".join((wrong + watched.wrong)[:40]))
    raise SystemExit(bool(wrong or watched.wrong))


if __name__ == "__main__":
    main()
