"""A problem of a filled-in spreadsheet as text: its place is a cell."""

from generator.leaks.patterns import redacted
from generator.problems import Problem
from generator.source.sheet import cell_name


def in_cell(problem: Problem, sheet: str) -> str:
    """The cell, the sentence, what stands there, and how to mend it; the place's line is the row."""
    place = problem.place
    word = "錯誤" if problem.severity == "error" else "提醒"
    text = [f"{place.path} {sheet}!{cell_name(place.line, place.column)}: {word} [{problem.rule}] {problem.message}"]
    if problem.value:
        text.append(f"    寫的是：{problem.value}")
    return redacted("\n".join([*text, f"    怎麼改：{problem.mend}"]))
