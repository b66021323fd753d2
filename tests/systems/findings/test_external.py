"""Bulletins for readers outside: small counts and what gives them back are hidden, the same everywhere."""

import json
from itertools import product

import pytest

from branch_portal.gather.exports import document
from branch_portal.gather.exports import table as csv_of
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.rooms import ROOMS
from branch_portal.site.templates import environment
from branch_portal.system.dataset import Dataset
from branch_portal.system.snapshot import take_snapshot
from branch_portal.systems.findings import release_pages as quarters
from branch_portal.systems.findings.balance import figures
from branch_portal.systems.findings.datasets import external_datasets
from branch_portal.systems.findings.external import STATUS_TITLES, WHOLE, ExternalRow, external_sheets, tells_few
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import TIER_TITLES
from branch_portal.year.quarter import quarter
from tests.sample import AS_OF

QUARTERS = ("2026-q1", "2026-q2", "2026-q3")


def rows_of(book: Handbook, id: str, below: int = 3) -> tuple[ExternalRow, ...]:
    return external_sheets(list(book[FINDINGS].values()), list(map(quarter, QUARTERS)), below)[id]


@pytest.mark.parametrize("id", QUARTERS)
def test_no_small_count_is_shown_or_can_be_worked_out(book: Handbook, id: str) -> None:
    findings, period = list(book[FINDINGS].values()), quarter(id)
    *rows, whole = rows_of(book, id)
    true = [figures([one for one in findings if TIER_TITLES[one.tier] == row.title], period) for row in rows]
    shown = [cell for row in (*rows, whole) for cell in (*row.statuses, row.registered)]
    assert not {1, 2} & set(shown)
    for row, counts in zip(rows, true, strict=True):
        assert counts.registered == counts.done + counts.carried
        for cell, name in zip(row.statuses, STATUS_TITLES, strict=True):
            assert cell in (None, getattr(counts, name))
    # Every small count could also be another number, as far as a reader can tell.
    hidden = [(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row.statuses) if cell is None]
    possible: dict[tuple[int, int], set[int]] = {place: set() for place in hidden}
    near = [
        range(max(0, getattr(true[r], name := list(STATUS_TITLES)[c]) - 2), getattr(true[r], name) + 3)
        for r, c in hidden
    ]
    for values in product(*near):
        guess = dict(zip(hidden, values, strict=True))
        table = [[guess.get((r, c), cell) or 0 for c, cell in enumerate(row.statuses)] for r, row in enumerate(rows)]
        margins = [(row.registered, sum(cells)) for row, cells in zip(rows, table, strict=True)]
        margins += [(whole.statuses[c], sum(cells[c] for cells in table)) for c in range(len(STATUS_TITLES))]
        margins += [(whole.registered, sum(map(sum, table)))]
        if all(told is None or told == total for told, total in margins):
            for place in hidden:
                possible[place].add(guess[place])
    assert all(len(values) > 1 for values in possible.values())


def test_a_rate_needs_both_of_its_numbers(book: Handbook) -> None:
    for id in QUARTERS:
        for row in rows_of(book, id):
            assert (row.rate == "—") == (row.registered is None or row.statuses[0] is None)


def test_from_one_on_nothing_is_hidden(book: Handbook) -> None:
    rows = rows_of(book, "2026-q3", 1)
    assert rows[-1].registered == figures(book[FINDINGS].values(), quarter("2026-q3")).registered
    assert all(cell is not None for row in rows for cell in (*row.statuses, row.registered))


def test_tiers_are_told_when_none_of_them_is_small(book: Handbook) -> None:
    assert [row.title for row in rows_of(book, "2026-q1")] == [WHOLE]
    assert [row.title for row in rows_of(book, "2026-q2")] == [*TIER_TITLES.values(), WHOLE]
    assert all(row.registered is not None for row in rows_of(book, "2026-q2"))


def test_page_and_tables_hide_the_same(book: Handbook) -> None:
    snapshot, jinja = take_snapshot(book, AS_OF, ROOMS), environment()
    (table,) = external_datasets(snapshot)
    pages = {page.path: page.render() for page in quarters.pages(snapshot, jinja) if page.path.endswith("/external/")}
    for id in QUARTERS:
        rows = [row for row in table.rows if row["quarter"] == id]
        hidden = sum(row[key] is None for row in rows for key in ("registered", *STATUS_TITLES))
        page = pages[f"findings/{id}/external/"]
        assert page.count("<td>不公布</td>") == hidden
        assert not any(f"{finding.id}/" in page for finding in book[FINDINGS].values())
        assert not any(branch.title in page or branch.short in page for branch in book[BRANCHES].values())
    told_rows, csv = json_of(table), csv_of(table).decode("utf-8-sig").splitlines()[1:]
    for row, line, told in zip(table.rows, csv, told_rows, strict=True):
        for key in ("registered", *STATUS_TITLES):
            assert told[key] == row[key]
        assert line.split(",")[3:].count("") == sum(row[key] is None for key in ("registered", *STATUS_TITLES))


def json_of(table: Dataset) -> list[dict[str, object]]:
    return list(json.loads(document(table, sample=True))["rows"])


@pytest.mark.parametrize(
    "text", ["這一項改了流程", "第二項措施", "新增十一項", "22項", "每一項都有人管", "兩個季度", "三項"]
)
def test_a_sentence_without_a_small_count_passes(text: str) -> None:
    assert not tells_few(text, 3)


def test_what_is_said_inside_is_not_said_outside(book: Handbook) -> None:
    snapshot, jinja = take_snapshot(book, AS_OF, ROOMS), environment()
    pages = {page.path: page.render() for page in quarters.pages(snapshot, jinja)}
    for id in QUARTERS:
        one, page = book[RELEASES][id], pages[f"findings/{id}/external/"]
        assert one.outside
        assert all(text in page for text in one.outside)
        assert not any(text in page for text in one.summary)
