"""新年度要定的事: what no program can decide when a portal goes on to another year."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import all_rules
from branch_portal.organisation.kinds import BRANCHES
from branch_portal.organisation.life import in_service
from branch_portal.organisation.model import Branch
from branch_portal.project.handbook import Handbook
from branch_portal.project.kind import Kind
from branch_portal.year.kinds import WORKDAYS
from branch_portal.year.waiting import waiting

_NAMED = 8


def to_decide(book: Handbook, year: int, later: list[Problem]) -> Iterator[str]:
    """What is left to a person, a sentence each; `later` are the warnings that the year's first month will bring."""
    table = next((one for one in book[WORKDAYS].values() if one.year == year), None)
    if table is None or table.status != "official":
        yield f"{year}年的放假通知還沒有收進來，期限都標「暫定」；印發後再運行一次 portal year {year}。"
    guessed = [one.title for one in book["occasions"].values() if year in one.provisional]
    if guessed:
        yield f"日期是暫定的：{'、'.join(guessed)}；公布後改 data/occasions。"
    for title, duties in _waiting(book, year).items():
        yield f"{title}還沒有{year}年的日期，{'、'.join(duties)}先不排；定了以後再運行一次 portal year {year}。"
    ending = [branch.short for branch in book[BRANCHES].values() if _elects(branch, year)]
    if ending:
        yield f"{year}年任期屆滿，要換屆的支部：{_some(ending)}；換屆後改 elected_on。"
    for kind in book.kinds:
        if "year" in kind.model.model_fields and not kind.shared:
            before, now = (
                sum(getattr(one, "year", None) == at for one in book[kind].values()) for at in (year - 1, year)
            )
            if before and not now:
                yield f"{kind.title}：{year - 1}年有{before}份，{year}年還沒有；{_how(kind)}"
    yield "逐條看年度任務的期限、提醒天數和依據有沒有變；變了的，改任務（基礎庫的先運行 portal adopt 年度任務 編號）。"
    for id in dict.fromkeys(one.rule for one in later):
        places = [one.place for one in later if one.rule == id]
        many = f"共{len(places)}處，如 {places[0].path}" if len(places) > 1 else str(places[0].path)
        yield f"到{year}年1月底，檢查會提醒 [{id}] {all_rules()[id].title}：{many}。"


def _waiting(book: Handbook, year: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for duty, occasion in waiting(book, year):
        found.setdefault(occasion.title, []).append(duty.title)
    return found


def _elects(branch: Branch, year: int) -> bool:
    """Whether the branch's term, as extended, ends in a year in which it is still there."""
    if branch.elected_on is None or not branch.serves_a_term or not in_service(branch, dt.date(year, 1, 1)):
        return False
    ends = branch.extension.until.year if branch.extension else branch.elected_on.year + branch.term_years
    return ends == year


def _how(kind: Kind[Any, Any]) -> str:
    if kind.name == "plans":
        return "與公司統一安排不同的支部才寫。"
    return f"要辦的，運行 portal new {kind.title} 建。"


def _some(names: list[str]) -> str:
    more = f"等{len(names)}個" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
