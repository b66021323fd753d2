"""Putting records behind those of a list in a YAML file, every other line of which stays."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from branch_portal.writing.flow import flow


def append(text: str, key: str, entries: Iterable[Mapping[str, Any]]) -> str:
    """`text` with more entries, a line each, in the list behind the top-level `key`; a new list goes to the end.

    Raises ValueError where the list stands on one line, so that nothing can be put after its end.
    """
    added = [f"- {flow(entry)}" for entry in entries]
    lines = text.rstrip("\n").split("\n")
    start = next((number for number, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if start is None:
        return "\n".join([*lines, f"{key}:", *(f"  {line}" for line in added)]) + "\n"
    beside = lines[start].partition(":")[2].partition("#")[0].strip()
    if beside not in ("", "[]"):
        raise ValueError(key)
    lines[start] = f"{key}:"
    end = next((number for number in range(start + 1, len(lines)) if re.match(r"[A-Za-z_]", lines[number])), len(lines))
    indent = next((line[: line.index("-")] for line in lines[start + 1 : end] if re.match(r" *- ", line)), "  ")
    return "\n".join([*lines[:end], *(f"{indent}{line}" for line in added), *lines[end:]]) + "\n"
