"""Shared by the calendar's tests."""

import datetime as dt
from pathlib import Path

import pytest

from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.writing.flow import flow
from branch_portal.year.kinds import DUTIES, PLANS
from tests.kernel.calendar.published import update
from tests.portal import Portal, duty


@pytest.fixture(scope="module")
def small(book: Handbook) -> Handbook:
    """Three branches and five duties: quick to publish, with everything in it."""
    keep = {"a01", "m01", "m03", "q01", "a14"}
    branches = {id: book[BRANCHES][id] for id in ("b01", "b03", "b10")}
    plans = {key: plan for key, plan in book[PLANS].items() if key[0] in branches}
    plans = {key: plan.model_copy(update={"own": ()}) for key, plan in plans.items()}
    duties = {id: duty for id, duty in book[DUTIES].items() if id in keep}
    return book.having(branches=branches, plans=plans, duties=duties)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small portal whose calendar was published once."""
    portal = Portal(tmp_path_factory.mktemp("calendar") / "portal")
    portal.put("data/duties/a02.yml", duty("a02", "發布年度安排", {"every": "year", "on": "01-15"}, level="company"))
    portal.put("data/duties/a14.yml", duty("a14", "年度計劃", {"every": "year", "on": "03-07"}))
    portal.put("data/duties/a51.yml", duty("a51", "自查", {"every": "year", "on": "12-15"}))
    portal.put("data/duties/a53.yml", duty("a53", "支部年度工作總結", {"every": "year", "on": "12-24"}))
    own = duty("own-x", "自選任務", {})
    own = {
        key: own[key] for key in ("id", "title", "track", "role", "deliverable", "archive", "guides", "basis", "alerts")
    }
    portal.put(
        "data/plans/b01-2026.yml",
        f"id: b01-2026\nbranch: b01\nyear: 2026\nown:\n  - {flow({**own, 'due': dt.date(2026, 12, 10)})}\n",
    )
    move = {"duty": "m03", "period": "2026-08", "to": dt.date(2026, 8, 25), "reason": "迎峰度夏"}
    portal.put("data/plans/b03-2026.yml", {"id": "b03-2026", "branch": "b03", "year": 2026, "moves": [move]})
    assert portal.problems() == []
    update(portal.root, "2026-11-24T01:00:00Z", 0, "--first")
    return portal.root
