"""The year: each rule about terms, working days, duties and plans with one mistake and the problem it must give."""

import datetime as dt
from typing import Any

import pytest

from tests.mistakes import Case, check_case
from tests.portal import ALERTS, PRACTICE, SETTINGS, Portal, duty, lines

X = "data/duties/x01.yml"
PLAN = "data/plans/b03-2026.yml"
WHEN = {"every": "month", "day": 10}


def duty_with(**changes: Any) -> str:
    return lines(duty("x01", "測試任務", changes.pop("when", WHEN), **changes))


def plan(**changes: Any) -> str:
    return lines({"id": "b03-2026", "branch": "b03", "year": 2026, **changes})


def moved(duty: str, period: str, to: str) -> dict[str, Any]:
    return {"duty": duty, "period": period, "to": dt.date.fromisoformat(to), "reason": "測試"}


def waived(duty: str, by: str) -> dict[str, Any]:
    return {"duty": duty, "reason": "測試", "approved_by": by, "approved_on": dt.date(2026, 1, 10)}


def own(id: str, due: str) -> dict[str, Any]:
    return {
        "id": id, "title": "自選任務", "track": "t-life", "role": "branch_secretary", "deliverable": ["記錄"],
        "archive": ["book_general"], "guides": ["g13"], "basis": PRACTICE, "due": dt.date.fromisoformat(due),
        "alerts": ALERTS,
    }  # fmt: skip


CASES = [
    Case("TERM-01", "data/solar_terms/2026.yml", "2026-02-04", "2026-03-04", 7),
    Case("TERM-02", SETTINGS, "years: [2026]", "years: [2107]", 0),
    Case("TERM-03", "data/terms/lichun.yml", "", "", 1, "data/terms"),
    Case("WORK-01", "data/workdays/2026.yml", "to: 2026-01-03", "to: 2025-12-03", 9),
    Case("WORK-02", "data/workdays/2026.yml", "  - 2026-01-04", "  - 2026-01-05", 30),
    Case("WORK-03", "data/workdays/2026.yml", "status: official", "status: provisional", 0, SETTINGS),
    Case("WORK-04", "data/workdays/2026.yml", "issued: 2025-11-04\n", "", 4),
    Case("WORK-05", "data/workdays/2026.yml", "year: 2026", "year: 2028", 3),
    Case("DUTY-01", X, "", duty_with(when={"every": "month", "day": 31}), 6),
    Case("DUTY-02", X, "", duty_with(opens="01-05"), 13),
    Case("DUTY-03", X, "", duty_with(same_day=["m01"]), 13),
    Case("DUTY-04", "data/occasions/party.yml", "", "id: party\ntitle: 節\nsource: 曆\ndates: [2025-02-17]\n", 0, X),
    Case("DUTY-05", X, "", duty_with(archive=[]), 10),
    Case("OCC-01", "data/occasions/party.yml", "", "id: party\ntitle: 節\nsource: 曆\ndates: [2026-02-17, 2026-02-16]\n", 0),
    Case("OCC-02", "data/occasions/party.yml", "", "id: party\ntitle: 節\nsource: 曆\ndated_by: unit\nprovisional: [2026]\n", 0),
    Case("PLAN-01", PLAN, "", plan(branch="b01"), 2),
    Case("PLAN-02", PLAN, "", plan(moves=[moved("m03", "2026-13", "2026-12-15")]), 4),
    Case("PLAN-03", PLAN, "", plan(moves=[moved("m03", "2026-04", "2026-05-15")]), 4),
    Case("PLAN-04", PLAN, "", plan(moves=[moved("a14", "2026", "2026-03-04")]), 4),
    Case("PLAN-05", PLAN, "", plan(waived=[waived("a14", "branch_secretary")]), 4),
    Case("PLAN-05", PLAN, "", plan(waived=[waived("m01", "dept_specialist")]), 4),
    Case("PLAN-06", PLAN, "", plan(moves=[moved("m03", "2026-04", "2026-04-15")] * 2), 4),
    Case("PLAN-07", PLAN, "", plan(own=[own("own-x", "2027-01-03")]), 4),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}:{case.path}")
def test_a_mistake_is_reported_at_its_place(mini: Portal, case: Case) -> None:
    mini.put("data/duties/a14.yml", duty("a14", "年度計劃", {"every": "year", "on": "03-05"}, movable="fixed"))
    if "occasions" in case.path:
        mini.put(X, duty("x01", "測試任務", {"every": "year", "from": {"occasion": "party"}, "plus": {"days": -7}}))
    check_case(mini.root, case)
