"""一事一單: rules over task slips and the feedback that comes back."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.project.records import Located, Records
from branch_portal.source.mends import better_int
from branch_portal.systems.findings.kinds import FINDINGS
from branch_portal.systems.goals.figures import Paper, parent_of, start_of
from branch_portal.systems.goals.kinds import ACTION_PLANS, CHARTERS, GOALS, TASK_SHEETS
from branch_portal.systems.tasks import feedback_template
from branch_portal.systems.tasks.figures import assigned
from branch_portal.systems.tasks.kinds import FEEDBACK, TASKS
from branch_portal.systems.tasks.model import STATUS_TITLES, Feedback, FeedbackField, Task
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
BY_OTHERS = rule(
    "FB-01",
    "反饋來自接單的支部",
    "沒有接這張單的支部交了反饋，統計就對不上。",
    "核對 task 和 branch；該支部確實要辦的，在任務單的 to 裡加上。",
)
ORDER = rule(
    "FB-02",
    "反饋的經過合乎順序",
    "先反饋、後核驗或退回，退回後重新反饋；日期顛倒或跳步，按期、逾期就算錯。",
    "log 第一條是 submitted，不早於簽發日期，依日期先後寫；退回（returned）後再 submitted，核驗（verified）後不再有。",
)
REASON = rule("FB-03", "退回寫明原因", "不說原因，支部不知道改什麼。", "在退回那一條寫 note。")
CHECKED = rule(
    "FB-04",
    "核驗和退回由核驗角色做",
    "辦理的人不能核驗自己；換了別的角色，責任就不清。",
    "by 寫任務單上的核驗角色，不是交反饋的角色。",
)
COMPLETE = rule(
    "FB-05",
    "辦理結果該寫的都寫了",
    "說辦完卻沒有日期和佐證，說受阻卻不說卡在哪裡，上級就幫不上忙，統計也不可信。",
    "辦完寫 done_on 和 evidence；部分辦完、受阻寫 obstacle 和 expected_on；不適用寫 approval；不相干的字段不寫。",
)
DONE = rule(
    "FB-06",
    "辦完日期在簽發和反饋之間",
    "辦完早於簽發，或晚於反饋，多半是誤填。",
    "核對 done_on。",
)
UNFINISHED = rule(
    "FB-07",
    "核驗通過的是辦完或不適用",
    "還沒辦完就核驗通過，沒辦的部分就沒人管了。",
    "沒有辦完的先退回或等支部補報；確實辦完的把 status 改為 done。",
)
VALUES = rule(
    "FB-08",
    "欄目數據與任務單相符",
    "多出的、缺少的、類型不對的數據都統計不進去。",
    "按任務單的 fields 逐項填：整數不帶單位，日期寫 2026-03-05，選項照抄。",
)
PEOPLE = rule(
    "FB-09",
    "不滿5人的人數不寫",
    "人數太少，公布出來就能認出是誰。",
    "這一欄不填（在任務單裡把它設為 optional），數字留在線下。",
)


def check(records: Records) -> Iterator[Problem]:
    branches = {id: item.record for id, item in records[BRANCHES].items()}
    workdays = Workdays.from_tables({item.record.year: item.record for item in records[WORKDAYS].values()})
    receivers: dict[str, frozenset[str]] = {}
    yield from _serials(records[TASKS])
    for id, item in records[TASKS].items():
        receivers[id] = frozenset(assigned(item.record.to, branches))
        yield from _task(item, records, branches, receivers[id], workdays)
    for answer in records[FEEDBACK].values():
        task = records[TASKS].get(answer.record.task)
        if task and answer.record.branch in branches:
            yield from check_feedback(answer, task.record, receivers[task.record.id])


def _serials(tasks: Mapping[str, Located[Task]]) -> Iterator[Problem]:
    years: dict[str, list[Located[Task]]] = defaultdict(list)
    for item in tasks.values():
        years[item.record.serial[:8]].append(item)
    for prefix, items in years.items():
        items.sort(key=lambda item: (item.record.serial, item.record.id))
        before = dt.date.min
        for number, item in enumerate(items, start=1):
            task = item.record
            expected = f"{prefix}{number:03}"
            if task.serial != expected:
                yield SERIAL.problem(item.at("serial"), f"這裡應是 {expected}", value=task.serial)
                break
            if str(task.issued_on.year) != prefix[3:7] or task.issued_on < before:
                yield SERIAL.problem(item.at("issued_on"), "簽發日期與單號的年份或先後不符", value=str(task.issued_on))
            before = max(before, task.issued_on)


def _task(
    item: Located[Task],
    records: Records,
    branches: Mapping[str, Branch],
    receivers: frozenset[str],
    workdays: Workdays,
) -> Iterator[Problem]:
    task = item.record
    if task.due < task.issued_on:
        yield DAYS.problem(item.at("due"), f"期限 {task.due} 早於簽發日期 {task.issued_on}", value=str(task.due))
    elif workdays.is_official(task.due) and not workdays.is_open(task.due):
        yield CLOSED.problem(item.at("due"), f"{task.due} 不是工作日", value=str(task.due))
    if task.withdrawn and task.withdrawn.on < task.issued_on:
        yield DAYS.problem(item.at("withdrawn", "on"), "撤回早於簽發", value=str(task.withdrawn.on))
    everybody = set(assigned(task.to.model_copy(update={"excluded": ()}), branches))
    for index, branch in enumerate(task.to.excluded):
        if branch in branches and branch not in everybody:
            yield ASSIGNED.problem(item.at("to", "except", index), "這個支部本來就不在分派對象裡", value=branch)
    if not receivers:
        yield ASSIGNED.problem(item.at("to"), "沒有支部接這張單子")
    if finding := records[FINDINGS].get(task.source.finding or ""):
        if not finding.record.public:
            yield SOURCE.problem(item.at("source", "finding"), "這個問題沒有公開", value=finding.record.id)
        elif finding.record.disclosure and finding.record.disclosure.published.on > task.issued_on:
            message = f"問題 {finding.record.disclosure.published.on} 才公開，單子 {task.issued_on} 就簽發了"
            yield SOURCE.problem(item.at("source", "finding"), message, value=finding.record.id)
    if task.source.goal:
        yield from _goal(item, task.source.goal, records, receivers)
    if task.verifier == task.role:
        yield VERIFIER.problem(item.at("verifier"), "核驗角色就是責任角色", value=task.verifier)
    yield from _fields(item)
    characters, size = len(feedback_template.text(task)), len(feedback_template.encoded(feedback_template.text(task)))
    if characters > feedback_template.MOST_CHARACTERS or size > feedback_template.MOST_BYTES:
        message = f"模板{characters}字、編碼後{size}字節，最多{feedback_template.MOST_CHARACTERS}字、{feedback_template.MOST_BYTES}字節"
        yield TEMPLATE.problem(item.at("id"), message)


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
            yield FIELDS.problem(item.at("fields", index, "key"), "欄目代號重複", value=field.key)
        seen.add(field.key)
        if (field.kind == "choice") != (len(field.options) >= 2):
            yield FIELDS.problem(item.at("fields", index, "kind"), "類型和選項對不上", value=field.kind)
        if field.people and field.kind != "integer":
            yield FIELDS.problem(item.at("fields", index, "people"), "人數欄目的類型應是 integer", value=field.kind)


def check_feedback(item: Located[Feedback], task: Task, receivers: frozenset[str]) -> Iterator[Problem]:
    """Every rule about one feedback to `task`, which `receivers` got."""
    answer = item.record
    if answer.branch not in receivers:
        yield BY_OTHERS.problem(item.at("branch"), f"{task.serial}沒有分派給這個支部", value=answer.branch)
    yield from _log(item, task)
    yield from _status(item, task)
    yield from _values(item, task)


def _log(item: Located[Feedback], task: Task) -> Iterator[Problem]:
    log = item.record.log
    submitters = {entry.by for entry in log if entry.action == "submitted"}
    if log[0].action != "submitted":
        yield ORDER.problem(item.at("log", 0, "action"), "第一條應是 submitted（反饋）", value=log[0].action)
    if log[0].on < task.issued_on:
        yield ORDER.problem(item.at("log", 0, "on"), f"反饋早於單子的簽發日期 {task.issued_on}", value=str(log[0].on))
    if task.withdrawn and log[-1].on > task.withdrawn.on:
        message = f"單子已在 {task.withdrawn.on} 撤回"
        yield ORDER.problem(item.at("log", len(log) - 1, "on"), message, value=str(log[-1].on))
    for index, (before, entry) in enumerate(pairwise(log), start=1):
        if entry.on < before.on:
            yield ORDER.problem(item.at("log", index, "on"), f"{entry.on} 早於上一條 {before.on}", value=str(entry.on))
        if before.action == "verified" or (before.action == "returned" and entry.action != "submitted"):
            message = "核驗之後不再有別的動作" if before.action == "verified" else "退回之後應是 submitted（重新反饋）"
            yield ORDER.problem(item.at("log", index, "action"), message, value=entry.action)
    for index, entry in enumerate(log):
        if entry.action == "returned" and not entry.note:
            yield REASON.problem(item.at("log", index), "退回沒有寫原因")
        if entry.action != "submitted" and (entry.by != task.verifier or entry.by in submitters):
            yield CHECKED.problem(item.at("log", index, "by"), f"這張單子由 {task.verifier} 核驗", value=entry.by)


def _status(item: Located[Feedback], task: Task) -> Iterator[Problem]:
    answer = item.record
    title = STATUS_TITLES[answer.status]
    wanted = {
        "done": ("done_on", "evidence"),
        "partly": ("obstacle", "expected_on"),
        "blocked": ("obstacle", "expected_on"),
        "not_applicable": ("approval",),
    }[answer.status]
    unwanted = {"done_on", "obstacle", "expected_on", "approval"} - set(wanted)
    for name in wanted:
        if not getattr(answer, name):
            yield COMPLETE.problem(item.at(name), f"結果是{title}，缺少 {name}")
    for name in sorted(unwanted):
        if getattr(answer, name):
            yield COMPLETE.problem(item.at(name), f"結果是{title}，不應有 {name}")
    last = max(entry.on for entry in answer.log)
    submitters = {entry.by for entry in answer.log if entry.action == "submitted"}
    if answer.approval and answer.approval.role in submitters:
        yield COMPLETE.problem(item.at("approval", "role"), "批准的角色就是交反饋的角色", value=answer.approval.role)
    if answer.done_on and not task.issued_on <= answer.done_on <= last:
        message = f"辦完日期應在 {task.issued_on} 至 {last} 之間"
        yield DONE.problem(item.at("done_on"), message, value=str(answer.done_on))
    if answer.log[-1].action == "verified" and answer.status not in ("done", "not_applicable"):
        yield UNFINISHED.problem(item.at("status"), f"核驗通過的結果是{title}", value=answer.status)


def _values(item: Located[Feedback], task: Task) -> Iterator[Problem]:
    answer = item.record
    fields = {field.key: field for field in task.fields}
    for key, value in answer.values.items():
        if key not in fields:
            known = "、".join(fields) or "沒有欄目"
            yield VALUES.problem(item.at("values", key), f"任務單沒有欄目「{key}」（有：{known}）", value=key)
        elif value is not None and not fits(fields[key], value):
            wanted = _wanted(fields[key])
            mend = (
                better_int(value) if fields[key].kind == "integer" else ""
            ) or f"改成{wanted}；沒有的寫 {key}: 後面空着。"
            message = f"「{fields[key].title}」要填{wanted}"
            yield VALUES.problem(item.at("values", key), message, value=str(value), mend=mend)
        elif fields[key].people and isinstance(value, int) and 0 < value < 5:
            yield PEOPLE.problem(item.at("values", key), f"「{fields[key].title}」不滿5人")
    if answer.status == "done":
        for key, field in fields.items():
            if not field.optional and answer.values.get(key) is None:
                yield VALUES.problem(item.at("values"), f"缺少「{field.title}」（{key}）")


def _wanted(field: FeedbackField) -> str:
    """What belongs into a field, in words."""
    return {
        "integer": "整數，如 12，不帶單位",
        "date": "日期，如 2026-03-05",
        "choice": f"其中一項：{'、'.join(field.options)}",
        "text": "一行文字，不超過120字",
    }[field.kind]


def fits(field: FeedbackField, value: int | str) -> bool:
    """Whether `value` is of the field's kind: a count is never negative, a text is one line of at most 120."""
    if field.kind == "integer":
        return isinstance(value, int) and 0 <= value < 1_000_000
    if not isinstance(value, str):
        return False
    if field.kind == "date":
        return re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None and _is_day(value)
    return value in field.options if field.kind == "choice" else 0 < len(value.strip()) <= 120


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
