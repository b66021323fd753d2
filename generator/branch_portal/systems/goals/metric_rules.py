"""指標: rules over what a goal is measured by, and over its quarters."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located
from branch_portal.systems.goals.figures import Paper, start_field, start_of
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
    metric = item.record.metric
    at = partial(item.at, "metric")
    agrees = {
        "rise": metric.target > metric.baseline,
        "fall": metric.target < metric.baseline,
        "keep": metric.target == metric.baseline,
    }
    if not agrees[metric.trend]:
        trend = "rise" if metric.target > metric.baseline else "fall" if metric.target < metric.baseline else "keep"
        message = f"{TREND_TITLES[metric.trend]}，目標值卻從{metric.baseline:g}到{metric.target:g}"
        mend = f"baseline 或 target 寫錯的，改過來；沒有寫錯的，trend 改成 {trend}。"
        target = [item.against("metric", "target")]
        yield METRIC.problem(at("target"), message, value=f"{metric.target:g}", mend=mend, against=target)
    yield from _quarters(item, "里程碑", "milestones")
    yield from _quarters(item, "實際值", "metric", "actuals")


def _quarters(item: Located[Paper], what: str, *path: str) -> Iterator[Problem]:
    """What is wrong with the quarters of a list of the paper: one thing of each, that of its year first."""
    found: Any = item.record
    for name in path:
        found = getattr(found, name, ())
    first, last, before = start_of(item.record).year, item.record.due, ""
    for index, one in enumerate(found):
        place, period = item.at(*path, index, "quarter"), quarter(one.quarter)
        if period.first.year < first or period.first > last:
            message = f"{one.quarter} 早於開始的那一年，或晚於時限 {last}"
            mend = f"核對年份；確實在時限以後的，刪去這一條{what}，或改 due。"
            wrong = item.against("due" if period.first > last else start_field(item.record))
            yield METRIC.problem(place, message, value=one.quarter, mend=mend, against=[wrong])
            continue
        if one.quarter == before:
            mend = f"季度寫錯的，改成這一條的季度；多寫了一條的，刪去這一條{what}。"
            yield METRIC.problem(place, f"{one.quarter} 上面已經寫過", value=one.quarter, mend=mend)
        elif one.quarter < before:
            mend = f"季度寫錯的，改過來；沒有寫錯的，把這一條{what}移到 {before} 的上面。"
            yield METRIC.problem(place, f"{one.quarter} 排在 {before} 後面了", value=one.quarter, mend=mend)
        before = max(before, one.quarter)
