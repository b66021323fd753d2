"""專題包: rules over stages, tasks and the closing of study campaigns and special actions."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Located, Records
from branch_portal.year.initiative import Initiative
from branch_portal.year.kinds import INITIATIVES, WORKDAYS
from branch_portal.year.workdays import Workdays

CLOSE_WITHIN = dt.timedelta(days=30)
"""An initiative that ended longer ago has its closing words."""

STAGES = rule(
    "INIT-01",
    title="專題的階段依次、不重疊、不出起止",
    why="階段顛倒或者超出起止，頁面上就說不清現在到了哪一步。",
    mend="核對 from、until 和各階段的 from、to：階段按先後寫，後一階段從前一階段結束以後開始。",
)
TASKS = rule(
    "INIT-02",
    title="專題任務在所屬階段裡、在工作日到期",
    why="期限不在階段裡，任務就對不上階段；落在休息日，沒有人辦。",
    mend="stage 寫所屬階段的編號，due 改成這一階段裡的工作日。",
)
CLOSED = rule(
    "INIT-03",
    title="到期的專題有收尾",
    why="專題到期自動退出首頁、年度表和日曆；沒有收尾，辦成了什麼、哪些要長期堅持，就沒有人說得清。",
    mend="在 closing 寫收尾日期、小結和長期堅持的事；還要接著辦的，把 until 改到新的日期。",
    severity="warning",
)
EARLY = rule(
    "INIT-04",
    title="專題收尾在結束以後",
    why="還沒有結束就寫收尾，後面辦的事就漏了。",
    mend="收尾日期寫在最後一個階段開始以後；提前結束的，先改 until。",
)


def check(records: Records) -> Iterator[Problem]:
    workdays = Workdays.from_tables({item.record.year: item.record for item in records[WORKDAYS].values()})
    for item in records[INITIATIVES].values():
        yield from _stages(item)
        yield from _tasks(item, workdays)
        closing = item.record.closing
        if closing and closing.on < item.record.stages[-1].first:
            yield EARLY.problem(item.at("closing", "on"), f"{closing.on} 還沒有到最後一個階段", value=str(closing.on))


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    for item in records[INITIATIVES].values():
        initiative = item.record
        if initiative.closing is None and initiative.last + CLOSE_WITHIN < today:
            yield CLOSED.problem(item.at("until"), f"「{initiative.title}」{initiative.last}結束，還沒有收尾")


def _stages(item: Located[Initiative]) -> Iterator[Problem]:
    initiative = item.record
    if initiative.last < initiative.first:
        mend = "核對兩個日期的年份和月份。"
        message = f"until {initiative.last} 早於 from {initiative.first}"
        yield STAGES.problem(item.at("until"), message, value=str(initiative.last), mend=mend)
        return
    for index, stage in enumerate(initiative.stages):
        if stage.last < stage.first:
            message = f"「{stage.title}」的止 {stage.last} 早於起 {stage.first}"
            mend = "from 和 to 寫反了的，換過來；沒有寫反的，核對年份和月份。"
            yield STAGES.problem(item.at("stages", index, "from"), message, value=str(stage.first), mend=mend)
        elif not initiative.first <= stage.first <= stage.last <= initiative.last:
            message = f"「{stage.title}」不在 {initiative.first} 至 {initiative.last} 之間"
            wrong = [item.against("until" if stage.last > initiative.last else "from")]
            yield STAGES.problem(item.at("stages", index), message, against=wrong)
    for number, (before, after) in enumerate(pairwise(initiative.stages), 1):
        if after.first <= before.last:
            message = f"「{after.title}」在「{before.title}」結束以前就開始了"
            yield STAGES.problem(item.at("stages", number, "from"), message, value=str(after.first))


def _tasks(item: Located[Initiative], workdays: Workdays) -> Iterator[Problem]:
    stages = {stage.id: stage for stage in item.record.stages}
    for index, task in enumerate(item.record.tasks):
        stage = stages.get(task.stage)
        if stage is None:
            mend = f"改成 stages 裡的編號：{'、'.join(f'{one.id} {one.title}' for one in stages.values())}。"
            message = f"「{task.title}」的階段沒有寫在 stages 裡"
            yield TASKS.problem(item.at("tasks", index, "stage"), message, value=task.stage, mend=mend)
        elif not stage.first <= task.due <= stage.last:
            message = f"「{task.title}」的期限不在「{stage.title}」裡"
            yield TASKS.problem(item.at("tasks", index, "due"), message, value=str(task.due))
        elif not workdays.is_open(task.due):
            yield TASKS.problem(item.at("tasks", index, "due"), f"{task.due} 是休息日", value=str(task.due))
