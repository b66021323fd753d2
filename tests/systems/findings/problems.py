"""Sound problems and bulletins, written otherwise where a test says so."""

import datetime as dt
from typing import Any

from branch_portal.systems.findings.approved import fingerprint_of
from branch_portal.systems.findings.disclosure import Bound
from branch_portal.systems.findings.frozen import close
from branch_portal.systems.findings.model import Finding
from branch_portal.systems.findings.release_model import Release
from branch_portal.year.quarter import quarter

X1, X2 = "data/findings/x1.yml", "data/findings/x2.yml"
FIRST, SECOND = "data/releases/2026-q1.yml", "data/releases/2026-q2.yml"
"""Where a portal of the tests has them."""


def steps(first: str, last: str = "", proposed: str = "branch_clerk") -> dict[str, Any]:
    """The four steps, on one day unless `last` is given for the last one."""
    day = {"on": dt.date.fromisoformat(first)}
    return {
        "proposed": {"role": proposed, **day},
        "reviewed": {"role": "dept_specialist", **day},
        "approved": {"role": "org_department", **day},
        "published": {"role": "dept_specialist", "on": dt.date.fromisoformat(last or first)},
    }


def log(*entries: tuple[str, str, str]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"on": dt.date.fromisoformat(on), "state": state, "by": by, "note": "測試"} for on, state, by in entries
    )


FOUND = (("2026-01-05", "found", "dept_specialist"), ("2026-01-06", "assigned", "dept_specialist"))
WORK = (*FOUND, ("2026-01-07", "rectifying", "branch_secretary"), ("2026-02-01", "submitted", "branch_clerk"))
DONE = (*WORK, ("2026-02-02", "verifying", "dept_specialist"), ("2026-02-03", "closed", "dept_specialist"))


def fields(**changes: Any) -> dict[str, Any]:
    """What the file of a sound, closed, public problem of one branch says, written otherwise where `changes` say."""
    sound: dict[str, Any] = {
        "id": "x1", "tier": "branch", "level": "occasional_minor", "source": "self_check", "unit": "b01",
        "category": "記錄", "statement": "記錄補記偏晚。", "cause": "沒有當場記錄。",
        "measures": ({"what": "當場記錄", "owner": "b01", "due": dt.date(2026, 1, 20)},),
        "owner_role": "branch_secretary", "supervisor": "dept-party", "mode": "immediate",
        "found_on": dt.date(2026, 1, 5), "due": dt.date(2026, 1, 20), "log": log(*DONE), "evidence": ("記錄",),
        "lookback_on": dt.date(2026, 6, 3),
        "public": True, "disclosure": steps("2026-01-08"), "level_reason": "只發生一次。",
    }  # fmt: skip
    return {**sound, **changes}


def finding(**changes: Any) -> Finding:
    return bound(Finding.model_validate(fields(**changes)))


def bound(one: Any) -> Any:
    """The same, approved in the words that it has."""
    if one.disclosure is None or one.disclosure.bound:
        return one
    through = max(dt.date(2026, 12, 31), one.disclosure.approved.on)
    words = Bound(text=fingerprint_of(one, through), through=through, by=one.disclosure.approved.role)
    return one.model_copy(update={"disclosure": one.disclosure.model_copy(update={"bound": words})})


def approved(said: dict[str, Any]) -> dict[str, Any]:
    """What a problem's file says, approved in these words."""
    words = bound(Finding.model_validate(said)).disclosure.bound
    return {**said, "disclosure": {**said["disclosure"], "bound": words.model_dump()}}


def release(*findings: Finding, id: str = "2026-q1", **changes: Any) -> Release:
    """The sound bulletin of a quarter in which these problems were registered, written otherwise where `changes` say."""
    closing = close(findings, quarter(id))
    first, last = closing.cutoff + dt.timedelta(days=2), closing.cutoff + dt.timedelta(days=10)
    sound: dict[str, Any] = {
        "id": id, "cutoff": closing.cutoff, "published_on": last, "summary": ("測試",),
        "totals": closing.totals.model_dump(), "balance": tuple(row.model_dump() for row in closing.balance),
        "items": tuple(item.model_dump() for item in closing.items), "seal": closing.seal,
        "disclosure": steps(str(first), str(last)),
    }  # fmt: skip
    return bound(Release.model_validate({**sound, **changes}))


def counted(release: Release, **changes: int) -> Release:
    """The same bulletin with other totals, in the sum and in its one row."""
    totals = {**release.totals.model_dump(), **changes}
    rows = tuple({**row.model_dump(), **changes} for row in release.balance)
    return Release.model_validate({**dict(release), "totals": totals, "balance": rows})


UPPER = {
    "id": "x2",
    "tier": "city_committee",
    "unit": "dept-party",
    "supervisor": "city",
    "statement": "上級研究事項。",
}


def extended(*entries: tuple[str, str, str]) -> dict[str, Any]:
    """A problem whose time limit was moved on a day, to a day, by a role."""
    day = dt.date.fromisoformat
    moves = [{"on": day(on), "due": day(due), "approved_by": by, "reason": "測試"} for on, due, by in entries]
    return {"extensions": tuple(moves)}


def looked(on: str, result: str = "firm", by: str = "discipline_commission") -> dict[str, Any]:
    return {"lookbacks": ({"on": dt.date.fromisoformat(on), "by": by, "result": result, "note": "測試"},)}


HARD: dict[str, Any] = {
    "level": "key_difficult", "leader": "company_leader",
    "milestones": ({"what": "甲", "due": dt.date(2026, 1, 12)}, {"what": "乙", "due": dt.date(2026, 1, 18)}),
}  # fmt: skip
REOPENED = log(*DONE, ("2026-06-03", "reopened", "discipline_commission"))

ESCALATED = {
    "level": "needs_upper", "escalated_to": "x2", "statement": "支部辦不了的事項。",
    "log": log(*FOUND, ("2026-01-09", "escalated", "branch_secretary")),
}  # fmt: skip


def later(record: Any, days: int) -> Any:
    """The same with every date so many days later."""
    if isinstance(record, dict):
        return {key: later(value, days) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return tuple(later(value, days) for value in record)
    return record + dt.timedelta(days) if isinstance(record, dt.date) else record


def written(release: Release) -> dict[str, Any]:
    """What the file of a bulletin says."""
    return release.model_dump(exclude_none=True, exclude_defaults=True)
