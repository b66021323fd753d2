"""The drawings of the branches' years as files: one for all branches that have the same days, loaded with the page.

A page opened from a folder may load a script but not a text, so a drawing is a script that holds its markup; where no
scripts run, the page shows the same drawing as a picture. What a branch has recorded stands on its own page, by the ids.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.resources import files as resources

from jinja2 import Environment

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.site.page import Asset
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.maps.lanes import names
from branch_portal.systems.maps.shared import Shared, address, drawn_as

_FOR_A_PAGE = re.compile(r'<title>[^<]*</title>| (?:href|data-[a-z]+|aria-hidden)="[^"]*"')
"""What a picture has no use for."""
_PAGE = "/* The page around the drawing. */"
"""Where the styles end that a drawing needs by itself."""


def assets(snapshot: Snapshot, jinja: Environment) -> Iterator[Asset]:
    """The script and the picture of every year's drawing, the same of its quarters, and the names of what stands on its lanes."""
    shared = Shared(snapshot, jinja)
    for (id, year), first in snapshot.figures(drawn_as).items():
        if id != first:
            continue
        at = partial(address, snapshot, id, year)
        branch = snapshot.book[BRANCHES][id]
        yield Asset(at(".js"), partial(_scripts, shared, branch, year, "poster"))
        yield Asset(at(".svg"), partial(_picture, shared, branch, year, "poster", 0))
        yield Asset(at("-names.js"), partial(_names, snapshot, id, year))
        yield Asset(at("-quarters.js"), partial(_scripts, shared, branch, year, "quarters"))
        for index in range(4):
            yield Asset(at(f"-q{index + 1}.svg"), partial(_picture, shared, branch, year, "quarters", index))


def _names(snapshot: Snapshot, branch: str, year: int) -> bytes:
    """What the marks of a branch's lanes are called, for who points at one."""
    found = names(snapshot.schedule.branch(branch, year), year)
    return f"var portalNames={json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _drawings(shared: Shared, branch: Branch, year: int, part: str) -> Sequence[str]:
    drawing = shared.drawing(branch, year)
    return (drawing.poster,) if part == "poster" else drawing.quarters


def _scripts(shared: Shared, branch: Branch, year: int, part: str) -> bytes:
    return f"var portalDrawn=[{','.join(map(_quoted, _drawings(shared, branch, year, part)))}];\n".encode()


def _quoted(text: str) -> str:
    """A string of a script in the quotes that markup does not use."""
    return "'" + json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"


def _picture(shared: Shared, branch: Branch, year: int, part: str, index: int) -> bytes:
    drawn = _FOR_A_PAGE.sub("", _drawings(shared, branch, year, part)[index])
    kind, box = ("wheel", "0 0 1140 790") if part == "poster" else ("wheel wheel-quarter", "0 0 360 360")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="{box}"><style>{_style()}</style>{drawn}</svg>\n'
    ).encode()


def _style() -> str:
    text = (resources("branch_portal.systems.maps") / "static" / "wheel.css").read_text("utf-8")
    return re.sub(r"\s*\n\s*|/\*.*?\*/", "", text[: text.index(_PAGE)])
