"""A project whose old site is in place, and a new one that may take its place."""

from pathlib import Path

from branch_portal.publishing.target import MARKER, files_below
from branch_portal.publishing.unfinished import Unfinished, begin

OLD = {"index.html": "old", "a/one.html": "old", "gone/index.html": "old"}
NEW = {"index.html": "new", "a/one.html": "new", "b/two.html": "new"}
FOLDERS = [".git", "content", "data", "site", "site_config"]


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def read(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text("utf-8") for name in files_below(folder) if name != MARKER}


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def built(root: Path) -> Unfinished:
    unfinished = begin(root / "site", "site", root)
    write(unfinished.fresh, NEW)
    return unfinished


def publish(root: Path) -> None:
    built(root).put_in_place(NEW)
