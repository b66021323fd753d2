"""減負: rules over what is asked twice, too much, or too late."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.ground.weeks import week_of
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.handbook import Handbook
from branch_portal.project.records import Located, Records
from branch_portal.systems.loads.figures import asks
from branch_portal.systems.loads.settings import LOAD_SETTINGS
from branch_portal.systems.tasks.figures import assigned
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.model import Task
from branch_portal.year.schedule import make_schedule

TWICE = rule(
    "ASK-01",
    title="同一個數不在同一段時間要兩次",
    why="兩張單子向同一個支部要同一個數，就是重複填報；兩次報的不一樣，還不知道信哪個。",
    mend="刪去後發那張單子的這一欄，需要時看前一張的一鍵統計；確實是兩回事的，欄目名稱寫清楚差別。",
)
NOTICE = rule(
    "ASK-02",
    title="任務單給夠時間",
    why="今天發單明天要，支部只能編。",
    mend="把 due 往後放，或早些簽發；確有急事的，在 what 裡寫明原因，這條提醒可以留著。",
    severity="warning",
)

FULL = rule(
    "ASK-03",
    title="發單以前看支部本週已有幾件",
    why="一週的事已經滿了再發一張單子，支部只能應付，前面的事也跟著辦不好。",
    mend="能和別的單子合併的合併，能等的把 issued_on 改到下一週；確有急事的，這條提醒可以留著；一週幾件算多，改設置 loads 的 week。",
    severity="warning",
)


def check(records: Records) -> Iterator[Problem]:
    branches = {id: one.record for id, one in records[BRANCHES].items()}
    notice = records.settings.record[LOAD_SETTINGS].notice
    tasks = sorted(
        (one for one in records[TASKS].values() if one.record.withdrawn is None),
        key=lambda one: (one.record.issued_on, one.record.id),
    )
    receivers = {one.record.id: frozenset(assigned(one.record, branches)) for one in tasks}
    for earlier, later in combinations(tasks, 2):
        if later.record.issued_on <= earlier.record.due and receivers[earlier.record.id] & receivers[later.record.id]:
            yield from _twice(earlier, later)
    for one in tasks:
        days = (one.record.due - one.record.issued_on).days
        if 0 <= days < notice:
            message = f"{one.record.serial} 簽發到期限只有{days}天，至少給{notice}天"
            days_of = [one.against("issued_on"), one.against("due")]
            yield NOTICE.problem(one.at("due"), message, value=str(one.record.due), against=days_of)


def check_week(records: Records, book: Handbook, today: dt.date) -> Iterator[Problem]:
    """Slips issued today or later to branches whose week is full without them."""
    ahead = [one for one in records[TASKS].values() if one.record.withdrawn is None and one.record.issued_on >= today]
    if not ahead:
        return
    most = book.settings[LOAD_SETTINGS].week
    given = Counter((ask.branch, ask.week) for ask in asks(book, book.derived(make_schedule), dt.date.max))
    for one in ahead:
        week = week_of(one.record.issued_on)[0]
        full = {branch: given[branch, week] - 1 for branch in assigned(one.record, book[BRANCHES])}
        said = "、".join(f"{book.called('branches', id)}{count}件" for id, count in full.items() if count >= most)
        if said:
            yield FULL.problem(one.at("issued_on"), f"{one.record.serial} 簽發的那一週，已有：{said}")


def _twice(earlier: Located[Task], later: Located[Task]) -> Iterator[Problem]:
    asked = {field.title: index for index, field in enumerate(earlier.record.fields)}
    for index, field in enumerate(later.record.fields):
        if field.title in asked:
            place = earlier.at("fields", asked[field.title], "title")
            message = f"「{field.title}」{earlier.record.serial} 已經要過（{place}），到 {earlier.record.due} 為止"
            yield TWICE.problem(later.at("fields", index, "title"), message, value=field.title)
