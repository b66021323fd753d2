"""引用: every id that a record names exists, and is of the right kind."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from branch_portal.ground.problems import Problem
from branch_portal.ground.rules import rule
from branch_portal.project.base import former_ids
from branch_portal.project.citation import references
from branch_portal.project.layer_rules import hidden_behind
from branch_portal.project.records import Located, Records

UNKNOWN = rule(
    "REF-01",
    title="引用的編號存在",
    why="引用了沒有的編號，頁面上就會出現斷開的鏈接。",
    mend="改成已有的編號，或者先建立那條記錄；那條記錄已經刪去的，這裡也刪去。",
)
KIND = rule(
    "REF-02",
    title="引用的編號類別正確",
    why="這個字段只能引用某一類記錄，寫成別的類別，責任和鏈接就會指錯。",
    mend="換成該類別的編號。",
)

_CODE = re.compile(r"([a-z]+)0*([0-9]+)")
"""An id that is a number in a row (`b01`, `a51`): the next one looks alike and is something else."""


def check(records: Records) -> Iterator[Problem]:
    kinds = records.kinds
    ids: dict[str, set[str]] = {kind.name: set(group) for kind, group in records}
    ids |= {union: set().union(*(ids[kind] for kind in kinds.members(union))) for union in kinds.unions}
    for name, union in kinds.unions.items():
        if union.former:
            ids[name] |= {
                id for kind in union.members for id in former_ids(one.record for one in records[kind].values())
            }
    for part in kinds.parts.values():
        ids[part.name] = {id for located in records[part.kind].values() for id in part.titles(located.record)}
    for located, fields in (
        (records.settings, records.settings.record),
        *((located, kind.fields(located.record)) for kind, group in records for located in group.values()),
    ):
        for path, refers, id in references(fields):
            # What a room that is not here has declared, nothing can say anything about.
            if id not in ids.get(refers, {id}) and not hidden_behind(records, refers, id):
                yield _problem(located, path, refers, id, ids, records)


def _problem(
    located: Located[Any],
    path: tuple[str | int, ...],
    refers: str,
    id: str,
    ids: Mapping[str, set[str]],
    records: Records,
) -> Problem:
    kinds = records.kinds
    wanted = kinds.title(refers)
    others = [kinds.title(kind) for kind, known in ids.items() if id in known and kind not in kinds.unions]
    if others:
        return KIND.problem(located.at(*path), f"這裡要寫{wanted}的編號，「{id}」卻是{others[0]}", value=id)
    near = _near(id, ids[refers])
    mend = f"是不是「{near}」？" if near else None
    if called := _called(id, refers, records):
        mend = f"寫編號，不寫名稱：{called}。"
    return UNKNOWN.problem(located.at(*path), f"沒有編號為「{id}」的{wanted}", value=id, mend=mend)


def _near(id: str, known: Iterable[str]) -> str:
    """The id that was most likely meant, or nothing: `a3` is a03, but a13 is no slip of the pen for a53."""
    if code := _CODE.fullmatch(id.lower()):
        same = [one for one in known if (other := _CODE.fullmatch(one)) and other.groups() == code.groups()]
        return same[0] if len(same) == 1 else ""
    return next(iter(difflib.get_close_matches(id, sorted(known), n=1, cutoff=0.5)), "")


def _called(name: str, refers: str, records: Records) -> str:
    """The ids of the records with this name, or with it in theirs; empty where nobody wrote a name, or too many fit."""
    if name.isascii():
        return ""
    found = {}
    for kind in records.kinds.members(refers):
        for id, located in records.groups.get(kind, {}).items():
            titles = [getattr(located.record, field, None) or "" for field in ("title", "short")]
            if name in titles:
                return f"「{name}」的編號是 {id}"
            if any(name in title for title in titles):
                found[id] = titles[0]
    return "、".join(f"「{title}」的編號是 {id}" for id, title in found.items()) if len(found) <= 3 else ""
