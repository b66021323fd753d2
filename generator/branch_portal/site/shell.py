"""外殼: the theme's page around a body, rendered once for all pages that differ only in their own words.

A theme's template costs about two milliseconds a page and prints the same header, navigation and footer on
thousands of them. So it is asked once per kind of page for one with marks in place of address, title,
description, edit link and body; every page of that kind is the text between the marks and its own words.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from markupsafe import escape

from branch_portal.site.page import Heading, Page, PageLinks

SLOTS: Mapping[str, str] = {
    "path": "shell-path-0",
    "title": "shell-title-0",
    "description": "shell-description-0",
    "edit": "shell-edit-0",
    "folder": "shell-folder-0",
    "begin": "shell-begin-0",
    "report": "shell-report-0",
    "rows": "shell-rows-0",
    "row": "shell-row-0",
    "body": "shell-body-0",
}
"""What a page says for itself, and the mark that stands for it: plain ASCII, so no filter of a theme changes it."""

OUTSIDE = "://"
"""In an address that leads out of the site: the theme says where a record is begun."""

_INDENTED = re.compile(r"[ \t]*\n\s*")
_AS_WRITTEN = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
_MARK = re.compile("|".join(re.escape(mark) for mark in SLOTS.values()))


@dataclass(frozen=True)
class ShellKey:
    """What pages must share to share a shell: depth, what is hidden, table of contents, which links they have, whether a record is begun in the forge."""

    depth: int
    wide: bool
    toc: tuple[Heading, ...]
    links: tuple[str, ...]
    begins_outside: bool = False


def shell_key(page: Page, links: PageLinks) -> ShellKey:
    """The key of a page's shell."""
    found = tuple(k for k, link in asdict(links).items() if link)
    return ShellKey(page.path.count("/"), page.wide, tuple(page.toc), found, OUTSIDE in links.begin)


def marked_path(depth: int) -> str:
    """An address as deep as the pages' own, so that the theme's relative links are right: a mark, then fillers."""
    return SLOTS["path"] + "/_" * (depth - 1) + "/" if depth else ""


@dataclass(frozen=True)
class Shell:
    """The theme's text in pieces: fixed text and the names of slots, alternating, text first and last."""

    pieces: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """The page's text; a value that is not Markup is text. `path` is the page's address without its last slash."""
        pieces = list(self.pieces)
        pieces[1::2] = [escape(values[name]) for name in pieces[1::2]]
        return "".join(pieces)


def close_lines(text: str) -> str:
    """HTML without indentation and empty lines, which are a thirtieth of what readers load of a page; `<pre>` as it is."""
    pieces = _AS_WRITTEN.split(text)
    pieces[::2] = [_INDENTED.sub("\n", piece) for piece in pieces[::2]]
    return "".join(pieces)


def make_shell(rendered: str, depth: int) -> Shell:
    """Cut what the theme made of a marked page; raises ValueError when it holds no place for a body."""
    text = rendered.replace(marked_path(depth).rstrip("/"), SLOTS["path"]) if depth else rendered
    names = {mark: name for name, mark in SLOTS.items()}
    pieces: list[str] = []
    end = 0
    for found in _MARK.finditer(text):
        pieces += [text[end : found.start()], names[found[0]]]
        end = found.end()
    if pieces[1::2].count("body") != 1:
        raise ValueError("the theme printed the body not once")
    pieces = [*pieces, text[end:]]
    pieces[::2] = map(close_lines, pieces[::2])
    return Shell(tuple(pieces))
