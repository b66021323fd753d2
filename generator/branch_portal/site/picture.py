"""圖樣: what an editor sees of a file or a sheet while a page tells how to change it, made from the portal's own data.

An editors' page holds `<!-- picture: NAME -->` on a line of its own; the room that declares the name makes it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markupsafe import Markup, escape

from branch_portal.site.page import Page

_MARK = re.compile(r"^<!-- picture: ([a-z-]+) -->(\n+)", re.MULTILINE)


@dataclass(frozen=True)
class FilePicture:
    """A file, seen from the repository's root: the line `old` becomes `new`; without `old` it is a new file."""

    path: str
    new: str
    old: str = ""

    def __html__(self) -> str:
        what = "改這一行" if self.old else "新的文件"
        gone = f"<del>{escape(self.old)}</del>\n" if self.old else ""
        text = escape(self.new.rstrip("\n"))
        body = f"{gone}<ins>{text}</ins>" if self.old else text
        return f'<figure class="picture"><figcaption>{what}：<code>{escape(self.path)}</code></figcaption><pre>{body}</pre></figure>'


@dataclass(frozen=True)
class SheetPicture:
    """A part of a worksheet, its first row the titles: `letters` are the columns' own, `rows` as people see them.

    `changed` is the number of a row (0 is the titles) and of a column, and what is typed there over what stands in it.
    """

    name: str
    letters: Sequence[str]
    rows: Sequence[Sequence[str]]
    changed: tuple[int, int, str] | None = None

    def __html__(self) -> str:
        head = "".join(f'<th scope="col">{escape(letter)}</th>' for letter in self.letters)
        body = "".join(self._row(number) for number in range(len(self.rows)))
        return (
            f'<figure class="picture"><figcaption>工作表：<b>{escape(self.name)}</b></figcaption>'
            f'<table class="cells" aria-label="工作表{escape(self.name)}"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></figure>'
        )

    def _row(self, number: int) -> str:
        cells = "".join(f"<td>{self._cell(number, place, text)}</td>" for place, text in enumerate(self.rows[number]))
        return f'<tr><th scope="row">{number + 1}</th>{cells}</tr>'

    def _cell(self, row: int, place: int, text: str) -> Markup:
        if self.changed and self.changed[:2] == (row, place):
            return Markup("<del>{}</del> <ins>{}</ins>").format(text, self.changed[2])
        return escape(text)


Picture = FilePicture | SheetPicture


def pictured(text: str, make: Callable[[str], Picture | None]) -> str:
    """The page with its pictures: `make` gives one by its name, or None, and then the mark goes alone."""

    def made(mark: "re.Match[str]") -> str:
        picture = make(mark[1])
        return f"{picture.__html__()}{mark[2]}" if picture else ""

    return _MARK.sub(made, text)


def drawn(page: Page, make: Callable[[str], Picture | None]) -> Page:
    """An editors' page with its pictures, those of rooms that are not there left out."""
    return replace(page, render=cache(lambda: pictured(page.render(), make)))
