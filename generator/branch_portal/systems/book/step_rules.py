"""一書, step by step: every step is walked by somebody, and says which papers it needs; every paper is needed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import nearest, rule
from branch_portal.project.records import Located, Records
from branch_portal.project.references import lost_part
from branch_portal.systems.book.kinds import CARRIERS, FORMS, GUIDES, STEPS
from branch_portal.systems.book.lost_steps import pointed_at
from branch_portal.systems.book.model import Guide
from branch_portal.year.kinds import DUTIES, EVENT_DUTIES

USES = rule(
    "GUIDE-07",
    "每張表、每個本盒都寫明哪一步用",
    "只在頁尾列一串表，照著一步一步辦的人不知道哪一步該填哪張、填好放哪裡。",
    "在 step_uses 裡給用到它的那一步寫上；本頁用不到的，從 forms、carriers 刪去。",
)
WALKED = rule(
    "GUIDE-08",
    "每一步都有人走到",
    "任務都從後面的步驟辦起，前面幾步誰來辦、什麼時候辦，就沒有著落。",
    "讓一項任務從第一步辦起（任務裡不寫 step，或者改 step）；本來就沒有期限的，在指引裡寫 standalone（原因）。",
)
NAMED = rule(
    "GUIDE-09",
    "步驟裡提到的表和本盒，點得開",
    "正文說要填某張表，這一步下面卻沒有鏈接，讀的人只好自己去找。",
    "在 step_uses 裡給這一步加上；只是順口提到、這一步不用填的，改寫那句話。",
)
CARRIER = rule(
    "CARR-02",
    "每個本、盒、證都有用處",
    "沒有任何指引說要往裡放材料，這個本盒就形同虛設。",
    "在相關指引的 carriers 和 step_uses 裡寫上它；暫時不用的，寫 unused（原因）。",
)
FORM = rule(
    "FORM-01",
    "每張表單都有用處",
    "沒有一步要填它，下載的人不知道什麼時候用；多半是漏了引用，或者該刪了。",
    "在相關指引的 forms 和 step_uses 裡寫上它；暫時不用的，寫 unused（原因）。",
)

_ELSE = "只是順口提到、這一步不用填的，改寫那句話。"
_COMMON = 3
"""Titles shorter than this many characters (請示、報告、公示) are common words; finding one in a text says nothing."""


def check(records: Records) -> Iterator[Problem]:
    pointed = pointed_at(records[GUIDES], records)
    for item in records[GUIDES].values():
        yield from _uses(item, records)
        if {use.step for use in item.record.meta.step_uses} <= {step.anchor for step in item.record.steps}:
            yield from _walked(item, records, pointed)
            yield from _named(item, records)
    for name, rule_, group in (("carriers", CARRIER, records[CARRIERS]), ("forms", FORM, records[FORMS])):
        used = {id for item in records[GUIDES].values() for id in getattr(item.record.meta, name)}
        for id, paper in group.items():
            reason, title = paper.record.unused, paper.record.title
            if id not in used and reason is None:
                yield rule_.problem(paper.at("id"), f"沒有指引用到「{title}」", value=id)
            elif id in used and reason is not None:
                yield rule_.problem(paper.at("unused"), f"有指引用到「{title}」，這裡卻寫了不用的原因", value=id)


def _uses(item: Located[Guide], records: Records) -> Iterator[Problem]:
    """`step_uses` deals out what `forms` and `carriers` list: no more, no less."""
    guide = item.record
    steps = {step.anchor for step in guide.steps}
    known: dict[str, Mapping[str, object]] = {"forms": records[FORMS], "carriers": records[CARRIERS]}
    dealt: dict[str, set[str]] = {"forms": set(), "carriers": set()}
    for index, use in enumerate(guide.meta.step_uses):
        if use.step not in steps:
            mend = nearest(use.step, [step.anchor for step in guide.steps])
            place, message = item.at("step_uses", index, "step"), f"本頁沒有步驟「{use.step}」"
            lost = lost_part(records, STEPS.name, f"{guide.id}#{use.step}")
            yield USES.problem(place, message, use.step, mend, lost)
        for name, ids in (("forms", use.forms), ("carriers", use.carriers)):
            dealt[name].update(ids)
            for position, id in enumerate(ids):
                if id in known[name] and id not in getattr(guide.meta, name):  # an unknown id is the matter of REF-01
                    message = f"開頭的 {name} 裡沒有「{id}」"
                    mend = f"在開頭的 {name} 裡加上 {id}；寫錯了的改正。"
                    yield USES.problem(item.at("step_uses", index, name, position), message, value=id, mend=mend)
    for name, found in dealt.items():
        for index, id in enumerate(getattr(guide.meta, name)):
            if id not in found:
                yield USES.problem(item.at(name, index), f"「{id}」沒有寫在哪一步用", value=id)


def _walked(item: Located[Guide], records: Records, pointed: frozenset[str]) -> Iterator[Problem]:
    guide = item.record
    tasks = [*records[DUTIES].values(), *records[EVENT_DUTIES].values()]
    starts = [task.record.step for task in tasks if guide.id in task.record.guides]
    if guide.meta.standalone is not None or not starts:
        return  # a guide that no task follows is the matter of GUIDE-05
    anchors = [step.anchor for step in guide.steps]
    begun = [(step or "").partition("#") for step in starts]
    if any(page != guide.id or anchor not in anchors for page, _, anchor in begun):
        return  # somebody walks it from the first step
    first = min(anchors.index(anchor) for _, _, anchor in begun)
    lost = [step for step in guide.steps[:first] if f"{guide.id}#{step.anchor}" not in pointed]
    if lost:
        steps = "、".join(f"第{step.number}步" for step in lost)
        message = f"照「{guide.title}」辦的任務最早從第{first + 1}步辦起，{steps}沒有人走到"
        yield WALKED.problem(item.at("id"), message, value=guide.id)


def _named(item: Located[Guide], records: Records) -> Iterator[Problem]:
    """The forms and carriers of this guide that a step's text names by their full title stand at that step."""
    guide = item.record
    known: tuple[tuple[str, Mapping[str, Located[Any]]], ...] = (
        ("forms", records[FORMS]),
        ("carriers", records[CARRIERS]),
    )
    said: set[tuple[str, str]] = set()
    for anchor, place, line in _step_lines(item):
        for name, papers in known:
            here = {id for use in guide.meta.step_uses if use.step == anchor for id in getattr(use, name)}
            for id in getattr(guide.meta, name):
                title = papers[id].record.title if id in papers else ""
                if (
                    len(title) >= _COMMON
                    and re.search(f"{re.escape(title)}(?![本盒])", line)
                    and id not in here
                    and (anchor, id) not in said
                ):
                    said.add((anchor, id))
                    mend = f"在 step_uses 裡給 {anchor} 的 {name} 加上 {id}；{_ELSE}"
                    at = Place(place.path, place.line, line.index(title) + 1)
                    yield NAMED.problem(at, f"這一步提到「{title}」，step_uses 裡沒有寫", value=title, mend=mend)


def _step_lines(item: Located[Guide]) -> Iterator[tuple[str, Place, str]]:
    """The lines of the section on how to do it, each with its step's anchor and its place; the headings are left out."""
    path = item.at("id").path
    anchors = {step.anchor for step in item.record.steps}
    anchor = ""
    for number, line in enumerate(item.record.body.splitlines(), start=item.record.body_line):
        if line.startswith("#"):
            named = line.rpartition("{#")[2].removesuffix("}")
            anchor = named if named in anchors else ""
        elif anchor:
            yield anchor, Place(path, number), line
