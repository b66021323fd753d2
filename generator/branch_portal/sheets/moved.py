"""Cells that left their records: a column sorted or shifted alone, titles that changed places, ids that did not move along."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from branch_portal.ground.problems import Place, Problem
from branch_portal.search.fold import fold
from branch_portal.sheets.cells import as_text
from branch_portal.sheets.record_columns import ID, Path, RecordColumn
from branch_portal.sheets.rules import SORTED_ALONE, TITLES
from branch_portal.sheets.workbook import Cell, cell_name

_FROM = 4
"""Cells that changed places, from which on a person hardly did it on purpose."""


def moved(
    name: str,
    positions: Mapping[Path, int],
    rows: Mapping[str, tuple[int, tuple[Cell, ...]]],
    exported: Mapping[str, Mapping[Path, Cell]],
    columns: Sequence[RecordColumn],
    origins: Mapping[int, str],
) -> list[Problem]:
    """What a clerk moved without meaning it, in a sheet called `name`, against the cells that were `exported`.

    `rows` are by id, with their numbers; `origins` are the ids that rows had, by number. Of several signs of one slip
    only the first is told.
    """
    known = [id for id in rows if id in exported]
    here = [column for column in columns if column.path in positions and column.path != ID]
    now = {one.path: [as_text(rows[id][1][positions[one.path]]) for id in known] for one in here}
    then = {one.path: [as_text(exported[id].get(one.path)) for id in known] for one in here}
    numbers = [rows[id][0] for id in known]
    before = {
        one.path: [as_text(exported.get(origins.get(number, ""), {}).get(one.path)) for number in numbers]
        for one in here
    }
    left = [
        (number, path)
        for path in now
        for id, number, cell, own, other in zip(known, numbers, now[path], then[path], before[path], strict=True)
        if origins.get(number, id) in exported and origins.get(number, id) != id and cell == other != own
    ]
    if len(left) >= _FROM:
        number = min(left)[0]
        place = Place(name, number, positions[ID] + 1)
        return [SORTED_ALONE.problem(place, f"「編號」和別的列沒有一起排序，{len(left)}格的內容換到了別的記錄上")]
    changed = [one for one in here if now[one.path] != then[one.path]]
    swapped = [
        (one, two)
        for number, one in enumerate(changed)
        for two in changed[:number]
        if now[one.path] == then[two.path]
        and now[two.path] == then[one.path]
        and sum(a != b for a, b in zip(now[one.path], then[one.path], strict=True)) > 1
    ]
    if swapped:
        return [
            TITLES.problem(
                Place(name, 1, positions[one.path] + 1),
                f"「{two.title}」和「{one.title}」兩列的列名對調了，內容還在原處",
                mend=f"把這兩列的列名換回來：{cell_name(1, positions[one.path] + 1)} 寫「{two.title}」，"
                f"{cell_name(1, positions[two.path] + 1)} 寫「{one.title}」。",
            )
            for one, two in swapped
        ]
    return [
        SORTED_ALONE.problem(Place(name, numbers[at], positions[one.path] + 1), message, mend=mend)
        for one in changed
        for at, message, mend in _alone(one, now[one.path], then[one.path])
    ]


def _alone(column: RecordColumn, now: list[str], then: list[str]) -> Iterator[tuple[int, str, str | None]]:
    """Cells that are those that were exported, but each in another row, in order from top to bottom or one row off."""
    differ = [number for number, (one, other) in enumerate(zip(now, then, strict=True)) if one != other]
    if len(differ) < _FROM:
        return
    if sorted(now) == sorted(then) and _in_order([text for text in now if text]):
        yield differ[0], f"「{column.title}」這一列單獨排過序，{len(differ)}行的內容換到了別的記錄上", None
        return
    first = differ[0]
    up = now[first:] == [*then[first + 1 :], ""]
    if up or now[first:] == ["", *then[first:-1]]:
        message = (
            f"「{column.title}」這一列從這裡起{'往上' if up else '往下'}錯了一行，{len(differ)}行的內容換到了別的記錄上"
        )
        what = "刪去時讓下面的單元格上移了" if up else "插入了一個單元格，下面的都往下移了"
        yield (
            first,
            message,
            f"多半是{what}：撤銷這一步。要清空一格，按 Delete 鍵；確實要這樣改的，分兩次導入，一次改一半。",
        )


def _in_order(texts: Sequence[str]) -> bool:
    """Whether a program that sorts cells leaves them so: numbers by size, texts by their code or, in Chinese, by sound."""
    try:
        keys: list[Any] = [float(text) for text in texts]
    except ValueError:
        keys = list(texts)
        by_sound = [fold(text).encode("gbk", "replace") for text in texts]  # whose common characters are in that order
        if by_sound in (sorted(by_sound), sorted(by_sound, reverse=True)):
            return True
    return keys == sorted(keys) or keys == sorted(keys, reverse=True) or _grouped(keys)


def _grouped(keys: Sequence[Any]) -> bool:
    """Whether equal cells stand together, as they do in whatever order there may be else: by strokes, by a list."""
    starts = [key for number, key in enumerate(keys) if not number or key != keys[number - 1]]
    return len(starts) == len(set(starts)) < len(keys)
