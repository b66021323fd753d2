"""年度: rules over the duties that come round every year."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.applicability import EVERY_BRANCH, TRAIT_TITLES
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.records import Located, Records
from branch_portal.year.kinds import DUTIES, OCCASIONS, SOLAR_TERMS, WORKDAYS
from branch_portal.year.model import Duty, Occasion
from branch_portal.year.schedule import dated_by
from branch_portal.year.terms import SolarTerms
from branch_portal.year.timing import EveryYears, Monthly, Quarterly, Recurrence, Yearly
from branch_portal.year.workdays import Workdays

NO_DAY = rule(
    "DUTY-01",
    title="每個月都有這一天",
    why="29、30、31日不是每個月都有，沒有這一天的月份就會悄悄漏掉任務。",
    mend="每月最後一天寫 day: last；第幾個工作日不超過15。",
)
OPENS = rule(
    "DUTY-02",
    title="最早可辦日只用於每年一次的任務，在期限前半年以內",
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
    mend="運行 portal year 年度，或在 data/occasions 補上這一年的日期；未公布的寫預計日期，並把年份寫進 provisional；每年公布、還沒有公布的，寫 dated_by: announcement，任務就等著。",
)
ARCHIVE = rule(
    "DUTY-05",
    title="必辦任務寫明放哪裡",
    why="辦完不知道往哪放，年底就補不齊。",
    mend="在 archive 寫上本、盒、證的編號。",
)
WHOLE = rule(
    "DUTY-06",
    title="公司統一辦的任務不寫適用條件",
    why="公司辦一次，不是支部的事，不進各支部的圖和日曆，也就不分哪些支部。",
    mend="刪去 applies_to；確實由各支部分別辦的，level 寫 branch。",
)
CONTRADICTION = rule(
    "DUTY-07",
    title="適用條件不自相矛盾",
    why="又要有、又要沒有，沒有一個支部合得上，這項任務就誰也不辦。",
    mend="從 has 和 has_not（或者 kinds 和 not_kinds）的一邊刪去。",
)
ROLE = rule(
    "DUTY-08",
    title="任務排給支部裡有的角色",
    why="不設支委會的支部沒有組織委員、紀檢委員，任務排給他們，等於沒有人辦。",
    mend="在任務的 applies_to 裡寫 has，只排給有這個角色的支部；或者在 data/roles 的這個角色裡寫 otherwise（沒有時由誰辦）。",
)
BEFORE = rule(
    "DUTY-09",
    title="寫「前」的在前，寫「後」的在後",
    why="任務名稱寫著節前、六一前，期限卻落到那天以後，照著辦就晚了。",
    mend="寫「前」的，if_closed 用 previous、相隔用負數；寫「後」的，if_closed 用 next、相隔用正數。",
    severity="warning",
)
CLOSED = rule(
    "DUTY-10",
    title="期限不落在休息日",
    why="放假和週末沒有人在崗，期限落在那天，不是提前辦就是晚辦，材料上的日期也就對不上。",
    mend="在 when 裡寫 if_closed：要趕在前面的寫 previous，可以順延的寫 next；已經發出的不改，用 changed 從以後改起。",
    severity="warning",
)
HELD = rule(
    "DUTY-11",
    title="一次開的兩項任務合得到一起",
    why="公司的事和支部的事、不同泳道的事開不到一次會裡；對方自己也併在別的會裡，就不知道哪天開。",
    mend="held_with 寫同一層級、同一泳道、自己單獨開的任務；只是可以同一天辦的，寫 same_day。",
)
OPTIONAL = rule(
    "DUTY-12",
    title="制度規定的會議是必辦的",
    why="同一項任務又寫是制度規定的會議、又寫選辦，支部不知道能不能不開。",
    mend="importance 改成 core；不是制度規定的會議，刪去 mandatory 這一行。",
)
_HALF_A_YEAR = 184


def check(records: Records) -> Iterator[Problem]:
    for id, item in records[DUTIES].items():
        duty = item.record
        yield from _timings(item, records)
        yield from _applies(item, records)
        if duty.importance == "core" and not duty.archive:
            yield ARCHIVE.problem(item.at("archive"), f"「{duty.title}」沒有寫放哪裡")
        if duty.mandatory and duty.importance == "optional":
            yield OPTIONAL.problem(
                item.at("importance"), f"「{duty.title}」是制度規定的會議，卻寫選辦", value="optional"
            )
        for index, other in enumerate(duty.same_day):
            if other == id:
                mend = f"從 same_day 裡刪去 {id}。"
                message = f"「{duty.title}」不用寫和自己合併"
                yield SAME_DAY.problem(item.at("same_day", index), message, value=other, mend=mend)
            elif other in records[DUTIES] and id not in records[DUTIES][other].record.same_day:
                yield SAME_DAY.problem(
                    item.at("same_day", index), f"任務「{other}」沒有寫可與「{id}」合併", value=other
                )


def has_rare_day(duty: Duty) -> bool:
    """Whether a duty falls on a day that not every month has, so that some of its periods are not there."""
    return any(_rare_day(timing.when) for timing in duty.timings)


def _rare_day(when: Recurrence) -> int:
    """The day of the month, or the count of working days, that not every month has; 0 for none."""
    by = when if isinstance(when, Monthly) else when.by if isinstance(when, Quarterly) else None
    if by is None:
        return 0
    rare = by.day if isinstance(by.day, int) and by.day > 28 else 0
    return rare or (by.workday if by.workday is not None and abs(by.workday) > 15 else 0)


def _timings(item: Located[Duty], records: Records) -> Iterator[Problem]:
    duty = item.record
    for index, timing in enumerate(duty.timings):
        key = ("changed", duty.changed.index(timing)) if index else ()
        when = timing.when
        if rare := _rare_day(when):
            yield NO_DAY.problem(item.at(*key, "when"), f"「{duty.title}」不是每個月都有這一天", value=str(rare))
        if timing.opens and not isinstance(when, Yearly | EveryYears):
            yield OPENS.problem(item.at(*key, "opens"), f"「{duty.title}」不是每年一次的任務", value=timing.opens)
        elif timing.opens and isinstance(when, Yearly) and when.on and _long_before(timing.opens, when.on):
            mend = "核對兩個日子：opens 要在期限的月日以前；不限定最早哪天的，刪去 opens。"
            message = f"「{duty.title}」最早可辦日 {timing.opens} 在期限 {when.on} 後面，算下來提前半年多"
            yield OPENS.problem(item.at(*key, "opens"), message, value=timing.opens, mend=mend)
        if before := turned_back(duty.title, when, {id: one.record for id, one in records[OCCASIONS].items()}):
            yield BEFORE.problem(item.at(*key, "when"), f"「{duty.title}」{before}", value=when.if_closed)
        if (other := timing.held_with) and other.duty in records[DUTIES]:
            host = records[DUTIES][other.duty].record
            alike = (host.level, host.track) == (duty.level, duty.track)
            if not alike or any(one.held_with for one in host.timings):
                yield HELD.problem(
                    item.at(*key, "held_with"), f"「{duty.title}」不能和「{host.title}」一次開", value=host.id
                )
    for year in records.settings.record.years:
        when = duty.timing_on(dt.date(year, 1, 1)).when
        start = when.start if isinstance(when, Yearly) else None
        found = records[OCCASIONS].get(start.occasion or "") if start else None
        if found and not found.record.may_wait and not any(day.year == year for day in found.record.dates):
            message = f"「{found.record.title}」沒有{year}年的日期"
            yield NO_DATE.problem(item.at("when", "from"), message, value=str(year))


def _long_before(opens: str, due: str) -> bool:
    """Whether a day MM-DD stands behind a due day and so opens the year before, more than half a year early."""
    early = dt.date.fromisoformat(f"2024-{due}") - dt.date.fromisoformat(f"2023-{opens.replace('02-29', '02-28')}")
    return opens > due and early.days > _HALF_A_YEAR


def turned_back(title: str, when: Recurrence, occasions: Mapping[str, Occasion]) -> str:
    """How a timing contradicts a title that says 前 or 後 of a day, in words; empty where it does not."""
    side = re.search(r"(?:節|[一二三四五六七八九十]|汛|會)(前|後)", title)
    if side is None:
        return ""
    before = side[1] == "前"
    if when.if_closed == ("next" if before else "previous") or when.if_closed == "nearest":
        return f"要在{side[1]}頭辦，遇休息日卻會挪到另一邊"
    start = when.start if isinstance(when, Yearly) else None
    if start and isinstance(when, Yearly) and start.occasion and start.occasion in occasions:
        offset = when.plus.days if when.plus.days is not None else when.plus.workdays or 0
        if occasions[start.occasion].title[:2] in title and (offset >= 0 if before else offset <= 0):
            return f"要在{side[1]}頭辦，算出來卻不在{side[1]}頭"
    return ""


def check_days(records: Records, today: dt.date) -> Iterator[Problem]:
    """Whether a duty falls due on a closed day from `today` on; what is past is past."""
    terms = SolarTerms.of((item.record.year, item.record.instants) for item in records[SOLAR_TERMS].values())
    workdays = Workdays.from_tables({item.record.year: item.record for item in records[WORKDAYS].values()})
    years = [year for year in records.settings.record.years if terms.cover([year])]
    occasions = {id: one.record for id, one in records[OCCASIONS].items()}
    for item in records[DUTIES].values():
        for year in years:
            for _, dated in dated_by(item.record, year, workdays, terms, occasions):
                if dated.due >= today and not workdays.is_open(dated.due):
                    message = f"「{item.record.title}」的期限 {dated.due} 是休息日"
                    yield CLOSED.problem(item.at("when"), message, value=str(dated.due))


def _applies(item: Located[Duty], records: Records) -> Iterator[Problem]:
    duty = item.record
    if duty.level == "company" and duty.applies_to != EVERY_BRANCH:
        yield WHOLE.problem(item.at("applies_to"), f"「{duty.title}」是公司統一辦的", value=duty.applies_to.words)
    if both := duty.applies_to.contradiction:
        yield CONTRADICTION.problem(item.at("applies_to"), f"「{duty.title}」既要又不要：{both}", value=both)
    role = records[ROLES].get(duty.role)
    needs = role.record.needs if role else None
    if role and needs and not role.record.otherwise and duty.level == "branch" and needs not in duty.applies_to.has:
        message = f"{TRAIT_TITLES[needs][1]}的支部沒有{role.record.title}，「{duty.title}」卻排給各支部"
        yield ROLE.problem(item.at("role"), message, value=duty.role)
