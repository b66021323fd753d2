"""What a field of a model may hold, read off its annotation: a value, a choice, a list, a record inside."""

import datetime as dt
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from branch_portal.source.mends import choice_titles

ColumnKind = Literal["text", "integer", "number", "date", "moment", "truth", "choice"]

_KINDS: Mapping[type, ColumnKind] = {
    str: "text",
    int: "integer",
    float: "number",
    dt.date: "date",
    dt.datetime: "moment",
    bool: "truth",
}


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def members_of(annotation: Any) -> tuple[Any, ...]:
    """What a value may be, without None and without what only narrows it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return members_of(annotation.__origin__)
    if origin in (Union, types.UnionType):
        return tuple(member for part in get_args(annotation) for member in members_of(part))
    return () if annotation is type(None) else (annotation,)


def record_of(members: tuple[Any, ...]) -> type[BaseModel] | None:
    """The one record that stands here, if it is one."""
    if len(members) == 1 and isinstance(members[0], type) and issubclass(members[0], BaseModel):
        return members[0]
    return None


def items_of(members: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """What the items of a list may be; None when this is no list of any length."""
    if len(members) == 1 and get_origin(members[0]) is tuple and get_args(members[0])[-1] is ...:
        return members_of(get_args(members[0])[0])
    return None


def scalar_of(members: tuple[Any, ...]) -> tuple[ColumnKind, tuple[Any, ...]] | None:
    """The kind of cell and what may be chosen; None when it fits into no cell."""
    choices = tuple(choice for member in members if get_origin(member) is Literal for choice in get_args(member))
    plain = [member for member in members if get_origin(member) is not Literal]
    if not plain and choices:
        return ("truth" if all(isinstance(choice, bool) for choice in choices) else "choice"), choices
    if len(plain) == 1 and isinstance(plain[0], type) and plain[0] in _KINDS:
        return _KINDS[plain[0]], choices
    return None


def options_of(model: type[BaseModel], kind: ColumnKind, choices: tuple[Any, ...]) -> Mapping[str, str | int | bool]:
    if kind == "truth":
        return {label: value for label, value in (("是", True), ("否", False)) if not choices or value in choices}
    if not choices:
        return {}
    titles = choice_titles(model, [str(choice) for choice in choices])
    return {titles.get(str(choice), str(choice)): choice for choice in choices}


def limits_of(info: FieldInfo) -> tuple[float | None, float | None]:
    least: float | None = None
    most: float | None = None
    for limit in narrowing(info.annotation, info.metadata):
        if isinstance(limit, annotated_types.Ge):
            least = float(str(limit.ge))
        elif isinstance(limit, annotated_types.Le):
            most = float(str(limit.le))
        elif isinstance(limit, annotated_types.MaxLen):
            most = limit.max_length
    return least, most


def narrowing(annotation: Any, own: list[Any]) -> Iterator[Any]:
    """What narrows a value beyond its type: limits, patterns, validators; `own` is the field's own metadata."""
    for part in own:
        yield from part.metadata if isinstance(part, FieldInfo) else [part]
    if get_origin(annotation) is Annotated:
        yield from narrowing(annotation.__origin__, list(annotation.__metadata__))
    elif get_origin(annotation) in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from narrowing(part, [])
