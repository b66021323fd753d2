"""一事一單: rules over the feedback that comes back for a task slip."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from branch_portal.ground.problems import Against, Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.model import Branch
from branch_portal.project.records import Located, Records
from branch_portal.systems.tasks.feedback_values import VALUES, check_values
from branch_portal.systems.tasks.figures import assigned
from branch_portal.systems.tasks.kinds import FEEDBACK, TASKS
from branch_portal.systems.tasks.model import STATUS_TITLES, Feedback, Task

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
EARLY = rule(
    "FB-10",
    "反饋、核驗和辦完的日期不在今天以後",
    "還沒有到的日子不會已經辦完，多半是年份或月份寫錯；按期、逾期也跟著算錯。",
    "核對年份和月份。",
)
_SLACK = dt.timedelta(days=1)
"""Clocks of other zones."""


def check_days(records: Records, today: dt.date) -> Iterator[Problem]:
    """What is said to have been done on a day that has not come."""
    for item in records[FEEDBACK].values():
        yield from check_day(item, today)


def check_day(item: Located[Feedback], today: dt.date) -> Iterator[Problem]:
    """What one feedback says to have been done on a day that has not come."""
    answer = item.record
    days = [(item.at("log", index, "on"), entry.on) for index, entry in enumerate(answer.log)]
    if answer.done_on:
        days.append((item.at("done_on"), answer.done_on))
    for place, day in days:
        if day > today + _SLACK:
            yield EARLY.problem(place, f"{day} 還沒有到，今天是 {today}", value=str(day))


def check(records: Records) -> Iterator[Problem]:
    branches = {id: item.record for id, item in records[BRANCHES].items()}
    receivers = {id: frozenset(assigned(item.record, branches)) for id, item in records[TASKS].items()}
    for answer in records[FEEDBACK].values():
        task = records[TASKS].get(answer.record.task)
        if task and answer.record.branch in branches:
            branch = records[BRANCHES][answer.record.branch]
            for problem in check_feedback(answer, task.record, receivers[task.record.id]):
                yield replace(problem, against=(*problem.against, *_of_task(problem, answer, task, branch)))


def _of_task(
    problem: Problem, item: Located[Feedback], task: Located[Task], branch: Located[Branch]
) -> Iterator[Against]:
    """What the slip, or the branch, says that this contradicts: where it was changed afterwards, all its feedback does."""
    answer, issued = item.record, task.record.issued_on
    if (problem.rule == DONE.id and answer.done_on and answer.done_on < issued) or (
        problem.rule == ORDER.id and answer.log[0].on < issued and problem.place == item.at("log", 0, "on")
    ):
        yield task.against("issued_on")
    elif problem.rule == CHECKED.id:
        yield task.against("verifier", mend=f"改成 {problem.value}")
    elif problem.rule == BY_OTHERS.id:
        yield task.against("to")
        yield branch.against("support_unit")
    elif problem.rule == VALUES.id:
        yield _renamed(problem.value, answer, task)


def _renamed(key: str, answer: Feedback, task: Located[Task]) -> Against:
    """The field of a slip that was called `key` before, or that the slip has none of that name."""
    free = [index for index, field in enumerate(task.record.fields) if field.key not in answer.values]
    if len(free) == 1 and key:
        return task.against("fields", free[0], "key", mend=f"改回 {key}")
    said = f"任務單的欄目和反饋對不上：反饋裡寫的是「{key}」" if key else "任務單多了一欄，反饋裡都沒有"
    return replace(task.against("fields", mend="恢復原來的欄目；發出以後才加的欄目，寫 optional: true"), said=said)


def check_feedback(item: Located[Feedback], task: Task, receivers: frozenset[str]) -> Iterator[Problem]:
    """Every rule about one feedback to `task`, which `receivers` got."""
    answer = item.record
    if answer.branch not in receivers:
        yield BY_OTHERS.problem(item.at("branch"), f"{task.serial}沒有分派給這個支部", value=answer.branch)
    yield from _log(item, task)
    yield from _status(item, task)
    yield from check_values(item, task)


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
            sort = "核對這兩條的日期，寫錯的改過來；沒有寫錯的，照日期從早到晚排。"
            message = f"{entry.on} 早於上一條 {before.on}"
            yield ORDER.problem(item.at("log", index, "on"), message, value=str(entry.on), mend=sort)
        if before.action == "verified" or (before.action == "returned" and entry.action != "submitted"):
            place, verified = item.at("log", index, "action"), before.action == "verified"
            message = "核驗之後不再有別的動作" if verified else "退回之後應是 submitted（重新反饋）"
            done = (
                f"刪去第{place.line}行這一條；核驗記錯了的，把前一條改成 returned（退回），寫明 note（說明），這一條留著。"
                if verified
                else "這一條前面補上支部重新反饋的 submitted；退回記錯了的，把退回那一條改正。"
            )
            yield ORDER.problem(place, message, value=entry.action, mend=done)
    for index, entry in enumerate(log):
        if entry.action == "returned" and not entry.note:
            yield REASON.problem(item.at("log", index), "退回沒有寫原因")
        if entry.action != "submitted" and (entry.by != task.verifier or entry.by in submitters):
            mend = f"by 改成 {task.verifier}。" if task.verifier not in submitters else None
            message = f"這張單子由 {task.verifier} 核驗"
            yield CHECKED.problem(item.at("log", index, "by"), message, value=entry.by, mend=mend)


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
            called = Feedback.model_fields[name].title
            form = "{role: 批准角色的編號, on: 批准日期}」" if name == "approval" else f"…」，寫{called}"
            mend = f"補上一行「{name}: {form}；結果寫錯了的，改 status。"
            yield COMPLETE.problem(item.at(name), f"結果是{title}，缺少 {name}（{called}）", mend=mend)
    for name in sorted(unwanted):
        if getattr(answer, name):
            called = Feedback.model_fields[name].title
            mend = f"刪去 {name}（{called}）；結果寫錯了的，改 status。"
            yield COMPLETE.problem(item.at(name), f"結果是{title}，不應有 {name}（{called}）", mend=mend)
    last = max((entry.on for entry in answer.log if entry.action == "submitted"), default=answer.log[-1].on)
    submitters = {entry.by for entry in answer.log if entry.action == "submitted"}
    if answer.approval and answer.approval.role in submitters:
        yield COMPLETE.problem(item.at("approval", "role"), "批准的角色就是交反饋的角色", value=answer.approval.role)
    if answer.done_on and not task.issued_on <= answer.done_on <= last:
        message = f"辦完日期應在 {task.issued_on} 至 {last} 之間"
        day = [item.against("done_on")]  # of a day that has not come, FB-10 speaks as well
        yield DONE.problem(item.at("done_on"), message, value=str(answer.done_on), against=day)
    if answer.log[-1].action == "verified" and answer.status not in ("done", "not_applicable"):
        yield UNFINISHED.problem(item.at("status"), f"核驗通過的結果是{title}", value=answer.status)
