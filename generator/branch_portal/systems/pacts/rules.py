"""近鄰黨建+: rules over pacts, their projects and reviews."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.model import Pact
from branch_portal.year.quarter import quarter

TERM = rule(
    "PACT-01",
    title="協議的期限寫對",
    why="到期日不晚於簽訂日，一簽就過期。",
    mend="核對 signed_on 和 until。",
)
REVIEW = rule(
    "PACT-02",
    title="檢視有期限、有結論",
    why="不定檢視日，協議就一簽了之；檢視了不寫結論，等於沒檢視。",
    mend="各次檢視依次寫，due 在協議期內；檢視過的寫 held_on 和 outcome，沒檢視的都不寫。",
)
LAST = rule(
    "PACT-03",
    title="到期前有一次檢視",
    why="到期才發現沒有談續簽，共建就斷了。",
    mend="在到期前60天之內（默認值）安排一次檢視。",
)
PROJECT = rule(
    "PACT-04",
    title="項目在協議期內",
    why="項目的時限晚於協議，到期就沒有依據。",
    mend="核對項目的 due 和 done_on：不早於簽訂日，時限不晚於到期日；完成的寫業務見什麼效。續簽另建一份新編號的協議，這一份的簽訂日和到期日不改。",
)
OWN = rule(
    "PACT-05",
    title="相關網格屬於本支部",
    why="別的支部的網格掛在這份協議上，責任就分不清。",
    mend="改成本支部的網格，或者由那個支部另簽。",
)
EXPIRED = rule(
    "PACT-06",
    title="共建協議在期內",
    why="到期了還在用，責任和內容都沒有依據。",
    mend="在最後一次檢視寫 held_on（檢視日期）和 outcome: end；續簽了的，另建一份新編號的協議，這一份的日期不改。",
    severity="warning",
)

REVIEW_WITHIN = 60
"""Days before the end within which a pact is reviewed: a default of the sample (常見做法)."""


def check(records: Records) -> Iterator[Problem]:
    for item in records[PACTS].values():
        yield from _term(item)
        yield from _projects(item)
        for index, grid in enumerate(item.record.grids):
            known = records[GRIDS].get(grid)
            if known and known.record.branch != item.record.branch:
                yield OWN.problem(item.at("grids", index), f"「{known.record.title}」是別的支部的網格", value=grid)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    for item in records[PACTS].values():
        if item.record.until < today and not ended(item.record):
            message = f"協議 {item.record.until} 已到期"
            yield EXPIRED.problem(item.at("until"), message, value=str(item.record.until), mend=_closed(item.record))


def _closed(pact: Pact) -> str:
    """How a pact that has run out is closed: what was done under it keeps its days, so a new one is a new record."""
    last = len(pact.reviews) - 1
    if pact.reviews[last].held_on:
        end = f"把第{last + 1}次檢視的 outcome 改成 end"
    else:
        end = f"在第{last + 1}次檢視補上 held_on: {min(pact.until, pact.reviews[last].due)} 和 outcome: end"
    return f"{end}。續簽了的，再另建一份新編號的協議，例如 {pact.id}-2，寫新的期限、項目和檢視；這一份的日期不改。"


def ended(pact: Pact) -> bool:
    """Whether a review decided to end it."""
    return any(review.outcome == "end" for review in pact.reviews)


def _term(item: Located[Pact]) -> Iterator[Problem]:
    pact = item.record
    if pact.until <= pact.signed_on:
        yield TERM.problem(
            item.at("until"), f"到期日 {pact.until} 不晚於簽訂日 {pact.signed_on}", value=str(pact.until)
        )
        return
    before = ""
    for index, review in enumerate(pact.reviews):
        place = item.at("reviews", index)
        if review.quarter <= before:
            yield REVIEW.problem(place, f"{review.quarter} 應排在 {before} 之後，且不重複", value=review.quarter)
        before = max(before, review.quarter)
        period = quarter(review.quarter)
        if not pact.signed_on <= review.due <= pact.until:
            yield REVIEW.problem(
                item.at("reviews", index, "due"), f"檢視日 {review.due} 不在協議期內", value=str(review.due)
            )
        elif not period.first <= review.due <= period.last:
            message = f"檢視日 {review.due} 不在{period.title}"
            mend = f"due 寫 {period.first} 至 {period.last} 之間的日期；季度寫錯的，改 quarter。"
            yield REVIEW.problem(item.at("reviews", index, "due"), message, value=str(review.due), mend=mend)
        if (review.held_on is None) != (review.outcome is None):
            yield REVIEW.problem(place, "held_on（檢視日期）和 outcome（結論）要一起寫")
        if review.held_on and review.held_on < pact.signed_on:
            yield REVIEW.problem(item.at("reviews", index, "held_on"), "檢視日期早於簽訂日", value=str(review.held_on))
    last = max(review.due for review in pact.reviews)
    if (pact.until - last).days > REVIEW_WITHIN and not ended(pact):
        yield LAST.problem(
            item.at("reviews"), f"最後一次檢視是 {last}，離到期 {pact.until} 還有{(pact.until - last).days}天"
        )


def _projects(item: Located[Pact]) -> Iterator[Problem]:
    pact = item.record
    for index, project in enumerate(pact.projects):
        if not pact.signed_on <= project.due <= pact.until:
            yield PROJECT.problem(
                item.at("projects", index, "due"), f"時限 {project.due} 不在協議期內", value=str(project.due)
            )
        if project.done_on and project.done_on < pact.signed_on:
            yield PROJECT.problem(
                item.at("projects", index, "done_on"), "完成日期早於簽訂日", value=str(project.done_on)
            )
        if (project.done_on is None) != (project.effect is None):
            yield PROJECT.problem(item.at("projects", index), "完成的項目寫 done_on 和 effect，沒完成的都不寫")
