"""三級問題庫 in pictures: every registered problem is counted once, by the day of the page."""

import datetime as dt

from branch_portal.project.handbook import Handbook
from branch_portal.site import urls
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.findings.figures import standing
from branch_portal.systems.findings.overview import age_bars, ages_said, problem_flow, said
from branch_portal.year.schedule import Schedule
from tests.sample import AS_OF
from tests.snapshots import snapshot_of


def day_of(book: Handbook, schedule: Schedule, day: dt.date = AS_OF) -> Snapshot:
    return snapshot_of(book, schedule, day)


def test_every_problem_flows_once(book: Handbook, schedule: Schedule) -> None:
    now = day_of(book, schedule).figures(standing)
    rows = problem_flow(now.findings, now.states, urls.FINDINGS)
    assert {sum(part.value for part in row.parts) for row in rows} == {len(now.findings)}
    counted = {part.title: part.value for part in rows[-1].parts}
    assert counted["已銷號"] == len(now.closed)
    assert f"已銷號{len(now.closed)}個" in said(now.findings, now.states, AS_OF)


def test_ages_count_what_is_still_worked_on(book: Handbook, schedule: Schedule) -> None:
    now = day_of(book, schedule).figures(standing)
    working = [one for one in now.findings if now.states[one.id] not in ("closed", "long_term")]
    found = age_bars(now.findings, now.states, AS_OF)
    assert sum(column.bar.total for column in found.columns) == len(working)
    oldest = min(one.found_on for one in working)
    assert f"從發現到今天{(AS_OF - oldest).days}天" in ages_said(now.findings, now.states, AS_OF)


def test_before_anything_was_found_nothing_is_said_of_it(book: Handbook, schedule: Schedule) -> None:
    now = day_of(book, schedule).figures(standing)
    early = dict.fromkeys(now.states)
    assert said(now.findings, early, AS_OF).startswith("登記0個，")
    assert ages_said(now.findings, early, AS_OF) == "沒有還在辦的問題。"
