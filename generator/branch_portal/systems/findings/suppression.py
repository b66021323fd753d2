"""小數隱藏: counts of people too small to publish, hidden so that totals do not give them back.

A cell hidden alone can be recomputed from its row's or column's total, and it is nearly known when the hidden cells
of a line add up to a small number. So cells are hidden in company (complementary suppression), the smallest first,
until nothing can be worked out; where a table is too thin for that, totals are hidden too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SMALLEST = 5
"""The smallest count of people that is published (the office's own rule; see guide g37)."""

Cell = int | None
Position = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """Counts as they may be published: None where hidden. `totals` are the rows', `sums` the columns'."""

    cells: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]
    sums: tuple[Cell, ...]
    total: Cell


def suppress(counts: Sequence[Sequence[int]], below: int = SMALLEST, *, totals_known: bool = False) -> Table:
    """The table with every count from 1 to `below` - 1 hidden, and as many others as that takes.

    Zeros are shown: they are about nobody. `counts` has rows of one length and whole numbers from 0. With
    `totals_known` readers know the totals of the rows (none of which may be small) from elsewhere: they are shown, and
    nothing that is hidden rests on them.
    """
    grid = [[*row, sum(row)] for row in counts]
    width = len(grid[0]) if grid else 1
    grid.append([sum(row[column] for row in grid) for column in range(width)])
    free = {(r, c) for r, row in enumerate(grid) for c in range(len(row)) if not (totals_known and c == width - 1)}
    hidden = {(r, c) for r, c in free if 0 < grid[r][c] < below}
    while (position := _next(grid, hidden, free, below)) is not None:
        hidden.add(position)
    shown = [[None if (r, c) in hidden else count for c, count in enumerate(row)] for r, row in enumerate(grid)]
    return Table(
        cells=tuple(tuple(row[:-1]) for row in shown[:-1]),
        totals=tuple(row[-1] for row in shown[:-1]),
        sums=tuple(shown[-1][:-1]),
        total=shown[-1][-1],
    )


def _lines(grid: list[list[int]]) -> Iterator[list[Position]]:
    """Every row and column of the table with its margins; the last position of each is the line's total."""
    height, width = len(grid), len(grid[0])
    yield from ([(r, c) for c in range(width)] for r in range(height))
    yield from ([(r, c) for r in range(height)] for c in range(width))


def _next(grid: list[list[int]], hidden: set[Position], free: set[Position], below: int) -> Position | None:
    """The next of the `free` cells to hide, beside what could be worked out; None when nothing could.

    The cell that leaves least to be worked out goes first, then the smallest.
    """
    for given_away in _given_away(grid, hidden, below):
        beside = {position for line in _lines(grid) if given_away & set(line) for position in line} & free - hidden
        candidates = [position for position in beside if grid[position[0]][position[1]] > 0]
        if candidates:
            left = {one: sum(1 for _ in _given_away(grid, hidden | {one}, below)) for one in candidates}
            return min(candidates, key=lambda one: (left[one], grid[one[0]][one[1]], one))
    return None


def _given_away(grid: list[list[int]], hidden: set[Position], below: int) -> Iterator[set[Position]]:
    """Hidden cells that the shown ones determine, alone or as a sum that is itself a small count.

    A cell is free to take another value exactly when a closed walk over hidden cells passes through it, changing
    row and column in turn: add one and take one away along it, and every shown number stays the same.
    """
    for position in sorted(hidden):
        if not _on_a_cycle(position, hidden):
            yield {position}
    for line in _lines(grid):
        *parts, total = line
        gone = {position for position in parts if position in hidden}
        if gone and total not in hidden and sum(grid[r][c] for r, c in gone) < below:
            yield gone


def _on_a_cycle(position: Position, hidden: set[Position]) -> bool:
    row, column = position
    others = hidden - {position}
    rows, columns, grew = {row}, set[int](), True
    while grew:
        before = len(rows) + len(columns)
        columns |= {c for r, c in others if r in rows}
        rows |= {r for r, c in others if c in columns}
        grew = len(rows) + len(columns) > before
    return column in columns
