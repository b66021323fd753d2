"""條款卡 and the slips: which open slip rests on a card, by its own words or by the guides and forms it goes by."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.clause_looks import named_clauses
from branch_portal.organisation.kinds import CLAUSES
from branch_portal.project.handbook import Handbook, Shelf
from branch_portal.project.records import Records
from branch_portal.site import urls
from branch_portal.system.mention import Mention
from branch_portal.system.snapshot import Snapshot
from branch_portal.systems.tasks.figures import Board, board, task_board
from branch_portal.systems.tasks.kinds import TASKS
from branch_portal.systems.tasks.model import Task
from branch_portal.year.schedule import make_schedule

CHANGED = rule(
    "TASK-10",
    "條款有變動，開著的任務單再看一遍",
    "單是照舊的條款簽發的，支部還在照它辦；條款變了沒有人看過，就可能白辦。",
    "對照條款卡看這張單：要改的，撤回重新簽發；不用改的，寫 looked_at（看的日期）。",
    severity="warning",
)


def check(records: Records, book: Handbook, today: dt.date) -> Iterator[Problem]:
    if not any(card.changed_on for card in book[CLAUSES].values()):
        return
    for task in _open(book, board(book, today, book.derived(make_schedule).workdays)):
        for id in sorted(cards_of(book, task)):
            card = book[CLAUSES][id]
            if card.unseen(_looked(task)):
                message = f"條款卡「{card.title}」{card.changed_on}有變動，「{task.title}」還有支部沒有辦結"
                yield CHANGED.problem(records[TASKS][task.id].at("id"), message, value=task.id)


def of_clause(snapshot: Snapshot, id: str) -> Iterator[Mention]:
    """The open slips that rest on a card; those that were issued before it changed are to be looked at."""
    for task in snapshot.figures(resting).get(id, ()):
        more = "（待再看）" if snapshot.book[CLAUSES][id].unseen(_looked(task)) else ""
        yield Mention("開著的任務單", f"{task.serial} {task.title}", urls.task(task.id), more)


def resting(snapshot: Snapshot) -> Mapping[str, Sequence[Task]]:
    """By card the open slips that rest on it."""
    found: dict[str, list[Task]] = {}
    for task in _open(snapshot.book, snapshot.figures(task_board)):
        for id in cards_of(snapshot.book, task):
            found.setdefault(id, []).append(task)
    return found


def cards_of(book: Shelf, task: Task) -> set[str]:
    """The cards that a slip rests on."""
    cards = {id for _, id, _ in named_clauses(task)}
    for name, ids in (("guides", task.guides), ("forms", task.forms)):
        if name in book.kinds:
            kind, group = book.kinds[name], book[name]
            cards |= {card for id in ids for _, card, _ in named_clauses(kind.fields(group[id]))}
    return cards & set(book[CLAUSES])


def _open(book: Shelf, slips: Board) -> Iterator[Task]:
    for id, items in slips.by_task.items():
        if any(item.open for item in items):
            yield book[TASKS][id]


def _looked(task: Task) -> dt.date:
    """A slip was looked at when it was issued."""
    return max(task.issued_on, task.looked_at or task.issued_on)
