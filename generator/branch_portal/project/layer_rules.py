"""下層的規則: what a portal leaves out of the layers below it is there, is no longer needed, and is said once."""

from collections import Counter
from collections.abc import Iterator

from branch_portal.ground.problems import Place, Problem
from branch_portal.ground.rules import nearest, rule
from branch_portal.project.citation import references
from branch_portal.project.layers import Layer
from branch_portal.project.records import Records

HIDE = rule(
    "LAYER-03",
    title="不用的下層記錄確實在下層",
    why="寫錯了編號，要隱去的還在網站上。",
    mend="kind 寫文件夾的名字（如 duties、guides），id 寫下層記錄的編號；不再需要的，刪去這一項。",
)
NEEDED = rule(
    "LAYER-04",
    title="不用的下層記錄沒有別的記錄引用",
    why="隱去以後，引用它的記錄就指著不存在的東西。",
    mend="把引用它的也隱去；或者運行 portal adopt，把引用它的取到本單位，去掉引用。",
)

_MOST = 5  # records that a message names


def check(records: Records) -> Iterator[Problem]:
    layering = records.layering
    for number, one in enumerate(records.settings.record.hide):
        if (named := (one.kind, one.id)) in layering.hidden and layering.hidden[named][0].own:
            continue
        place = records.settings.at("hide", number, "id")
        if one.kind not in records.kinds:
            known = [kind.name for kind in records.kinds if kind.shared]
            by_title = next((kind.name for kind in records.kinds if kind.title == one.kind), None)
            mend = f"寫成 {by_title}。" if by_title else nearest(one.kind, known) or None
            yield HIDE.problem(records.settings.at("hide", number, "kind"), f"不認識類別「{one.kind}」", mend=mend)
        elif not records.kinds[one.kind].shared:
            title = records.kinds[one.kind].title
            mend = f"刪去這一項：{title}只有本單位自己的，不要的直接刪去文件。"
            yield HIDE.problem(place, f"下層的{title}本來就不會用到", value=one.id, mend=mend)
        elif one.id in records[one.kind]:
            mend = "下層的已經由它代替，刪去這一項；都不要的，刪去本單位的文件。"
            yield HIDE.problem(place, f"「{one.id}」是本單位自己的記錄", value=one.id, mend=mend)
        elif named in layering.hidden:
            layer = layering.hidden[named][0]
            yield HIDE.problem(place, f"「{one.id}」已由{layer.title}隱去", value=one.id, mend="刪去這一項。")
        else:
            title = records.kinds[one.kind].title
            below = [name for kind, name in layering.origin if kind == one.kind]
            mend = nearest(one.id, below) or None
            yield HIDE.problem(place, f"下層沒有編號為「{one.id}」的{title}", value=one.id, mend=mend)
    yield from _needed(records)


def _needed(records: Records) -> Iterator[Problem]:
    """Hidden records that others still name."""
    if not records.layering.hidden:
        return
    citing: dict[tuple[str, str], Counter[str]] = {}
    groups = ((kind.fields(one.record), one) for kind, group in records for one in group.values())
    for fields, located in ((records.settings.record, records.settings), *groups):
        for path, refers, id in references(fields):
            if wanted := hidden_behind(records, refers, id):
                citing.setdefault(wanted, Counter())[str(located.at(*path)).rpartition(":")[0]] += 1
    for (kind, id), places in citing.items():
        layer, number, _ = records.layering.hidden[kind, id]
        shown = "、".join(list(places)[:_MOST]) + (f"等{len(places)}處" if len(places) > _MOST else "")
        message = f"隱去的{records.kinds.title(kind)}「{id}」還有記錄引用：{shown}"
        yield NEEDED.problem(_at(layer, number), message, value=id)


def hidden_behind(records: Records, refers: str, id: str) -> tuple[str, str] | None:
    """The hidden record that a reference which leads nowhere was for."""
    kinds = records.kinds
    members = kinds.members(refers)
    if refers in kinds.parts:
        members, id = (kinds.parts[refers].kind.name,), id.partition("#")[0]
    return next(((kind, id) for kind in members if (kind, id) in records.layering.hidden), None)


def _at(layer: Layer, number: int) -> Place:
    return layer.hide_at(number, "id")
