"""What refers to a hidden record loses the reference."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from branch_portal.project.citation import may_name, refers_to
from branch_portal.project.kind import Kind, Kinds

Groups = Mapping[str, Mapping[Any, Any]]


def without(kinds: Kinds, whole: Mapping[Kind[Any, Any], Mapping[Any, Any]], shown: Groups) -> Groups:
    """The records of `shown` without references to what `whole` has and `shown` has not.

    A reference in a list is left out of it, one that may be absent becomes absent; a record that cannot be without
    the reference is hidden too, and so what refers to that one.
    """
    while (less := _once(kinds, whole, shown)) is not shown:
        fewer = any(len(less[kind.name]) < len(shown[kind.name]) for kind in kinds)
        shown = less
        if not fewer:
            break
    return shown


def _once(kinds: Kinds, whole: Mapping[Kind[Any, Any], Mapping[Any, Any]], shown: Groups) -> Groups:
    hidden: dict[str, set[str]] = {}
    for kind, group in whole.items():
        if gone := group.keys() - shown[kind.name].keys():
            hidden[kind.name] = {str(group[key].id) for key in gone}
    if not hidden:
        return shown
    names = {name for name in (*kinds.unions, *kinds.names()) if any(one in hidden for one in kinds.members(name))}
    groups = {}
    for kind in kinds:
        group = shown[kind.name]
        if may_name(kind.model, names):
            found = {key: _cleared(one, kinds, names, hidden) for key, one in group.items()}
            group = {key: one for key, one in found.items() if one is not None}
        groups[kind.name] = group
    return groups


def _cleared(record: Any, kinds: Kinds, names: set[str], hidden: Mapping[str, set[str]]) -> Any:
    changes: dict[str, Any] = {}
    for name, info in type(record).model_fields.items():
        value, refers = getattr(record, name), refers_to(info)
        gone = {id for kind in kinds.members(refers) for id in hidden.get(kind, ())} if refers in names else set()
        if isinstance(value, BaseModel):
            new = _cleared(value, kinds, names, hidden)
            if new is None and info.is_required():
                return None
        elif isinstance(value, tuple):
            if gone:
                new = tuple(one for one in value if one not in gone)
            else:
                inner = [_cleared(one, kinds, names, hidden) if isinstance(one, BaseModel) else one for one in value]
                new = tuple(one for one in inner if one is not None)
        elif gone and value in gone:
            if info.is_required():
                return None
            new = info.default
        else:
            continue
        if new is not value and new != value:
            changes[name] = new
    return record.model_copy(update=changes) if changes else record
