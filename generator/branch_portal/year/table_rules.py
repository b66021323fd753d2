"""年度: rules over the tables that dates come from — solar terms, working days, occasions."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.year.kinds import OCCASIONS, SOLAR_TERMS, TERMS, WORKDAYS
from branch_portal.year.model import TERM_TITLES, TermYear, WorkdayYear
from branch_portal.year.timing import TERM_IDS

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
    title="放假起止日期順序正確，兩個假期不重疊",
    why="止日早於起日，這段假期就不會生效；兩個假期疊在一起，多半是寫錯了日子。",
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
    why="國務院辦公廳的放假通知一般在上年11月印發；沒有收進來，只能按週一至週五推算，期限可能變動，頁面和日曆都標「暫定」。",
    mend="通知印發後，運行 portal year 年度，照它問的填；或補齊 data/workdays 裡這一年的文件，把 status 改成 official。",
    severity="warning",
)
ONE_YEAR = rule(
    "WORK-05",
    title="工作日表、節氣時刻的文件名就是年度",
    why="複製上年的文件，忘了改裡面的年度，這一年就還是沒有表，或者把另一年正式的表蓋掉。",
    mend="文件名、id 和 year 寫成同一年，裡面的日期也改成這一年的。",
)
SOURCE = rule(
    "WORK-04",
    title="正式工作日表寫明通知日期",
    why="寫 official 就要能說出是哪份通知。",
    mend="補上 issued（通知印發日期）。",
)
PROVISIONAL_YEAR = rule(
    "OCC-02",
    title="暫定的年份有日期",
    why="provisional 說的是「這一年的日期是暫定的」；沒有日期，就沒有可以暫定的。",
    mend="補上這一年的日期；還不知道的，把年份從 provisional 裡去掉。",
)
OCCASION_YEAR = rule(
    "OCC-01",
    title="一個節日一年只有一個日期",
    why="同一年寫了兩個日期，任務不知道跟哪一個。",
    mend="同一年只留一個日期。",
)

_LONGEST = 15
"""Days of one holiday from which on a month was written wrong: the longest had ten."""


def check(records: Records) -> Iterator[Problem]:
    yield from _terms(records)
    yield from _workdays(records)
    yield from _occasions(records)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    """Years whose notice is due. Who keeps the table has it by mid November; a layer below gets a month to follow."""
    tables = {item.record.year: item for item in records[WORKDAYS].values()}
    for index, year in enumerate(records.settings.record.years):
        table = tables.get(year)
        if table and table.record.status == "official":
            continue
        due = dt.date(year - 1, 11 if table is None or table.own else 12, 15)
        if today >= due:
            yield PROVISIONAL.problem(
                records.settings.at("years", index),
                f"{year}年沒有正式工作日表，期限為暫定",
                mend=PROVISIONAL.mend.replace("portal year 年度", f"portal year {year}"),
            )


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
    for id, text in records[TERMS].items():
        if records.settings.record.editions.source == "hant" and text.record.title != TERM_TITLES[id]:
            message = f"{id} 是{TERM_TITLES[id]}"
            yield TERM_TEXT.problem(
                text.at("title"), message, value=text.record.title, mend=f"title 改成 {TERM_TITLES[id]}。"
            )
    missing = [term for term in TERM_IDS if term not in records[TERMS]]
    if missing:
        yield TERM_TEXT.problem(Place("data/terms"), f"缺少節氣：{'、'.join(missing)}")


def _workdays(records: Records) -> Iterator[Problem]:
    tables: list[Located[WorkdayYear] | Located[TermYear]] = [
        *records[WORKDAYS].values(),
        *records[SOLAR_TERMS].values(),
    ]
    for dated in tables:
        if dated.record.id != str(dated.record.year):
            id, year = dated.record.id, dated.record.year
            message = f"編號是{id}，年度是{year}"
            mend = f"是{id}年的，year 改成 {id}，裡面的日期也換成{id}年的；是{year}年的，文件名和 id 改成 {year}。"
            yield ONE_YEAR.problem(dated.at("year"), message, value=str(year), mend=mend)
    for item in records[WORKDAYS].values():
        record, copied = item.record, item.record.id != str(item.record.year)
        if record.status == "official" and record.issued is None:
            yield SOURCE.problem(item.at("status"), "寫了 official，卻沒有通知印發日期")
        yield from _holidays(item)
        for index, day in enumerate(record.makeup_days):
            if not copied and (day.year != record.year or day.weekday() < 5):
                yield WITHIN.problem(item.at("makeup_days", index), "調休上班日應是本年度的週六或週日", value=str(day))
            off = next((number for number, one in enumerate(record.holidays) if one.first <= day <= one.last), None)
            if off is not None:
                message = f"{day} 又是{record.holidays[off].name}放假，又是調休上班"
                ends = [item.against("holidays", off, "to"), item.against("holidays", off, "from")]
                yield WITHIN.problem(item.at("makeup_days", index), message, value=str(day), against=ends)


def _holidays(item: Located[WorkdayYear]) -> Iterator[Problem]:
    record, copied = item.record, item.record.id != str(item.record.year)
    years = {days.first.year for days in record.holidays}
    if not copied and len(record.holidays) > 1 and len(years) == 1 and record.year not in years:
        year = years.pop()
        mend = f"對照{record.year}年的放假通知，把 holidays、makeup_days 的日期都換掉；其實是{year}年的表，year、id 和文件名改成 {year}。"
        message = f"{record.year}年的表裡，放假日期全是{year}年的"
        yield WITHIN.problem(item.at("holidays", 0, "from"), message, value=str(year), mend=mend)
        return
    for index, days in enumerate(record.holidays):
        if days.last < days.first:
            yield RANGE.problem(item.at("holidays", index, "to"), f"{days.name}的止日早於起日", value=str(days.last))
        if (days.last - days.first).days >= _LONGEST:
            message = f"{days.name}放了{(days.last - days.first).days + 1}天"
            mend = "對照國務院辦公廳通知核對 from 和 to 的月份、日子；分開放的寫成兩條。"
            yield RANGE.problem(item.at("holidays", index, "to"), message, value=str(days.last), mend=mend)
        # As they will lie before a notice puts them together, two may: those of a provisional table are only the days by law.
        for number, other in enumerate(record.holidays[:index] if record.status == "official" else ()):
            if other.first <= days.last and days.first <= other.last:
                message = f"{days.name}和{other.name}的放假日期重疊"
                mend = (
                    f"對照國務院辦公廳通知：寫錯日子的，改這一條的 from 和 to；連在一起放的只留一條，"
                    f"name 寫「{other.name}、{days.name}」。"
                )
                ends = [item.against("holidays", number, "to"), item.against("holidays", index, "from")]
                place = item.at("holidays", index, "from")
                yield RANGE.problem(place, message, value=str(days.first), mend=mend, against=ends)
        # Where the whole table is a copy, its days are of the year that ONE_YEAR asks about.
        if not copied and record.year not in (days.first.year, days.last.year):
            yield WITHIN.problem(item.at("holidays", index, "from"), f"{days.name}不在{record.year}年")


def _occasions(records: Records) -> Iterator[Problem]:
    for item in records[OCCASIONS].values():
        seen: set[int] = set()
        for index, day in enumerate(item.record.dates):
            if day.year in seen:
                yield OCCASION_YEAR.problem(item.at("dates", index), f"{day.year}年寫了兩個日期", value=str(day))
            elif seen and day.year < max(seen):
                mend = "年份寫錯的，改過來；沒有寫錯的，照日期從早到晚排。"
                message = f"{day} 排在{max(seen)}年的後面了"
                yield OCCASION_YEAR.problem(item.at("dates", index), message, value=str(day), mend=mend)
                break
            seen.add(day.year)
        for index, year in enumerate(item.record.provisional):
            if item.own and year not in seen:
                yield PROVISIONAL_YEAR.problem(item.at("provisional", index), f"{year}年沒有日期", value=str(year))
