"""The next free id of a kind whose ids are numbers in a row; any other id is a person's to choose."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection

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
