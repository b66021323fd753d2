"""走訪 by half-years: what is written is shown, what is not is blank."""

from branch_portal.project.handbook import Handbook
from branch_portal.systems.grids.halves import half_map
from branch_portal.systems.grids.kinds import GRIDS


def test_every_half_that_is_written_has_a_cell(book: Handbook) -> None:
    grids = list(book[GRIDS].values())
    found = half_map(grids)
    assert set(found.counts) == {(grid.id, one.half) for grid in grids for one in grid.halves}
    assert max(found.depth.values()) == 4
    visits = sum(one.visits for grid in grids for one in grid.halves)
    assert f"走訪{visits}次" in found.said
    assert found.title("2026-h2") == "2026年下半年"


def test_cells_without_halves_are_counted_as_waiting(book: Handbook) -> None:
    first, *others = book[GRIDS].values()
    found = half_map([first.model_copy(update={"halves": ()}), *others])
    assert "個網格還沒有評價" in found.said
    nothing = half_map([first.model_copy(update={"halves": ()})])
    assert (nothing.halves, nothing.said) == ((), "")
