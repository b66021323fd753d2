"""辦理登記: rules over what branches record as done."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import nearest, rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.base import former_ids
from branch_portal.project.handbook import Handbook
from branch_portal.project.records import Located, Records
from branch_portal.systems.logbooks.entry import written_entry
from branch_portal.systems.logbooks.kinds import LOGBOOKS
from branch_portal.systems.logbooks.model import Logbook
from branch_portal.systems.logbooks.reading import Reading, read_logbook
from branch_portal.year.kinds import DUTIES
from branch_portal.year.model import Duty
from branch_portal.year.plan_rules import dropped_years
from branch_portal.year.schedule import Schedule, make_schedule

NAME = rule(
    "LOG-01",
    title="登記的編號是「支部-年度」",
    why="一個支部一年只有一份登記，編號要看得出是誰、哪一年。",
    mend="編號和文件名寫成 支部編號-年度，例如 b01-2026，年度要在設置的 years 裡。",
)
MATTER = rule(
    "LOG-02",
    title="只登記本支部確有的任務",
    why="這項任務不是本支部的，登記了也點不亮導航圖。",
    mend="對照本支部導航圖改成有的任務編號；本支部不辦的，刪去這一項。",
)
PERIOD = rule(
    "LOG-03",
    title="期次確有其事",
    why="沒有這一期，登記就對不上導航圖。",
    mend="期次照導航圖寫，如 m01.2026-03、q01.2026-q1；一般不用寫，按辦的那天算。",
)
TWICE = rule(
    "LOG-04",
    title="一期只登記一次",
    why="同一期寫了兩次，不知道聽哪一個，次數也會多算。",
    mend="刪去重複的一項；確實是另一期補辦的，寫明期次，如 m01.2026-03 2。",
)
FUTURE = rule(
    "LOG-05",
    title="登記的日子已經過去",
    why="還沒有辦就登記，等於說辦過了。",
    mend="辦完以後再登記；月份或日子寫錯的，改過來。",
)
ATTENDED = rule(
    "LOG-06",
    title="實到不多於應到",
    why="實到比應到多，兩個數必有一個是錯的；列席的不計入實到。",
    mend="核對簽到，寫成 應到/實到，如 31/29。",
)
DAY = rule(
    "LOG-07",
    title="月份裡有這一天",
    why="這個月沒有這一天，不知道是哪天辦的。",
    mend="改成這個月裡的日子。",
)
COUNTED = rule(
    "LOG-08",
    title="必開的會寫應到、實到",
    why="到會夠不夠，看這兩個數；不寫就不知道會開得成不成。",
    mend="在日子後面寫 應到/實到，如 m01 14 5/5；只寫人數，不寫姓名。",
)
MONTHS = rule(
    "LOG-09",
    title="一個月只寫一行，按先後排",
    why="同一個月分在兩行，翻看和核對時容易漏一行。",
    mend="併成一行，月份從早到晚。",
)
STEPS = rule(
    "LOG-10",
    title="換屆按步驟登記",
    why="步驟跳著記，看不出換屆辦到了哪一步。",
    mend="步驟號照倒排步驟從1起，一步一行，日子從早到晚。",
)

MANY = rule(
    "LOG-11",
    title="應到人數和支部的人數相稱",
    why="多打一位，到會率就成了零頭，導航圖和統計都跟著錯。",
    mend="核對簽到，看有沒有多打一位；支部人數變了的，改支部記錄的 members。",
    severity="warning",
)
_MOST_GUESTS = 3
"""How many times as many as its members a branch may expect: applicants and guests come as well."""


def check(records: Records) -> Iterator[Problem]:
    gone = dropped_years(records)  # the matter of PLAN-09
    for id, located in records[LOGBOOKS].items():
        logbook = located.record
        name, years = f"{logbook.branch}-{logbook.year}", records.settings.record.years
        if id != name:
            mend = f"branch 和 year 寫得對的，把 id 和文件名改成 {name}；寫錯了的，改 branch 或 year。"
            yield NAME.problem(located.at("id"), "登記的編號、支部和年度對不上", value=id, mend=mend)
        elif logbook.year not in years and logbook.year not in gone:
            yield _of_no_year(located, years)
        yield from check_order(located)


def _of_no_year(located: Located[Logbook], years: Sequence[int]) -> Problem:
    year = located.record.year
    first, last = min(year, *years), max(year, *years)
    mend = (
        f"還要看{year}年的，在 site_config/portal.yml 寫 years: {list(range(first, last + 1))}；不再保留的，刪去這個文件。"
        f"年度寫錯的，改 year、id 和文件名。"
    )
    return NAME.problem(located.at("year"), f"設置的 years 裡沒有{year}年", value=str(year), mend=mend)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    for located in records[LOGBOOKS].values():
        yield from check_past(located, today)


def check_matters(records: Records, book: Handbook, today: dt.date) -> Iterator[Problem]:
    del today
    for located in records[LOGBOOKS].values():
        yield from check_entries(located, book)


def check_order(located: Located[Logbook]) -> Iterator[Problem]:
    """Months and steps go forward, each once."""
    before = ""
    for number, month in enumerate(located.record.months):
        if month.month <= before:
            message = "這個月前面已經有了" if month.month == before else f"{month.month} 寫在 {before} 後面"
            yield MONTHS.problem(located.at("months", number, "month"), message, value=month.month)
        before = month.month
    last = None
    for number, step in enumerate(located.record.election):
        if last and (step.step <= last.step or step.on < last.on):
            yield STEPS.problem(located.at("election", number, "step"), "步驟或日子倒過來了", value=str(step.step))
        last = step


def check_past(located: Located[Logbook], today: dt.date) -> Iterator[Problem]:
    """What is recorded has happened."""
    for number, month in enumerate(located.record.months):
        for index, text in enumerate(month.held):
            entry = written_entry(text)
            on = entry.on(month.month) if entry else None
            if on and on > today:
                yield FUTURE.problem(located.at("months", number, "held", index), f"{on} 還沒有到", value=text)
    for number, drill in enumerate(located.record.drills):
        if drill.on > today:
            yield FUTURE.problem(located.at("drills", number, "on"), f"{drill.on} 還沒有到", value=str(drill.on))
    for number, step in enumerate(located.record.election):
        if step.on > today:
            yield FUTURE.problem(located.at("election", number, "on"), f"{step.on} 還沒有到", value=str(step.on))


def check_entries(located: Located[Logbook], book: Handbook) -> Iterator[Problem]:
    """Every entry records a matter that the branch has, once, with counts that can be."""
    schedule, former = book.derived(make_schedule), former_ids(book[DUTIES].values())
    logbook = located.record
    if logbook.year in schedule.company and logbook.branch in book[BRANCHES]:
        for one in read_logbook(logbook, schedule.branch(logbook.branch, logbook.year), former):
            yield from _entry(located, one, schedule, book)


def _meant(matter: str, known: Iterable[str]) -> str:
    """The duty that was meant by its number written otherwise (`a2` for a02), or by letters run wrong; no neighbour."""
    if code := re.fullmatch(r"([a-z]+)0*([0-9]+)", matter):
        same = [id for id in known if re.fullmatch(f"{code[1]}0*{code[2]}", id)]
        return f"是不是「{same[0]}」？" if same else ""
    return nearest(matter, known)


def _entry(located: Located[Logbook], one: Reading, schedule: Schedule, book: Handbook) -> Iterator[Problem]:
    place, logbook, entry = located.at(*one.place), located.record, one.written
    occurrences = schedule.branch(logbook.branch, logbook.year)
    match one.fault:
        case "day":
            yield DAY.problem(place, f"這個月沒有{entry.day}日", value=one.text)
        case "unknown" if entry.matter in {item.duty.id for item in schedule.company[logbook.year] if item.of_company}:
            yield MATTER.problem(place, f"「{entry.matter}」由公司統一辦，支部不登記", value=one.text)
        case "unknown" if entry.matter in book[DUTIES] and (ended := book[BRANCHES][logbook.branch].dissolved_on):
            said = f"本支部 {ended} 撤銷，期限在那以後的「{entry.matter}」不排給它"
            mend = "刪去這一項，紙質記錄照留；撤銷日期寫錯的，改支部記錄的 dissolved_on。"
            yield MATTER.problem(place, said, one.text, mend)
        case "unknown":
            known = sorted({item.duty.id for item in occurrences})
            said = f"本支部{logbook.year}年沒有「{entry.matter}」"
            yield MATTER.problem(place, said, one.text, _meant(entry.matter, known) + MATTER.mend)
        case "period":
            periods = "、".join(item.period for item in occurrences if item.duty.id == entry.matter)
            yield PERIOD.problem(place, f"「{entry.matter}」沒有{entry.period}這一期，有：{periods}", value=one.text)
        case "twice":
            assert one.occurrence
            yield TWICE.problem(place, f"{one.occurrence.id} 前面已經登記過", value=one.text)
    if entry.expected is not None and entry.attended is not None and entry.attended > entry.expected:
        yield ATTENDED.problem(place, f"應到{entry.expected}，實到{entry.attended}", value=one.text)
    members = book[BRANCHES][logbook.branch].members
    if entry.expected is not None and members is not None and entry.expected > _MOST_GUESTS * members:
        yield MANY.problem(place, f"應到{entry.expected}人，比支部記錄的人數多得多", value=one.text)
    duty = one.occurrence.duty if one.occurrence else None
    if isinstance(duty, Duty) and duty.mandatory and entry.expected is None:
        yield COUNTED.problem(place, f"「{duty.title}」沒有寫應到、實到", value=one.text)
