"""條款卡: rules over the cards, and over every line of basis that cites one."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.organisation.clause import Clause
from branch_portal.organisation.clause_looks import named_clauses
from branch_portal.organisation.kinds import BASIS, CLAUSES
from branch_portal.project.base import BASIS_STATUS_TITLES, Basis
from branch_portal.project.located import Located
from branch_portal.project.records import Records

AGREES = rule(
    "CLAUSE-01",
    title="依據和它引的條款卡說得一樣",
    why="依據寫的文件、條號、核對情況和卡上不一樣，讀的人不知道信哪個；卡沒有核對，引用它的也不能說有依據。",
    mend="把這條依據的 document、article、status 改成和卡一樣。",
)
CHECKED = rule(
    "CLAUSE-02",
    title="有依據的條款卡寫明誰在哪天對照什麼核對",
    why="檢查時問「依據是什麼、誰核過」，答不出的等於沒有核對。",
    mend="補上 checked（by 角色、on 日期、text 對照的文本）；還沒有核對的，status 改成 to_verify。",
)
FOLLOWED = rule(
    "CLAUSE-03",
    title="被替代的條款卡寫明日期，改引的卡現行有效",
    why="只說失效，不說哪天起、換成哪一條，引用的人不知道改引什麼。",
    mend="changed_on 寫變動日期；replaced_by 寫現行的那張卡。",
)
REPLACED = rule(
    "CLAUSE-04",
    title="不引用已被替代的條款卡",
    why="條款換了，照舊的辦就可能辦錯。",
    mend="改引新的卡，對照它核對這裡的文字和數字。",
    severity="warning",
)
UNSEEN = rule(
    "CLAUSE-05",
    title="條款有變動，引用它的都再看一遍",
    why="卡改了，頁面、任務、表單還是照舊的條款寫的，沒有人看過就不知道要不要跟著改。",
    mend="對照卡看一遍，該改的改；然後在這條依據（或這張表單、這個步驟、提醒設置）寫 looked_at，指引也可以改 last_reviewed_on。",
    severity="warning",
)


COUNTED = rule(
    "CLAUSE-09",
    title="檢查人數的條款卡寫人數",
    why="檢查照卡上的第一個數字數人；分數、比例說不出幾個人，這一項就不查了。",
    mend="把寫人數的那一條移到 figures 的第一條；這張卡不定人數的，刪去 rules。",
)

SAID = rule(
    "CLAUSE-10",
    title="大意裡有卡上的數字",
    why="計數、換屆、黨費照卡上的數字算，讀的人看的是大意；兩處不一樣，就有一處是錯的。",
    mend="對照文件，改大意或 figures，兩處寫成一樣。",
    severity="warning",
)


def check(records: Records) -> Iterator[Problem]:
    for card in records[CLAUSES].values():
        yield from _card(card, records)
    for located, fields in _all(records):
        yield from _cited(located, fields, records)
        for index, entry in enumerate(getattr(fields, "basis", ())):
            if isinstance(entry, Basis):
                yield from _agrees(located, index, entry, records)


def _all(records: Records) -> Iterator[tuple[Located[Any], BaseModel]]:
    """Every record but the cards, and the settings; what was issued is past, and its own room says what is still open."""
    yield records.settings, records.settings.record
    for kind, group in records:
        if kind is not CLAUSES:
            yield from (
                (located, kind.fields(located.record))
                for located in group.values()
                if getattr(located.record, "issued_on", None) is None
            )


def _card(card: Located[Clause], records: Records) -> Iterator[Problem]:
    clause = card.record
    if clause.status == "confirmed" and clause.checked is None:
        yield CHECKED.problem(card.at("status"), f"「{clause.title}」標有依據，沒有寫誰核對的")
    document = records[BASIS].get(clause.document)
    if clause.status == "confirmed" and document and document.record.status == "to_verify":
        message = f"{document.record.title}還沒有核對，卡上卻標有依據"
        yield CHECKED.problem(card.at("status"), message, mend="status 改成 to_verify；文件核對以後再改回。")
    if clause.rules and (not clause.figures or clause.figure.is_share):
        what = f"第一個數字是 {clause.figure.value}" if clause.figures else "沒有數字"
        yield COUNTED.problem(card.at("rules"), f"檢查 {'、'.join(clause.rules)} 要照這張卡的人數，卡上{what}")
    told = re.findall("[0-9]+(?:[.][0-9]+)?", clause.gist)
    for index, figure in enumerate(clause.figures):
        if told and figure.value.isdecimal() and figure.value not in told and "半" not in clause.gist:
            message = f"figures 裡寫的是 {figure.value}，大意裡寫的是 {'、'.join(told)}"
            yield SAID.problem(card.at("figures", index, "value"), message, value=figure.value)
    if clause.replaced_by is None:
        return
    successor = records[CLAUSES].get(clause.replaced_by)
    if clause.changed_on is None:
        mend = "加一行 changed_on，寫新條款施行的日期。"
        yield FOLLOWED.problem(card.at("replaced_by"), f"「{clause.title}」沒有寫哪天起被替代", mend=mend)
    if successor and successor.record.replaced_by is not None:
        mend = f"replaced_by 改成 {successor.record.replaced_by}。"
        message = f"「{successor.record.title}」也已被替代"
        yield FOLLOWED.problem(card.at("replaced_by"), message, value=clause.replaced_by, mend=mend)


def _cited(located: Located[Any], fields: BaseModel, records: Records) -> Iterator[Problem]:
    for path, id, looked in named_clauses(fields):
        card = records[CLAUSES].get(id)
        if card is None:
            continue
        clause = card.record
        if clause.replaced_by:
            mend = f"改成 {clause.replaced_by}，對照它核對這裡的文字和數字。"
            yield REPLACED.problem(located.at(*path), f"條款卡「{clause.title}」已被替代", value=id, mend=mend)
        elif clause.unseen(looked):
            message = (
                f"條款卡「{clause.title}」{clause.changed_on}有變動{f'：{clause.change}' if clause.change else ''}"
            )
            yield UNSEEN.problem(located.at(*path), message, value=id)


def _agrees(located: Located[Any], index: int, entry: Basis, records: Records) -> Iterator[Problem]:
    for id in entry.clauses:
        card = records[CLAUSES].get(id)
        if card is None:
            continue
        clause = card.record
        for name in ("document", "article"):
            said, wanted = getattr(entry, name), getattr(clause, name)
            if said != wanted:
                message = f"條款卡「{clause.title}」的 {name} 是{wanted or '空的'}，這裡是{said or '空的'}"
                mend = f"{name} 改成 '{wanted}'。" if wanted else f"刪去 {name}。"
                yield AGREES.problem(located.at("basis", index), message, mend=mend)
        if entry.status == "practice":
            message = f"引了條款卡「{clause.title}」，狀態卻寫常見做法（practice）"
            mend = f"status 改成 {clause.status}；確實沒有依據的，刪去 clauses。"
            yield AGREES.problem(located.at("basis", index, "status"), message, mend=mend)
        if entry.status == "confirmed" and clause.status != "confirmed":
            message = f"條款卡「{clause.title}」{BASIS_STATUS_TITLES[clause.status]}，這裡卻標有依據"
            mend = f"status 改成 {clause.status}。"
            yield AGREES.problem(located.at("basis", index, "status"), message, mend=mend)
