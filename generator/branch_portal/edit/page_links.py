"""Links in hand-written pages and guides to the page of one record."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from branch_portal.edit.text_edits import Edit
from branch_portal.project.reading import Folders

_LINK = re.compile(r"""(?:\]\(\s*<?|\]:\s+<?|href=["'])([^)\s"'<>]+)""")


def links_to(folders: Folders, page: str) -> Iterator[tuple[Path, int, int, str]]:
    """Every link below `content/` to the address `page`: file, line and column from 1, and what is written there."""
    wanted, _, anchor = page.partition("#")
    for file in sorted(folders.content.rglob("*.md")):
        here = file.relative_to(folders.content).parent.as_posix()
        text = file.read_text("utf-8-sig", errors="replace")
        for number, line in enumerate(text.split("\n"), start=1):
            for found in _LINK.finditer(line):
                path, _, fragment = found[1].partition("#")
                if path and "://" not in path and _address(here, path) == wanted and (not anchor or fragment == anchor):
                    yield file, number, found.start(1) + 1, found[1]


def link_edit(line: int, column: int, written: str, old: str, new: str) -> Edit | None:
    """The link with the new id in the place of the old; None where the id does not stand in it."""
    path, hash, fragment = written.partition("#")
    pattern = re.compile(rf"(?<![a-z0-9]){re.escape(old)}(?![a-z0-9])(?!.*(?<![a-z0-9]){re.escape(old)}(?![a-z0-9]))")
    fresh = pattern.sub(new, path)
    fresh = f"{fresh}{hash}{fragment}" if fresh != path else pattern.sub(new, written)
    return Edit(line, column, written, fresh) if fresh != written else None


def _address(here: str, path: str) -> str:
    """The address below the site's root that a link's path leads to."""
    target = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(here, path))
    target = re.sub(r"(?:^|(?<=/))index\.(?:md|html)$", "", target).removesuffix(".md")
    return f"{target.strip('/')}/"
