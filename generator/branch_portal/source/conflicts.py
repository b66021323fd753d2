"""合併衝突: the marks that git leaves where it could not bring two versions together."""

from branch_portal.ground.problems import Place, Problem
from branch_portal.source.messages import CONFLICT


def conflicts(text: str, path: str, offset: int = 0) -> list[Problem]:
    """One problem for each piece of `text`, which begins after `offset` lines of its file, that is in two versions."""
    found: list[Problem] = []
    started = None
    for number, line in enumerate(text.split("\n"), 1 + offset):
        if line.startswith("<<<<<<< "):
            started = number
        elif line.startswith(">>>>>>> ") and started is not None:
            found.append(
                CONFLICT.problem(
                    Place(path, started),
                    f"第{started}至{number}行是合併衝突：兩個人改了同一處，兩種寫法都在這裡",
                )
            )
            started = None
    return found
