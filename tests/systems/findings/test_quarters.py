"""Bulletins for readers outside, all quarters held side by side: none gives back what another hides."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from branch_portal.project.handbook import Handbook
from branch_portal.systems.findings import external
from branch_portal.systems.findings.balance import figures
from branch_portal.systems.findings.external import STATUS_TITLES, ExternalRow, external_sheets
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import TIER_TITLES, Finding
from branch_portal.systems.findings.suppression import Cell, Table, suppress
from branch_portal.year.quarter import quarter
from tests.systems.findings.problems import finding, log

QUARTERS = ("2026-q1", "2026-q2", "2026-q3")
BELOW = 3
TITLES = tuple(TIER_TITLES.values())
Tier = tuple[int, ...]
"""Counts of a tier by status."""


def parts(total: int, places: int) -> Iterator[Tier]:
    """Every way to share a number among places."""
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in parts(total - first, places - 1))


def possible(rows: Sequence[ExternalRow]) -> list[tuple[Tier, ...]] | None:
    """Every table of a quarter, tier by tier, that a reader of its sheet cannot tell from the true one.

    None for a sheet that tells nothing: no table can be told from another by it.
    """
    *tiers, whole = rows
    if whole.registered is None:
        assert not tiers
        assert set(whole.statuses) == {None}
        return None
    if tiers or not whole.registered:
        shown = {row.title: row for row in tiers}
        assert None not in {row.registered for row in tiers}
        choices = [
            [
                cells
                for cells in parts(shown[title].registered or 0, len(STATUS_TITLES))
                if all(told in (None, cell) for told, cell in zip(shown[title].statuses, cells, strict=True))
            ]
            if title in shown
            else [(0,) * len(STATUS_TITLES)]
            for title in TITLES
        ]
        tables = list(product(*choices))
    else:
        width = len(TITLES)
        tables = [tuple(zip(flat[:width], flat[width:], strict=True)) for flat in parts(whole.registered, width * 2)]
    return [
        table
        for table in tables
        if all(told in (None, sum(cells[c] for cells in table)) for c, told in enumerate(whole.statuses))
    ]


def registered(table: Sequence[Tier]) -> Tier:
    return tuple(map(sum, table))


def at_most(fewer: Tier, more: Tier) -> bool:
    return all(one <= other for one, other in zip(fewer, more, strict=True))


def given_back(findings: Sequence[Finding]) -> list[tuple[str, str, str, int]]:
    """Small counts that only one number fits, when all quarters are read together: what is registered never grows less.

    A quarter whose sheet tells nothing cannot come between two others: what was registered may have come all in it, or
    none. Of itself it is only known that every tier lies between the quarters beside it.
    """
    sheets = external_sheets(findings, [quarter(id) for id in QUARTERS], BELOW)
    every = {id: possible(sheets[id]) for id in QUARTERS}
    tables = {id: found for id, found in every.items() if found is not None}
    changed = True
    while changed:
        changed = False
        for one, other in pairwise(tables):
            before, after = ({registered(table) for table in tables[id]} for id in (one, other))
            left = {a for a in before if any(at_most(a, b) for b in after)}
            right = {b for b in after if any(at_most(a, b) for a in before)}
            changed |= (left, right) != (before, after)
            tables[one] = [table for table in tables[one] if registered(table) in left]
            tables[other] = [table for table in tables[other] if registered(table) in right]
    wrong = []
    for id, (t, (tier, title)) in product(QUARTERS, enumerate(TIER_TITLES.items())):
        true = figures([one for one in findings if one.tier == tier], quarter(id))
        for c, name in enumerate((*STATUS_TITLES, "registered")):
            count = getattr(true, name)
            if not 0 < count < BELOW:
                continue
            if id in tables:
                fits = {(*table[t], sum(table[t]))[c] for table in tables[id]}
            else:
                low, high = _between(tables, id, t)
                fits = set(range(low if name == "registered" else 0, high + 1))
            if len(fits) < 2:
                wrong.append((id, title, name, count))
    return wrong


def _between(tables: Mapping[str, Sequence[Sequence[Tier]]], id: str, tier: int) -> tuple[int, int]:
    """The least and the most that a tier may have registered in a quarter that tells nothing."""
    low = max((min(sum(table[tier]) for table in tables[one]) for one in tables if one < id), default=0)
    high = min((max(sum(table[tier]) for table in tables[one]) for one in tables if one > id), default=99)
    return low, high


def test_no_quarter_of_the_sample_gives_back_what_another_hides(book: Handbook) -> None:
    assert given_back(list(book[FINDINGS].values())) == []


def made(number: int, tier: str, found: int, done: int | None) -> Finding:
    """A problem of a tier, registered in a quarter (from 0) and closed so many quarters later."""
    first = dt.date(2026, 1 + 3 * found, 5)
    entries = [(str(first), "found", "dept_specialist"), (str(first + dt.timedelta(1)), "assigned", "dept_specialist")]
    if done is not None:
        closed = first + dt.timedelta(91 * done)
        entries += [
            (str(closed + dt.timedelta(days)), state, "dept_specialist")
            for days, state in ((10, "submitted"), (11, "verifying"), (12, "closed"))
        ]
    return finding(id=f"x{number}", tier=tier, found_on=first, log=log(*entries), disclosure=None, public=False)


Made = tuple[str, int, int | None]
HIDDEN_BETWEEN: list[Made] = [
    ("city_committee", 1, None),
    ("city_committee", 1, 1),
    ("branch", 0, None),
    ("branch", 0, None),
    ("branch", 0, 0),
]
"""A tier shown with 3 before and after a quarter that hid it beside a total of 5: the other tier had 2."""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(list(TIER_TITLES)), st.integers(0, 2), st.sampled_from([None, 0, 1])), max_size=9
    )
)
@example(HIDDEN_BETWEEN)
@example([*HIDDEN_BETWEEN, ("city_committee", 2, None)])
def test_no_small_count_is_given_back_by_another_quarter(kinds: list[Made]) -> None:
    assert given_back([made(number, *kind) for number, kind in enumerate(kinds)]) == []


def test_a_tier_is_not_given_back_by_the_total_between_two_quarters(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [made(number, *kind) for number, kind in enumerate([*HIDDEN_BETWEEN, ("city_committee", 2, None)])]
    sheets = external_sheets(problems, [quarter(id) for id in QUARTERS], BELOW)
    assert [[row.registered for row in rows] for rows in sheets.values()] == [[3, 3], [None], [3, 3, 6]]
    with monkeypatch.context() as changed:
        changed.setattr(external, "all", lambda _: True, raising=False)
        assert ("2026-q2", TIER_TITLES["city_committee"], "registered", 2) in given_back(problems)


def test_a_sheet_that_hides_the_small_counts_alone_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def alone(counts: Sequence[Sequence[int]], below: int, *, totals_known: bool) -> Table:
        def hide(row: Sequence[Cell]) -> tuple[Cell, ...]:
            return tuple(None if cell is not None and 0 < cell < below else cell for cell in row)

        whole = suppress(counts, 0, totals_known=totals_known)
        return Table(tuple(map(hide, whole.cells)), whole.totals, whole.sums, whole.total)

    problems = [made(number, "branch", 0, 1 if number < 4 else 0) for number in range(5)]
    assert given_back(problems) == []
    monkeypatch.setattr(external, "suppress", alone)
    assert given_back(problems) == [("2026-q1", TIER_TITLES["branch"], "done", 1)]
