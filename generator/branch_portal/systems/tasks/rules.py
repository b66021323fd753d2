"""一事一單: rules over task slips."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.project.records import Located, Records
from branch_portal.systems.goals.figures import Paper, parent_of, start_of
from branch_portal.systems.goals.kinds import ACTION_PLANS, CHARTERS, GOALS, TASK_SHEETS
from branch_portal.systems.tasks import feedback_template
from branch_portal.systems.tasks.figures import assigned
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.model import Task
from branch_portal.year.kinds import WORKDAYS
from branch_portal.year.workdays import Workdays

SERIAL = rule(
    "TASK-01",
    "單號按年連續，先簽發的在前",
    "單號跳號、重號或前後顛倒，就說不清一共發了多少單、哪一單丟了。",
    "同一年從 001 起依次編號，年份與簽發日期相同；不再辦的單子寫 withdrawn 撤回，不刪文件。",
)
DAYS = rule(
    "TASK-02", "期限和撤回不早於簽發", "單子還沒發就到期或撤回，支部無從辦起。", "核對 issued_on、due 和 withdrawn。"
)
ASSIGNED = rule(
    "TASK-03",
    "每張單子都有支部接",
    "沒有支部符合條件的單子發給了空氣；除外的支部本來就不在裡面，多半是寫錯了編號。",
    "核對 to 的條件和 except 裡的支部。",
)
SOURCE = rule(
    "TASK-04",
    "來源的問題在簽發前已公開",
    "單子人人看得到，來源的問題沒有公開就不能引用。",
    "等問題走完公開四步再引用，或改寫 notice 說明臨時安排；核對 issued_on。",
)
VERIFIER = rule(
    "TASK-05",
    "核驗的不是辦理的",
    "自己辦、自己核驗，等於沒有核驗。",
    "verifier 寫另一個角色，通常是簽發部門的專責。",
)
CLOSED = rule(
    "TASK-06",
    "期限是工作日",
    "期限落在休息日，支部不知道該提前還是順延。",
    "改到前一個或後一個工作日。",
    severity="warning",
)
FIELDS = rule(
    "TASK-07",
    "反饋欄目寫得清楚",
    "欄目代號重複，數字就混在一起；選項和類型對不上，支部不知道填什麼。",
    "代號各不相同；類型是 choice 的寫至少兩個 options，其他類型不寫；people 只用於 integer。",
)
TEMPLATE = rule(
    "TASK-08",
    "反饋模板放得進鏈接",
    "模板放在新建文件的網址裡，太長了服務器不收，支部點開就是錯誤頁。",
    "縮短交什麼、欄目名稱和選項的文字，或減少欄目。",
)
GOAL = rule(
    "TASK-09",
    "來源的目標已下達，有接單的支部承接",
    "目標還沒下達，或接單的支部都不承接，單子上的來源就是掛名。",
    "核對 source 的 goal 和 to；臨時安排的改寫 notice。",
)


def check(records: Records) -> Iterator[Problem]:
    branches = {id: item.record for id, item in records[BRANCHES].items()}
    workdays = Workdays.from_tables({item.record.year: item.record for item in records[WORKDAYS].values()})
    yield from _serials(records[TASKS])
    for item in records[TASKS].values():
        receivers = frozenset(assigned(item.record, branches))
        yield from _task(item, records, branches, receivers, workdays)


def _serials(tasks: Mapping[str, Located[Task]]) -> Iterator[Problem]:
    years: dict[str, list[Located[Task]]] = defaultdict(list)
    for item in tasks.values():
        years[item.record.serial[:8]].append(item)
    for prefix, items in years.items():
        items.sort(key=lambda item: (item.record.serial, item.record.id))
        before, latest = dt.date.min, items[0]
        for number, item in enumerate(items, start=1):
            task = item.record
            expected = f"{prefix}{number:03}"
            if task.serial != expected:
                mend = f"serial 改成 {expected}；前面的單子刪去了的，恢復它，不再辦的寫 withdrawn。"
                yield SERIAL.problem(item.at("serial"), f"這裡應是 {expected}", value=task.serial, mend=mend)
                break
            if str(task.issued_on.year) != prefix[3:7] or task.issued_on < before:
                dates = [latest.against("issued_on"), item.against("issued_on")]
                message = "簽發日期與單號的年份或先後不符"
                yield SERIAL.problem(item.at("issued_on"), message, value=str(task.issued_on), against=dates)
            if task.issued_on >= before:
                before, latest = task.issued_on, item


def _task(
    item: Located[Task],
    records: Records,
    branches: Mapping[str, Branch],
    receivers: frozenset[str],
    workdays: Workdays,
) -> Iterator[Problem]:
    task = item.record
    if task.due < task.issued_on:
        message, issued = f"期限 {task.due} 早於簽發日期 {task.issued_on}", [item.against("issued_on")]
        yield DAYS.problem(item.at("due"), message, value=str(task.due), against=issued)
    elif workdays.is_official(task.due) and not workdays.is_open(task.due):
        yield CLOSED.problem(item.at("due"), f"{task.due} 不是工作日", value=str(task.due))
    if task.withdrawn and task.withdrawn.on < task.issued_on:
        yield DAYS.problem(item.at("withdrawn", "on"), "撤回早於簽發", value=str(task.withdrawn.on))
    everyone = task.to.model_copy(update={"excluded": ()})
    everybody = set(assigned(task.model_copy(update={"to": everyone}), branches))
    for index, branch in enumerate(task.to.excluded):
        if branch in branches and branch not in everybody:
            yield ASSIGNED.problem(item.at("to", "except", index), "這個支部本來就不在分派對象裡", value=branch)
    if not receivers:
        yield ASSIGNED.problem(item.at("to"), "沒有支部接這張單子")
    if task.source.finding and not _out(records, "findings", task.source.finding, task.issued_on):
        message = f"單子 {task.issued_on} 簽發，那天這個問題還沒有公開"
        yield SOURCE.problem(item.at("source", "finding"), message, value=task.source.finding)
    if task.source.goal:
        yield from _goal(item, task.source.goal, records, receivers)
    if task.verifier == task.role:
        yield VERIFIER.problem(item.at("verifier"), "核驗角色就是責任角色", value=task.verifier)
    yield from _fields(item)
    characters, size = len(feedback_template.text(task)), len(feedback_template.encoded(feedback_template.text(task)))
    if characters > feedback_template.MOST_CHARACTERS or size > feedback_template.MOST_BYTES:
        message = f"模板{characters}字、編碼後{size}字節，最多{feedback_template.MOST_CHARACTERS}字、{feedback_template.MOST_BYTES}字節"
        yield TEMPLATE.problem(item.at("id"), message)


def _out(records: Records, refers: str, id: str, day: dt.date) -> bool:
    """Whether what a slip came from could be shown on the day that it was issued; an unknown id is the matter of REF-01."""
    if refers not in records.kinds or id not in records[refers]:
        return True
    return records.kinds[refers].published(records[refers][id].record, day) is not None


def _goal(item: Located[Task], source: str, records: Records, receivers: frozenset[str]) -> Iterator[Problem]:
    """The goal or what was made of it was there first, and a branch that got the slip carries it."""
    papers: dict[str, Paper] = {}
    for kind in (records[GOALS], records[CHARTERS], records[TASK_SHEETS], records[ACTION_PLANS]):
        papers |= {id: one.record for id, one in kind.items()}
    if source not in papers:
        return  # the matter of REF-01
    if start_of(papers[source]) > item.record.issued_on:
        message = f"「{papers[source].title}」{start_of(papers[source])} 才下達，單子 {item.record.issued_on} 就簽發了"
        yield GOAL.problem(item.at("source", "goal"), message, value=source)
    carrying = set()
    for plan in records[ACTION_PLANS].values():
        above: str | None = plan.record.id
        while above is not None and above != source:
            above = parent_of(papers[above]) if above in papers else None
        if above == source:
            carrying.add(plan.record.branch)
    if not carrying & receivers:
        message = f"接單的支部都不承接「{papers[source].title}」"
        yield GOAL.problem(item.at("source", "goal"), message, value=source)


def _fields(item: Located[Task]) -> Iterator[Problem]:
    seen = set()
    for index, field in enumerate(item.record.fields):
        if field.key in seen:
            yield FIELDS.problem(
                item.at("fields", index, "key"),
                f"欄目代號「{field.key}」重複",
                value=field.key,
                mend=f"換一個代號，例如 {field.key}_2；多寫了一欄的，刪去它。",
            )
        seen.add(field.key)
        if (field.kind == "choice") != (len(field.options) >= 2):
            mend = "類型是 choice 的，加上 options: [甲, 乙]，至少兩項；不是選項的，kind 改成 integer、text 或 date，刪去 options。"
            yield FIELDS.problem(item.at("fields", index, "kind"), "類型和選項對不上", value=field.kind, mend=mend)
        if field.people and field.kind != "integer":
            yield FIELDS.problem(item.at("fields", index, "people"), "人數欄目的類型應是 integer", value=field.kind)
