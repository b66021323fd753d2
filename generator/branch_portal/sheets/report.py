"""A problem of a filled-in spreadsheet as text: its place is a cell."""

import re
from collections.abc import Callable, Iterable, Mapping

from branch_portal.ground.problems import Problem
from branch_portal.ground.redaction import redacted
from branch_portal.sheets.record_columns import RecordColumn
from branch_portal.sheets.workbook import cell_name

_WORD = re.compile(r"(?<![\w/.-])[a-z][a-z_]*(?![\w/.-])")

_MOST = 3  # a key that more columns share says nothing


def in_cell(problem: Problem, sheet: str, names: Mapping[str, str] = {}, words: Callable[[str], str] = str) -> str:
    """The cell, the sentence, what stands there, and how to mend it; the place's line is the row.

    `names` are what the sheet calls the keys and options of files, which rules name as files write them. Our own words
    are as `words` turns them.
    """
    problem, place = problem.said(words), problem.place
    word = words("錯誤" if problem.severity == "error" else "提醒")
    text = [f"{place.path} {sheet}!{cell_name(place.line, place.column)}: {word} [{problem.rule}] {problem.message}"]
    if problem.value:
        text.append(f"    {words('寫的是')}：{problem.value}")
    text.append(f"    {words('怎麼改')}：{problem.mend}")
    said = " ".join((problem.message, problem.value, problem.mend))
    known = [f"{one} 是{names[one]}" for one in dict.fromkeys(_WORD.findall(said)) if one in names]
    if known:
        text.append(words(f"    表裡的叫法：{'，'.join(known)}"))
    return redacted("\n".join(text))


def sheet_names(columns: Iterable[RecordColumn]) -> dict[str, str]:
    """What the columns and options of a sheet are called, by the keys and values that files have for them."""
    found: dict[str, dict[str, None]] = {}
    for column in columns:
        groups = column.title.split("·")
        for number, key in enumerate(column.path):
            called = column.title if number == len(column.path) - 1 else f"{'·'.join(groups[: number + 1])}·…"
            found.setdefault(key, {})[f"「{called}」列"] = None
        for label, value in column.options.items():
            if isinstance(value, str) and value != label:
                found.setdefault(value, {})[f"「{label}」"] = None
    return {key: "或".join(called) for key, called in found.items() if len(called) <= _MOST}
