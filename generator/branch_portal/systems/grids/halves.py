"""走訪 by half-years as a map: what every cell counted, none of it of persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from branch_portal.charts.shapes import intensity
from branch_portal.systems.grids.model import Grid, GridHalf


@dataclass(frozen=True)
class HalfMap:
    """`halves` in their order; for each cell and half its counts, None where nothing is written, and their depth, 0 to 4."""

    halves: tuple[str, ...]
    counts: Mapping[tuple[str, str], GridHalf]
    depth: Mapping[tuple[str, str], int]
    said: str

    def title(self, half: str) -> str:
        """`2026年上半年`."""
        return f"{half[:4]}年{'上' if half.endswith('1') else '下'}半年"


def half_map(grids: Sequence[Grid]) -> HalfMap:
    """The half-years that any cell has counted."""
    counts = {(grid.id, one.half): one for grid in grids for one in grid.halves}
    halves = tuple(sorted({half for _, half in counts}))
    keyed = {f"{id}/{half}": one.visits for (id, half), one in counts.items()}
    deep = intensity(keyed)
    depth = {(id, half): deep[f"{id}/{half}"] for id, half in counts}
    return HalfMap(halves, counts, depth, _said(grids, halves, counts))


def _said(grids: Sequence[Grid], halves: Sequence[str], counts: Mapping[tuple[str, str], GridHalf]) -> str:
    if not halves:
        return ""
    visits, requests, on_time = (
        sum(getattr(one, field) for one in counts.values()) for field in ("visits", "requests", "on_time")
    )
    silent = sum(not any((grid.id, half) in counts for half in halves) for grid in grids)
    waiting = f"；{silent}個網格還沒有評價" if silent else ""
    return f"{len(grids)}個網格{len(halves)}個半年走訪{visits}次，訴求{requests}件，按時答覆{on_time}件{waiting}。"
