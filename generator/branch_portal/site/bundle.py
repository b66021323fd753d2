"""The rooms' own styles and scripts as one file of each kind.

They are written as small files in each room's `static/`. The number that a file's name begins with is its place: of
two rules of equal weight the later one holds. A browser asks the server on every page view whether each
file is still fresh, so a reader's phone asks twice instead of twenty times.
A file whose name begins with no number is for a page of its own, which asks for it (`script`, `style` in `macros.html`):
what one page in hundreds needs, the others do not load.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from branch_portal.site.page import Asset

STYLES = "assets/portal.css"
SCRIPTS = "assets/portal.js"
FIRST = "first.js"
"""What every page runs before it is painted."""


def assets(rooms: Iterable[Path]) -> Iterator[Asset]:
    """The two files, from what lies in the folders of `rooms`, by name, and those of single pages."""
    files = sorted((file for folder in rooms for file in folder.glob("static/*")), key=lambda file: file.name)
    for path in (STYLES, SCRIPTS):
        joined = [file for file in files if file.name[0].isdigit() and file.suffix == Path(path).suffix]
        yield Asset(path, partial(_joined, joined))
    for file in files:
        if file.suffix in (".css", ".js") and not file.name[0].isdigit():
            yield Asset(f"assets/{file.name}", partial(_alone, file))


def _joined(files: Sequence[Path]) -> bytes:
    texts = (bare(file.read_text("utf-8")) for file in files)
    return b"\n".join(
        (closed(text) if file.suffix == ".css" else text).encode() for file, text in zip(files, texts, strict=True)
    )


def _alone(file: Path) -> bytes:
    """A script of one page begins when the shared one has run, wherever the page asks for it; the first one runs at once."""
    code = _joined([file])
    if file.name == FIRST:
        return code
    return b'addEventListener("DOMContentLoaded", function () {\n' + code + b"});\n" if file.suffix == ".js" else code


_BLANKS = re.compile(r'("[^"]*")|\s*([{};,])\s*|(?<=[\w-]:)\s+')


def closed(style: str) -> str:
    """A style without the blanks that mean nothing; what stands in quotation marks is kept."""
    return _BLANKS.sub(lambda found: found[1] or found[2] or "", style).replace(";}", "}")


def bare(code: str) -> str:
    """A style or a script without indentation, empty lines and comments that stand on lines of their own."""
    return re.sub(
        r"^(/\*[^*]*(?:\*(?!/)[^*]*)*\*/|//.*)?\n", "", re.sub(r"^ +", "", code, flags=re.MULTILINE), flags=re.MULTILINE
    )
