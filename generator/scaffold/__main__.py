"""`make system NAME=duty_watch TITLE=值班`: a new room, its tests, and its line in the register."""

import re
import sys
from pathlib import Path

from branch_portal.rooms import SYSTEMS
from scaffold.files import files

USAGE = "make system NAME=duty_watch TITLE=值班 (NAME: a plural noun in lower case; TITLE: what people call one record)"


def main(name: str, title: str, root: Path) -> None:
    """Write the room `name` into the checkout at `root`; raises SystemExit with a sentence where that cannot be."""
    if not re.fullmatch(r"[a-z][a-z_]*[a-z]", name) or not title:
        raise SystemExit(f"usage: {USAGE}")
    room = root / "generator" / "branch_portal" / "systems" / name
    if room.exists():
        raise SystemExit(f"{name} is there already")
    branch = min((root / "data" / "branches").glob("*.yml")).stem
    made = files(name, title, max(system.number for system in SYSTEMS) + 1, branch)
    for path, text in made.items():
        file = root / path.format(name=name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
        print(file.relative_to(root).as_posix())
    register(room.parent / "register.py", name)
    print("Its line stands in systems/register.py. Write what it is for into CHANGELOG.md, then fill it in.")


def register(file: Path, name: str) -> None:
    """Add the room's line, after those that are there."""
    text = file.read_text("utf-8")
    end = text.index("\n)\n")
    file.write_text(f'{text[:end]}\n    "{name}",{text[end:]}', "utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(f"usage: {USAGE}")
    main(sys.argv[1], sys.argv[2], Path.cwd())
