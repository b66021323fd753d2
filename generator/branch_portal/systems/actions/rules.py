"""四進萬家: rules over the counts of voluntary actions."""

import datetime as dt
from collections.abc import Iterator

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.records import Records
from branch_portal.systems.actions.kinds import ACTIONS
from branch_portal.systems.actions.model import SMALL
from branch_portal.systems.grids.kinds import GRIDS
from branch_portal.systems.pacts.kinds import PACTS
from branch_portal.systems.pacts.rules import is_sound

FEW = rule(
    "ACT-01",
    title="少於5人不寫具體人數",
    why="人數太少，旁人能認出是誰；倉庫的歷史版本也能看到，合計還會被反推。",
    mend="寫 helped: few，門戶顯示「少於5人」，合計不含這一次。",
)
PACT = rule(
    "ACT-02",
    title="行動與協議、網格的支部一致",
    why="別的支部的協議或網格掛在這次行動上，數就記到別人頭上。",
    mend="branch 改成協議（網格）的支部，或刪去 pact、grid。",
)
TERM = rule(
    "ACT-03",
    title="行動在協議期內",
    why="協議沒簽或已到期，行動就不是協議的成果。",
    mend="核對日期，或刪去 pact。",
)
AHEAD = rule(
    "ACT-04",
    title="只登記做過的行動",
    why="還沒做先記數，合計就虛高。",
    mend="做完再登記；日期寫錯的改過來。",
    severity="warning",
)


def check(records: Records) -> Iterator[Problem]:
    for item in records[ACTIONS].values():
        action = item.record
        if isinstance(action.helped, int) and 0 < action.helped < SMALL:
            yield FEW.problem(item.at("helped"), "受益人數少於5人")
        for field, group in (("pact", records[PACTS]), ("grid", records[GRIDS])):
            known = group.get(getattr(action, field) or "")
            if known and known.record.branch != action.branch:
                theirs = [known.against("branch", mend=f"改成 {action.branch}")]
                message = f"「{known.record.title}」是別的支部的"
                yield PACT.problem(item.at(field), message, value=known.record.id, against=theirs)
        pact = records[PACTS].get(action.pact or "")
        if pact and is_sound(pact.record) and not pact.record.signed_on <= action.on <= pact.record.until:
            wrong = [pact.against("signed_on" if action.on < pact.record.signed_on else "until")]
            message = f"不在協議期 {pact.record.signed_on} 至 {pact.record.until} 之內"
            yield TERM.problem(item.at("on"), message, value=str(action.on), against=wrong)


def check_day(records: Records, today: dt.date) -> Iterator[Problem]:
    for item in records[ACTIONS].values():
        if item.record.on > today:
            yield AHEAD.problem(item.at("on"), f"日期 {item.record.on} 還沒有到", value=str(item.record.on))
