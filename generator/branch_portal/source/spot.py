"""Where an error of pydantic stands in the file: its location walks through the model, ours through what was written."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic_core import ErrorDetails

from branch_portal.source.places import Path


@dataclass(frozen=True)
class Spot:
    """What an error's location means: the path in the file, and the models that may stand there.

    `items` are the models of what a list there holds, `refers` is the kind of record whose id belongs there, `title` what
    people call the field; empty where there is none. `is_needed` says that no record can be without the field.
    """

    path: Path
    models: tuple[type[BaseModel], ...]
    name: str | int
    is_alternative: bool
    refers: str = ""
    title: str = ""
    items: tuple[type[BaseModel], ...] = ()
    is_needed: bool = False
    choices: tuple[str, ...] = ()
    """What an item of a list there may be, where that is a closed set."""
    form: str = ""
    """The pattern of a text in the field."""
    numbers: int = 0
    """How many whole numbers a list there has, where it has so many and nothing else."""


def find_spot(model: type[BaseModel], data: object, error: ErrorDetails) -> Spot:
    """Follow pydantic's location through the model, dropping the steps that stand in no file:
    tags of tagged unions and names of a plain union's members."""
    loc, kind = error["loc"], error["type"]
    path: list[str | int] = []
    members: list[tuple[str | None, Any]] = [(None, model)]
    dropped = False
    name: str | int = ""
    refers = title = form = ""
    needed = False
    for index, step in enumerate(loc):
        last = index == len(loc) - 1
        if isinstance(step, int):
            name = step
            if not (last and kind == "missing"):
                path.append(step)
                members = [item for member in members for item in _items(member[1], step)]
                data = below(data, step)
            continue
        tagged: list[tuple[str | None, Any]] = [(None, member) for tag, member in members if tag == step]
        if tagged and not dropped:
            members, dropped = tagged, True
            continue
        models = _models(members)
        field_members = [part for model in models for part in _field_members(model, step)]
        field_members += [part for _, member in members for part in _values(member)]
        if last and kind == "missing":
            return Spot(tuple(path), models, step, False)
        if last and kind == "extra_forbidden":
            return Spot((*path, step), models, step, False)
        if isinstance(data, dict) and field_members:
            path.append(step)
            name, refers, title = step, _refers(models, step), fields(models).get(step, "")
            needed = bool(models) and all(_is_required(model, step) for model in models)
            form = _form(models, step)
            members, dropped = field_members, False
            data = below(data, step)
    is_alternative = bool(path) and not isinstance(loc[-1], int) and loc[-1] != path[-1] and not _models(members)
    items = _models([item for _, member in members if get_origin(member) is tuple for item in _items(member, 0)])
    inner = [item for _, member in members if get_origin(member) is tuple for item in _items(member, 0)]
    choices = tuple(one for _, item in inner if get_origin(item) is Literal for one in get_args(item))
    numbers = max(
        (len(get_args(one)) for _, one in members if get_origin(one) is tuple and set(get_args(one)) == {int}),
        default=0,
    )
    models = _models(members)
    return Spot(tuple(path), models, name, is_alternative, refers, title, items, needed, choices, form, numbers)


def _members(annotation: Any) -> Iterator[tuple[str | None, Any]]:
    """The types of a union with their tags; any other type is a union of one."""
    origin = get_origin(annotation)
    if origin is Annotated:
        tag = next((str(extra.tag) for extra in annotation.__metadata__ if isinstance(extra, Tag)), None)
        for inner, member in _members(annotation.__origin__):
            yield tag or inner, member
    elif origin in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _members(part)
    else:
        yield None, annotation


def _items(annotation: Any, index: int) -> Iterator[tuple[str | None, Any]]:
    arguments = get_args(annotation)
    if not arguments:
        return
    yield from _members(arguments[0] if arguments[-1] is ... else arguments[min(index, len(arguments) - 1)])


def _values(annotation: Any) -> Iterator[tuple[str | None, Any]]:
    """The types of a mapping's values, whatever the key."""
    if get_origin(annotation) is dict:
        yield from _members(get_args(annotation)[1])


def _models(members: list[tuple[str | None, Any]]) -> tuple[type[BaseModel], ...]:
    return tuple(member for _, member in members if isinstance(member, type) and issubclass(member, BaseModel))


def _field_members(model: type[BaseModel], key: str) -> Iterator[tuple[str | None, Any]]:
    for name, info in model.model_fields.items():
        if key == (info.alias or name):
            yield from _members(info.annotation)


def _is_required(model: type[BaseModel], key: str) -> bool:
    return any(info.is_required() for name, info in model.model_fields.items() if key == (info.alias or name))


def _refers(models: tuple[type[BaseModel], ...], key: str) -> str:
    """The kind that a field's ids are of, as the models say it."""
    for model in models:
        for name, info in model.model_fields.items():
            if key == (info.alias or name) and isinstance(info.json_schema_extra, dict):
                return str(info.json_schema_extra.get("refers", ""))
    return ""


def _form(models: tuple[type[BaseModel], ...], key: str) -> str:
    infos = (info for model in models for name, info in model.model_fields.items() if key == (info.alias or name))
    forms = (getattr(one, "pattern", None) for info in infos for one in info.metadata)
    return next((form for form in forms if isinstance(form, str)), "")


def fields(models: tuple[type[BaseModel], ...]) -> dict[str, str]:
    """The keys that may be written, with their Chinese titles."""
    return {info.alias or name: info.title or "" for model in models for name, info in model.model_fields.items()}


def below(data: Any, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, tuple) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def choices_of(error: ErrorDetails) -> list[str]:
    """What a field of a closed set takes, as pydantic lists it."""
    if error["type"] != "literal_error":
        return []
    expected: str = error["ctx"]["expected"]
    return expected.replace(" or ", ", ").replace("'", "").split(", ")
