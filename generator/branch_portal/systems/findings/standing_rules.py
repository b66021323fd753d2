"""整改: rules over how a problem stands on a day, why it was given its level, and on which days offices dealt with it."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.systems.findings.kinds import FINDINGS, RELEASES
from branch_portal.systems.findings.model import LEVEL_TITLES, Finding
from branch_portal.systems.findings.release_model import Release
from branch_portal.systems.findings.states import due_on, is_overdue
from branch_portal.year.office_days import Path, closed_days, workdays

CLOSED = rule(
    "FIND-19",
    "審核、審批、驗收、銷號在工作日",
    "休息日簽的審批、驗收，檢查的人一對日曆就看出是補的。",
    "核對日期，改成實際辦理的工作日；急事確在休息日辦的，在說明裡寫明，這條提醒可以不理。",
    severity="warning",
)
REASON = rule(
    "FIND-20",
    "重點難點、提請上級的寫明為什麼",
    "定得高就有領導包案、有上級等著，定級的理由要經得起問。",
    "在 level_reason 寫一句：牽涉哪些單位、要改什麼制度或調什麼資源、為什麼本級辦不了。",
    severity="warning",
)
SILENT = rule(
    "FIND-21",
    "逾期的問題有續記",
    "過了時限又一個多月沒有下文，等於沒有人在改。",
    "在 log 續記一條 rectifying：辦到哪一步、卡在哪裡、打算哪天辦完；已經辦完的申請銷號。",
    severity="warning",
)
SILENCE = dt.timedelta(days=45)
"""How long an overdue problem may go without a word: one monthly look through the list (g40) and a fortnight."""

_DECIDED = frozenset({"verifying", "closed", "returned", "long_term", "reopened", "escalated"})


def check(records: Records) -> Iterator[Problem]:
    table = workdays(records)
    for item in records[FINDINGS].values():
        for path, day in closed_days(table, _acts(item.record)):
            yield CLOSED.problem(item.at(*path), f"{day} 不是工作日", value=str(day))
        if item.record.level in ("key_difficult", "needs_upper") and not item.record.level_reason:
            message = f"定為{LEVEL_TITLES[item.record.level]}，沒有寫為什麼"
            yield REASON.problem(item.at("level"), message, value=item.record.id)
    for release in records[RELEASES].values():
        for path, day in closed_days(table, _release_acts(release.record)):
            yield CLOSED.problem(release.at(*path), f"{day} 不是工作日", value=str(day))


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    for item in records[FINDINGS].values():
        last = _last_word(item, today)
        due = due_on(item.record, today)
        if is_overdue(item.record, today) and last is not None and max(last, due) + SILENCE < today:
            yield SILENT.problem(item.at("log"), f"時限 {due}，{last} 以後沒有記", value=item.record.id)


def _last_word(item: Located[Finding], today: dt.date) -> dt.date | None:
    return max((entry.on for entry in item.record.log if entry.on <= today), default=None)


def _acts(finding: Finding) -> Iterator[tuple[Path, dt.date]]:
    """Every day on which somebody in an office decided something."""
    for index, entry in enumerate(finding.log):
        if entry.state in _DECIDED:
            yield ("log", index, "on"), entry.on
    for index, extension in enumerate(finding.extensions):
        yield ("extensions", index, "on"), extension.on
    for index, look in enumerate(finding.lookbacks):
        yield ("lookbacks", index, "on"), look.on
    yield from _steps(finding)


def _release_acts(release: Release) -> Iterator[tuple[Path, dt.date]]:
    yield from _steps(release)
    if release.by_unit:
        yield ("by_unit", "on"), release.by_unit.on
    for index, correction in enumerate(release.corrections):
        yield ("corrections", index, "on"), correction.on


def _steps(one: Finding | Release) -> Iterator[tuple[Path, dt.date]]:
    if one.disclosure:
        for name in ("proposed", "reviewed", "approved", "published"):
            yield ("disclosure", name, "on"), getattr(one.disclosure, name).on
