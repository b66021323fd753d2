"""名稱換成編號: a name stands where an id belongs, and the records of that name are there to say which id."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from branch_portal.ground.problems import Problem
from branch_portal.project.kind import Kind, Kinds
from branch_portal.project.located import Located
from branch_portal.source.mends import tidy_id


class Known(Protocol):
    """What is known of the records: the kinds, and those of each that could be read."""

    @property
    def kinds(self) -> Kinds: ...
    def __getitem__(self, kind: Kind[Any, Any] | str) -> Mapping[str, Located[Any]]: ...


_FIELDS = ("title", "short", "serial")
_MOST = 3
"""Records with the word in their names that are told; of more, none is the one that was meant."""
_LIKE = 0.6
_FEW = 8
"""Records of a kind that are all told; of more, those most like what was written."""


def with_ids(problems: Iterable[Problem], records: Known) -> list[Problem]:
    """The same problems; where one is a name or a misspelt id, its mend says the id that was meant."""
    return [
        replace(one, mend=_mend(one, records)) if one.refers and records.kinds.knows(one.refers) else one
        for one in problems
    ]


def _mend(problem: Problem, records: Known) -> str:
    if said := ids_called(problem.value, problem.refers, records):
        return f"寫編號，不寫名稱：{said}。"
    tidy, known = tidy_id(problem.value), ids_of(problem.refers, records)
    if tidy in known:
        return f"改成 {tidy}。"
    if near := difflib.get_close_matches(tidy, sorted(known), n=1, cutoff=0.7):
        return f"是不是「{near[0]}」？改成已有的編號。"
    kinds = records.kinds
    if problem.refers in kinds.parts:
        return problem.mend
    folders = "、".join(kinds[kind].folder for kind in kinds.members(problem.refers))
    if other := kind_of(problem.value, records):
        return f"「{problem.value}」是{other}的編號，這裡要寫{kinds.title(problem.refers)}的：{ids_near(problem.value, problem.refers, records)}。"
    if problem.value.isascii() and len(known) > _MOST:
        return f"改成已有的編號：{ids_near(problem.value, problem.refers, records)}。"
    if not known:
        titles = "、".join(kinds[kind].title for kind in kinds.members(problem.refers))
        return (
            f"還沒有一條{titles}：先在 {folders} 建一個文件，或運行 portal new {titles.split('、')[0]}，再寫它的編號。"
        )
    few = f"，現有 {'、'.join(sorted(known))}" if len(known) <= _MOST else ""
    return f"寫編號，不寫名稱：編號是 {folders} 裡的文件名，不帶後綴{few}。"


def ids_of(refers: str, records: Known) -> set[str]:
    """The ids that may stand where a field `refers` to a kind, a union, or parts of a kind."""
    return {id for id, _ in _named(refers, records)}


def ids_near(id: str, refers: str, records: Known) -> str:
    """What may stand where an unknown `id` stands: all ids and their names where they are few, else those most like it
    and where the rest stand."""
    named = {one: (names or [""])[0] for one, names in _named(refers, records)}
    whole, _, part = id.partition("#")
    if part:
        named = {one: name for one, name in named.items() if one.partition("#")[0] == whole} or named
    if len(named) <= _FEW:
        return "、".join(f"{one}（{name}）" if name else one for one, name in sorted(named.items())) or "還沒有一條"
    near = difflib.get_close_matches(id, sorted(named), n=_MOST, cutoff=0) or sorted(named)[:_MOST]
    kinds = records.kinds
    members = (
        (kinds.parts[refers].kind,) if refers in kinds.parts else tuple(kinds[one] for one in kinds.members(refers))
    )
    shown = "、".join(f"{one}（{named[one]}）" if named[one] else one for one in near)
    own = [kind.folder for kind in members if any(one.own for one in records[kind].values())]
    where = f"見 {'、'.join(own)}（文件名就是編號）" if own else "看網站上那一頁的網址，最後一段就是編號"
    return f"如 {shown}，其餘{where}"


def kind_of(id: str, records: Known) -> str:
    """What people call the kind of the record with this id; empty for none."""
    return next((kind.title for kind in records.kinds if id in records[kind]), "") if id else ""


def ids_called(name: str, refers: str, records: Known) -> str:
    """「東片」的編號是 zone-east; empty where nobody wrote a name, or too many records have it in theirs."""
    name = name.strip()
    if not name or (name.isascii() and not any(char.isdigit() for char in name)):
        return ""
    named = list(_named(refers, records))
    exact = {id: name for id, names in named if name in names}
    inside = exact or {
        id: names[0]
        for id, names in named
        if not name.isascii() and len(name) > 1 and any(name in one for one in names)
    }
    if not inside and not name.isascii():
        every: Mapping[str, tuple[str, str]] = {one: (id, names[0]) for id, names in named for one in names}
        inside = dict(every[one] for one in difflib.get_close_matches(name, every, n=1, cutoff=_LIKE))
    if not inside or len(inside) > _MOST:
        return ""
    doubt = "" if exact else "（名稱不完全一樣，是它才寫）"  # 公司黨委 is not 縣公司黨委
    return "、".join(f"「{title}」的編號是 {id}" for id, title in inside.items()) + doubt


def _named(refers: str, records: Known) -> Iterator[tuple[str, list[str]]]:
    """Every id that a field may name, with what people call it."""
    kinds = records.kinds
    if refers in kinds.parts:
        part = kinds.parts[refers]
        for located in records[part.kind].values():
            yield from ((id, [title]) for id, title in part.titles(located.record).items())
        return
    for kind in kinds.members(refers):
        for id, located in records[kind].items():
            yield id, _names(located.record)


def _names(record: Any) -> list[str]:
    names = [name for field in _FIELDS if isinstance(name := getattr(record, field, None), str)]
    return [*names, *getattr(record, "also_called", ())]
