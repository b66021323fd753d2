"""The next free id of a kind whose ids are numbers in a row; any other id is a person's to choose."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection
from typing import Any

from branch_portal.project.kind import Kind
from branch_portal.project.library import sample_roots
from branch_portal.project.reading import Folders
from branch_portal.project.records import Records

_NUMBERED = re.compile(r"([a-z]+(?:-[0-9]{4}-)?)([0-9]+)")
_MOST = 0.5
"""How many of a kind's ids must be alike, for the next one to be told from them."""


def next_id(known: Collection[str], taken: Collection[str], day: dt.date) -> str:
    """The id after the last one: `gr09` behind `gr08`, `p2701` for the first of 2027; empty where they follow no row."""
    found = [match for id in known if (match := _NUMBERED.fullmatch(id))]
    if not found or len(found) < len(known) * _MOST:
        return ""
    head = Counter(re.sub("[0-9]", "", match[1]) for match in found).most_common(1)[0][0]
    row = [match for match in found if re.sub("[0-9]", "", match[1]) == head]
    before = row[0][1]
    width = max(len(match[2]) for match in row)
    if "-" in before:  # tx-2026-07
        before = re.sub("[0-9]{4}", str(day.year), before)
    elif width == 4 and all(_of_a_year(match[2], day) for match in row):  # p2607
        before, width = f"{head}{day.year % 100:02d}", 2
    pattern = re.compile(rf"{re.escape(before)}([0-9]+)")
    numbers = [int(match[1]) for id in taken if (match := pattern.fullmatch(id)) and len(match[1]) <= width]
    return f"{before}{max(numbers, default=0) + 1:0{width}d}"


def _of_a_year(digits: str, day: dt.date) -> bool:
    return abs(int(digits[:2]) - day.year % 100) <= 9 and digits[2:] != "00"


def known_ids(kind: Kind[Any, Any], records: Records) -> Collection[str]:
    """The ids of a kind, for the shape they have: the portal's own, else the sample's."""
    if records[kind]:
        return list(records[kind])
    folder = kind.markdown.folder if kind.markdown else f"data/{kind.name}"
    files = (file for root in sample_roots() for file in sorted((root / folder).rglob("*.*")))
    return [f"{file.parent.name}/{file.stem}" if kind.nested else file.stem for file in files]


def taken_ids(kind: Kind[Any, Any], records: Records, folders: Folders) -> Collection[str]:
    """Ids that a new record may not have: present and former ones, hidden ones, and what calendars were told of."""
    ids = set(records[kind]) | {name for of, name in records.layering.hidden if of == kind.name}
    # Files count that cannot be read yet, such as those a person has just begun.
    own = folders.root / (kind.markdown.folder if kind.markdown else f"data/{kind.name}")
    ids.update(file.relative_to(own).with_suffix("").as_posix() for file in own.rglob("*.*"))
    for located in records[kind].values():
        ids.update(getattr(kind.fields(located.record), "old_ids", ()))
    if folders.ledger.is_file():
        # A published event's name is the kind, the id, and the period: duty-a01.2026-03
        ids.update(re.findall(r"-([a-z]+[0-9]+)(?=[.\"',}\s])", folders.ledger.read_text("utf-8", errors="replace")))
    return ids
