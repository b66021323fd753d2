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
        if before := before_signed(item.record):
            yield _signed_late(item, before)
            continue
        if item.record.until <= item.record.signed_on:
            yield _no_term(item)
            continue
        yield from _term(item)
        yield from _projects(item)
        for index, grid in enumerate(item.record.grids):
            known = records[GRIDS].get(grid)
            if known and known.record.branch != item.record.branch:
                ours = item.record.branch
                branches = [known.against("branch", mend=f"改成 {ours}"), item.against("branch")]
                message = f"「{known.record.title}」是別的支部的網格"
                yield OWN.problem(item.at("grids", index), message, value=grid, against=branches)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    for item in records[PACTS].values():
        pact = item.record
        yield from _ahead(item, today)
        if is_sound(pact) and pact.until < today and not ended(pact) and not _renewed(pact, records):
            message = f"協議 {item.record.until} 已到期"
            yield EXPIRED.problem(item.at("until"), message, value=str(item.record.until), mend=_closed(item.record))


def _ahead(item: Located[Pact], today: dt.date) -> Iterator[Problem]:
    """What is said to have been done on a day that has not come."""
    done = [(("reviews", index, "held_on"), one.held_on) for index, one in enumerate(item.record.reviews)]
    done += [(("projects", index, "done_on"), one.done_on) for index, one in enumerate(item.record.projects)]
    for path, day in done:
        if day and day > today:
            rule = REVIEW if path[0] == "reviews" else PROJECT
            mend = f"核對年份和月份；還沒有辦的，刪去 {path[2]} 和寫在一起的結果。"
            yield rule.problem(item.at(*path), f"{day} 還沒有到，今天是 {today}", value=str(day), mend=mend)


def _renewed(pact: Pact, records: Records) -> bool:
    """Whether the last review decided to renew it, and the new one is there."""
    return pact.reviews[-1].outcome == "renew" and any(
        (other.record.branch, other.record.partner) == (pact.branch, pact.partner) and other.record.until > pact.until
        for other in records[PACTS].values()
    )


def _closed(pact: Pact) -> str:
    """How a pact that has run out is closed: what was done under it keeps its days, so a new one is a new record."""
    last = len(pact.reviews) - 1
    if pact.reviews[last].outcome == "renew":
        return (
            f"續簽的那一份還沒有登記：另建一份新編號的協議，例如 {pact.id}-2，支部和對方與這一份相同，寫新的期限、項目和檢視；"
            f"沒有續簽成的，把第{last + 1}次檢視的 outcome 改成 end。"
        )
    if pact.reviews[last].held_on:
        end = f"把第{last + 1}次檢視的 outcome 改成 end"
    else:
        end = f"在第{last + 1}次檢視補上 held_on: {min(pact.until, pact.reviews[last].due)} 和 outcome: end"
    return f"{end}。續簽了的，再另建一份新編號的協議，例如 {pact.id}-2，寫新的期限、項目和檢視；這一份的日期不改。"


def ended(pact: Pact) -> bool:
    """Whether a review decided to end it."""
    return any(review.outcome == "end" for review in pact.reviews)


def before_signed(pact: Pact) -> list[dt.date]:
    """The days of what has been done under a pact before it was signed: most of all where it was renewed in its own record."""
    done = [review.held_on for review in pact.reviews] + [project.done_on for project in pact.projects]
    return sorted(day for day in done if day and day < pact.signed_on)


def _signed_late(item: Located[Pact], before: list[dt.date]) -> Problem:
    """One problem for all that stands before the day of signing."""
    pact = item.record
    days = "、".join(map(str, before[:3])) + ("等" if len(before) > 3 else "")
    message = f"簽訂日 {pact.signed_on} 以前，已經登記了檢視或做完的項目（{days}）"
    mend = (
        f"續簽的：這一份的 signed_on、until 改回原來的，另建一份新編號的協議，例如 {pact.id}-2，寫新的期限、項目和檢視。"
        f"簽訂日寫錯的，signed_on 改成不晚於 {before[0]} 的日期；日期寫錯的是檢視、項目的，改 held_on、done_on。"
    )
    return TERM.problem(item.at("signed_on"), message, value=str(pact.signed_on), mend=mend)


def is_sound(pact: Pact) -> bool:
    """Whether the pact's own days can be gone by: nothing is said of what others do under a term that is written wrongly."""
    return pact.signed_on < pact.until and not before_signed(pact)


def _no_term(item: Located[Pact]) -> Problem:
    pact = item.record
    message = f"到期日 {pact.until} 不晚於簽訂日 {pact.signed_on}"
    mend = "核對 signed_on 和 until，多半是年份寫錯了：until 要晚於 signed_on。"
    return TERM.problem(item.at("until"), message, value=str(pact.until), mend=mend)


def _term(item: Located[Pact]) -> Iterator[Problem]:
    pact = item.record
    before = ""
    for index, review in enumerate(pact.reviews):
        place = item.at("reviews", index)
        if review.quarter <= before:
            yield REVIEW.problem(place, f"{review.quarter} 應排在 {before} 之後，且不重複", value=review.quarter)
        before = max(before, review.quarter)
        period = quarter(review.quarter)
        if not pact.signed_on <= review.due <= pact.until:
            wrong = [item.against("until" if review.due > pact.until else "signed_on")]
            message = f"檢視日 {review.due} 不在協議期內"
            yield REVIEW.problem(item.at("reviews", index, "due"), message, value=str(review.due), against=wrong)
        elif not period.first <= review.due <= period.last:
            message = f"檢視日 {review.due} 不在{period.title}"
            mend = f"due 寫 {period.first} 至 {period.last} 之間的日期；季度寫錯的，改 quarter。"
            yield REVIEW.problem(item.at("reviews", index, "due"), message, value=str(review.due), mend=mend)
        if (review.held_on is None) != (review.outcome is None):
            yield REVIEW.problem(place, "held_on（檢視日期）和 outcome（結論）要一起寫")
    last = max(review.due for review in pact.reviews)
    if (pact.until - last).days > REVIEW_WITHIN and not ended(pact):
        first = max(pact.signed_on, pact.until - dt.timedelta(REVIEW_WITHIN))
        mend = (
            f"在 reviews 加一次檢視，due 寫 {first} 至 {pact.until} 之間的日期（60天是默認值）。"
            f"續簽的，until 改回原來的，另建一份新編號的協議，例如 {pact.id}-2。"
        )
        message = f"最後一次檢視是 {last}，離到期 {pact.until} 還有{(pact.until - last).days}天"
        yield LAST.problem(item.at("reviews"), message, mend=mend)


def _projects(item: Located[Pact]) -> Iterator[Problem]:
    pact = item.record
    for index, project in enumerate(pact.projects):
        if not pact.signed_on <= project.due <= pact.until:
            wrong = [item.against("until" if project.due > pact.until else "signed_on")]
            message = f"時限 {project.due} 不在協議期內"
            yield PROJECT.problem(item.at("projects", index, "due"), message, value=str(project.due), against=wrong)
        if (project.done_on is None) != (project.effect is None):
            yield PROJECT.problem(item.at("projects", index), "完成的項目寫 done_on 和 effect，沒完成的都不寫")
