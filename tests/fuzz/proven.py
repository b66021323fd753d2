"""Random edits of the sample: whatever is proven unchanged is made all the same, and must be what it was.

`python -m tests.fuzz.proven 500 7` makes so many edits with the seed 7; with `fault` after them, reads of one key are not noted, which must be
found.
"""

import datetime as dt
import hashlib
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from jinja2 import TemplateError

from branch_portal.ground.problems import InputProblems
from branch_portal.ground.reads import ByKey, Read, noted
from branch_portal.mkdocs.preview_state import State
from branch_portal.project.reading import Folders
from branch_portal.publishing.proven import address_of
from branch_portal.rooms import ROOMS
from branch_portal.site.page import Asset, Page
from branch_portal.system.proof import Proof
from tests.sample import ROOT

_VALUE = re.compile(r"^([ -]*[a-z_]+: )([^\[\]{}|>#&*'\"\n]*[\u4e00-\u9fff])$", re.MULTILINE)
_DAY = re.compile(r"\b(202[67])-(0[1-9]|1[0-2])-([012][0-9])\b")
_COUNT = re.compile(r"(?<=: )[1-9][0-9]?$", re.MULTILINE)


@dataclass(frozen=True)
class Made:
    """A page or file as it was made: what it held, what was read, its bytes."""

    key: bytes | None
    reads: dict[Read, bytes | None]
    content: bytes


@dataclass
class Outcome:
    """Edits that were made and refused, what was proven and not, and what was wrongly proven."""

    made: int = 0
    refused: int = 0
    proven: int = 0
    anew: int = 0
    wrong: list[str] = field(default_factory=list)


def everything(state: State) -> Iterable[Page | Asset]:
    return (*state.site.pages, *state.site.assets)


def made(root: Path, day: dt.date, before: dict[str, Made], outcome: Outcome) -> dict[str, Made]:
    """Make all of the portal at `root`, and compare what is proven to be as `before`; raises whatever a page raises."""
    state = State.read(Folders(root), day, ROOMS)
    proof = Proof(state.snapshot, state.parts.jinja)
    keys = {address_of(one): proof.key(one) for one in everything(state)}
    now: dict[Read, bytes | None] = {}
    for read in {read for one in before.values() for read in one.reads}:
        now[read] = proof.now(read)
    found: dict[str, Made] = {}
    wrong = []
    proven = 0
    for one in everything(state):
        address, reads = address_of(one), dict[Read, None]()
        with noted(reads):
            content = one.render()
        digest = hashlib.sha256(content if isinstance(content, bytes) else content.encode()).digest()
        key = keys[address]
        found[address] = Made(key, {read: now.setdefault(read, proof.now(read)) for read in reads}, digest)
        last = before.get(address)
        if last and key and last.key == key and all(gave and now[read] == gave for read, gave in last.reads.items()):
            proven += 1
            if last.content != digest:
                wrong.append(address)
    outcome.proven += proven
    outcome.anew += len(found) - proven
    outcome.wrong += wrong
    return found


def edit(root: Path, random: Random) -> tuple[Path, str | None]:
    """Change one thing in one file; gives the file and what stood there."""
    files = sorted(
        file
        for pattern in ("data/**/*.yml", "content/guide/*.md")
        for file in root.glob(pattern)
        if not {"solar_terms", "workdays"} & {*file.parts}
    )
    file = random.choice(files)
    text = file.read_text("utf-8")
    ways: tuple[Callable[[], str | None], ...] = (
        lambda: _other(_VALUE, text, random, lambda found: f"{found[1]}{found[2]}{random.choice('新改補')}"),
        lambda: _other(_VALUE, text, random, lambda found: f"{found[1]}{found[2]}{random.choice('新改補')}"),
        lambda: _other(_DAY, text, random, lambda found: f"{found[1]}-{found[2]}-{random.randrange(1, 28):02}"),
        lambda: _other(_COUNT, text, random, lambda found: str(int(found[0]) + 1)),
        lambda: None,
    )
    new = random.choice(ways)()
    if new is None:
        file.unlink()
    else:
        file.write_text(new, "utf-8")
    return file, text


def _other(pattern: re.Pattern[str], text: str, random: Random, write: Callable[[re.Match[str]], str]) -> str:
    found = [*pattern.finditer(text)]
    if not found:
        return f"{text.rstrip()}\n"
    one = random.choice(found)
    return text[: one.start()] + write(one) + text[one.end() :]


def edits(root: Path, count: int, random: Random, outcome: Outcome, told: Callable[[str], Any] = str) -> None:
    """Make `count` edits one after the other; those with which no page can be made are taken back."""
    day = dt.date(2026, 11, 30)
    before = made(root, day, {}, Outcome())
    while outcome.made < count and not outcome.wrong:
        file, text = edit(root, random)
        try:
            before = made(root, day, before, outcome)
        except (InputProblems, TemplateError, LookupError, ValueError, AttributeError, TypeError, StopIteration):
            outcome.refused += 1
            file.write_text(text or "", "utf-8")
            continue
        outcome.made += 1
        if outcome.wrong:
            outcome.wrong.insert(0, f"after {file.relative_to(root)}")
        told(f"{outcome.made} edits, {outcome.refused} refused, {outcome.proven} proven, {outcome.anew} made anew")


def copied(target: Path) -> Path:
    """The sample, to be changed."""
    target.mkdir(exist_ok=True)
    for name in ("content", "data", "site_config"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def deaf() -> None:
    """A fault: of a mapping, what is asked for by key is not noted."""
    for name in ("__getitem__", "get", "__contains__"):
        delattr(ByKey, name)


def main(count: str = "500", seed: str = "1", fault: str = "") -> None:
    outcome = Outcome()
    if fault:
        deaf()
    with tempfile.TemporaryDirectory() as folder:
        edits(
            copied(Path(folder) / "portal"),
            int(count),
            Random(int(seed)),
            outcome,
            lambda said: print(said, flush=True),
        )
    print("\n".join(outcome.wrong))
    raise SystemExit(bool(outcome.wrong) is not bool(fault))


if __name__ == "__main__":
    main(*sys.argv[1:])
