"""年度: rules over the duties that come round every year."""

from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.applicability import EVERY_BRANCH, TRAIT_TITLES
from branch_portal.organisation.kinds import ROLES
from branch_portal.project.records import Located, Records
from branch_portal.year.kinds import DUTIES, OCCASIONS
from branch_portal.year.model import Duty
from branch_portal.year.timing import EveryYears, Monthly, Quarterly, Yearly

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


def check(records: Records) -> Iterator[Problem]:
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
        yield from _applies(item, records)
        if duty.importance == "core" and not duty.archive:
            yield ARCHIVE.problem(item.at("archive"), f"「{duty.title}」沒有寫放哪裡")
        for index, other in enumerate(duty.same_day):
            if other in records[DUTIES] and id not in records[DUTIES][other].record.same_day:
                yield SAME_DAY.problem(
                    item.at("same_day", index), f"任務「{other}」沒有寫可與「{id}」合併", value=other
                )
        if isinstance(when, Yearly) and when.start and when.start.occasion in occasions:
            occasion = occasions[when.start.occasion]
            dates = {day.year for day in occasion.dates}
            for year in records.settings.record.years:
                if year not in dates and not occasion.may_wait:
                    title = occasion.title
                    yield NO_DATE.problem(item.at("when", "from"), f"「{title}」沒有{year}年的日期", value=str(year))


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
