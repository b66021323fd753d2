"""Small counts of people: what is shown must not give back what is hidden."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_portal.systems.findings.suppression import Table, suppress


def test_a_table_without_small_counts_is_shown_whole() -> None:
    table = suppress([[5, 0, 12], [7, 9, 0]])
    assert table == Table(((5, 0, 12), (7, 9, 0)), (17, 16), (12, 9, 12), 33)


def test_one_small_count_takes_others_with_it() -> None:
    table = suppress([[3, 20, 30], [10, 11, 12]])
    assert table.cells[0][0] is None
    assert 4 <= sum(cell is None for row in table.cells for cell in row) <= 5
    assert table.total == 86


def test_two_small_counts_are_not_left_to_their_sum() -> None:
    """1 and 1 hidden beside a total would say that both are 1."""
    table = suppress([[1, 1, 30, 40]])
    assert table.cells[0][:2] == (None, None)
    assert table.totals == (None,) or table.cells[0][2] is None


def test_a_single_small_count_hides_its_total() -> None:
    assert suppress([[3]]) == Table(((None,),), (None,), (None,), None)


def test_nothing_of_nothing() -> None:
    assert suppress([]) == Table((), (), (0,), 0) or suppress([]).cells == ()
    assert suppress([[0, 0]]) == Table(((0, 0),), (0,), (0, 0), 0)


def feasible(table: Table, limit: int) -> list[tuple[int, ...]]:
    """Every table of counts up to `limit` that a reader cannot tell from the true one."""
    height, width = len(table.cells), len(table.cells[0])
    shown = [cell for row in table.cells for cell in row]
    found = []
    for values in product(*([cell] if cell is not None else range(limit + 1) for cell in shown)):
        rows = [sum(values[r * width : (r + 1) * width]) for r in range(height)]
        columns = [sum(values[c::width]) for c in range(width)]
        margins = zip((*table.totals, *table.sums, table.total), (*rows, *columns, sum(rows)), strict=True)
        if all(published is None or published == true for published, true in margins):
            found.append(values)
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([(1, 2), (1, 3), (2, 2)]).flatmap(
        lambda shape: st.lists(
            st.lists(st.integers(0, 6), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
        )
    )
)
def test_no_small_count_can_be_worked_out(counts: list[list[int]]) -> None:
    below = 3
    table = suppress(counts, below)
    truth = [cell for row in counts for cell in row]
    possible = feasible(table, 8)
    assert tuple(truth) in possible
    for index, count in enumerate(truth):
        if 0 < count < below:
            assert len({values[index] for values in possible}) > 1


@pytest.mark.parametrize("below", [0, 1])
def test_without_a_limit_nothing_is_hidden(below: int) -> None:
    assert suppress([[1, 2]], below) == Table(((1, 2),), (3,), (1, 2), 3)


def test_totals_that_are_known_stay_and_hide_nothing() -> None:
    table = suppress([[1, 4], [0, 5]], 3, totals_known=True)
    assert table == Table(((None, None), (0, 5)), (5, 5), (None, None), 10)
