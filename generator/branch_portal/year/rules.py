"""年度: rules over duties, solar terms, working days and branch plans."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import nearest, rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.records import Located, Records
from branch_portal.year.alert_days import alert_days
from branch_portal.year.kinds import DUTIES, OCCASIONS, PLANS, SOLAR_TERMS, TERMS, WORKDAYS
from branch_portal.year.model import TERM_IDS, Duty, EveryYears, Monthly, Plan, Quarterly, Yearly
from branch_portal.year.recurrence import Dated, expand
from branch_portal.year.schedule import applies, in_service, opening
from branch_portal.year.terms import SolarTerms
from branch_portal.year.workdays import Workdays

ORDER = rule(
    "TERM-01",
    title="二十四節氣齊全且按順序",
    why="節氣是全年任務的骨架，缺一個、多一個或顛倒，提醒單就會排錯。",
    mend="恢復 data/solar_terms 裡原有的數據；這些時刻由曆算程序生成，不用手改。",
)
TERM_YEAR = rule(
    "TERM-02",
    title="編製年度有節氣時刻",
    why="沒有節氣時刻就排不出這一年的任務。",
    mend="補上 data/solar_terms 裡這一年的文件。",
)
TERM_TEXT = rule(
    "TERM-03",
    title="二十四節氣都有文字",
    why="節氣頁要寫時令特點和要點。",
    mend="在 data/terms 補上缺少的節氣。",
)
RANGE = rule(
    "WORK-01",
    title="放假起止日期順序正確",
    why="止日早於起日，這段假期就不會生效。",
    mend="把 from 寫成第一天，to 寫成最後一天。",
)
WITHIN = rule(
    "WORK-02",
    title="工作日表的日期屬於本年度，調休日是週末",
    why="寫錯年份或把平日寫成調休，期限就會算錯。",
    mend="對照國務院辦公廳通知核對日期。",
)
PROVISIONAL = rule(
    "WORK-03",
    title="編製年度有正式工作日表",
    why="沒有國務院辦公廳的放假通知，只能按週一至週五推算，期限可能變動，頁面和日曆都標「暫定」。",
    mend="通知印發後，補齊 data/workdays 裡這一年的文件，把 status 改成 official。",
    severity="warning",
)
SOURCE = rule(
    "WORK-04",
    title="正式工作日表寫明通知日期",
    why="寫 official 就要能說出是哪份通知。",
    mend="補上 issued（通知印發日期）。",
)
NO_DAY = rule(
    "DUTY-01",
    title="每個月都有這一天",
    why="29、30、31日不是每個月都有，沒有這一天的月份就會悄悄漏掉任務。",
    mend="每月最後一天寫 day: last；第幾個工作日不超過15。",
)
OPENS = rule(
    "DUTY-02",
    title="最早可辦日只用於每年一次的任務",
    why="每月、每季的任務從本月、本季第一天就可以辦，再寫 opens 會互相打架。",
    mend="刪去 opens，或改成每年一次的規則。",
)
SAME_DAY = rule(
    "DUTY-03",
    title="合併辦理的任務互相寫明",
    why="只有一邊寫了可合併，另一邊的頁面上就看不到。",
    mend="在兩條任務的 same_day 裡互相寫上編號。",
)
NO_DATE = rule(
    "DUTY-04",
    title="節日或活動在編製年度有日期",
    why="這一年沒有日期，任務就排不進年度表，也進不了日曆。",
    mend="在 data/occasions 補上這一年的日期；未公布的寫預計日期，並把年份寫進 provisional。",
)
ARCHIVE = rule(
    "DUTY-05",
    title="必辦任務寫明放哪裡",
    why="辦完不知道往哪放，年底就補不齊。",
    mend="在 archive 寫上本、盒、證的編號。",
)
OCCASION_YEAR = rule(
    "OCC-01",
    title="一個節日一年只有一個日期",
    why="同一年寫了兩個日期，任務不知道跟哪一個。",
    mend="同一年只留一個日期。",
)
PLAN_NAME = rule(
    "PLAN-01",
    title="支部計劃的編號是「支部-年度」",
    why="一個支部一年只有一份計劃，編號要看得出是誰、哪一年。",
    mend="編號和文件名寫成 支部編號-年度，例如 b01-2026，年度要在設置的 years 裡。",
)
WHOLE = rule(
    "DUTY-06",
    title="公司統一辦的任務不分支部類別",
    why="公司辦一次，各支部的圖和日曆上是同一條，排除不了哪一類支部。",
    mend="刪去 not_for；確實由各支部分別辦的，level 寫 branch。",
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
    mend="只留一條。",
)
PLAN_OWN = rule(
    "PLAN-07",
    title="自選任務編號和日期有效",
    why="自選任務的編號會成為日曆標識，不能與公司任務相同；日期要在本年度，支部那天要在。",
    mend="編號用 own- 開頭，期限寫本年度的日期，在支部設立以後、撤銷以前。",
)


def check(records: Records) -> Iterator[Problem]:
    yield from _terms(records)
    yield from _workdays(records)
    yield from _occasions(records)
    known = set(records.settings.record.years) <= {item.record.year for item in records[SOLAR_TERMS].values()}
    if known:
        terms, workdays = _tables(records)
        yield from _duties(records)
        yield from _plans(records, terms, workdays)


def _tables(records: Records) -> tuple[SolarTerms, Workdays]:
    terms = SolarTerms({item.record.year: item.record.instants for item in records[SOLAR_TERMS].values()})
    workdays = Workdays.from_tables({item.record.year: item.record for item in records[WORKDAYS].values()})
    return terms, workdays


def _terms(records: Records) -> Iterator[Problem]:
    for item in records[SOLAR_TERMS].values():
        instants = item.record.instants
        for index, instant in enumerate(instants):
            # The n-th term of a year falls between days 5 and 9 of its half-month, in every year of the table.
            expected = dt.datetime(item.record.year, index // 2 + 1, 3 if index % 2 == 0 else 18)
            if not dt.timedelta(0) <= instant - expected <= dt.timedelta(days=7):
                yield ORDER.problem(item.at("instants", index), f"第{index + 1}個節氣的時刻不對", value=str(instant))
    years = {item.record.year for item in records[SOLAR_TERMS].values()}
    for index, year in enumerate(records.settings.record.years):
        if year not in years:
            yield TERM_YEAR.problem(records.settings.at("years", index), f"{year}年沒有節氣時刻", value=str(year))
    missing = [term for term in TERM_IDS if term not in records[TERMS]]
    if missing:
        yield TERM_TEXT.problem(Place("data/terms"), f"缺少節氣：{'、'.join(missing)}")


def _workdays(records: Records) -> Iterator[Problem]:
    official = set()
    for item in records[WORKDAYS].values():
        record = item.record
        if record.status == "official":
            official.add(record.year)
            if record.issued is None:
                yield SOURCE.problem(item.at("status"), "寫了 official，卻沒有通知印發日期")
        for index, days in enumerate(record.holidays):
            if days.last < days.first:
                yield RANGE.problem(
                    item.at("holidays", index, "to"), f"{days.name}的止日早於起日", value=str(days.last)
                )
            if record.year not in (days.first.year, days.last.year):
                yield WITHIN.problem(item.at("holidays", index, "from"), f"{days.name}不在{record.year}年")
        for index, day in enumerate(record.makeup_days):
            if day.year != record.year or day.weekday() < 5:
                yield WITHIN.problem(item.at("makeup_days", index), "調休上班日應是本年度的週六或週日", value=str(day))
    for index, year in enumerate(records.settings.record.years):
        if year not in official:
            yield PROVISIONAL.problem(records.settings.at("years", index), f"{year}年沒有正式工作日表，期限為暫定")


def _occasions(records: Records) -> Iterator[Problem]:
    for item in records[OCCASIONS].values():
        seen: set[int] = set()
        for index, day in enumerate(item.record.dates):
            if day.year in seen:
                yield OCCASION_YEAR.problem(item.at("dates", index), f"{day.year}年寫了兩個日期", value=str(day))
            seen.add(day.year)


def _duties(records: Records) -> Iterator[Problem]:
    occasions = {id: item.record for id, item in records[OCCASIONS].items()}
    for id, item in records[DUTIES].items():
        duty = item.record
        when = duty.when
        rare = when.day if isinstance(when, Monthly) else when.by.day if isinstance(when, Quarterly) else None
        count = when.workday if isinstance(when, Monthly) else when.by.workday if isinstance(when, Quarterly) else None
        if (isinstance(rare, int) and rare > 28) or (count is not None and abs(count) > 15):
            yield NO_DAY.problem(item.at("when"), f"「{duty.title}」不是每個月都有這一天", value=str(rare or count))
        if duty.opens and not isinstance(when, Yearly | EveryYears):
            yield OPENS.problem(item.at("opens"), f"「{duty.title}」不是每年一次的任務", value=duty.opens)
        if duty.level == "company" and duty.not_for:
            yield WHOLE.problem(item.at("not_for"), f"「{duty.title}」是公司統一辦的", value="、".join(duty.not_for))
        if duty.importance == "core" and not duty.archive:
            yield ARCHIVE.problem(item.at("archive"), f"「{duty.title}」沒有寫放哪裡")
        for index, other in enumerate(duty.same_day):
            if other in records[DUTIES] and id not in records[DUTIES][other].record.same_day:
                yield SAME_DAY.problem(
                    item.at("same_day", index), f"任務「{other}」沒有寫可與「{id}」合併", value=other
                )
        if isinstance(when, Yearly) and when.start and when.start.occasion in occasions:
            dates = {day.year for day in occasions[when.start.occasion].dates}
            for year in records.settings.record.years:
                if year not in dates:
                    title = occasions[when.start.occasion].title
                    yield NO_DATE.problem(item.at("when", "from"), f"「{title}」沒有{year}年的日期", value=str(year))


def _plans(records: Records, terms: SolarTerms, workdays: Workdays) -> Iterator[Problem]:
    for id, item in records[PLANS].items():
        plan = item.record
        if id != f"{plan.branch}-{plan.year}" or plan.year not in records.settings.record.years:
            yield PLAN_NAME.problem(item.at("id"), "計劃的編號、支部和年度對不上", value=id)
            continue
        yield from _moves(item, records, terms, workdays)
        yield from _waivers(item, records)
        for index, own in enumerate(plan.own):
            if not own.id.startswith("own-") or own.due.year != plan.year:
                yield PLAN_OWN.problem(item.at("own", index, "id"), f"自選任務「{own.title}」的編號或期限不對")
            elif (branch := records[BRANCHES].get(plan.branch)) and not in_service(branch.record, own.due):
                message = f"自選任務「{own.title}」的期限不在本支部設立以後、撤銷以前"
                yield PLAN_OWN.problem(item.at("own", index, "due"), message, value=str(own.due))


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
        seen.add((duty.id, move.period))
        if duty.movable == "fixed" or duty.level == "company":
            yield PLAN_FIXED.problem(at, f"「{duty.title}」不能由支部調整", value=duty.id)
            continue
        occasions = {id: occasion.record for id, occasion in records[OCCASIONS].items()}
        year = list(expand(duty.when, plan.year, workdays, terms, occasions))
        dated = [one for one in year if one.period == move.period]
        lives = all(in_service(branch.record, one.due) for one in dated)
        if not applies(duty, branch.record) or not lives:
            yield PLAN_APPLIES.problem(at, f"「{duty.title}」不適用於本支部", value=duty.id)
            continue
        if not dated:
            place = item.at("moves", index, "period")
            message = f"「{duty.title}」沒有 {move.period} 這一期"
            yield PLAN_APPLIES.problem(place, message, move.period, nearest(move.period, [one.period for one in year]))
            continue
        first, last = window(duty, dated[0], workdays)
        if not first <= move.to <= last:
            yield PLAN_WINDOW.problem(
                item.at("moves", index, "to"), f"「{duty.title}」應在 {first} 至 {last} 之間", value=str(move.to)
            )


def window(duty: Duty, dated: Dated, workdays: Workdays) -> tuple[dt.date, dt.date]:
    """The days inside which a branch may choose: from the opening to the due day, or the whole period."""
    green, _, _ = alert_days(duty.alerts, dated.due, workdays)
    last = max(dated.last, dated.due) if duty.movable == "period" else dated.due
    return opening(duty, dated, green), last


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
