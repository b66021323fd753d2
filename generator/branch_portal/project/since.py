"""起: what a record says of a day that has not come is not there yet.

A date of the type `Since` says that something is from that day on: a slip was issued, an opinion given, a step taken.
Before the end of that day the record, or the part of it that has the date, is shown to nobody; where the date may be
absent, it alone is, with the fields that `since` names beside it.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import BaseModel

from branch_portal.project.base import Date


@dataclass(frozen=True)
class since:
    """Marks a date; `also` are fields beside it that say more of the same day."""

    also: tuple[str, ...] = ()


Since = Annotated[Date, since()]
"""A day before which nobody is shown what has it."""


@dataclass(frozen=True)
class _Plan:
    """The fields of a model that must have their day, those that may, and those that hold models with such days."""

    must: tuple[str, ...]
    may: tuple[tuple[str, tuple[str, ...]], ...]
    inner: tuple[str, ...]


def has_since(model: type[BaseModel]) -> bool:
    """Whether a record of a model, or a part of it, may be of a day that has not come."""
    plan = _plan(model)
    return bool(plan.must or plan.may or plan.inner)


def marked(annotation: Any, metadata: list[Any]) -> since | None:
    """The mark of a field, by its annotation and the metadata that pydantic has taken from it."""
    found = [*metadata, *(one for part in _parts(annotation) for one in getattr(part, "__metadata__", ()))]
    return next((one for one in found if isinstance(one, since)), None)


def by(record: Any, day: dt.date) -> Any:
    """The record as it is known at the end of `day`; None for one that begins later."""
    model: type[BaseModel] = type(record)
    plan, fields = _plan(model), model.model_fields
    if any(getattr(record, name) > day for name in plan.must):
        return None
    changes: dict[str, Any] = {}
    for name, also in plan.may:
        value = getattr(record, name)
        if value is not None and value > day:
            changes |= {one: fields[one].get_default() for one in (name, *also)}
    for name in plan.inner:
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            new = by(value, day)
            if new is None and fields[name].is_required():
                return None
        elif value:
            new = tuple(one for item in value if (one := by(item, day)) is not None)
            if not new and fields[name].is_required():
                return None
            if all(one is item for one, item in zip(new, value, strict=False)) and len(new) == len(value):
                continue
        else:
            continue
        if new is not value:
            changes[name] = new
    return record.model_copy(update=changes) if changes else record


@cache
def _plan(model: type[BaseModel]) -> _Plan:
    must, may, inner = [], [], []
    for name, info in model.model_fields.items():
        if mark := marked(info.annotation, info.metadata):
            if info.is_required():
                must.append(name)
            else:
                may.append((name, mark.also))
        elif any(map(has_since, _models(info.annotation))):
            inner.append(name)
    return _Plan(tuple(must), tuple(may), tuple(inner))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    return (one for one in _parts(annotation) if isinstance(one, type) and issubclass(one, BaseModel))


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and everything inside it."""
    yield annotation
    for one in get_args(annotation):
        yield from _parts(one)
