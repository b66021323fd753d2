"""編輯說明: the editors' pages, which come with the rooms whose records they explain.

`<room>/editing/<name>.md` is a page when it begins with its title. Files of the same name in other rooms are their
parts of it: first, where they have any, lines of a table, then sections. Parts come in the order of the rooms, lines
at the mark `ROWS`, sections at `SECTIONS` or else at the end; without its page a part is left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from branch_portal.site import urls
from branch_portal.site.link_rules import Targets, check_links
from branch_portal.site.page import Page

ROWS = "<!-- rows -->\n"
SECTIONS = "<!-- sections -->\n"

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")


def editing_pages(rooms: Iterable[Path]) -> Iterator[Page]:
    """The pages of the rooms in these folders."""
    parts: dict[str, list[str]] = {}
    for room in rooms:
        for file in sorted(room.glob("editing/*.md")):
            parts.setdefault(file.stem, []).append(file.read_text("utf-8"))
    for name, texts in sorted(parts.items()):
        for whole in texts:
            if whole.startswith("# "):
                text = _joined(whole, [one for one in texts if one is not whole])
                address = urls.EDITING if name == "index" else urls.editing(name)
                yield Page(address, text.split("\n", 1)[0].removeprefix("# "), partial(str, text), markdown=True)


def linked(page: Page, targets: Targets) -> Page:
    """The page without the links that lead nowhere: their words stay.

    A portal may be without the room that a page speaks of, or have a page of its own in another's place.
    """
    return replace(page, render=cache(lambda: _linked(page.render(), urls.source_name(page.path), targets)))


def _joined(whole: str, parts: Sequence[str]) -> str:
    rows, sections = [], []
    for part in parts:
        lines = part.splitlines()
        first = next((number for number, line in enumerate(lines) if not line.startswith("|")), len(lines))
        rows += [f"{line}\n" for line in lines[:first]]
        sections.append("\n".join(lines[first:]).strip("\n"))
    below = "\n\n".join(filter(None, sections))
    text = whole.replace(ROWS, "".join(rows))
    if SECTIONS in text:
        return text.replace(SECTIONS, f"{below}\n") if below else text.replace(f"{SECTIONS}\n", "")
    return f"{text}\n{below}\n" if below else text


def _linked(text: str, name: str, targets: Targets) -> str:
    lines = text.split("\n")
    for problem in reversed(list(check_links(name, name, text, targets))):
        line, column = problem.place.line - 1, problem.place.column - 1
        for link in _LINK.finditer(lines[line]):
            if link.start() < column < link.end():
                lines[line] = f"{lines[line][: link.start()]}{link[1]}{lines[line][link.end() :]}"
    return "\n".join(lines)
