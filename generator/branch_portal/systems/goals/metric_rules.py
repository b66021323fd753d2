"""指標: rules over what a goal is measured by, and over its quarters."""

from collections.abc import Iterator
from functools import partial

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located
from branch_portal.systems.goals.figures import Paper, start_of
from branch_portal.systems.goals.model import TREND_TITLES
from branch_portal.year.quarter import quarter

METRIC = rule(
    "GOAL-05",
    title="指標量得出來",
    why="目標值和方向對不上、季度顛倒，就說不清做到沒有。",
    mend="往高走的目標值高於基線，往低走的低於基線，保持不變的相等；季度依次寫，不重複，從開始那一年算起，不晚於時限。",
)


def check(item: Located[Paper]) -> Iterator[Problem]:
    """The metric of one paper."""
    paper, metric = item.record, item.record.metric
    at = partial(item.at, "metric")
    agrees = {
        "rise": metric.target > metric.baseline,
        "fall": metric.target < metric.baseline,
        "keep": metric.target == metric.baseline,
    }
    if not agrees[metric.trend]:
        yield METRIC.problem(
            at("target"), f"{TREND_TITLES[metric.trend]}，目標值卻從{metric.baseline:g}到{metric.target:g}"
        )
    before = ""
    for index, one in enumerate(getattr(paper, "milestones", ())):
        if one.quarter <= before:
            message = f"{one.quarter} 應排在 {before} 之後，且不重複"
            yield METRIC.problem(item.at("milestones", index, "quarter"), message, value=one.quarter)
        if not (start_of(paper).year <= quarter(one.quarter).first.year and quarter(one.quarter).first <= paper.due):
            message = f"{one.quarter} 早於開始的那一年，或晚於時限 {paper.due}"
            mend = "核對年份；確實在時限以後的，刪去這個里程碑，或改 due。"
            yield METRIC.problem(item.at("milestones", index, "quarter"), message, value=one.quarter, mend=mend)
        before = max(before, one.quarter)
    before = ""
    for index, actual in enumerate(metric.actuals):
        period = quarter(actual.quarter)
        place = at("actuals", index, "quarter")
        if actual.quarter <= before:
            yield METRIC.problem(place, f"{actual.quarter} 應排在 {before} 之後，且不重複", value=actual.quarter)
        if period.first.year < start_of(paper).year or period.first > paper.due:
            yield METRIC.problem(
                place, f"{actual.quarter} 早於開始的那一年，或晚於時限 {paper.due}", value=actual.quarter
            )
        before = max(before, actual.quarter)
