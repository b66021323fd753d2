"""提醒單: numbered batches without gaps or doubles, frozen by hash, corrected in the open."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from branch_portal import rooms
from branch_portal.build import build_site
from branch_portal.check import read_handbook
from branch_portal.project.handbook import Handbook, announce
from branch_portal.project.load import load
from branch_portal.project.reading import Folders, Reading
from branch_portal.systems.slips.batch import slip_batches
from branch_portal.systems.slips.content import changes, content_hash
from branch_portal.systems.slips.events import events
from branch_portal.systems.slips.issue import CannotIssue, correct, issue
from branch_portal.systems.slips.model import SlipRecord
from branch_portal.systems.slips.rules import check
from branch_portal.year.kinds import DUTIES, TERMS
from branch_portal.year.schedule import Schedule
from tests.mistakes import Case, check_case, problems
from tests.portal import Portal, duty, guide
from tests.sample import AS_OF

D = dt.date
ISSUED = "data/slip_batches/tx-2026-22.yml"
CORRECTION = "\ncorrections:\n  - {on: %s, what: 更正, approved_by: dept_specialist, sha256: '" + 64 * "0" + "'}\n"

CASES = [
    Case("SLIP-01", "data/slip_batches/tx-2026-25.yml", "", "id: tx-2026-25\n", 1),
    Case("SLIP-03", "data/duties/a47.yml", "11-30", "11-29", 0, ISSUED),
    Case("SLIP-03", "data/duties/a47.yml", "title: ", "title: 新", 0, ISSUED),
    Case("SLIP-03", ISSUED, "issued_on", "emphasis: 新的要點\nissued_on", 0),
    Case("SLIP-04", "data/slip_batches/tx-2026-21.yml", "", "", 3, ISSUED),
    Case("SLIP-05", ISSUED, "issued_on: 2026-11-20", "issued_on: 2026-12-07", 3),
    Case("SLIP-05", ISSUED, "issued_on: 2026-11-20", "issued_on: 2026-11-05", 3),
    Case("SLIP-05", ISSUED, "\nsha256", CORRECTION % "2026-11-01" + "sha256", 3),
    Case("SLIP-05", ISSUED, "\nsha256", CORRECTION % "2027-03-01" + "sha256", 3),
    Case("SLIP-06", ISSUED, "issued_on: 2026-11-20\n", "", 0),
]  # fmt: skip


A47, A51 = "data/duties/a47.yml", "data/duties/a51.yml"


@pytest.fixture
def issued(mini: Portal) -> Portal:
    """A portal that issued three slips, the last on 20 November; the next is due."""
    mini.put(A47, duty("a47", "報計劃", {"every": "year", "on": "11-30"}))
    mini.put(A51, duty("a51", "自查", {"every": "year", "on": "12-15"}))
    mini.put(
        "data/forms/close-out-request.yml",
        {"id": "close-out-request", "title": "結項申請", "kind": "letter", "purpose": "結項"},
    )
    mini.put(
        "content/guide/g02.md",
        guide(
            "g02",
            "怎麼結項",
            {"step-ask": "申請"},
            standalone="沒有固定期限",
            forms=["close-out-request"],
            step_uses=[{"step": "step-ask", "forms": ["close-out-request"]}],
        ),
    )
    for number, day in (
        ("TX-2026-20", D(2026, 10, 23)),
        ("TX-2026-21", D(2026, 11, 6)),
        ("TX-2026-22", D(2026, 11, 20)),
    ):
        issue(mini.root, number, day, day, read_handbook)
    assert mini.problems() == []
    return mini


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(issued: Portal, case: Case) -> None:
    check_case(issued.root, case)


def by_month(book: Handbook) -> Handbook:
    settings = book.settings.model_copy(update={"slips": "month"})
    return book.having(settings=settings, slip_batches={})


@pytest.mark.parametrize("mode", ["term", "month"])
def test_every_item_is_in_one_batch(book: Handbook, schedule: Schedule, mode: str) -> None:
    batches = slip_batches(book if mode == "term" else by_month(book), schedule)
    held = [item.id for batch in batches for item in batch.occurrences]
    assert len(held) == len(set(held))
    due = {item.id for year in schedule.company.values() for item in year if item.due <= batches[-1].last}
    assert set(held) == due
    assert all(batch.occurrences for batch in batches)
    assert all(before.last + dt.timedelta(days=1) == after.first for before, after in pairwise(batches))


def test_serials_have_no_gaps(book: Handbook, schedule: Schedule) -> None:
    batches = slip_batches(book, schedule)
    assert [batch.number for batch in batches[:24]] == [f"TX-2026-{n:02}" for n in range(1, 25)]
    monthly = slip_batches(by_month(book), schedule)
    assert [batch.number for batch in monthly] == [f"TX-{y}-{n:02}" for y in (2026, 2027) for n in range(1, 13)]


def test_a_frozen_batch_is_what_was_issued(book: Handbook, schedule: Schedule) -> None:
    issued = [batch for batch in slip_batches(book, schedule) if batch.issued_on]
    assert len(issued) == 22
    for batch in issued:
        assert batch.record.frozen == content_hash(book, batch)
        assert bool(changes(book, batch)) == bool(batch.record.corrections)


def test_the_hash_knows_what_matters_and_nothing_else(book: Handbook, schedule: Schedule) -> None:
    batch = slip_batches(book, schedule)[21]
    item = batch.occurrences[0]
    before = content_hash(book, batch)
    later = replace(batch, occurrences=(replace(item, due=item.due + dt.timedelta(1)), *batch.occurrences[1:]))
    assert content_hash(book, later) != before
    assert content_hash(book, replace(batch, emphasis="別的要點")) != before
    with_material = batch.record.model_copy(update={"materials": ("archive-card",)})
    assert content_hash(book, replace(batch, record=with_material)) != before
    renamed = book.having(terms={**book[TERMS], "xiaoxue": book[TERMS]["xiaoxue"].model_copy(update={"title": "甲"})})
    assert content_hash(renamed, batch) == before
    moved = replace(batch, occurrences=(replace(item, green=D(2026, 1, 1)), *batch.occurrences[1:]))
    assert content_hash(book, moved) == before


def test_issue_then_change_then_correct(issued: Portal) -> None:
    portal = issued.root
    issue(portal, "tx-2026-23", AS_OF, AS_OF, read_handbook)
    with pytest.raises(CannotIssue, match="已在"):
        issue(portal, "TX-2026-23", AS_OF, AS_OF, read_handbook)
    with pytest.raises(CannotIssue, match="沒有變"):
        correct(portal, "TX-2026-23", AS_OF, "沒有", "dept_specialist", AS_OF, read_handbook)
    issued.replace(A51, "12-15", "12-16")
    (found,) = [problem for problem in problems(portal) if problem.rule == "SLIP-03"]
    assert "a51.2026 的期限由 2026-12-15 變成 2026-12-16" in found.message
    before = (portal / "data" / "slip_batches" / "tx-2026-23.yml").read_bytes()
    for on, what, why in (
        (AS_OF, "順" * 121, "--what"),
        (AS_OF, " ", "--what"),
        (D(2026, 1, 1), "順延", "--on"),
        (D(2026, 11, 25), "順延", "還沒有到"),
    ):
        with pytest.raises(CannotIssue, match=why):
            correct(portal, "TX-2026-23", on, what, "dept_specialist", AS_OF, read_handbook)
    assert (portal / "data" / "slip_batches" / "tx-2026-23.yml").read_bytes() == before
    correct(portal, "TX-2026-23", AS_OF, "自查期限順延一天，與考評安排一致", "dept_specialist", AS_OF, read_handbook)
    assert {problem.rule for problem in problems(portal) if problem.severity == "error"} <= {"CAL-01"}
    site = build_site(portal, AS_OF, Reading(), preview=True)
    shown = next(page.render() for page in site.pages if page.path == "year/2026/daxue/slip/")
    assert "自查期限順延一天" in shown
    assert "原12月15日" in shown


def test_a_batch_without_items_says_why(root: Path, book: Handbook) -> None:
    records = load(Folders(root), Reading(), rooms.KINDS)
    empty = book.having(duties={"q01": book[DUTIES]["q01"]}, initiatives={}, slip_batches={})
    found = list(check(records.having(slip_batches={}), empty, AS_OF))
    assert {problem.rule for problem in found} == {"SLIP-02"}
    assert len(found) == 48 - 8
    reason = {"tx-2026-01": SlipRecord(id="tx-2026-01", none="年初無集中任務")}
    assert len(list(check(records.having(slip_batches={}), empty.having(slip_batches=reason), AS_OF))) == 39


@pytest.mark.parametrize(("number", "on"), [("TX-2026-99", D(2026, 12, 7)), ("TX-2026-23", D(2026, 12, 22))])
def test_what_cannot_be_issued(issued: Portal, number: str, on: dt.date) -> None:
    with pytest.raises(CannotIssue):
        issue(issued.root, number, on, on, read_handbook)


def test_no_batch_is_issued_before_the_one_in_front_of_it(issued: Portal) -> None:
    with pytest.raises(CannotIssue, match="TX-2026-23 還沒有簽發，編號會斷。先簽發它"):
        issue(issued.root, "TX-2026-24", AS_OF, AS_OF, read_handbook)


def test_a_draft_keeps_its_words_when_issued(issued: Portal) -> None:
    portal = issued.root
    draft = portal / "data" / "slip_batches" / "tx-2026-23.yml"
    draft.write_text("id: tx-2026-23\nemphasis: 結項和自查一起抓\nforms: [close-out-request]\n", "utf-8")
    issue(portal, "TX-2026-23", D(2026, 11, 24), AS_OF, read_handbook)
    assert draft.read_text("utf-8").startswith("id: tx-2026-23\nemphasis: 結項和自查一起抓\n")
    assert {problem.rule for problem in problems(portal) if problem.severity == "error"} <= {"CAL-01"}


def test_the_feed_names_a_batch_by_its_serial(book: Handbook, schedule: Schedule) -> None:
    found = {event.uid: event for event in events(announce(book), schedule)}
    assert found["slip-tx-2026-22"].first == D(2026, 11, 20)
    assert found["slip-tx-2026-23"].first == D(2026, 12, 7)
    assert found["slip-tx-2026-22"].page == "year/2026/xiaoxue/slip/"


def test_a_printed_slip_leads_back_to_its_page(site: Path) -> None:
    for page, target in (("year/2026/daxue/slip/", "year/2026/daxue/slip/"), ("tasks/rw2606/slip/", "tasks/rw2606/")):
        text = (site / page / "index.html").read_text("utf-8")
        assert f'data-qr="https://portal.example.com/{target}"' in text
        other = (site / "hans" / page / "index.html").read_text("utf-8")
        assert f'data-qr="https://portal.example.com/hans/{target}"' in other


def test_slips_that_one_change_reaches_are_told_of_once(issued: Portal) -> None:
    for number in ("tx-2026-23", "tx-2026-24"):
        issue(issued.root, number, AS_OF, AS_OF, read_handbook)
    issued.replace("data/duties/m01.yml", "開支委會", "開支委會會議")
    (found,) = [problem for problem in problems(issued.root) if problem.rule == "SLIP-03"]
    assert "3期提醒單" in found.message
    assert "編號依次是 TX-2026-20、TX-2026-22、TX-2026-24" in found.mend
    for number in ("TX-2026-20", "TX-2026-22", "TX-2026-24"):
        correct(issued.root, number, AS_OF, "改了名稱", "dept_specialist", AS_OF, read_handbook)
    assert not [problem for problem in problems(issued.root) if problem.rule == "SLIP-03"]
