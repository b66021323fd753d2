"""Rules about 專題."""

from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.systems.initiatives.kinds import INITIATIVES

TWICE = rule(
    "INIT-01",
    title="同一支部的專題不重名",
    why="重名的分不清是哪一條，填報和歸檔會對錯。",
    mend="給其中一條改名，或刪去多出來的一條。",
)


def check(records: Records) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for located in records[INITIATIVES].values():
        record = located.record
        if (record.branch, record.title) in seen:
            message = f"「{record.title}」這個支部已經有一條"
            yield TWICE.problem(located.at("title"), message, value=record.title)
        seen.add((record.branch, record.title))
