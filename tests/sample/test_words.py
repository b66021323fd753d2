"""The sample reads like work: nothing is said twice, and offices sign on days on which they are open."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from branch_portal.organisation.kinds import BRANCHES, ROLES
from branch_portal.project.handbook import Handbook
from branch_portal.project.kind import Kind
from branch_portal.systems.book.kinds import CARRIERS, GUIDES
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.goals.kinds import ACTION_PLANS, CHARTERS, GOALS, TASK_SHEETS
from branch_portal.systems.learning.kinds import MATERIALS
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.rounds.kinds import ROUNDS, SELFCHECKS
from branch_portal.systems.supervision.kinds import INSPECTIONS, INTERVIEWS, REVIEWS
from branch_portal.systems.tasks.kinds import FEEDBACK
from branch_portal.year.schedule import Schedule
from tests.sample import ROOT


def _of_findings(book: Handbook) -> Iterator[str]:
    for one in book[FINDINGS].values():
        yield from (one.statement, one.cause, one.level_reason or "")
        yield from (entry.note for entry in (*one.log, *one.lookbacks))
        yield from (entry.what for entry in (*one.measures, *one.milestones))
        yield from (entry.reason for entry in one.extensions)


def _of_releases(book: Handbook) -> Iterator[str]:
    for one in book[RELEASES].values():
        yield from (*one.summary, *one.good_practice, *one.outside)


def _of_selfchecks(book: Handbook) -> Iterator[str]:
    for one in book[SELFCHECKS].values():
        yield from (answer.looked for answer in one.answers)
        yield one.checked or ""


def _of_reviews(book: Handbook) -> Iterator[str]:
    for one in book[REVIEWS].values():
        yield from (entry.note or "" for entry in one.signoffs)


def _of_rounds(book: Handbook) -> Iterator[str]:
    for inspection in book[INSPECTIONS].values():
        yield from (entry.note for entry in inspection.followed_up)
    for interview in book[INTERVIEWS].values():
        yield from (entry.note for entry in interview.followed_up)


SPOKEN = {
    "problems": _of_findings,
    "bulletins": _of_releases,
    "self-checks": _of_selfchecks,
    "reviews": _of_reviews,
    "inspections and interviews": _of_rounds,
}
"""What is written by people in each kind of record."""


@pytest.mark.parametrize("kind", SPOKEN)
def test_no_sentence_stands_twice(book: Handbook, kind: str) -> None:
    counts = Counter(SPOKEN[kind](book))
    assert len(counts) > 3
    assert [text for text, number in counts.items() if number > 1 and text] == []


def test_a_self_check_says_point_by_point_what_was_looked_at(book: Handbook) -> None:
    reports = [one for one in book[SELFCHECKS].values() if one.done_on]
    assert all(round.points for round in book[ROUNDS].values())
    assert [one.id for one in reports if not one.answers or one.checked] == []


def test_plans_are_reviewed_in_the_order_of_the_guide(book: Handbook) -> None:
    """Party building first, then the business, then the branch on what is left (g33); papers come after reviews."""
    order = ["party", "business", "branch"]
    papers = min(one.issued_on for one in book[CHARTERS].values())
    for review in book[REVIEWS].values():
        first = list(dict.fromkeys(entry.side for entry in sorted(review.signoffs, key=lambda entry: entry.on)))
        assert first == order, review.id
        assert review.late or max(entry.on for entry in review.signoffs) < papers
        assert not [entry.note for entry in review.signoffs if "任務書" in (entry.note or "")]


def _days(value: object) -> Iterator[dt.date]:
    if isinstance(value, dt.date):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in ("until", "since"):  # a term runs on, whatever day it ends
                yield from _days(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _days(part)


SIGNED = (GOALS, CHARTERS, TASK_SHEETS, ACTION_PLANS, PACTS, FEEDBACK, SELFCHECKS, REVIEWS, FINDINGS, RELEASES)
"""Kinds whose days are days on which an office issued, decided, handed in or looked."""


@pytest.mark.parametrize("kind", SIGNED, ids=lambda kind: str(kind.name))
def test_offices_act_on_working_days(book: Handbook, schedule: Schedule, kind: Kind[Any, Any]) -> None:
    table = schedule.workdays
    days = {(str(id), day) for id, one in book[kind].items() for day in _days(one.model_dump())}
    cutoffs = {one.cutoff for one in book[RELEASES].values()}
    closed = {(id, day) for id, day in days if table.is_official(day) and not table.is_open(day)}
    assert {one for one in closed if one[1] not in cutoffs} == set()


def test_a_fault_of_distribution_lines_is_not_put_on_other_branches(book: Handbook) -> None:
    """Who answers for a figure must be able to move it."""
    lines = {"配電運檢", "供電服務", "城郊供電所", "縣域配電運檢", "鄉鎮供電所"}
    for plan in book[ACTION_PLANS].values():
        if plan.metric.title.startswith("配電線路"):
            assert book[BRANCHES][plan.branch].business in lines, plan.id


def test_guides_are_looked_through_all_year(book: Handbook) -> None:
    """Fifty guides reviewed on one day were not reviewed, and would all be due on one day again."""
    days = Counter(one.meta.last_reviewed_on for one in book[GUIDES].values())
    assert max(days.values()) <= 5
    assert len({day.month for day in days}) >= 9


def test_there_is_something_to_learn_about_what_people_ask(book: Handbook) -> None:
    assert len(book[MATERIALS]) >= 20
    for one in book[MATERIALS].values():
        for use in one.used_in:
            assert not use.step or use.step in {step.anchor for step in book[GUIDES][use.guide].steps}, one.id


@pytest.mark.parametrize("number", [f"g{one:02}" for one in range(1, 51)])
def test_a_box_has_the_keeper_of_its_record(book: Handbook, number: str) -> None:
    """Whoever puts a paper in may be another: 「組織委員（書記經手）」; who keeps the box is said once, in its record."""
    text = (ROOT / f"content/guide/{number}.md").read_text("utf-8")
    keepers = {one.title: book[ROLES][one.keeper].title for one in book[CARRIERS].values() if one.kind == "box"}
    kept = text[text.index("{#keep}") :] if "{#keep}" in text else ""
    for what, where, who in re.findall(r"^\| ([^|\n]+) \| ([^|\n]+) \| ([^|\n]+) \| [^|\n]+ \|$", kept, re.MULTILINE):
        named = [title for title in keepers if title in where]
        if len(named) == 1 and "各本盒" not in who:
            assert keepers[named[0]] in who, what
