"""減負: rules over what is asked twice, too much, or too late."""

from collections.abc import Iterator
from itertools import combinations

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.project.records import Located, Records
from branch_portal.systems.loads.settings import LOAD_SETTINGS
from branch_portal.systems.tasks.figures import assigned
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.model import Task

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
        if days < notice:
            message = f"{one.record.serial} 簽發到期限只有{days}天，至少給{notice}天"
            yield NOTICE.problem(one.at("due"), message, value=str(one.record.due))


def _twice(earlier: Located[Task], later: Located[Task]) -> Iterator[Problem]:
    asked = {field.title: index for index, field in enumerate(earlier.record.fields)}
    for index, field in enumerate(later.record.fields):
        if field.title in asked:
            place = earlier.at("fields", asked[field.title], "title")
            message = f"「{field.title}」{earlier.record.serial} 已經要過（{place}），到 {earlier.record.due} 為止"
            yield TWICE.problem(later.at("fields", index, "title"), message, value=field.title)
