"""年度: rules over what branches change in their year — moved, left out, added."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import nearest, rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.life import in_service
from branch_portal.project.records import Located, Records
from branch_portal.year.alert_days import alert_days
from branch_portal.year.duty_rules import has_rare_day
from branch_portal.year.kinds import DUTIES, OCCASIONS, PLANS, SOLAR_TERMS, WORKDAYS
from branch_portal.year.model import Duty, Plan, Timing
from branch_portal.year.recurrence import Dated
from branch_portal.year.schedule import applies, dated_by, opening
from branch_portal.year.terms import SolarTerms
from branch_portal.year.workdays import Workdays

PLAN_NAME = rule(
    "PLAN-01",
    title="支部計劃的編號是「支部-年度」",
    why="一個支部一年只有一份計劃，編號要看得出是誰、哪一年。",
    mend="編號和文件名寫成 支部編號-年度，例如 b01-2026，年度要在設置的 years 裡。",
)
PLAN_APPLIES = rule(
    "PLAN-02",
    title="只調整本支部確有的任務",
    why="這項任務不適用於該支部，或沒有這一期，調整了也不會生效。",
    mend="核對任務編號和期次，期次寫法如 2026-03、2026-q1、2026。",
)
PLAN_WINDOW = rule(
    "PLAN-03",
    title="調整不出窗口",
    why="可辦的時間窗口由公司統一規定，改到窗口外就不算完成。",
    mend="改成窗口內的日期；確實辦不了，用 waived 寫明原因和批准角色。",
)
PLAN_FIXED = rule(
    "PLAN-04",
    title="固定日期的任務不調整",
    why="這項任務是固定日期或公司統一辦理的，支部不能單獨改。",
    mend="刪去這條調整。",
)
PLAN_WAIVED = rule(
    "PLAN-05",
    title="免辦要由上級批准",
    why="自己批准自己免辦不算數；制度規定的會議不能整年免辦。",
    mend="approved_by 寫設置裡 roles.upper 列出的上級角色；必開會議只能逐期免辦。",
)
PLAN_TWICE = rule(
    "PLAN-06",
    title="同一期任務只調整一次",
    why="同一期既改期又免辦，或寫了兩次，不知道聽哪一個。",
    mend="只留一條；是另一期的，改 period。",
)
PLAN_OWN = rule(
    "PLAN-07",
    title="自選任務編號和日期有效",
    why="自選任務的編號會成為日曆標識，不能與公司任務相同；日期要在本年度，支部那天要在。",
    mend="編號用 own- 開頭，期限寫本年度的日期，在支部設立以後、撤銷以前。",
)
PLAN_CLOSED = rule(
    "PLAN-08",
    title="改到的日子是工作日",
    why="排在週末或放假日，多半是看錯了日曆；確實要在休息日辦的，辦了就行，這裡只是提醒。",
    mend="改到前後的工作日；確實在休息日辦的，不用改。",
    severity="warning",
)

YEAR_LEFT = rule(
    "PLAN-09",
    title="去掉一個年度以前，先處理這一年的文件",
    why="設置裡沒有這一年，計劃和辦理登記就沒有地方顯示，也不再檢查。",
    mend="還要看的，years 裡留著這一年；不再保留的，刪去這一年的文件。",
)
_SLIP = 2
"""Files of one year up to which it is a file's year that is wrong, and not the settings."""
_SHOWN = 20


def check(records: Records) -> Iterator[Problem]:
    terms = SolarTerms.of((item.record.year, item.record.instants) for item in records[SOLAR_TERMS].values())
    workdays = Workdays.from_tables({item.record.year: item.record for item in records[WORKDAYS].values()})
    if not terms.cover(records.settings.record.years):
        return  # the matter of TERM-02
    used: dict[tuple[str, str], str] = {}
    gone = dropped_years(records)
    yield from (_dropped(year, files, records) for year, files in gone.items())
    for id, item in records[PLANS].items():
        plan = item.record
        if plan.year in gone:
            continue
        if id != f"{plan.branch}-{plan.year}" or plan.year not in records.settings.record.years:
            yield _misnamed(id, item, records)
            continue
        yield from _moves(item, records, terms, workdays)
        yield from _waivers(item, records)
        yield from _closed_days(item, workdays)
        for index, own in enumerate(plan.own):
            other = used.setdefault((plan.branch, own.id), f"{id}的第{index + 1}項")
            if other != f"{id}的第{index + 1}項":
                mend = f"換一個本支部沒用過的編號，例如 {own.id}-{plan.year}。"
                message = f"自選任務編號「{own.id}」已經用過（{other}）"
                yield PLAN_OWN.problem(item.at("own", index, "id"), message, value=own.id, mend=mend)
            if not own.id.startswith("own-"):
                mend = f"改成 own-{own.id}。"
                message = f"自選任務「{own.title}」的編號要以 own- 開頭"
                yield PLAN_OWN.problem(item.at("own", index, "id"), message, value=own.id, mend=mend)
            if own.due.year != plan.year:
                mend = f"核對年份，期限寫{plan.year}年的日期；是{own.due.year}年的事，寫進那一年的計劃。"
                message = f"自選任務「{own.title}」的期限不在{plan.year}年"
                yield PLAN_OWN.problem(item.at("own", index, "due"), message, value=str(own.due), mend=mend)
            elif (branch := records[BRANCHES].get(plan.branch)) and not in_service(branch.record, own.due):
                message = f"自選任務「{own.title}」的期限不在本支部設立以後、撤銷以前"
                yield PLAN_OWN.problem(item.at("own", index, "due"), message, value=str(own.due))


def dropped_years(records: Records) -> Mapping[int, Sequence[str]]:
    """Years that the settings do not have, of which branches have several papers, with the files of these."""
    years, found = records.settings.record.years, dict[int, list[str]]()
    for kind, group in records:
        for item in group.values() if kind.model.model_fields.keys() >= {"branch", "year"} else ():
            if item.record.year not in years:
                found.setdefault(item.record.year, []).append(item.at().path)
    return {year: sorted(files) for year, files in found.items() if len(files) > _SLIP}


def _dropped(year: int, files: Sequence[str], records: Records) -> Problem:
    """One problem, at the setting, for all papers of a year that is not in it."""
    years = records.settings.record.years
    kept = list(range(min(year, *years), max(year, *years) + 1))
    shown = "、".join(files[:_SHOWN]) + ("等" if len(files) > _SHOWN else "")
    mend = f"還要看{year}年的，寫 years: {kept}；不再保留的，刪去這些文件：頁面和下載表裡{year}年的也就沒有了，倉庫的歷史裡還有。"
    message = f"years 裡沒有{year}年，還有{len(files)}個文件是這一年的：{shown}"
    return YEAR_LEFT.problem(records.settings.at("years"), message, value=str(list(years)), mend=mend)


def _misnamed(id: str, item: Located[Plan], records: Records) -> Problem:
    """What does not fit among a plan's id, its branch and its year, and which of them is to be changed."""
    plan, years = item.record, records.settings.record.years
    branch, _, year = id.rpartition("-")
    if plan.year not in years:
        listed = "、".join(map(str, years))
        mend = f"year 寫設置裡有的年度：{listed}；要編 {plan.year} 年的計劃，先在 site_config/portal.yml 的 years 裡加上這一年。"
        return PLAN_NAME.problem(
            item.at("year"), f"設置的 years 裡沒有 {plan.year} 年", value=str(plan.year), mend=mend
        )
    if branch in records[BRANCHES] and branch != plan.branch and year == str(plan.year):
        mend = f"branch 改成 {branch}；是 {plan.branch} 的計劃，把 id 和文件名改成 {plan.branch}-{plan.year}。"
        message = f"文件名是 {id}，裡面的支部卻是 {plan.branch}"
        return PLAN_NAME.problem(item.at("branch"), message, value=plan.branch, mend=mend)
    if branch == plan.branch and year.isdecimal() and int(year) in years:
        mend = f"year 改成 {year}；是 {plan.year} 年的計劃，把 id 和文件名改成 {plan.branch}-{plan.year}。"
        message = f"文件名是 {id}，裡面的年度卻是 {plan.year}"
        return PLAN_NAME.problem(item.at("year"), message, value=str(plan.year), mend=mend)
    mend = f"把 id 和文件名改成 {plan.branch}-{plan.year}。"
    return PLAN_NAME.problem(item.at("id"), "計劃的編號、支部和年度對不上", value=id, mend=mend)


def _closed_days(item: Located[Plan], workdays: Workdays) -> Iterator[Problem]:
    """What a branch has put on a day off."""
    days = [(item.at("moves", index, "to"), move.to) for index, move in enumerate(item.record.moves)]
    days += [(item.at("own", index, "due"), own.due) for index, own in enumerate(item.record.own)]
    for place, day in days:
        if not workdays.is_open(day):
            weekday = f"星期{'一二三四五六日'[day.weekday()]}" + ("" if day.weekday() > 4 else "，放假")
            before, after = workdays.shift(day, "previous"), workdays.shift(day, "next")
            mend = f"改到 {before} 或 {after}；確實在休息日辦的，不用改。"
            yield PLAN_CLOSED.problem(place, f"{day} 是{weekday}", value=str(day), mend=mend)


def _moves(item: Located[Plan], records: Records, terms: SolarTerms, workdays: Workdays) -> Iterator[Problem]:
    plan = item.record
    branch = records[BRANCHES].get(plan.branch)
    seen: set[tuple[str, str]] = {(waiver.duty, waiver.period or "") for waiver in plan.waived}
    for index, move in enumerate(plan.moves):
        located = records[DUTIES].get(move.duty)
        if located is None or branch is None:
            continue
        duty = located.record
        at = item.at("moves", index)
        if (duty.id, move.period) in seen or (duty.id, "") in seen:
            yield PLAN_TWICE.problem(at, f"「{duty.title}」{move.period} 已經調整過", value=move.period)
            continue
        seen.add((duty.id, move.period))
        if duty.movable == "fixed" or duty.level == "company":
            yield PLAN_FIXED.problem(at, f"「{duty.title}」不能由支部調整", value=duty.id)
            continue
        occasions = {id: occasion.record for id, occasion in records[OCCASIONS].items()}
        year = list(dated_by(duty, plan.year, workdays, terms, occasions))
        dated = [one for one in year if one[1].period == move.period]
        lives = all(in_service(branch.record, one.due) for _, one in dated)
        if not applies(duty, branch.record) or not lives:
            yield PLAN_APPLIES.problem(at, f"「{duty.title}」不適用於本支部", value=duty.id)
            continue
        if not dated and has_rare_day(duty):
            continue  # the matter of DUTY-01
        if not dated:
            place = item.at("moves", index, "period")
            message = f"「{duty.title}」沒有 {move.period} 這一期"
            yield PLAN_APPLIES.problem(
                place, message, move.period, nearest(move.period, [one.period for _, one in year])
            )
            continue
        first, last = window(duty, *dated[0], workdays)
        if not first <= move.to <= last:
            yield PLAN_WINDOW.problem(
                item.at("moves", index, "to"), f"「{duty.title}」應在 {first} 至 {last} 之間", value=str(move.to)
            )


def window(duty: Duty, timing: Timing, dated: Dated, workdays: Workdays) -> tuple[dt.date, dt.date]:
    """The days inside which a branch may choose: from the opening to the due day, or the whole period."""
    green, _, _ = alert_days(duty.alerts, dated.due, workdays)
    last = max(dated.last, dated.due) if duty.movable == "period" else dated.due
    return opening(timing.opens, dated, green), last


def _waivers(item: Located[Plan], records: Records) -> Iterator[Problem]:
    for index, waiver in enumerate(item.record.waived):
        located = records[DUTIES].get(waiver.duty)
        if waiver.approved_by not in records.settings.record.roles.upper:
            yield PLAN_WAIVED.problem(
                item.at("waived", index, "approved_by"), "免辦的批准角色不是上級", value=waiver.approved_by
            )
        elif located and located.record.mandatory and waiver.period is None:
            yield PLAN_WAIVED.problem(
                item.at("waived", index), f"「{located.record.title}」是制度規定的會議，不能整年免辦", value=waiver.duty
            )
