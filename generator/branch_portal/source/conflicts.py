"""合併衝突: the marks that git leaves where it could not bring two versions together."""

from branch_portal.ground.problems import Place, Problem
from branch_portal.source.messages import CONFLICT


def conflicts(text: str, path: str, offset: int = 0) -> list[Problem]:
    """One problem for each piece of `text`, which begins after `offset` lines of its file, that is in two versions."""
    found: list[Problem] = []
    started = None
    if not any(mark in text for mark in ("<<<<<<< ", ">>>>>>> ", "\n=======")):
        return found
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
    return found or _left_over(text, path, offset)


def _left_over(text: str, path: str, offset: int) -> list[Problem]:
    """One problem for marks of which the others are gone: somebody has chosen a version and forgotten the rest.

    The line of equal signs alone counts in YAML only: in a page it makes the line above a heading.
    """
    lines = list(enumerate(text.split("\n"), 1 + offset))
    marks = [number for number, line in lines if line.startswith(("<<<<<<< ", ">>>>>>> "))]
    if marks or path.endswith((".yml", ".yaml")):
        marks = sorted({*marks, *(number for number, line in lines if line.rstrip() == "=======")})
    if not marks:
        return []
    rows = "、".join(f"第{number}行" for number in marks)
    mend = f"兩種寫法已經選好的，刪去{rows}；還沒有選的，先留下要的一種。"
    return [CONFLICT.problem(Place(path, marks[0]), f"{rows}是合併衝突留下的記號", mend=mend)]
