"""引用: which record names which; the way back from any record to all that name it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from branch_portal.ground.kept import of_itself
from branch_portal.project.kind import Kind, Kinds

Field = tuple[str | int, ...]
"""Keys and indexes from a record to one of its values."""


@dataclass(frozen=True)
class Citation:
    """A record that names another, and where in it the name stands."""

    kind: Kind[Any, Any]
    record: Any
    field: Field


Citations = Mapping[tuple[str, str], tuple[Citation, ...]]
"""All that name a record, by what the field refers to (a kind, a union, parts of a kind) and the id written there."""


def citations(groups: Iterable[tuple[Kind[Any, Any], Mapping[Any, Any]]]) -> Citations:
    """The whole index, in the order of the kinds and of their records."""
    found: dict[tuple[str, str], list[Citation]] = {}
    for kind, group in groups:
        for record in group.values():
            for field, refers, id in named_by(kind, record):
                found.setdefault((refers, id), []).append(Citation(kind, record, field))
    return {named: tuple(citing) for named, citing in found.items()}


def named_by(kind: Kind[Any, Any], record: Any) -> Iterator[tuple[Field, str, str]]:
    """Every reference of a record, those too that it writes in two fields."""
    yield from references(kind.fields(record))
    yield from kind.pairs(record)


def references(record: Any) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every reference inside a record: where it stands, the kind it refers to, the id."""
    return iter(_references_of(record))


@of_itself(20_000)
def _references_of(record: Any) -> tuple[tuple[tuple[str | int, ...], str, str], ...]:
    """Looked for once: half a dozen rules ask, and a record that was read is never changed."""
    return tuple(_references(record, ()))


def _references(record: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    model: type[BaseModel] = type(record)
    for name, written, refers in _to_look_into(model):
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from _references(value, (*path, written))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _references(item, (*path, written, index))
                elif refers:
                    yield (*path, written, index), refers, item
        elif refers and value is not None:
            yield (*path, written), refers, value


@cache
def _to_look_into(model: type[BaseModel]) -> tuple[tuple[str, str, str], ...]:
    """The fields that name a record or may hold a model that does: name, name in the file, what is referred to."""
    return tuple(
        (name, info.alias or name, refers_to(info))
        for name, info in model.model_fields.items()
        if refers_to(info) or not _is_plain(info.annotation)
    )


_PLAIN = (str, int, float, bool, dt.date, dt.time, type(None))


def _is_plain(annotation: Any) -> bool:
    """Whether no value of this type holds a model."""
    if get_origin(annotation) is Literal:
        return True
    parts = get_args(annotation)
    return all(map(_is_plain, parts)) if parts else annotation in (*_PLAIN, ...)


def naming(kinds: Kinds, refers: str) -> Iterator[Kind[Any, Any]]:
    """The kinds whose records may name those of a kind."""
    return (kind for kind in kinds if may_name(kind.model, {refers}))


def may_name(model: type[Any], names: Set[str]) -> bool:
    """Whether a field of a model, or of what it holds, refers to one of these kinds or unions."""
    return any(
        refers_to(info) in names or any(may_name(inner, names) for inner in _inner(info.annotation))
        for info in getattr(model, "model_fields", {}).values()
    )


def refers_to(info: Any) -> str:
    """The kind or union that a field names records of; empty for any other field."""
    extra = info.json_schema_extra
    return str(extra.get("refers", "")) if isinstance(extra, dict) else ""


def _inner(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for one in getattr(annotation, "__args__", ()) for found in _inner(one)]
