"""條款卡 and the slips: an open slip that rests on a card that has changed is named, and warns until looked at."""

import datetime as dt

import pytest

from branch_portal.rooms import ROOMS
from branch_portal.system.mention import mentions
from branch_portal.system.snapshot import take_snapshot
from tests.portal import GUIDE, Portal
from tests.sample import AS_OF

CARD = "data/clauses/quorum.yml"
TASK = "data/tasks/rw01.yml"
FEEDBACK = "data/feedback/rw01/b01.yml"
LATER = dt.date(2026, 11, 28)


@pytest.fixture
def portal(mini: Portal) -> Portal:
    """A portal with one slip that is open, whose guide cites a card."""
    mini.put(CARD, {
        "id": "quorum", "title": "到會線", "document": "reg_branch", "article": "11", "gist": "半數以上。", "status": "confirmed",
        "checked": {"by": "dept_specialist", "on": dt.date(2026, 11, 24), "text": "轉載"},
    })  # fmt: skip
    mini.replace(GUIDE, "status: confirmed", "status: confirmed, clauses: [quorum]")
    mini.replace(GUIDE, "last_reviewed_on: 2026-01-05", "last_reviewed_on: 2026-11-28")
    mini.put(TASK, {
        "id": "rw01", "serial": "RW-2026-001", "title": "開一次大會", "track": "t-life", "issued_on": dt.date(2026, 11, 2),
        "issuer": "dept-party", "issuer_role": "dept_specialist", "source": {"notice": "臨時安排"}, "to": {"branches": ["b01"]},
        "role": "branch_secretary", "verifier": "dept_specialist", "due": dt.date(2026, 12, 11), "what": "開會。",
        "standard": ["開了"], "deliverable": ["記錄"], "archive": ["book_general"], "guides": ["g13"],
    })  # fmt: skip
    assert mini.problems() == []
    return mini


def named(portal: Portal) -> list[tuple[str, str]]:
    found = mentions(take_snapshot(portal.book(), AS_OF, ROOMS), "clauses", "quorum")
    return [(one.called, one.more) for one in found.get("開著的任務單", ())]


def test_a_card_names_the_open_slips_that_rest_on_it(portal: Portal) -> None:
    assert named(portal) == [("RW-2026-001 開一次大會", "")]


def test_a_closed_slip_is_past(portal: Portal) -> None:
    portal.change(CARD, changed_on=LATER)
    portal.put(FEEDBACK, {
        "task": "rw01", "branch": "b01", "status": "done", "done_on": dt.date(2026, 11, 20), "summary": "開了大會。", "evidence": ["記錄"],
        "log": [
            {"on": dt.date(2026, 11, 23), "action": "submitted", "by": "branch_secretary"},
            {"on": dt.date(2026, 11, 24), "action": "verified", "by": "dept_specialist"},
        ],
    })  # fmt: skip
    assert named(portal) == []
    assert portal.problems() == []


def test_an_open_slip_waits_until_somebody_looked_at_it(portal: Portal) -> None:
    portal.change(CARD, changed_on=LATER)
    (problem,) = portal.problems()
    assert (problem.rule, problem.place.path, problem.severity) == ("TASK-10", TASK, "warning")
    assert named(portal) == [("RW-2026-001 開一次大會", "（待再看）")]
    portal.change(TASK, looked_at=LATER)
    assert portal.problems() == []
    assert named(portal) == [("RW-2026-001 開一次大會", "")]
