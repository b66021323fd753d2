"""A logbook's file: one line a month, the comments at its head kept."""

from collections.abc import Mapping
from typing import Any

from branch_portal.editions.door import own_words
from branch_portal.project.handbook import Shelf
from branch_portal.writing.flow import flow

HEADER = "# 示例數據：辦理登記，一月一行，每項寫「任務 日 應到/實到」；只記次數和人數，不寫姓名\n"


def logbook_file(before: str, data: Mapping[str, Any], book: Shelf) -> str:
    """The text of the file that says `data`; `before` is what it says now, empty for a new one."""
    head = "".join(f"{line}\n" for line in _comments(before))
    if not before:
        head = own_words(book)(HEADER if book.settings.sample else HEADER.replace("示例數據：", ""))
    lines = []
    for key, value in data.items():
        if key in ("months", "election", "drills"):
            lines += [f"{key}:", *(f"  - {flow(one)}" for one in value)]
        else:
            lines.append(f"{key}: {flow(value)}")
    return head + "\n".join(lines) + "\n"


def _comments(text: str) -> list[str]:
    found = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        found.append(line)
    return found
