"""引用: every id that a record names exists, and is of the right kind."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from branch_portal.ground.problems import Against, Place, Problem
from branch_portal.ground.rules import rule
from branch_portal.project.base import former_ids
from branch_portal.project.called import ids_called, ids_near
from branch_portal.project.citation import named_by, references
from branch_portal.project.kind import Kind, Kinds
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
TWICE = rule(
    "REF-03",
    title="同一個列表裡，編號不寫兩遍",
    why="多半是複製時忘了改；頁面上會重複，數目也會多算。",
    mend="多寫的一個刪去，或改成本來要寫的編號。",
    severity="warning",
)

_MANY = 3
"""References to one missing record from which on it is told once: a slip of the pen is seldom made three times."""
_SHOWN = 20

_CODE = re.compile(r"([a-z]+)0*([0-9]+)")
"""An id that is a number in a row (`b01`, `a51`): the next one looks alike and is something else."""


def _ids(records: Records) -> dict[str, set[str]]:
    """All that may be named, by the kind, the union or the parts that a field refers to."""
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
    return ids


def _leading_nowhere(records: Records, ids: Mapping[str, set[str]]) -> Iterator["_Missing"]:
    for located, fields in (
        (records.settings, records.settings.record),
        *((located, kind.fields(located.record)) for kind, group in records for located in group.values()),
    ):
        for path, refers, id in references(fields):
            # What a room that is not here has declared, nothing can say anything about.
            if id not in ids.get(refers, {id}) and not hidden_behind(records, refers, id):
                yield located, path, refers, id


def ghosts(records: Records, spoilt: Iterable[str] = ()) -> frozenset[str]:
    """The files of which other rules may tell what is none, since a reference leads nowhere: those with one, the `spoilt`
    ones, and those that name a record in one of them."""
    kinds = records.kinds
    broken = {*spoilt, *(located.source.path for located, *_ in _leading_nowhere(records, _ids(records)))}
    half = {(kind.name, id) for kind, group in records for id, one in group.items() if one.source.path in broken}
    for kind, group in records:
        for located in group.values():
            for _, refers, id in named_by(kind, located.record):
                named = (kinds.parts[refers].kind,) if refers in kinds.parts else _members(refers, kinds)
                if any((one.name, id.partition("#")[0]) in half for one in named):
                    broken.add(located.source.path)
    return frozenset(broken)


def _members(refers: str, kinds: Kinds) -> tuple[Kind[Any, Any], ...]:
    return tuple(kinds[one] for one in kinds.members(refers)) if kinds.knows(refers) else ()


def check(records: Records) -> Iterator[Problem]:
    yield from _unknown(records)
    for kind, group in records:
        for located in group.values():
            yield from _twice(kind, located)


def _twice(kind: Kind[Any, Any], located: Located[Any]) -> Iterator[Problem]:
    """Ids that a list of the record names again."""
    seen: set[tuple[object, ...]] = set()
    for path, refers, id in references(kind.fields(located.record)):
        if isinstance(path[-1], int):
            if (path[:-1], refers, id) in seen:
                mend = f"刪去第{path[-1] + 1}項，或改成本來要寫的編號。"
                yield TWICE.problem(located.at(*path), f"這個列表裡「{id}」寫了兩遍", value=id, mend=mend)
            seen.add((path[:-1], refers, id))


def _unknown(records: Records) -> Iterator[Problem]:
    ids = _ids(records)
    missing: dict[str, list[_Missing]] = {}
    for one in _leading_nowhere(records, ids):
        missing.setdefault(one[3].partition("#")[0], []).append(one)
    for id, uses in missing.items():
        gone = [use for use in uses if not _is_of_another_kind(use[3], ids, records)]
        if len(uses) >= _MANY and len({use[2] for use in uses}) == 1:
            gone = uses  # one slip of the pen would not be made in three places, whatever else is called so
        if len(gone) >= _MANY and not _near_in_row(id, gone, ids):
            yield _gone(id, gone, records)
            uses = [use for use in uses if use not in gone]
        for use in uses:
            yield _problem(*use, ids, records)


_Missing = tuple[Located[Any], tuple[str | int, ...], str, str]
"""A reference that leads nowhere: the record, the path in it, what it refers to, the id."""


def _is_of_another_kind(id: str, ids: Mapping[str, set[str]], records: Records) -> bool:
    return any(id in known for kind, known in ids.items() if kind not in records.kinds.unions)


def lost_part(records: Records, refers: str, id: str) -> tuple[Against, ...]:
    """What was most likely called `id`, a part that its record has not, and bears another name now."""
    part = records.kinds.parts.get(refers)
    return part.lost(records, id) if part and part.lost else ()


def _near_in_row(id: str, uses: list[_Missing], ids: Mapping[str, set[str]]) -> bool:
    """Whether the id is one that is there, written otherwise (`a3` for a03): no record of its own is missing."""
    return bool(_CODE.fullmatch(id.lower()) and _near(id, ids[uses[0][2]]))


def _gone(id: str, uses: list[_Missing], records: Records) -> Problem:
    """One problem for a record that many name and that is not there: most likely somebody has deleted or renamed it."""
    kinds = records.kinds
    refers = uses[0][2]
    kind = kinds.parts[refers].kind if refers in kinds.parts else kinds[kinds.members(refers)[0]]
    places = list(dict.fromkeys(str(located.at(*path)).rpartition(":")[0] for located, path, _, _ in uses))
    shown = "、".join(places[:_SHOWN]) + ("……" if len(places) > _SHOWN else "")
    file = kind.file(id)
    mend = (
        f"誤刪了文件的：恢復 {file}（在倉庫網頁的提交歷史裡打開刪去它的那一次，點「還原」）。"
        f"要改編號的：先恢復，再運行 portal rename {kind.title} {id} 新編號。"
        f"確實不要的：先恢復，再運行 portal remove {kind.title} {id}，它會列出並去掉引用；網頁上改的，照上面的位置一處一處換成別的編號。"
    )
    message = f"有{len(places)}處用到{kind.title}「{id}」，卻沒有這條記錄：{shown}"
    restored = f"誤刪或改了名的，恢復 {file}（在倉庫網頁的提交歷史裡打開刪去它的那一次，點「還原」）"
    instead = f"要改編號的，先恢復，再運行 portal rename {kind.title} {id} 新編號；不要的，先恢復，再運行 portal remove {kind.title} {id}"
    whole = [Against(Place(file), "id", id, restored, f"沒有{kind.title}「{id}」", instead)]
    return UNKNOWN.problem(uses[0][0].at(*uses[0][1]), message, value=id, mend=mend, against=whole)


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
        mend = f"改成{wanted}的編號：{ids_near(id, refers, records)}；確實要寫這{others[0]}的，寫到別的字段裡。"
        message = f"這裡要寫{wanted}的編號，「{id}」卻是{others[0]}的編號"
        return KIND.problem(located.at(*path), message, value=id, mend=mend)
    parts = [part for part in re.split(r"[\s,，、；;]+", id) if part]
    if len(parts) > 1 and all(part in ids[refers] for part in parts):
        apart = f"編號之間用半角逗號加空格：[{', '.join(parts)}]。"
        return UNKNOWN.problem(located.at(*path), f"幾個{wanted}的編號連在一起了", value=id, mend=apart)
    near = _of_own_page(id, located, ids[refers]) or _near(id, ids[refers])
    known = f"已有的編號：{ids_near(id, refers, records)}"
    guess = f"是不是「{near}」？不是的，改成{known}" if near else f"改成{known}"
    mend = f"{guess}；要新的，先建立那條記錄；那條記錄已經刪去的，這裡也刪去，或恢復它的文件。"
    if called := ids_called(id, refers, records):
        mend = f"寫編號，不寫名稱：{called}。"
    lost = lost_part(records, refers, id)
    return UNKNOWN.problem(located.at(*path), f"沒有編號為「{id}」的{wanted}", value=id, mend=mend, against=lost)


def _of_own_page(id: str, located: Located[Any], known: Iterable[str]) -> str:
    """The part called so of a record that this one names: of many guides with a `step-plan`, the one it goes by."""
    named = {one for _, _, one in references(located.record)}
    ends = (one for one in sorted(known) if one.endswith(f"#{id.removeprefix('#')}"))
    return next((one for one in ends if one.partition("#")[0] in named), "")


_LIKE_DIGITS = str.maketrans("lo", "10")
"""Letters that are typed for the digits that they look like: `a5l` is a51."""


def _near(id: str, known: Collection[str]) -> str:
    """The id that was most likely meant, or nothing: `a3` is a03, but a13 is no slip of the pen for a53."""
    if (typed := id.lower().translate(_LIKE_DIGITS)) in known:
        return typed
    if len(begun := [one for one in known if one.startswith(f"{id}_")]) == 1:
        return begun[0]
    if code := _CODE.fullmatch(id.lower()):
        same = [one for one in known if (other := _CODE.fullmatch(one)) and other.groups() == code.groups()]
        return same[0] if len(same) == 1 else code[1] if code[1] in known else ""
    whole, mark, _ = id.partition("#")
    same_page = [
        one for one in known if mark and one.startswith(f"{whole}#")
    ]  # g50 has a step called like g16's: not it
    return next(iter(difflib.get_close_matches(id, sorted(same_page or known), n=1, cutoff=0.7)), "")
