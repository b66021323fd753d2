"""三審三查三訪 as of earlier days: nothing is known before it happened."""

import datetime as dt

import pytest

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.site.templates import environment
from branch_portal.systems.supervision import pages as supervision
from branch_portal.systems.supervision.datasets import inspection_datasets, interview_datasets, review_datasets
from branch_portal.systems.supervision.figures import (
    approved_on,
    inspection_on,
    interview_on,
    last_opinions,
    review_state,
    reviews_said,
)
from branch_portal.systems.supervision.kinds import INSPECTIONS, INTERVIEWS, REVIEWS
from branch_portal.systems.supervision.model import Review
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF
from tests.snapshots import snapshot_of

D = dt.date


def opinion(side: str, on: D, opinion: str = "accept") -> dict[str, object]:
    return {"side": side, "organisation": side, "role": "dept_specialist", "on": on, "opinion": opinion}


REVIEW = Review.model_validate(
    {
        "id": "2026-b01",
        "year": 2026,
        "subject": "b01",
        "signoffs": (
            opinion("party", D(2026, 1, 9)),
            opinion("business", D(2026, 1, 12), "revise"),
            opinion("branch", D(2026, 1, 13)),
            opinion("business", D(2026, 1, 20)),
            opinion("party", D(2026, 3, 2), "revise"),
            opinion("party", D(2026, 3, 9)),
        ),
    }
)


@pytest.mark.parametrize(
    ("day", "state", "approved", "opinions"),
    [
        (D(2026, 1, 8), "waiting", None, 0),
        (D(2026, 1, 9), "waiting", None, 1),
        (D(2026, 1, 12), "revising", None, 2),
        (D(2026, 1, 19), "revising", None, 3),
        (D(2026, 1, 20), "approved", D(2026, 1, 20), 3),
        (D(2026, 3, 2), "revising", None, 3),
        (D(2026, 3, 9), "approved", D(2026, 3, 9), 3),
    ],
)
def test_a_plan_is_approved_when_all_three_last_agreed(day: D, state: str, approved: D | None, opinions: int) -> None:
    assert review_state(REVIEW, day) == state
    assert approved_on(REVIEW, day) == approved
    assert len(last_opinions(REVIEW, day)) == opinions


def test_an_inspection_is_planned_until_its_day(book: Handbook) -> None:
    held = next(one for one in book[INSPECTIONS].values() if one.status == "held" and one.findings)
    assert held.on
    before = inspection_on(held, held.on - dt.timedelta(days=1))
    assert (before.status, before.units, before.found, before.findings) == ("planned", (), 0, ())
    assert inspection_on(held, held.on) == held
    for one in book[INSPECTIONS].values():
        if one.status != "held":
            assert inspection_on(one, D.min) == one


def test_interviews_have_no_figures_until_they_are_over(book: Handbook) -> None:
    held = next(one for one in book[INTERVIEWS].values() if one.status == "held")
    assert held.last
    before = interview_on(held, held.last - dt.timedelta(days=1))
    assert (before.status, before.n, before.scores, before.themes, before.findings) == ("planned", None, (), (), ())
    assert (before.first, before.last) == (held.first, held.last)
    assert interview_on(held, held.last) == held


@pytest.mark.parametrize("day", [D(2025, 12, 31), D(2026, 3, 15), D(2026, 7, 1), D(2026, 11, 24)])
def test_pages_and_tables_of_an_earlier_day_know_nothing_later(book: Handbook, schedule: Schedule, day: D) -> None:
    snapshot, jinja = snapshot_of(book, schedule, day), environment()
    held = [one for one in snapshot.book[INSPECTIONS].values() if one.status == "held"]
    assert all(one.on is None or one.on <= day for one in held)
    tables = {table.id: table for make in (inspection_datasets, interview_datasets) for table in make(snapshot)}
    shown = {id: [row for row in table.rows if row["status"] == "已開展"] for id, table in tables.items()}
    assert all(row["on"] <= day for row in shown["inspections"])  # type: ignore[operator]
    assert all(row["last"] <= day for row in shown["interviews"])  # type: ignore[operator]
    (reviews,) = review_datasets(snapshot)
    assert all(row["approved_on"] is None or row["approved_on"] <= day for row in reviews.rows)  # type: ignore[operator]
    text = "".join(page.render() for page in supervision.pages(snapshot, jinja))
    section = supervision.branch_section(snapshot, jinja)
    text += "".join(section.body(branch) for branch in book[BRANCHES].values())
    # Each says so in its own section; the map over them has the number of its problems instead.
    assert text.count("已開展") == len(shown["inspections"]) + len(shown["interviews"])


def test_the_plans_count_as_reviewed_only_from_their_day(book: Handbook) -> None:
    for review in book[REVIEWS].values():
        days = sorted({entry.on for entry in review.signoffs})
        assert review_state(review, days[0] - dt.timedelta(days=1)) == "waiting"
        if done := approved_on(review, D.max):
            assert approved_on(review, done - dt.timedelta(days=1)) is None


def test_the_sentence_over_the_plans_knows_the_day(book: Handbook) -> None:
    listed = [review for review in book[REVIEWS].values() if review.year == 2026]
    assert reviews_said(listed, AS_OF) == f"{len(listed)}份計劃：{len(listed)}份已審定。"
    assert reviews_said(listed, D(2025, 1, 1)) == f"{len(listed)}份計劃：{len(listed)}份待審。"
