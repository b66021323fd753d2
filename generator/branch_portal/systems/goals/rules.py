"""四級貫通: rules over goals, charters, task sheets and action plans.

That a record names exactly the level above it, and that no circle can be written, follows from the fields:
a charter has only `goal`, a task sheet only `charter`, an action plan only `task_sheet` (REF-01, REF-02, DATA-03).
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import cast

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES, UNITS
from branch_portal.organisation.model import UNIT_KIND_TITLES, Branch, Unit
from branch_portal.project.records import Located, Records
from branch_portal.systems.goals import metric_rules
from branch_portal.systems.goals.figures import (
    Paper,
    level_of,
    maker_of,
    parent_of,
    reaches,
    rolled_up,
    start_field,
    start_of,
)
from branch_portal.systems.goals.kinds import ACTION_PLANS, CHARTERS, GOALS, TASK_SHEETS
from branch_portal.systems.goals.model import CHAIN_LEVEL_TITLES, ActionPlan, Goal

UNIQUE = rule(
    "GOAL-01",
    title="四級編號不重複",
    why="四級共用一套網址，編號重複就有一頁被蓋掉。",
    mend="給其中一條換編號和文件名，例如目標用 t、任務書用 c、任務單用 s、行動方案用 a 開頭。",
)
MAKER = rule(
    "GOAL-02",
    title="每一級由該出的單位出",
    why="黨委出目標、部門出任務書、戰區出任務單、戰區下面的支部出行動方案；出錯了單位，責任就接不上。",
    mend="目標的 committee 寫黨委、lead_org 寫部門，任務書的 department 寫部門，任務單的 unit 寫戰區或縣公司黨委，行動方案的 branch 寫該戰區或該縣公司的支部。",
)
CARRIED = rule(
    "GOAL-03",
    title="每一級都有下一級承接",
    why="中間斷了一級，目標就到不了支部。",
    mend="補上下一級；確實還沒到時候，在 awaiting 寫明何時前承接和原因；已經有人承接的刪去 awaiting。",
)
DUE = rule(
    "GOAL-04",
    title="時限一級不晚於一級",
    why="下級比上級晚，上級的目標就一定完不成。",
    mend="核對下達（議定）日期、時限和各步驟的期限：下級在上級下達之後開始，不晚於上級的時限；步驟都在方案的起止之間。",
)
ROLLUP = rule(
    "GOAL-06",
    title="匯總的指標上下算得平",
    why="說是下級合計，加起來卻不到目標；說是下級都要達到，有一個下級的目標更低：上級就不可能達標。",
    mend="下級用同樣的單位和方向，下級目標匯總後達到本級目標；本級的 actuals 由下級算出，不要手填。",
)
STEP = rule(
    "GOAL-07",
    title="行動方案的步驟編號不重複",
    why="步驟編號是網頁錨點和日曆標識的一部分，重複就分不清是哪一步。",
    mend="給其中一步換編號。",
)

ENDED = rule(
    "GOAL-08",
    title="中期評估、結項按先後登記",
    why="還沒開始就評估，沒做完就結項，或寫了還沒到的日子，這一項就提前從提醒裡消失。",
    mend="日期在下達（議定）以後、今天以前，中期評估在結項以前；行動方案的步驟都寫了 done_on 才結項。",
)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    """What is recorded of the middle and the end has happened."""
    for group in (records[GOALS], records[CHARTERS], records[TASK_SHEETS], records[ACTION_PLANS]):
        for item in cast(Mapping[str, Located[Paper]], group).values():
            end = "review" if isinstance(item.record, ActionPlan) else "concluded"
            days = [
                (field, found.on) for field in ("midterm", end) if (found := getattr(item.record, field)) is not None
            ]
            before = start_of(item.record)
            for field, on in days:
                if on < before or on > today:
                    why = "還沒有到" if on > today else f"早於 {before}"
                    start = [item.against(start_field(item.record))] if on < start_of(item.record) else []
                    start += [item.against("midterm", "on")] if field != "midterm" and on < before else []
                    yield ENDED.problem(item.at(field, "on"), f"{on} {why}", value=str(on), against=start)
                before = max(before, on)
            for index, step in enumerate(item.record.steps if isinstance(item.record, ActionPlan) else ()):
                if step.done_on and step.done_on > today:
                    mend = "核對年份和月份；還沒有做完的，刪去這一步的 done_on。"
                    place = item.at("steps", index, "done_on")
                    yield ENDED.problem(place, f"{step.done_on} 還沒有到", value=str(step.done_on), mend=mend)
            if isinstance(item.record, ActionPlan) and item.record.review:
                open_steps = [step.what for step in item.record.steps if step.done_on is None]
                if open_steps:
                    yield ENDED.problem(item.at("review", "on"), f"「{open_steps[0]}」還沒有做完，就結項了")


def check(records: Records) -> Iterator[Problem]:
    papers: dict[str, Located[Paper]] = {}
    for group in (records[GOALS], records[CHARTERS], records[TASK_SHEETS], records[ACTION_PLANS]):
        for id, item in cast(Mapping[str, Located[Paper]], group).items():
            if id in papers:
                title = CHAIN_LEVEL_TITLES[level_of(papers[id].record)]
                yield UNIQUE.problem(item.at("id"), f"編號「{id}」{title}已經用了", value=id)
            papers.setdefault(id, item)
    children: dict[str, list[Paper]] = {}
    for item in papers.values():
        children.setdefault(parent_of(item.record) or "", []).append(item.record)
    for id, item in papers.items():
        parent = papers.get(parent_of(item.record) or "")
        yield from _maker(item, parent, records)
        yield from _carried(item, children.get(id, []))
        yield from _dates(item, parent)
        yield from metric_rules.check(item)
        yield from _rollup(item, children.get(id, []))


_UNIT_KINDS: Mapping[str, tuple[str, ...]] = {
    "committee": ("city_committee", "county_committee"),
    "lead_org": ("department", "county_committee"),
    "department": ("department", "county_committee"),
    "unit": ("support_unit", "county_committee"),
}
"""Field → the kinds of unit that may stand there."""


def _maker(item: Located[Paper], parent: Located[Paper] | None, records: Records) -> Iterator[Problem]:
    paper = item.record
    for field, kinds in _UNIT_KINDS.items():
        unit = records[UNITS].get(getattr(paper, field, ""))
        if unit and unit.record.kind not in kinds:
            wanted = "或".join(UNIT_KIND_TITLES[kind] for kind in kinds)
            yield MAKER.problem(item.at(field), f"這裡要寫{wanted}，「{unit.record.title}」不是", value=unit.record.id)
    if isinstance(paper, ActionPlan) and parent and paper.branch in records[BRANCHES]:
        branch = records[BRANCHES][paper.branch].record
        unit = records[UNITS].get(maker_of(parent.record))
        if unit and not _belongs(branch, unit.record):
            there = [one.record for one in records[BRANCHES].values() if _belongs(one.record, unit.record)]
            mend = f"branch 寫「{unit.record.title}」的支部：{'、'.join(f'{one.id} {one.short}' for one in there[:8]) or '現在還沒有'}；支部對的，改 task_sheet。"
            message = f"「{branch.title}」不在「{unit.record.title}」下面"
            zone = [records[BRANCHES][paper.branch].against("support_unit", mend=f"改成 {unit.record.id}")]
            yield MAKER.problem(item.at("branch"), message, value=paper.branch, mend=mend, against=zone)


def _belongs(branch: Branch, unit: Unit) -> bool:
    """Whether a branch may take a unit's sheet; a city branch without a support unit may take any support unit's."""
    if unit.kind == "county_committee":
        return branch.parent == unit.id
    return branch.support_unit == unit.id or (branch.support_unit is None and branch.parent == unit.parent)


def _carried(item: Located[Paper], children: list[Paper]) -> Iterator[Problem]:
    paper = item.record
    if isinstance(paper, ActionPlan):
        return
    if not children and paper.awaiting is None:
        yield CARRIED.problem(item.at("id"), f"「{paper.title}」沒有下一級承接", value=paper.id)
    if children and paper.awaiting is not None:
        yield CARRIED.problem(item.at("awaiting"), f"「{paper.title}」已經有{children[0].id}承接，不用再寫待承接")


def _dates(item: Located[Paper], parent: Located[Paper] | None) -> Iterator[Problem]:
    paper = item.record
    start = start_of(paper)
    begun, ended = item.against(start_field(paper)), item.against("due")
    if paper.due < start:
        message = f"時限 {paper.due} 早於開始的 {start}"
        yield DUE.problem(item.at("due"), message, value=str(paper.due), against=[begun])
    if isinstance(paper, Goal) and paper.year not in (paper.issued_on.year, paper.due.year):
        mend = f"year 改成 {paper.due.year}；下達日期或時限寫錯了的，改 issued_on、due。"
        message = f"年度寫 {paper.year}，下達和時限卻在 {paper.issued_on} 至 {paper.due}"
        yield DUE.problem(item.at("year"), message, value=str(paper.year), mend=mend, against=[ended, begun])
    if parent:
        above = parent.record
        if paper.due > above.due:
            message = f"時限 {paper.due} 晚於上一級 {above.id} 的 {above.due}"
            mend = f"due 改成不晚於 {above.due} 的日期；上一級的時限要後移的，先改 {above.id}。"
            yield DUE.problem(item.at("due"), message, value=str(paper.due), mend=mend, against=[parent.against("due")])
        if start < start_of(above):
            message = f"{start} 早於上一級 {above.id} 的 {start_of(above)}"
            yield DUE.problem(begun.place, message, value=str(start), against=[parent.against(start_field(above))])
    if isinstance(paper, ActionPlan):
        yield from _steps(item, paper)
    elif paper.awaiting and paper.awaiting.by > paper.due:
        message = "承接的日子晚於本級時限"
        yield DUE.problem(item.at("awaiting", "by"), message, value=str(paper.awaiting.by), against=[ended])


def _steps(item: Located[Paper], plan: ActionPlan) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, step in enumerate(plan.steps):
        if step.id in seen:
            yield STEP.problem(item.at("steps", index, "id"), f"步驟編號「{step.id}」重複", value=step.id)
        seen.add(step.id)
        if not plan.decided_on <= step.due <= plan.due:
            message = f"這一步的期限不在方案的 {plan.decided_on} 至 {plan.due} 之間"
            mend = f"due 改成 {plan.decided_on} 至 {plan.due} 之間的日期；方案本身的時限要後移的，改方案的 due。"
            late = item.against("due" if step.due > plan.due else "decided_on")
            yield DUE.problem(item.at("steps", index, "due"), message, value=str(step.due), mend=mend, against=[late])
        if step.done_on and step.done_on < plan.decided_on:
            message = f"做完日期早於議定的 {plan.decided_on}"
            place, begun = item.at("steps", index, "done_on"), item.against("decided_on")
            yield DUE.problem(place, message, value=str(step.done_on), against=[begun])


def _rollup(item: Located[Paper], children: list[Paper]) -> Iterator[Problem]:
    metric = item.record.metric
    if metric.rollup is None:
        return
    if metric.actuals:
        yield ROLLUP.problem(item.at("metric", "actuals"), "這個指標由下級匯總，實際值不用填")
    if isinstance(item.record, ActionPlan):
        yield ROLLUP.problem(item.at("metric", "rollup"), "行動方案是最後一級，沒有下級可匯總")
    other = [child for child in children if (child.metric.unit, child.metric.trend) != (metric.unit, metric.trend)]
    if other:
        yield ROLLUP.problem(item.at("metric", "rollup"), f"下級 {other[0].id} 的單位或方向與本級不同")
    elif children:
        total = rolled_up(metric, [child.metric.target for child in children])
        if not reaches(metric, total):
            yield ROLLUP.problem(
                item.at("metric", "target"), f"下級目標匯總是{total:g}，達不到本級的{metric.target:g}{metric.unit}"
            )
