"""Bulletins for readers outside, all quarters held side by side: none gives back what another hides."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branch_portal.project.handbook import Handbook
from branch_portal.systems.findings.balance import figures
from branch_portal.systems.findings.external import STATUS_TITLES, ExternalRow, external_rows
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.findings.model import TIER_TITLES, Finding
from branch_portal.year.quarter import Quarter, quarter
from tests.systems.findings.problems import finding, log

QUARTERS = ("2026-q1", "2026-q2", "2026-q3")
BELOW = 3
MOST = 7
Table = tuple[tuple[int, ...], ...]


def possible(rows: Sequence[ExternalRow], most: int) -> list[Table]:
    """Every table of a quarter that a reader of its sheet cannot tell from the true one."""
    *tiers, whole = rows
    free = [[(cell,) if cell is not None else range(most + 1) for cell in row.statuses] for row in tiers]
    found = []
    for flat in product(*(one for row in free for one in row)):
        width = len(STATUS_TITLES)
        table = tuple(flat[at : at + width] for at in range(0, len(flat), width))
        told = [(row.registered, sum(cells)) for row, cells in zip(tiers, table, strict=True)]
        told += [(whole.statuses[c], sum(cells[c] for cells in table)) for c in range(width)]
        told.append((whole.registered, sum(flat)))
        if all(shown is None or shown == true for shown, true in told):
            found.append(table)
    return found


def given_back(findings: Sequence[Finding], most: int) -> list[tuple[str, str, str, int]]:
    """Small counts that only one number fits, when all quarters are read together: what is registered never grows less."""
    sheets = {id: external_rows(findings, quarter(id), BELOW) for id in QUARTERS}
    tables = {id: possible(rows, most) for id, rows in sheets.items()}
    titles = {id: [row.title for row in rows[:-1]] for id, rows in sheets.items()}
    changed = True
    while changed:
        changed = False
        for one, other in pairwise(QUARTERS):

            def follows(a: Table, b: Table, one: str = one, other: str = other) -> bool:
                later = dict(zip(titles[other], b, strict=True))
                return all(sum(cells) <= sum(later.get(title, ())) for title, cells in zip(titles[one], a, strict=True))

            left = [a for a in tables[one] if any(follows(a, b) for b in tables[other])]
            right = [b for b in tables[other] if any(follows(a, b) for a in tables[one])]
            changed |= (len(left), len(right)) != (len(tables[one]), len(tables[other]))
            tables[one], tables[other] = left, right
    wrong = []
    for id in QUARTERS:
        for r, title in enumerate(titles[id]):
            (tier,) = (key for key, name in TIER_TITLES.items() if name == title)
            true = figures([one for one in findings if one.tier == tier], quarter(id))
            for c, name in enumerate(STATUS_TITLES):
                count = getattr(true, name)
                if 0 < count < BELOW and len({table[r][c] for table in tables[id]}) < 2:
                    wrong.append((id, title, name, count))
    return wrong


def test_no_quarter_of_the_sample_gives_back_what_another_hides(book: Handbook) -> None:
    assert given_back(list(book[FINDINGS].values()), 12) == []


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


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(list(TIER_TITLES)[:2]), st.integers(0, 2), st.sampled_from([None, 0, 1])), max_size=9
    )
)
def test_no_small_count_is_given_back_by_another_quarter(kinds: list[tuple[str, int, int | None]]) -> None:
    assert given_back([made(number, *kind) for number, kind in enumerate(kinds)], MOST) == []


def test_a_sheet_that_hides_the_small_counts_alone_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = external_rows

    def alone(findings: Sequence[Finding], period: Quarter, below: int) -> tuple[ExternalRow, ...]:
        rows = honest(findings, period, 0)
        small = range(1, below)
        hidden = (tuple(None if cell in small else cell for cell in row.statuses) for row in rows)
        return tuple(ExternalRow(row.title, cells, row.registered) for row, cells in zip(rows, hidden, strict=True))

    problems = [made(number, "branch", 0, 1 if number < 4 else 0) for number in range(5)]
    assert given_back(problems, MOST) == []
    monkeypatch.setattr("tests.systems.findings.test_quarters.external_rows", alone)
    assert given_back(problems, MOST) == [("2026-q1", TIER_TITLES["branch"], "done", 1)]
