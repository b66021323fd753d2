"""頻次: rules over the meetings of each branch's year."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES, CLAUSES
from branch_portal.project.handbook import Handbook
from branch_portal.project.records import Records
from branch_portal.systems.maps.cadence import clashes, rhythms
from branch_portal.systems.maps.kinds import CADENCES
from branch_portal.year.kinds import DUTIES, PLANS
from branch_portal.year.schedule import applies, make_schedule, service

COMPANY = rule(
    "MAP-01",
    title="公司年度安排滿足頻次",
    why="公司的年度任務就少了一期，各支部照著辦也不夠。",
    mend="核對任務的時間規則；確有特殊情況的，改 data/cadences 並寫明依據。",
    severity="warning",
)
GAP = rule(
    "MAP-02",
    title="支部的組織生活不缺期",
    why="免辦或改期以後，這一期沒有這個會；導航圖上會標出缺口。",
    mend="補一次；經批准免辦的，留著提醒備查。",
    severity="warning",
)
CLASH = rule(
    "MAP-03",
    title="兩個必開的會不擠在同一個半天",
    why="兩個會擠在一起，總有一個走過場；能合併開的，要在任務的 same_day 裡寫明，分別記錄。",
    mend="改開一個的日期，或在改期裡寫 half: am、half: pm 分開上下午。",
    severity="warning",
)

AS_CARD = rule(
    "MAP-04",
    title="頻次和它引的條款卡一樣",
    why="條例說每月一次，頻次寫成每季，導航圖上少開的會就不標缺口。",
    mend="per 照卡改；本單位另有規定的，刪去 clauses，status 寫 practice。",
)
_PER = {"每月": "month", "每季": "quarter", "每季度": "quarter", "每年": "year"}


def check_cards(records: Records) -> Iterator[Problem]:
    for located in records[CADENCES].values():
        cards = (records[CLAUSES].get(id) for entry in located.record.basis for id in entry.clauses)
        said = {per: card for card in cards if card for one in card.record.figures if (per := _PER.get(one.of or ""))}
        if said and located.record.per not in said:
            ((per, card),) = list(said.items())[:1]
            message = f"「{located.record.title}」寫 {located.record.per}，條款卡「{card.record.title}」是 {per}"
            yield AS_CARD.problem(located.at("per"), message, value=located.record.per, mend=f"per 改成 {per}。")


def check(records: Records, book: Handbook, today: dt.date) -> Iterator[Problem]:
    schedule = book.derived(make_schedule)
    lacking: set[tuple[str, str]] = set()
    for year, occurrences in schedule.company.items():
        for rhythm in rhythms(book, year, occurrences, book[DUTIES]):
            lacking |= {(rhythm.cadence.id, gap) for gap in rhythm.gaps}
            if rhythm.gaps:
                item = records[CADENCES][rhythm.cadence.id]
                message = f"{'、'.join(rhythm.gaps)}沒有「{book[DUTIES][rhythm.cadence.duty].title}」"
                yield COMPANY.problem(item.at("duty"), message, value=rhythm.cadence.duty)
    for id, located in records[PLANS].items():
        plan = located.record
        branch = book[BRANCHES][plan.branch]
        of_year, own = schedule.company[plan.year], schedule.branch(plan.branch, plan.year)
        duties = {duty.id for duty in book[DUTIES].values() if applies(duty, branch)}
        for rhythm in rhythms(book, plan.year, own, duties, service(branch, of_year)):
            for gap in rhythm.gaps:
                if (rhythm.cadence.id, gap) not in lacking:
                    title = book[DUTIES][rhythm.cadence.duty].title
                    yield GAP.problem(located.at("id"), f"「{branch.title}」{gap}沒有「{title}」", value=id)
        for one, other in clashes(own):
            pair = {(item.duty.id, item.period) for item in (one, other)}
            moved = [index for index, move in enumerate(plan.moves) if (move.duty, move.period) in pair]
            place = located.at("moves", moved[-1]) if moved else located.at("id")
            yield CLASH.problem(place, f"「{one.title}」和「{other.title}」都在 {one.due}", value=str(one.due))
