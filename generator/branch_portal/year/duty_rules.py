"""年度: rules over the duties that come round every year."""

from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.year.kinds import DUTIES, OCCASIONS
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
    title="公司統一辦的任務不分支部類別",
    why="公司辦一次，各支部的圖和日曆上是同一條，排除不了哪一類支部。",
    mend="刪去 not_for；確實由各支部分別辦的，level 寫 branch。",
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
            occasion = occasions[when.start.occasion]
            dates = {day.year for day in occasion.dates}
            for year in records.settings.record.years:
                if year not in dates and not occasion.may_wait:
                    title = occasion.title
                    yield NO_DATE.problem(item.at("when", "from"), f"「{title}」沒有{year}年的日期", value=str(year))
