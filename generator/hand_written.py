"""手寫頁面: what people write in `content/` beside what our own pages are made of."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.markup.comments import without_comments
from generator.reading import Folders
from generator.site import Page

_TITLE = re.compile(r"\A(?:---\n(?:.*\n)*?title: *(?P<meta>.+)\n(?:.*\n)*?---\n)|^# +(?P<heading>.+)$", re.MULTILINE)


def hand_written(folders: Folders) -> dict[str, str]:
    """Address → file, seen from the root, of every hand-written page, picture and download."""
    return {_address(path, folders): folders.shown(path) for path in _files(folders)}


def written_pages(folders: Folders) -> tuple[Page, ...]:
    """The pages among them, for the lists and the search; the site builder makes them itself.

    A page renders as its file says, front matter and all.
    """
    return tuple(
        Page(
            path=_address(path, folders).removesuffix("index.html"),
            title=_title(path),
            render=partial(_text, path),
            markdown=True,
            source=folders.shown(path),
        )
        for path in _files(folders)
        if path.suffix == ".md"
    )


def _files(folders: Folders) -> Iterator[Path]:
    for path in sorted(folders.content.rglob("*")):
        relative = path.relative_to(folders.content)
        ours = relative.parts[0] == "guide" or (relative.parts[0] == "learning" and path.suffix == ".md")
        if path.is_file() and not ours and not any(part.startswith(".") for part in relative.parts):
            yield path


def _address(path: Path, folders: Folders) -> str:
    relative = path.relative_to(folders.content)
    if path.suffix != ".md":
        return relative.as_posix()
    stem = relative.with_suffix("")
    page = stem.parent if stem.name in ("index", "README") else stem
    return "index.html" if page.as_posix() == "." else f"{page.as_posix()}/index.html"


def _text(path: Path) -> str:
    return without_comments(path.read_text("utf-8", errors="replace"))


def _title(path: Path) -> str:
    found = _TITLE.search(_text(path))
    return (found["meta"] or found["heading"]).strip().strip("\"'") if found else path.stem
